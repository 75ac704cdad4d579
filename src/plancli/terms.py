"""The closed vocabularies of a record, and what a number is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

Number = Decimal | Fraction
Record = Mapping[str, Any]
"""A record, or the line of another table, as it is read: the value of each column."""
Row = dict[str, Any]
"""A line of a table while it is made."""


class Comparator(StrEnum):
    """How the value bounds the indicator (Civil Code art. 1259: 以上 includes the figure, 超过 does not)."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    ABOUT = "~"
    RANGE = "range"


class Kind(StrEnum):
    LEVEL = "level"  # how much there is, or shall be
    GROWTH = "growth"  # by how much more: 增长8%, 提高5个百分点, 增加20亿元
    DECREASE = "decrease"  # by how much less
    SHARE = "share"  # a part of a whole, in % or ‰; 全覆盖 is all of it
    MULTIPLE = "multiple"  # 翻一番, 3倍
    RANK = "rank"  # 第5位, 前三


class Status(StrEnum):
    TARGET = "target"  # promised for a time to come
    ACTUAL = "actual"  # done or measured
    OTHER = "other"  # neither: a condition, a given size, a rule, an example


class Modality(StrEnum):
    BINDING = "binding"  # 约束性
    EXPECTED = "expected"  # 预期性
    ENSURE = "ensure"  # 确保
    STRIVE = "strive"  # 力争


class Review(StrEnum):
    """What people did with a record (`--decisions`)."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    ADDED = "added"


class Stated(StrEnum):
    """A promise without a figure: 与经济增长同步, 高于全国平均水平, 实现正增长, 完成国家下达任务."""

    IN_STEP = "in_step"
    ABOVE = "above"
    BELOW = "below"
    POSITIVE = "positive"
    AS_ASSIGNED = "as_assigned"
    MAINTAIN = "maintain"
