"""For how many, or for whom, a figure is: 每万人20件 is 20 件/万人, 每生每年800元 800 元/生."""

from __future__ import annotations

import re

from plancli.lexicon.words import either, pattern, phrases
from plancli.patterns import lazy

SO_MANY = rf"({pattern('classes', 'per_multipliers').pattern})({pattern('classes', 'per_heads').pattern})?"
PER_SO_MANY = lazy(rf"每{SO_MANY}(?:常住)?(人口)?")
PER_WHOM = rf"""
    (?P<per>
        每(?P<who>{either("classes", "recipients")})
        (?:每{either("classes", "school_times")})?  # 每生每年
    )
    {either("classes", "sum_links")}{{0,4}}  # what comes between it and the sum: 补助, 标准, 达到
"""
PER_PERSON = lazy(rf"{PER_WHOM}$", re.VERBOSE)
PER_PERSON_BEFORE = lazy(
    rf"""
    {PER_WHOM}
    # sums before it in the row: 202元、270元提高到, 600元以上提高到
    (?:[0-9][0-9.]*[ ]?[万亿]?元{either("classes", "bounds_behind")}?[^0-9每,。;:]{{1,4}}){{1,5}}$
    """,
    re.VERBOSE,
)
PER_HEAD_UNITS = frozenset(("", *phrases("classes", "per_head_units")))


def head(found: re.Match[str]) -> str:
    """What is under the slash: 万人 of 每万人 and of 每万人口, 万户 of 每万户.

    Args:
        found: a match of `PER_SO_MANY`, or of another pattern with its groups.
    """
    return found.group(1) + ("人" if found.group(3) else found.group(2) or "人")
