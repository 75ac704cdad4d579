"""A report in one page, with nothing loaded from elsewhere: the comparison, and every record with its sentence.

Text of documents is text here: jinja2 escapes all of it, and the page forbids scripts to itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from plancli.columns import RECORD, Column, brief
from plancli.export.about import About, mention, program
from plancli.export.cells import header, legible
from plancli.export.csvs import cell
from plancli.export.words import ABOUT, GRID_HEAD, LEAD, SHEETS

Row = Mapping[str, Any]


def save(records: Sequence[Row], about: About, path: Path, style: Any) -> None:
    """Write the report of `records` to `path`, headers in the language of `style` (zh where it names none).

    Raises:
        OSError: the file cannot be written.
    """
    lang = style.lang or "zh"
    template = (files("plancli.export") / "report.html.j2").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True).from_string(template)
    anchors = {mention(record): f"r{number}" for number, record in enumerate(records, 1)}
    content = page.stream(
        lang=lang, title=ABOUT[lang][0], names=SHEETS[lang], grid_head=GRID_HEAD[lang], grid=about.grid,
        leads=about.leads(lang), lead=LEAD, anchor=lambda record: anchors.get(mention(record), ""), show=_show,
        records=records, columns=brief(RECORD), header=header, program=program(),
        when=f"{about.when:%Y-%m-%d %H:%M}", sources=[legible(source) for source in about.sources],
    )  # fmt: skip
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(content)


def _show(record: Row, column: Column) -> str | Markup:
    """A value as the page shows it; in the quote, the quantity is marked."""
    value = record.get(column.name)
    if column.type == "number" and isinstance(value, int):
        return f"{value:,}"
    text = cell(value, raw=True)
    quantity = str(record.get("text") or "")
    if column.name != "quote" or not quantity or quantity not in text:
        return text
    before, behind = text.split(quantity, 1)
    return escape(before) + Markup("<mark>") + escape(quantity) + Markup("</mark>") + escape(behind)
