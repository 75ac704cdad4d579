"""Encodings: the same text out of every one of them, or a word of doubt; never mojibake."""

import pytest

from plancli.errors import InputError
from plancli.read import from_bytes
from plancli.read.plain.encoding import decode

TITLE = "关于印发鹿城区纲要的通知"
LINE = "到2025年，培育100家数字经济企业，5G基站2.6万个，占比50%以上。"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [TITLE, LINE, LINE * 40], ids=["title", "line", "page"])
def test_every_encoding_gives_the_same_text(encoding: str, text: str) -> None:
    """A text comes out the same whatever it is encoded in (Big5 can hold only its traditional characters)."""
    data = text.encode(encoding, "ignore")
    found = decode(data)
    assert found.text == data.decode(encoding)
    assert not found.warnings


@pytest.mark.parametrize("text", ["GDP growth 5%, R&D 3.0% in 2025: 武汉市", "𠮷㐀村数字经济发展规划"])
def test_few_or_rare_characters_do_not_mislead(text: str) -> None:
    """An ASCII-heavy line and four-byte characters are read as what they are."""
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_at_the_end_is_dropped_and_said(encoding: str) -> None:
    """A file cut within a character is read up to it, with the byte offset in the warning."""
    whole = (LINE + TITLE).encode(encoding)
    found = decode(whole[:-1])
    assert found.text == (LINE + TITLE)[:-1]
    assert f"byte {len((LINE + TITLE)[:-1].encode(encoding))}" in found.warnings[0]


@pytest.mark.parametrize("first", ["gb18030", "big5"])
def test_gbk_and_big5_lines_in_one_file_are_refused(first) -> None:
    """Whichever there is more of: the file is refused with the line, never read as nonsense."""
    traditional = "到2025年，軟件業務收入達到1000億元，建成基站2.6萬個。"
    parts = [LINE.encode("gb18030") + b"\n", traditional.encode("big5") + b"\n"]
    parts = parts if first == "gb18030" else parts[::-1]
    with pytest.raises(InputError, match="more than one encoding"):
        decode(parts[0] * 4 + parts[1] * 3)


def test_random_bytes_are_no_text() -> None:
    """A file of control characters is named as what it is, not as a text with one bad line."""
    with pytest.raises(InputError, match="not a text file"):
        decode(bytes((number * 89 + 7) % 256 for number in range(3000)))


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    """A GBK line among UTF-8 lines is read as such and named."""
    found = decode(LINE.encode() + b"\n" + LINE.encode("gb18030") + b"\n")
    assert found.text == f"{LINE}\n{LINE}\n"
    assert "lines 2" in found.warnings[0]


def test_an_undecodable_line_is_refused_with_its_number() -> None:
    """Where no encoding fits, nothing is replaced in silence: the line is named."""
    with pytest.raises(InputError, match="line 2"):
        decode(LINE.encode() + b"\n\xff\xfe\xfa\n" + LINE.encode("gb18030"))


def test_the_encoding_field_names_the_choice() -> None:
    """The document says how it was decoded."""
    (document,) = from_bytes(LINE.encode("gb18030"), "a.txt")
    assert document.encoding == "gb18030"


@pytest.mark.parametrize("row", ["─" * 20, "┌────┬────┐", "═" * 20, "ΑΒΓΔΕΖΗΘΙΚΛΜ"])
def test_a_row_of_signs_is_no_other_encoding(row: str) -> None:
    """A line of signs in a GBK file belongs to it, though its bytes are Chinese characters in Big5."""
    found = decode(((LINE + "\n") * 20 + row + "\n").encode("gb18030"))
    assert found.encoding == "gb18030"
    assert row in found.text


def test_short_lines_of_another_encoding_are_refused_too():
    """GBK above Big5 whose lines decode to characters for private use: a line is named, no nonsense is read."""
    front = "到2025年，全市建成5G基站2.6万个以上，培育专精特新企业100家。\n".encode("gbk") * 3
    with pytest.raises(InputError, match=r"more than one encoding.*line 4"):
        decode(front + "到2025年，建設公園20個。\n".encode("big5") * 3, "plan.txt")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_lines_of_other_scripts_and_signs_are_no_other_encoding(encoding):
    """Korean and Tibetan names, signs for private use, rows of boxes: the file has one encoding all the same."""
    lines = [
        "到2025年，全市建成5G基站2.6万个。",
        "한국어 중국어 협력",
        "བོད་སྐད།",
        "\uf06c\uf06c\uf06c\uf06c 目标",
        "■■■■■■■■",
        "鼙鼓",
    ]
    text = "\n".join(lines + lines[:1] * 9)
    assert decode(text.encode(encoding), "x.txt").text == text
