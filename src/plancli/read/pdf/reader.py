"""PDF → Document: text in reading order, one paragraph a line, tables as rows; offsets refer to this text.

`pdfium` gives the glyphs and lines of a page; `layout` finds tables and columns, `running_heads` drops what repeats
at the edges, `flow` joins lines to paragraphs over columns and pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from plancli.errors import InputError, needing
from plancli.model import Document, Failure, Options
from plancli.read.pdf.checks import BY_OCR, accounted, check_end, check_text, seen, unsure_cells
from plancli.read.pdf.flow import Event, NewPage, write
from plancli.read.pdf.layout import Layout, PageTable, PlacedLine, PlacedPart, layout
from plancli.read.pdf.lines import Line
from plancli.read.pdf.page import Page
from plancli.read.pdf.pdfium.geometry import views
from plancli.read.pdf.pictures import gathered
from plancli.read.pdf.prose.notes import notes_of
from plancli.read.pdf.reading_order import ordered, print_area
from plancli.read.pdf.running_heads import without_furniture
from plancli.read.pdf.scan.placed import unsure_spans
from plancli.read.pdf.tables import LongTable, caption_again

PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class _Pages:
    layouts: tuple[Layout, ...]
    warnings: tuple[str, ...]


def read_bytes(data: bytes, name: str, options: Options) -> Iterator[Document | Failure]:
    """The one document of a PDF file.

    Raises:
        InputError: encrypted, damaged, without a text layer, or with nothing that is policy text.
        MissingExtra: the extra `pdf` is not installed.
    """
    check_end(data, name)
    pages = _read(data, name, options)
    kept = without_furniture([(one.page.number, one.page.height, one.lines) for one in pages.layouts])
    area = print_area(list(zip(pages.layouts, kept, strict=True)))
    items = [(one.page.number, ordered(one, lines, area)) for one, lines in zip(pages.layouts, kept, strict=True)]
    body = _body(kept)
    notes = notes_of((part for _, parts in items for part in parts if isinstance(part, PlacedLine)), body)
    composer = write(_events(items, notes), body)
    check_text(composer.text, name, [one.page for one in pages.layouts])
    yield Document(
        id="",
        text=composer.text,
        format="pdf",
        encoding="",
        pages=tuple(composer.pages),
        paragraphs=tuple(composer.paragraphs),
        tables=tuple(composer.tables),
        warnings=(*pages.warnings, *unsure_cells(composer.text, composer.pages, composer.unsure)),
        found_by=_found_by(pages.warnings),
        unsure=unsure_spans(composer.text, composer.pages, [one.page for one in pages.layouts]),
        unsure_cells=tuple(composer.unsure),
    )


def _found_by(warnings: Sequence[str]) -> str:
    """The text layer, OCR, or both: OCR where a page had no text, or only filled what was missing."""
    told = [one for one in warnings if BY_OCR in one]
    whole = all(f": {BY_OCR}" in one for one in told)
    return ("OCR" if whole else "text layer and OCR") if told else "text layer"


def _read(data: bytes, name: str, options: Options) -> _Pages:
    handle = _opened(data, name)
    layouts: list[Layout] = []
    warnings: list[str] = []
    try:
        for index in range(len(handle)):
            drawn, said = _views(handle, index, name, options)
            warnings.extend(said)
            for one in drawn:
                before = layouts[-1].carried if layouts else None
                gutter = next((found.middle for one in reversed(layouts) for found in one.gutters), None)
                layouts.append(layout(one, before, gutter))
                warnings.extend(accounted(layouts[-1]))
    finally:
        handle.close()
    return _Pages(tuple(layouts), gathered(warnings))


def _views(handle: Any, index: int, name: str, options: Options) -> tuple[list[Page], list[str]]:
    import pypdfium2

    try:
        one = handle[index]
        first, *more = views(index + 1, one)
        if first.turned != one.get_rotation():
            one.set_rotation(first.turned)
        first, said = seen(first, one, name, options)
        return [first, *more], said
    except pypdfium2.PdfiumError as error:
        raise InputError("damaged file", f"{name}, page {index + 1}", "fetch it again") from error


def _opened(data: bytes, name: str) -> Any:
    with needing("pdf", "PDF needs an extra", name):
        import pypdfium2
    try:
        handle = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise InputError("encrypted", name, "remove the password and save again") from error
        raise InputError("damaged file", name, "fetch it again") from error
    if not len(handle):
        raise InputError("damaged file", name, "it has no page; fetch it again")
    return handle


def _body(pages: Sequence[Sequence[Line]]) -> float:
    """The height of the font that most characters are printed in."""
    sizes = [line.size for lines in pages for line in lines for _ in line.glyphs]
    return median(sizes) if sizes else 1.0


def _events(pages: Sequence[tuple[int, Sequence[PlacedPart]]], notes: frozenset[int]) -> list[Event]:
    """Pages one after the other; a table that goes on over a page break becomes one."""
    events: list[Event] = []
    before = 0
    for number, items in pages:
        events += [NewPage()] if number != before else []
        before = number
        for item in items:
            if isinstance(item, PageTable):
                _add_table(events, item, number, notes)
            else:
                events.append(item)
    return events


def _add_table(events: list[Event], table: PageTable, number: int, notes: frozenset[int]) -> None:
    """The table itself, or the rest of the one that the page before ended with; notes below that one come behind it."""
    last = len(events) - 1
    while last >= 0 and (
        isinstance(events[last], NewPage) or _is_note(events[last], notes) or _is_caption(events, last)
    ):
        last -= 1
    before = events[last] if last >= 0 else None
    new_pages = sum(isinstance(event, NewPage) for event in events[last + 1 :])
    if isinstance(before, LongTable) and before.goes_on(table, new_pages > 0):
        events[last + 1 :] = [event for event in events[last + 1 :] if _is_note(event, notes)]
        before.extend(table, new_pages)
    else:
        events.append(LongTable(table, number, list(table.grid.cells), {}))


def _is_note(event: Event, notes: frozenset[int]) -> bool:
    return isinstance(event, PlacedLine) and id(event.line) in notes


def _is_caption(events: Sequence[Event], index: int) -> bool:
    """A line at the top of a page that only says again which table goes on."""
    event = events[index]
    if not isinstance(event, PlacedLine) or not isinstance(events[index - 1], NewPage):
        return False
    table = next((at for at in range(index - 1, -1, -1) if isinstance(events[at], LongTable)), 0)
    above = [one.line.text.strip() for one in events[max(0, table - 2) : table] if isinstance(one, PlacedLine)]
    return caption_again(event, above)
