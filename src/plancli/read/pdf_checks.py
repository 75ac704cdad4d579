"""Is this PDF whole, and is its text one that can be read? What cannot is said, never counted as no targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancli.errors import InputError
from plancli.model import Options
from plancli.read.common import commonness
from plancli.read.pdf_page import Page, Picture
from plancli.read.pdf_pictures import looks_like
from plancli.read.substance import has_substance

NEEDS_OCR = "no text layer: needs OCR"
HINT = "pip install 'plancli[ocr]' and tesseract (chi_sim), then --ocr"
FEW = 30


def check_end(data: bytes, name: str) -> None:
    """Refuse a file whose end is missing: pdfium repairs it silently, with fewer pages.

    Raises:
        InputError: objects stand behind the last end mark, or there is none.
    """
    end = data.rfind(b"%%EOF")
    tail = data[end:] if end >= 0 else data
    if b" obj" in tail or (end < 0 and b"startxref" not in data[-2048:]):
        raise InputError("damaged file", name, "its end is missing; fetch it again")


def page_warnings(drawn: Page, handle: Any, options: Options) -> tuple[Page, list[str]]:
    """What a reader must know of this page, and the page, read by OCR where the options say so."""
    characters = len(drawn.glyphs)
    if drawn.unmapped > max(5, 0.3 * characters):
        return drawn, [f"page {drawn.number}: characters without a mapping, needs OCR"]
    if characters < FEW and any(_covers(picture, drawn, 0.4) for picture in drawn.pictures):
        return drawn, [f"page {drawn.number}: {NEEDS_OCR}"]
    said = [f"page {drawn.number}: {drawn.unmapped} characters without a mapping left out"] if drawn.unmapped else []
    for picture in drawn.pictures:
        kind = looks_like(handle, picture) if _covers(picture, drawn, 0.03) else ""
        if kind:
            said.append(f"page {drawn.number}: {kind}")
    return drawn, said


def _covers(picture: Picture, drawn: Page, share: float) -> bool:
    area = (picture.right - picture.left) * (picture.bottom - picture.top)
    return area >= share * drawn.width * drawn.height


def check_text(text: str, name: str, pages: Sequence[Page]) -> None:
    """Refuse a text in which no target could be found, whatever it says.

    Raises:
        InputError: scanned pages, fonts without a mapping, or no policy text.
    """
    unmapped, characters = sum(page.unmapped for page in pages), sum(len(page.glyphs) for page in pages)
    if unmapped > max(20, 0.3 * characters) or text.count("(cid:") * 6 > 0.3 * max(1, len(text)):
        raise InputError("no text layer: needs OCR", f"{name}, fonts without a mapping", HINT)
    if len(text) < FEW * max(1, len(pages)) / 2 and any(page.pictures for page in pages):
        raise InputError(NEEDS_OCR, f"{name}, {len(pages)} scanned pages", HINT)
    if len(text) > 100 and commonness(text) < 0.35:
        raise InputError("no text layer: needs OCR", f"{name}, fonts with a wrong mapping", HINT)
    if not has_substance(text):
        raise InputError("no policy text", name, "it holds only navigation; fetch the document itself")
