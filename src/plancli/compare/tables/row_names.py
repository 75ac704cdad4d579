"""How a row of the wide table is called."""

from __future__ import annotations

from plancli.compare.align import alignment
from plancli.compare.names import entry
from plancli.grid import GridRow
from plancli.lexicon import load
from plancli.lexicon.unit_names import unit_in


def kind_name(row: GridRow, lang: str) -> str:
    """What kind of figure a row holds, in words: 增长, 年均增长, 新增数."""
    words = load.table("compare")[f"kind_{lang}"]
    if row.flow and alignment.is_work_of(row.indicator_id):
        return str(words["work"])
    new = words.get(f"new_{row.kind}") if row.flow else None  # 新增数, where 新增 and the kind make no word
    # True counts as 1: the word once, or not at all
    marks = [words["annual"]] * row.annual + [words["flow"]] * (row.flow and new is None)
    return ("" if lang == "zh" else " ").join([*marks, new or words[row.kind]])


def name_of(row: GridRow, lang: str) -> str:
    """The indicator of a row in `lang`, with its kind where the name does not say it: 年均 belongs to it."""
    known = entry(row.indicator_id)
    name = (known.en if lang == "en" else "") or row.indicator
    # The first kind is the usual one, which the name implies: 地区生产总值增速 is growth.
    if not row.indicator_id or row.kind not in known.kinds[:1]:
        return f"{name} {kind_name(row, lang)}"
    return str(load.table("compare")["annual_name"][lang]).format(name) if row.annual else name


def called(row: GridRow, lang: str) -> str:
    """A row in one line: 地区生产总值增速 2026, %. The name of a known indicator says its kind."""
    year = "" if row.year is None else f" {row.year}"
    return f"{name_of(row, lang)}{year}" + (f", {unit_in(row.unit, lang)}" if row.unit else "")
