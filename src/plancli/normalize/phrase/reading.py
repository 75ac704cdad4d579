"""One figure of a phrase as it is read: from where to where, how much, of what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from plancli.model import Answer


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its unit as read: `value` bears sign, half and small change; `inner` is its own comparator."""

    start: int
    end: int
    value: Fraction
    unit: str
    value_max: Fraction | None = None
    inner: Answer | None = None
    bare: bool = False
