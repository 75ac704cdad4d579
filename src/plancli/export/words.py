"""What is in a workbook or report besides the data, in both languages (lexicon/books.toml)."""

from __future__ import annotations

from plancli.lexicon import load

_TABLE = load.table("books")
Titles = dict[str, tuple[str, ...]]
LANGUAGES = ("zh", "en")


def titles(*names: str) -> Titles:
    """Language → what these sheets are called in it."""
    return {lang: tuple(_TABLE["sheets"][name][lang] for name in names) for lang in LANGUAGES}


def legend(name: str) -> dict[str, str]:
    """Language → a line below a chart.

    Args:
        name: of the kind of chart.
    """
    return dict(_TABLE["legend"][name])


def _lists(name: str) -> Titles:
    return {lang: tuple(_TABLE[name][lang]) for lang in LANGUAGES}


# 概览 is what is printed first; 数据 holds the records as programs read them, and is the sheet that is read back.
SHEETS = titles("overview", "comparison", "details", "sources", "notes", "data")
REST: dict[str, str] = _TABLE["sheets"]["others"]
CHARTS: dict[str, str] = _TABLE["sheets"]["charts"]
CHART_DATA: dict[str, str] = _TABLE["sheets"]["chart_data"]
REGION: dict[str, str] = _TABLE["words"]["region"]
YES: dict[str, str] = _TABLE["words"]["yes"]
SIGNS: dict[str, dict[str, str]] = _TABLE["signs"]
SCOPE = _lists("scope")
GRID_HEAD = _lists("head")
ABOUT = _lists("about")
TOO_MANY_ROWS = _lists("left_out")
NOTES: dict[str, tuple[tuple[str, str], ...]] = {
    lang: tuple((of, said) for of, said in _TABLE["notes"][lang]) for lang in LANGUAGES
}
FIRST_OF_DOCUMENT = (
    "doc", "title", "region", "level", "issuer", "document_number", "issued", "horizon_year", "period", "characters",
    "targets", "warnings",
)  # fmt: skip
LEAD = ("topic", "indicator", "kind", "year", "unit")
