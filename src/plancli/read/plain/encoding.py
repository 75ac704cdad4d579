"""How are these bytes encoded? Byte order mark, strict UTF-8, then the decoding whose characters are common.

Korean and Japanese code pages are never tried: whatever decodes as them, a Chinese policy text it is not.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from plancli.errors import InputError
from plancli.patterns import lazy
from plancli.read.plain.character_frequency import commonness

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The order settles a draw: nearly all Chinese files that are no UTF-8 are in GB18030.
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# what pages and people call an encoding → what is really in the file
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
CONTROLS = lazy(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
LONGEST_CHARACTER = 4  # bytes
SAMPLED_BYTES = 65_536  # bytes that are scored; enough for any doubt
LEAST_COMMON = 0.5  # below, it is no text; texts score above 0.9
PRIVATE_USE = lazy("[\ue000-\uf8ff]")
SHORT_LINE = 8  # bytes of a line that says something of its encoding: four characters
TOLD_BY = 4096  # bytes of a long line that are looked at
NARROW, WIDE = ("gb18030", "big5hkscs", "utf-8"), ("utf-16-le", "utf-16-be")  # bytes, and pairs of them
UNUSUAL = lazy("[\ua000-\ufaff]{4,}")  # no Chinese: Yi, Korean and private use, which GB 2312 read as UTF-16 gives
FOREIGN_MARGIN = 0.25  # by so much more common are the characters of a line in its own encoding
DOUBT = 0.1  # a lead smaller than this is no decision
OTHER = ("not a text file", "give the document itself, or say --encoding")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was encoded, and what the user should know of that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str = "", wanted: str | None = None, declared: str = "") -> Decoded:
    """`data` as text, decoded strictly.

    Args:
        data: the whole file.
        name: label for messages.
        wanted: the encoding that the user demands; nothing else is tried.
        declared: what the file declares (meta charset); settles a draw, no more.

    Raises:
        InputError: no encoding fits, or what comes out is no text.
    """
    if wanted:
        return _as_wanted(data, name, wanted)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            marked = _plain(_strict(data, encoding) or _by_line(data, name), name)
            _check_lines(data, marked, name)
            return marked
    found = _strict(data, "utf-8")
    if found and not _is_wide(data):
        return _plain(found, name)
    best = _most_common(data, declared)
    if best is None:
        return _plain(_by_line(data, name), name)
    _check_lines(data, best, name)
    return _plain(best, name)


def _as_wanted(data: bytes, name: str, wanted: str) -> Decoded:
    try:
        codec = ALIASES.get(wanted.lower(), codecs.lookup(wanted).name)
    except LookupError as error:
        raise InputError(f"unknown encoding {wanted}", name, "for instance utf-8, gb18030, big5, utf-16") from error
    codec = {"utf-8": "utf-8-sig"}.get(codec, codec)  # the same, without the mark that Windows puts in front
    found = _strict(data, codec)
    if found is None:
        raise InputError(f"not {wanted}", f"{name}, byte {_first_bad(data, codec)}", "leave --encoding out")
    return found


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """The text, or None. Only a character cut at the very end is dropped, with a warning that says where."""
    public = encoding.removesuffix("-sig")
    try:
        return Decoded(data.decode(encoding), public)
    except UnicodeDecodeError as error:
        start = error.start
    # an error further from the end is damage, not a cut
    if start == 0 or len(data) - start >= LONGEST_CHARACTER or not _is_cut(data, encoding):
        return None
    mark = 3 if encoding == "utf-8-sig" else 0  # the codec counts from behind the mark
    text = codecs.getincrementaldecoder(encoding)("strict").decode(data)
    return Decoded(text, public, (f"cut in the middle of a character at byte {start + mark}: dropped",))


def _is_cut(data: bytes, encoding: str) -> bool:
    """Would more bytes have made it whole? An incremental decoder waits for them and does not complain."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeError:  # UTF-16 without its mark: the codec cannot say where
        return False
    return True


def _first_bad(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _most_common(data: bytes, declared: str) -> Decoded | None:
    """The candidate whose characters are common ones; a draw is settled by what is declared, then by statistics."""
    found = [decoded for codec in CANDIDATES if (decoded := _strict(data, codec)) and _allowed(data, decoded)]
    scored = sorted(((commonness(one.text[:SAMPLED_BYTES]), one) for one in found), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < LEAST_COMMON:
        return None
    close = [one for score, one in scored if scored[0][0] - score < DOUBT]  # too near to call by characters alone
    if len(close) == 1:
        return close[0]
    best = _tie_break(data, close, declared)
    return Decoded(best.text, best.encoding, (*best.warnings, f"encoding_uncertain: read as {best.encoding}"))


def _check_lines(data: bytes, best: Decoded, name: str) -> None:
    """Refuse a file of which some lines make sense in one encoding, and some in another.

    Raises:
        InputError: with the first line that has another encoding than most.
    """
    if best.encoding not in (*CANDIDATES, "utf-16"):
        return
    marked = "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    own = marked if best.encoding == "utf-16" else best.encoding
    for number, line in enumerate(best.text.split("\n"), 1):
        other = _foreign(line, own)
        if other:
            hint = f"lines in {best.encoding} and in {other}: save it in one encoding"
            raise InputError("more than one encoding", f"{name}, line {number}", hint)


def _foreign(line: str, own: str) -> str | None:
    """The encoding in which the bytes of a line, or of a part, make sense, where they make none in that of the file."""
    piece = line[:TOLD_BY]
    parts = [piece, *UNUSUAL.findall(piece)] if own in WIDE else [piece]
    return next((other for part in parts if (other := _better(part, own))), None)


def _better(part: str, own: str) -> str | None:
    least = max(commonness(part) + FOREIGN_MARGIN, LEAST_COMMON)
    data = part.encode(own, "ignore") if least < 1 else b""
    # characters for private use are what nonsense decodes to: they speak against an encoding, as signs do not
    if len(data) < SHORT_LINE or not (own in WIDE or _in_han(part) or PRIVATE_USE.search(part)):
        return None
    for other in NARROW if own in WIDE else NARROW + WIDE:
        its = _strict(data, other) if other != own else None
        if its and _in_han(its.text) and commonness(its.text) > least:
            return other
    return None


def _in_han(text: str) -> bool:
    """Are most characters but ASCII Chinese ones? Rows of signs (────, ■■■) are as good in their own encoding."""
    wide = [char for char in text if char > "\x7f" and not char.isspace()]
    return 2 * sum("\u4e00" <= char <= "\u9fff" for char in wide) > len(wide)


def _allowed(data: bytes, decoded: Decoded) -> bool:
    """A GB18030 or Big5 text has no NUL bytes, but for some that got lost there; a UTF-16 text may."""
    return decoded.encoding.startswith("utf-16") or not _is_wide(data)


def _is_wide(data: bytes) -> bool:
    """Are there enough NUL bytes for this to be UTF-16, or no text at all?"""
    return data.count(b"\0", 0, SAMPLED_BYTES) * 20 > min(len(data), SAMPLED_BYTES)  # more than one in twenty


def _has_controls(data: bytes) -> bool:
    """Is more than one byte in fifty a control character, as in no text of whatever encoding?"""
    return 50 * sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in data) > len(data)


def _tie_break(data: bytes, close: list[Decoded], declared: str) -> Decoded:
    wanted = ALIASES.get(declared.lower(), declared.lower())
    for one in close:
        if one.encoding == wanted:
            return one
    from charset_normalizer import from_bytes

    # only between the candidates that are as likely
    match = from_bytes(data[:SAMPLED_BYTES], cp_isolation=[one.encoding for one in close]).best()
    guess = match.encoding.replace("_", "-") if match else ""
    return next((one for one in close if one.encoding == guess), close[0])


def _by_line(data: bytes, name: str) -> Decoded:
    """A file of several encodings, pasted together: each line is read by its own, or the file is refused."""
    lines = data.split(b"\n")
    if _is_wide(data) or _has_controls(data[:SAMPLED_BYTES]):
        raise InputError(OTHER[0], name, OTHER[1])
    text: list[str] = []
    other: list[int] = []
    for number, line in enumerate(lines, 1):
        found = _strict_utf8(line)
        if found is None:
            other.append(number)
            found = _other_line(line, number, name)
        text.append(found)
    listed = ", ".join(map(str, other[:5])) + (" …" if len(other) > 5 else "")
    return Decoded("\n".join(text), "utf-8", (f"mixed encodings: read as gb18030 in lines {listed}",))


def _strict_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _other_line(line: bytes, number: int, name: str) -> str:
    try:
        text = line.decode("gb18030")
    except UnicodeDecodeError as error:
        hint = "repair the line, or say --encoding"
        raise InputError("neither UTF-8 nor GB18030", f"{name}, line {number}, byte {error.start}", hint) from error
    if commonness(text) < LEAST_COMMON:
        raise InputError("neither UTF-8 nor GB18030", f"{name}, line {number}", "repair the line, or say --encoding")
    return text


def _plain(found: Decoded, name: str) -> Decoded:
    """`found`, unless control characters show that this is no text."""
    sample = found.text[:SAMPLED_BYTES]
    if len(CONTROLS.findall(sample)) * 20 > len(sample):  # one in twenty: a binary file that happens to decode
        raise InputError(OTHER[0], name, OTHER[1])
    return found
