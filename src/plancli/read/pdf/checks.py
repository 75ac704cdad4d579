"""Is this PDF whole, and is its text one that can be read? What cannot is said, never counted as no targets."""

from __future__ import annotations

import subprocess
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plancli.errors import InputError
from plancli.model import Options, Span
from plancli.read.pdf.layout import Layout
from plancli.read.pdf.lines import overprinted
from plancli.read.pdf.page import Page, Picture
from plancli.read.pdf.pictures import looks_like
from plancli.read.plain.character_frequency import commonness
from plancli.read.plain.content_check import has_substance
from plancli.read.sandbox import pulse

NEEDS_OCR = "no text layer: needs OCR"
OCR_HINT = "pip install 'plancli[ocr]', then --ocr"
FEW_CHARACTERS = 30  # characters to a page: fewer are a page number and a running head
LEAST_COMMON_ON_PAGE = 0.35  # of real Chinese, however dry, characters are more common
SHOWN_TITLE = 30
LISTED = 12
FEW_OVER = 2  # an accent, a circle around a figure
BY_OCR = "read by OCR"  # behind it the engine and what to do
HOLD = "hold it against the original"
LONGEST_CELL_SHOWN = 20
SCAN = f"the text of a scan, {HOLD}"


def check_end(data: bytes, name: str) -> None:
    """Refuse a file whose end is missing: pdfium repairs it silently, with fewer pages.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: objects follow the last end mark, or there is none.
    """
    end = data.rfind(b"%%EOF")
    tail = data[end:] if end >= 0 else data
    # Objects behind the last %%EOF were written after it (ISO 32000-1, 7.5.6); its own end mark is then missing.
    if b" obj" in tail or (end < 0 and b"startxref" not in data[-2048:]):
        raise InputError("damaged file", name, "its end is missing; fetch it again")


def accounted(page: Layout) -> list[str]:
    """What became of characters that are in no line and no cell: none goes without a word.

    Args:
        page: as it was laid out.
    """
    held = sum(glyph.char != " " for glyph in page.page.glyphs)
    lines = sum(len(line.glyphs) for line in page.lines)
    cells = sum(len("".join(cell.text.split())) for table in page.tables for cell in table.grid.cells)
    lost = held - lines - cells
    said = [*page.page.left_out, *([f"{lost} characters not placed"] if lost > 0 else [])]
    over = sum(overprinted(line.glyphs) for line in page.lines)
    said += [f"{over} characters printed over others"] if over > FEW_OVER else []
    return [f"page {page.page.number}: {one}" for one in said]


def seen(drawn: Page, handle: Any, name: str, options: Options) -> tuple[Page, list[str]]:
    """The page with what OCR adds where the options ask for it, and the warnings for the reader.

    OCR fills only what is missing: pictures of text, pages without a text layer, characters without a mapping.

    Args:
        handle: the page of pypdfium2 that OCR draws.
        name: of the file, for messages.

    Raises:
        InputError: OCR takes too long.
        MissingExtra: OCR is wanted and no engine is there.
    """
    drawn = _without_nonsense(drawn)
    wrong = _illegible(drawn)
    said = [f"page {drawn.number}: {wrong}"] if wrong else []
    if drawn.unmapped and not wrong:
        said = [f"page {drawn.number}: {drawn.unmapped} characters without a mapping left out"]
    if (wrong or drawn.unmapped) and options.ocr:
        return _by_ocr(drawn, handle, [None], name, options)
    if wrong:
        return drawn, said
    # less than 3 % of the page is an ornament or a seal
    kinds = [(picture, looks_like(handle, picture)) for picture in drawn.pictures if _covers(picture, drawn, 0.03)]
    legible = [(picture, SCAN if _has_layer(drawn, picture) else kind) for picture, kind in kinds if kind]
    if legible and options.ocr:
        drawn, read = _by_ocr(drawn, handle, [picture for picture, _ in legible], name, options)
        scans = [kind for _, kind in legible if kind is SCAN]
        return drawn, [*said, *(f"page {drawn.number}: {kind}" for kind in scans), *read]
    return drawn, said + [f"page {drawn.number}: {kind}" for _, kind in legible]


def _has_layer(drawn: Page, picture: Picture) -> bool:
    """Is there text over a picture of text: a scan that OCR has read already?"""
    over = sum(
        picture.left <= glyph.left and glyph.right <= picture.right and picture.top <= glyph.base <= picture.bottom
        for glyph in drawn.glyphs
    )
    return over >= FEW_CHARACTERS


def _without_nonsense(drawn: Page) -> Page:
    """The page without its characters where a font maps them wrongly: rare ones, which are counted as not mapped."""
    text = "".join(glyph.char for glyph in drawn.glyphs)
    if len(text) < FEW_CHARACTERS or commonness(text) >= LEAST_COMMON_ON_PAGE:
        return drawn
    return replace(drawn, glyphs=(), unmapped=drawn.unmapped + len("".join(text.split())))


def _illegible(drawn: Page) -> str:
    characters = len(drawn.glyphs)
    if drawn.unmapped > max(5, 0.3 * characters):  # a bullet or two without mapping lose nothing
        return "characters without a mapping, needs OCR"
    if characters < FEW_CHARACTERS and any(_covers(picture, drawn, 0.4) for picture in drawn.pictures):
        return NEEDS_OCR
    return ""


def _by_ocr(
    drawn: Page, handle: Any, pictures: Sequence[Picture | None], name: str, options: Options
) -> tuple[Page, list[str]]:
    from plancli.read.pdf import ocr
    from plancli.read.pdf.scan.engines import engine

    before = len(drawn.glyphs)
    ocr.check(name)
    try:
        for picture in pictures:
            drawn = ocr.recognised(drawn, handle, picture, options)
    except subprocess.TimeoutExpired as error:
        raise InputError("takes too long", f"{name}, page {drawn.number}", "OCR of one page") from error
    except subprocess.CalledProcessError as error:
        raise InputError("tesseract failed", f"{name}, page {drawn.number}", "try tesseract --list-langs") from error
    pulse.beat()
    added = len(drawn.glyphs) - before
    told = f"{f'{added} characters ' if before else ''}{BY_OCR} ({engine()}), {HOLD}"
    said = [f"page {drawn.number}: {told}"] if added else []
    if drawn.unsure:
        shown = (f"{one.figure} or {one.instead}" if one.instead else one.figure for one in drawn.unsure[:LISTED])
        said.append(f"page {drawn.number}: figures that OCR is not sure of: {', '.join(shown)}")
    left = drawn.unmapped - added
    said += [f"page {drawn.number}: {left} characters without a mapping left out"] if left > 0 else []
    return replace(drawn, unmapped=0, pictures=()), said


def _covers(picture: Picture, drawn: Page, share: float) -> bool:
    area = (picture.right - picture.left) * (picture.bottom - picture.top)
    return area >= share * drawn.width * drawn.height


def unsure_cells(text: str, starts: Sequence[int], spans: Sequence[Span]) -> Iterator[str]:
    """For each page what its tables may hold otherwise than it was read.

    Args:
        starts: where the pages begin in the text, in code points.
        spans: of the cells.
    """
    pages: dict[int, list[str]] = {}
    for span in spans:
        pages.setdefault(bisect_right(starts, span.start), []).append(text[span.start : span.end])
    for number, cells in pages.items():
        shown = "; ".join(" ".join(cell.split())[:LONGEST_CELL_SHOWN] for cell in cells[:LISTED])
        yield f"page {number}: cells of a table that may be read otherwise: {shown}, {HOLD}"


def check_text(text: str, name: str, pages: Sequence[Page]) -> None:
    """Refuse a text in which no target could be found, whatever it says.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: scanned pages, fonts without a mapping, or no policy text.
    """
    unmapped, characters = (sum(page.unmapped for page in pages), sum(len(page.glyphs) for page in pages))
    # (cid:12345) is how some programs write a glyph that they cannot map: six characters at least for one.
    if unmapped > max(20, 0.3 * characters) or text.count("(cid:") * 6 > 0.3 * max(1, len(text)):
        raise InputError("no text layer: needs OCR", f"{name}, fonts without a mapping", OCR_HINT)
    if len(text) < FEW_CHARACTERS * max(1, len(pages)) / 2 and any(page.pictures for page in pages):
        raise InputError(NEEDS_OCR, f"{name}, {len(pages)} scanned pages", OCR_HINT)
    # Real Chinese, however dry, has far more common characters: a font that maps wrongly gives rare ones.
    if len(text) >= 20 and commonness(text) < LEAST_COMMON_ON_PAGE:
        raise InputError("no text layer: needs OCR", f"{name}, fonts with a wrong mapping", OCR_HINT)
    if not has_substance(text):
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")[:SHOWN_TITLE]
        raise InputError(
            "no policy text", name, f"below “{first}” are only menus of a web page; fetch the document itself"
        )
