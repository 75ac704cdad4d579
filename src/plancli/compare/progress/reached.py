"""Whether a target was reached, by which rule, and to what share."""

from __future__ import annotations

from decimal import Context, Decimal

from plancli.compare.levels.stricter import LOWER_BOUNDS, UPPER_BOUNDS, Sense, is_rate, sense
from plancli.lexicon import load
from plancli.terms import Record

PER_CENT = Context(prec=4)  # digits of a share: 98.76 %
ABOUT, RANGE = "~", "range"


def reached(target: Record, actual: Record, indicator_id: str | None = None) -> tuple[bool | None, str | None]:
    """Whether `actual` reaches `target`, and the rule: `>=`, `<=`, `~` or `range`; None where that cannot be decided.

    Where more is better, a figure, a bound or the lower end of a range must be met; where less is better, and of an
    upper bound, it must not be passed. An about (左右) leaves some room (`[reached]` in compare.toml).

    Args:
        indicator_id: None for an indicator that no list knows.
    """
    way = sense(indicator_id, str(target["kind"]), str(target["comparator"]))
    if target["value"] is None or actual["value"] is None:
        return None, None
    # a forecast (CPI 2 %左右) is neither reached nor missed, unless it is a bound
    if way is Sense.NEITHER and target["comparator"] not in (*UPPER_BOUNDS, *LOWER_BOUNDS):
        return None, None
    less = way is Sense.LESS or target["comparator"] in UPPER_BOUNDS
    met = _meets(_goal(target, less), Decimal(actual["value"]), target, less) or _says_the_same(target, actual)
    return (None, None) if _is_open(str(actual["comparator"]), met, less) else (met, _rule(target, less))


def _goal(target: Record, less: bool) -> Decimal:
    """The end of the target that must be met, with the room that an about leaves."""
    low = Decimal(target["value"])
    goal = Decimal(target["value_max"]) if less and target.get("value_max") is not None else low
    if target["comparator"] != ABOUT:
        return goal
    # of the size of the goal: it may be negative
    room = abs(goal) * Decimal(load.table("compare")["reached"]["about"]) / 100
    return goal + room if less else goal - room


def _meets(goal: Decimal, value: Decimal, target: Record, less: bool) -> bool:
    if target["comparator"] in ("<", ">") and value == goal:  # 超过90 is not reached by 90
        return False
    return value <= goal if less else value >= goal


def _says_the_same(target: Record, actual: Record) -> bool:
    """突破6000 is reached by 突破6000."""
    return all(target[name] == actual[name] for name in ("comparator", "value"))


def _is_open(comparator: str, met: bool, less: bool) -> bool:
    """超过90 may have reached 100, and 不足90 may have missed 80: such a figure decides one way only."""
    if comparator in LOWER_BOUNDS:
        return met if less else not met
    if comparator in UPPER_BOUNDS:
        return not met if less else met
    return False


def _rule(target: Record, less: bool) -> str:
    if target["comparator"] in (ABOUT, RANGE):
        return str(target["comparator"])
    return "<=" if less else ">="


def share_reached(target: Record, actual: Record, indicator_id: str | None = None) -> Decimal | None:
    """The achieved value in per cent of the target: of amounts of which more is better, not of rates, bounds, ranks.

    Args:
        indicator_id: None for an indicator that no list knows.
    """
    way = sense(indicator_id, str(target["kind"]), str(target["comparator"]))
    pointless = way is not Sense.MORE or target["comparator"] in UPPER_BOUNDS or target["kind"] != "level"
    if pointless or is_rate(str(target["unit"])) or not target["value"] or actual["value"] is None:
        return None
    share = PER_CENT.divide(Decimal(actual["value"]) * 100, Decimal(target["value"]))
    return Decimal(f"{share.normalize():f}")
