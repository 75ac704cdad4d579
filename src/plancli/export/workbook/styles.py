"""How cells of our workbooks look, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FONT = "Microsoft YaHei"
MARKED = "C00000"  # the colour of marked words
TEXT = "@"  # what is typed into a cell stays as it was typed: 65% is no 0.65, 3-5 no date


def styles() -> Iterable[NamedStyle]:
    """All styles that cells may name."""
    line = Side(style="thin", color="D9DEE5")
    frame = Border(bottom=line)
    top: dict[str, Any] = {"vertical": "top"}
    middle: dict[str, Any] = {"vertical": "center"}
    plain, bold, blue = _font(), _font(bold=True), _font(color="1F5FA8")
    white, dark, pale = _font(bold=True, color="FFFFFF"), _fill("2F5D8A"), _fill("EEF3F8")
    for name, font, fill, alignment in (
        ("head", white, dark, Alignment(**middle, wrap_text=True)),
        ("head_right", white, dark, Alignment(**middle, wrap_text=True, horizontal="right")),
        ("text", plain, None, Alignment(**top, wrap_text=True)),
        ("line", plain, None, Alignment(**top)),
        ("number", plain, None, Alignment(**top, horizontal="right")),
        ("year", plain, None, Alignment(**top, horizontal="left")),
        ("middle", plain, None, Alignment(**middle, horizontal="left", wrap_text=True)),
        ("name", bold, pale, Alignment(**middle, wrap_text=True)),
        ("name_line", bold, pale, Alignment(**top)),
        ("link", blue, None, Alignment(**middle, horizontal="right")),
        ("words", blue, None, Alignment(**middle, horizontal="right", wrap_text=True)),
        ("clash", blue, _fill("FCE4D6"), Alignment(**middle, horizontal="right", wrap_text=True)),
        ("blank", _font(color="9AA3AD", size=9), None, Alignment(**middle, horizontal="right")),
        ("group", bold, pale, Alignment(**top, wrap_text=True)),
        ("input", plain, _fill("FFF8DC"), Alignment(**top, wrap_text=True)),
        ("place", _font(color="8A94A0", size=8), None, Alignment(**top)),
        ("web", blue, None, Alignment(**top)),
    ):
        style = NamedStyle(name, font, fill or PatternFill(), frame, alignment)
        style.number_format = TEXT if name == "input" else "General"
        yield style
    yield NamedStyle("title", _font(bold=True, color="2F5D8A", size=14), alignment=Alignment(**middle))
    yield NamedStyle("note", _font(color="6B7685", size=9), alignment=Alignment(**middle))


def _font(**given: Any) -> Font:
    return Font(**{"name": FONT, "size": 10, **given})


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
