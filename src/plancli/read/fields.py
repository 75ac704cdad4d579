"""Labels of head tables and of columns → the fields of a head: 发文字号 → document_number."""

from __future__ import annotations

import re
from functools import cache

from plancli.lexicon.load import table

BLANK = re.compile(r"[\s\u3000]+")


@cache
def labels() -> frozenset[str]:
    """All labels that we know of, without blanks and colon."""
    return frozenset(table("pages")["label"]["words"]).union(_fields())


def field_of(label: str) -> str:
    """The field that a label names; the label itself where it is none of ours."""
    return _fields().get(bare(label), label)


def bare(label: str) -> str:
    """索 引 号： → 索引号"""
    return BLANK.sub("", label).strip(":：[]【】")


@cache
def _fields() -> dict[str, str]:
    return {word: field for field, entry in table("head")["label"].items() for word in entry["words"]}
