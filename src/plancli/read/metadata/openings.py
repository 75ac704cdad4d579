"""How a text begins that has no usual title: a line that names a year or a plan, or what a colon follows."""

from __future__ import annotations

import re

from plancli.lexicon.words import pattern
from plancli.patterns import lazy
from plancli.read.metadata import dates

LONGEST_OPENING = 48  # characters
COLON = lazy(rf"([^。；;：:，,！!？?|]{{4,{LONGEST_OPENING}}})[：:](?=.)")
OPENING_ALONE = lazy(rf"[^。；;：:，,！!？?|]{{6,{LONGEST_OPENING}}}")
NOT_ONE = lazy(
    rf"""
    (?:{pattern("structure", "title_none").pattern})        # 各位代表, 附件
    |[（(]?[一二三四五六七八九十\d]{{1,3}}[)）、.．]              # a number of a list
    |第.{{1,3}}[章节条]|.{{0,12}}\d+月\d+日$|[（(]?\d{{4}}年\d+月[)）]?$       # a chapter, a day
    """,
    re.VERBOSE,
)
ANNEX = lazy(r"^附件[一二三四五\d]{0,2}[：:]?(?=.)")
PLANNED = lazy(rf"(?:{pattern('structure', 'title_plan').pattern})$")
BRACKETS = lazy(r"[（(][^（()）]*[)）]$")
REVIEW = pattern("structure", "heading_review")
TWO = 2  # years: 2025年工作总结和2026年工作打算
NAMED_YEAR = lazy(r"(?:19|20)\d\d ?年")


def opening(lines: list[str]) -> str:
    """What the first line of a text says that it is: 社保扩面行动（2025年）：…, 某市2026年重点工作; else empty.

    A line alone must name a year, a five-year plan or a plan; what comes before a colon must name one as well.
    """
    first = ANNEX.sub("", lines[0]) if lines else ""
    before_colon = COLON.match(first)
    alone = before_colon is None and len(lines) > 1 and OPENING_ALONE.fullmatch(first) is not None
    if (before_colon is None and not alone) or NOT_ONE.match(first):
        return ""
    name = before_colon[1] if before_colon else first
    if REVIEW.search(name) and len(NAMED_YEAR.findall(name)) < TWO and not plans(name):
        return ""  # 2023年工作回顾 heads the first part of a report
    dated = NAMED_YEAR.search(name) is not None or dates.period(name) is not None
    return name if plans(name) or (dated and alone) else ""


def plans(title: str) -> bool:
    """Whether a title ends on a word that announces what shall be done: 发展思路, 重点目标, 提升行动（2025年）."""
    bare = BRACKETS.sub("", title)
    return PLANNED.search(bare) is not None


__all__ = ["opening", "plans"]
