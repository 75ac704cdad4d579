"""Labels of head tables and of columns → the fields of a head: 发文字号 → document_number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from plancli.lexicon.load import table
from plancli.patterns import lazy

REMARK = lazy(r"[（(\[][^（）()\[\]]*[)）\]]")
BLANK = lazy(r"[\s\u3000]+")


@cache
def labels() -> frozenset[str]:
    """All labels that we know of, without blanks and colon."""
    return frozenset(table("pages")["label"]["words"]).union(_fields())


def field_of(label: str) -> str:
    """The field that a label names; the label itself where we have no such field."""
    return _fields().get(bare(label), label)


def bare(label: str) -> str:
    """索 引 号： → 索引号

    Args:
        label: as the page prints it.
    """
    return BLANK.sub("", label).strip(":：[]【】")


@cache
def _fields() -> dict[str, str]:
    return {word: field for field, entry in table("head")["label"].items() for word in entry["words"]}


def fields_of_row(columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What the columns of a row in a table of documents say: field → value, by the usual names in `sheets.toml`."""
    values = {plain(name): value.strip() for name, value in columns if value.strip()}
    found = {field: [values[word] for word in words if word in values] for field, words in _columns().items()}
    regions = found.pop("region")
    fields = {field: texts[0] for field, texts in found.items() if texts}
    return fields | ({"region": _together(regions)} if regions else {})


def plain(head: str) -> str:
    """The head of a column without case, blanks, brackets, and what joins words: Policy_Title → policytitle."""
    return re.sub(r"[\s_\-.]+", "", REMARK.sub("", head) or head).lower()


def _together(regions: Sequence[str]) -> str:
    """浙江省 and 湖州市 → 浙江省湖州市; a column that repeats the larger place adds nothing."""
    whole = ""
    for name in regions:
        whole = name if whole in name else whole if name in whole else whole + name
    return whole


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    entries = table("sheets")["column"].items()
    return {field: tuple(plain(word) for word in entry["words"]) for field, entry in entries}
