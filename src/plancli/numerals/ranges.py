"""Two figures that bound one range: the multiplier of the upper one reaches back where only then the range grows."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from plancli.numerals import numbers
from plancli.patterns import lazy

# Multipliers that may reach back, the longer first.
SHARED = (
    re.compile("^(?:[\\d.,]+|[一二两三四五六七八九])(?P<times>[百千][万亿]*)$"),  # 两到三百, 2至3千万
    re.compile("(?P<times>[万亿]+)$"),  # 三到五万, 一千到两千万
)
LARGE_END = lazy("[万亿]$")
TEN = 10
VAGUE_OR_BLANK = lazy("[余多几来 ]")


class End(NamedTuple):
    """One end of a range: its numeral as written, without unit, and what it is worth alone."""

    written: str
    value: Fraction


def reach_back(low: End, high: End) -> Fraction:
    """What the lower figure is worth beside the upper one.

    三到五万 is 30,000 to 50,000, 一千到两千万 10,000,000 to 20,000,000, 两到三百 200 to 300; 5000到1万 and 八百到一千
    are written out.
    """
    written, value = VAGUE_OR_BLANK.sub("", low.written), low.value
    above = VAGUE_OR_BLANK.sub("", high.written)
    if LARGE_END.search(written):
        return value
    for shared in SHARED:
        if found := shared.search(above):
            factor = numbers.multiplier(found["times"])
            if value < high.value / factor:
                return value * factor
            if value < TEN:
                return value  # 5到3千万 is no range of ten thousands
    return value
