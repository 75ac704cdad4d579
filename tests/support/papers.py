"""PDF files made for tests: typeset prose, ruled tables, three-rule tables, scans."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from plancli.model import Document, Options
from plancli.read.pdf.reader import read_bytes

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 90.0, WIDTH - 90.0, 80.0, HEIGHT - 90.0
SIZE = 12.0
Draw = Callable[[Canvas], None]


def paper(*pages: Draw, size: tuple[float, float] = A4, password: str = "") -> bytes:
    """A PDF of these pages."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True, encrypt=password or None)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def put(canvas: Canvas, x: float, y: float, text: str, size: float = SIZE) -> None:
    """Print `text` with its left end at `x`, its baseline `y` below the top."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - y, text)


def width(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrapped(text: str, room: float, size: float = SIZE, indent: float = 2 * SIZE) -> list[tuple[float, str]]:
    """Lines as a word processor breaks them: shift and text; a closing sign never begins a line, figures stay whole."""
    lines: list[tuple[float, str]] = []
    line, shift = "", indent
    for piece in _pieces(text):
        if width(line + piece, size) > room - shift and line:
            lines.append((shift, line))
            line, shift = "", 0.0
        line += piece
    return [*lines, (shift, line)] if line else lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        joins = pieces and (
            char in "，。；：、）％%”》" or (char.isascii() and char not in " (" and pieces[-1][-1].isascii())
        )
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def typeset(
    paragraphs: Sequence[str], room: float = RIGHT - LEFT, lines_a_page: int = 28, indent: float = 2 * SIZE
) -> list[list[tuple[float, float, str]]]:
    """Paragraphs as pages of lines: shift from the left, distance from the top, text."""
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, room, indent=indent)]
    pages = [lines[start : start + lines_a_page] for start in range(0, len(lines), lines_a_page)]
    return [[(shift, TOP + 22 * row, text) for row, (shift, text) in enumerate(page, 1)] for page in pages]


def prose(
    paragraphs: Sequence[str],
    header: str = "",
    footer: str = "",
    lines_a_page: int = 28,
    columns: int = 1,
) -> bytes:
    """A PDF of prose. `{page}` in the footer becomes the number of the page; columns share the width."""
    gap = 30.0
    room = (RIGHT - LEFT - gap * (columns - 1)) / columns
    strips = typeset(paragraphs, room, lines_a_page)
    pages = [strips[start : start + columns] for start in range(0, len(strips), columns)]

    def draw(number: int, strips: list[list[tuple[float, float, str]]]) -> Draw:
        def page(canvas: Canvas) -> None:
            if header:
                put(canvas, LEFT, 45, header, 9)
            for column, strip in enumerate(strips):
                for shift, y, text in strip:
                    put(canvas, LEFT + column * (room + gap) + shift, y, text)
            if footer:
                text = footer.format(page=number)
                put(canvas, (WIDTH - width(text, 9)) / 2, HEIGHT - 40, text, 9)

        return page

    return paper(*(draw(number, strips) for number, strips in enumerate(pages, 1)))


def grid(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    top: float,
    height: float = 24.0,
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> float:
    """Print a ruled table; `merged` are (row, column, rows, columns) from 0. Returns where it ends."""
    xs = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
    hidden = {
        (row + down, column + right): (row, column)
        for row, column, high, wide in merged
        for down in range(high)
        for right in range(wide)
    }
    for row, cells in enumerate(rows):
        y = top + row * height
        for column, text in enumerate(cells):
            owner = hidden.get((row, column), (row, column))
            if owner == (row, column):
                put(canvas, xs[column] + 4, y + 16, text, 10)
            if hidden.get((row - 1, column), (row - 1, column)) != owner:
                canvas.line(xs[column], HEIGHT - y, xs[column + 1], HEIGHT - y)
            if hidden.get((row, column - 1), (row, column - 1)) != owner:
                canvas.line(xs[column], HEIGHT - y, xs[column], HEIGHT - y - height)
    end = top + len(rows) * height
    canvas.line(xs[0], HEIGHT - end, xs[-1], HEIGHT - end)
    canvas.line(xs[-1], HEIGHT - top, xs[-1], HEIGHT - end)
    return end


def three_rules(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    top: float,
    parts: tuple[bool, bool] = (True, True),
) -> float:
    """Print a table with three rules only: over and under its head, and at its end.

    `parts`: whether the head is printed, whether the last rule is. Returns where it ends.
    """
    xs = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
    head, foot = parts
    y = top

    def rule() -> None:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)

    if head:
        rule()
    for number, cells in enumerate(rows):
        lines = [text.split("\n") for text in cells]
        high = max(len(cell) for cell in lines)
        for column, cell in enumerate(lines):
            for index, text in enumerate(cell):
                shift = (high - len(cell)) * 7
                x = xs[column] + (0 if column == 0 else (widths[column] - width(text, 10)) / 2)
                put(canvas, x, y + 15 + shift + 14 * index, text, 10)
        y += 14 * high + 8
        if number == 0 and head:
            rule()
    if foot:
        rule()
    return y


def scan(pages: int = 2) -> bytes:
    """A PDF of pictures only."""
    from reportlab.lib.utils import ImageReader

    return paper(*[lambda canvas: canvas.drawImage(ImageReader(_picture()), 0, 0, WIDTH, HEIGHT)] * pages)


def _picture() -> Any:
    from PIL import Image, ImageDraw

    image = Image.new("L", (300, 420), 255)
    pen = ImageDraw.Draw(image)
    for row in range(40, 380, 12):
        for column in range(40, 250, 9):
            pen.rectangle((column, row, column + 5, row + 5), fill=0)
    return image


def table_picture() -> Any:
    """A picture that shows a ruled table."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (900, 400), 255)
    pen = ImageDraw.Draw(image)
    for y in range(10, 400, 76):
        pen.line((10, y, 890, y), fill=0, width=3)
    for x in (10, 400, 560, 720, 890):
        pen.line((x, 10, x, 390), fill=0, width=3)
    return image


def without_mapping(codes: Sequence[int]) -> bytes:
    """A PDF whose font says nothing of what its glyphs mean (Identity-H, no ToUnicode)."""
    glyphs = "".join(f"{code:04X}" for code in codes)
    lines = " ".join(f"1 0 0 1 90 {700 - 20 * row} Tm <{glyphs}> Tj" for row in range(20))
    stream = f"BT /F1 12 Tf {lines} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /DW 1000 /FontDescriptor 7 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(data))
    return data + head + table + end


def without_ink(pieces: Sequence[tuple[float, float, str]]) -> bytes:
    """A PDF whose font draws nothing, as where a font is neither embedded nor installed: x, distance from top, text."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    chars = sorted({char for _, _, text in pieces for char in text})
    name = f"Blank{crc32(''.join(chars).encode())}"  # fonts are kept by name: each its own
    names = [".notdef", *(f"u{ord(char):04X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): glyph for char, glyph in zip(chars, names[1:], strict=True)})
    builder.setupGlyf({one: Glyph() for one in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2()
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(target.getvalue())))

    def page(canvas: Canvas) -> None:
        canvas.setFont(name, SIZE)
        for x, y, text in pieces:
            canvas.drawString(x, HEIGHT - y, text)

    return paper(page)


def read(data: bytes) -> Document:
    """The one document of a PDF file."""
    (found,) = read_bytes(data, "plan.pdf", Options())
    assert isinstance(found, Document)
    return found


def rows_of(document: Document) -> list[list[str]]:
    """The cells of the one table of a document, row by row."""
    (table,) = document.tables
    return [line.split(" | ") for line in document.text[table.span.start : table.span.end].split("\n")]
