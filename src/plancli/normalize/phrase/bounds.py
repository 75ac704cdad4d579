"""How figures of a short phrase are bounded and joined: 超过三十, 20到30, 大于二十小于等于三十五."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache

from plancli.lexicon.load import table
from plancli.lexicon.words import WordList, both, comparators_behind, phrases, prenominal_words, reach
from plancli.model import Amount, Comparator
from plancli.normalize.phrase.phrase_reading import prefix_words
from plancli.normalize.phrase.reading import Reading, neighbours_joined
from plancli.numerals.base_units import to_base
from plancli.numerals.numbers import exact
from plancli.numerals.ranges import End, reach_back
from plancli.patterns import lazy

LOWER = (Comparator.GE, Comparator.GT)
UPPER = (Comparator.LE, Comparator.LT)
OR_EQUAL = dict.fromkeys(LOWER, Comparator.GE) | dict.fromkeys(UPPER, Comparator.LE)
FILLERS = (*phrases("classes", "fillers"), " ")
REACH_OF_BOUND = reach("bound")
NUMERAL = lazy(r"[\d.,零〇○一二两三四五六七八九十百千万亿余多几 ]+")
INCLUDED = lazy(r" ?\((?:不?含)\)| ?(?:不?含)$")
TEN = 10


@dataclass(frozen=True, slots=True)
class BoundedFigure:
    """A reading in its base unit, with the comparator around it."""

    start: int
    end: int
    value: Fraction
    value_max: Fraction | None
    unit: str
    comparator: Comparator


@cache
def _before() -> WordList[Comparator]:
    groups = table("comparators").values()
    entries = [(row["word"], Comparator(group["comparator"])) for group in groups for row in group["before"]]
    return WordList([*entries, *_own("before")])


@cache
def _behind() -> WordList[Comparator]:
    return WordList(_own("behind"))


def _own(position: str) -> list[tuple[str, Comparator]]:
    groups = table("expressions")["bounds"][position]
    return [(word, Comparator(group["comparator"])) for group in groups for word in group["words"]]


def ranges(text: str, readings: list[Reading]) -> list[Reading]:
    """Two readings with 到, ~ or 和…之间 between them are one range; the unit of the second serves both.

    Args:
        text: the expression, folded.
    """
    return neighbours_joined(text, readings, _pair)


def _pair(text: str, low: Reading, high: Reading) -> Reading | None:
    words = table("expressions")["range"]
    between = INCLUDED.sub("", text[low.end : high.start]).strip(" ")
    if between == "、" and low.bare and _next_to(text, low, high):
        between = words["join"][0]  # 三、四个; 23、24万
    if between not in words["join"] or low.value_max is not None or high.value_max is not None:
        return None
    closed = text.startswith(tuple(words["close"]), high.end)
    # 和 joins a range only in 介于…和… or …和…之间
    if between in words["only_between"] and not closed and not text.endswith("介于", 0, low.start):
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return _of_two_units(low, high)
    value = low.value if low.unit else reach_back(_written(text, low), _written(text, high))
    if low.bare and text.endswith("成", 0, high.end):
        value *= 10  # 三到四成
    if high.value < 0 and high.value < value and between not in words["only_between"]:
        value, high = high.value, replace(high, value=value)  # 20~-100
    if value >= high.value:
        return None
    return replace(low, end=high.end, value=value, value_max=high.value, unit=high.unit or low.unit, bare=False)


def _next_to(text: str, low: Reading, high: Reading) -> bool:
    """Whether two figures of a phrase are neighbours that share what follows."""
    if low.value + 1 == high.value:
        return high.value < TEN
    value = reach_back(_written(text, low), _written(text, high))
    return value != low.value and (low.value + 1) * value == low.value * high.value


def _written(text: str, reading: Reading) -> End:
    """The numeral of a reading without its unit (the 千 of 5万千瓦 is not its own), and its value."""
    end = reading.end - len(reading.unit) if text.endswith(reading.unit, reading.start, reading.end) else reading.end
    numeral = NUMERAL.search(text, reading.start, end)
    return End(numeral.group() if numeral else "", reading.value)


def _of_two_units(low: Reading, high: Reading) -> Reading | None:
    """500米到2公里: both in their base unit."""
    first = to_base(Amount(exact(low.value), None, low.unit))
    second = to_base(Amount(exact(high.value), None, high.unit))
    if first.unit != second.unit or first.value >= second.value:
        return None
    return replace(
        low, end=high.end, value=Fraction(first.value), value_max=Fraction(second.value), unit=first.unit, bare=False
    )


def around(text: str, reading: Reading) -> Comparator | None:
    """What the words around a reading, or the reading itself (40余), say of its bound; None if nothing does.

    Args:
        text: the expression, folded.
    """
    if sided := _sided(text, reading):
        return sided
    front = _front(text, reading.start)
    back = _back(text, _step(text, reading.end))
    if front and back:
        return Comparator(both(front, back))
    return back or front or (Comparator(reading.inner.value) if reading.inner else None)


INEQUALITY = lazy(r" ?(<=|>=|[<>≤≥]) ?[a-z](?![a-z])")
FLIPPED = {"<": Comparator.GT, "<=": Comparator.GE, "≤": Comparator.GE, ">": Comparator.LT, ">=": Comparator.LE}
FLIPPED["≥"] = Comparator.LE


def _sided(text: str, reading: Reading) -> Comparator | None:
    """比20大 is more than 20; in 20<x the figure is the lower bound."""
    if found := INEQUALITY.match(text, reading.end):
        return FLIPPED[found[1]]
    words = table("expressions")["bounds"]["compared"]
    if not text.endswith(words["before"], 0, reading.start):  # 比
        return None
    if text.startswith(tuple(words["more"]), reading.end):
        return Comparator.GT
    return Comparator.LT if text.startswith(tuple(words["less"]), reading.end) else None


def _back(text: str, start: int) -> Comparator | None:
    """以上, 左右, and 多 or 内 where no other word goes on with them (8G内存)."""
    if own := _behind().starting(text, start, len(text)):
        return own[1]
    found = comparators_behind().starting(text, start, len(text))
    if found is None or (bound := found[1].comparator) is None:
        return None
    word, group = found
    goes_on = group.closing and "一" <= text[start + len(word) : start + len(word) + 1] <= "鿿"
    guarded = bool(group.not_before) and text.startswith(group.not_before, start + len(word))
    return None if goes_on or guarded else Comparator(bound)  # 以上 in 以上海为中心 bounds nothing


def _front(text: str, start: int) -> Comparator | None:
    for filler in ("", *FILLERS) if text.endswith(FILLERS, 0, start) else ("",):
        if filler and not text.endswith(filler, 0, start):
            continue
        place = start - len(filler)
        if (word := _before().ending(text, max(0, place - REACH_OF_BOUND), place)) and word[1] is not Comparator.EQ:
            return word[1]
    made = prenominal_words().ending(text, max(0, start - REACH_OF_BOUND), start)
    if made is None or not made[1].verb:
        return None
    # 至少|建成|12所: the verb of what is counted comes between
    word = _before().ending(text, 0, start - len(made[0]))
    return word[1] if word and word[1] in LOWER + UPPER and len(word[0]) > 1 else None


def _step(text: str, end: int) -> int:
    return end + (text[end : end + 1] in (" ", "的"))


def touches(text: str, reading: Reading) -> bool:
    """Whether a comparator or a word of range is right next to a lone numeral: 大于五, 三到四.

    Args:
        text: the expression, folded.
    """
    words = table("expressions")["range"]
    opened = text.endswith(tuple(words["open"] + words["join"]), 0, reading.start)
    closed = text.startswith(tuple(words["join"] + words["close"]), reading.end)
    return opened or closed or around(text, reading) is not None


def joined(text: str, figures: list[BoundedFigure]) -> list[BoundedFigure]:
    """大于二十小于等于三十五: a lower and an upper bound side by side are one range.

    Args:
        text: the expression, folded.
    """
    return neighbours_joined(text, figures, _bounded)


def _bounded(text: str, first: BoundedFigure, second: BoundedFigure) -> BoundedFigure | None:
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if same := _or_equal(text, first, second):
        return same
    low, high = (first, second) if first.comparator in LOWER else (second, first)
    # bounds that leave nothing in between are two statements
    if low.comparator not in LOWER or high.comparator not in UPPER or low.value > high.value:
        return None
    if _joining().sub("", text[first.end : second.start]):
        return None
    unit = first.unit or second.unit
    return BoundedFigure(first.start, second.end, low.value, high.value, unit, Comparator.RANGE)


def _or_equal(text: str, first: BoundedFigure, second: BoundedFigure) -> BoundedFigure | None:
    """等于20或大于20, 20和20以上: one bound with the figure itself."""
    if first.value != second.value or Comparator.EQ not in (first.comparator, second.comparator):
        return None
    bound = second.comparator if first.comparator is Comparator.EQ else first.comparator
    if bound not in OR_EQUAL or _joining().sub("", text[first.end : second.start]):
        return None
    return replace(second, start=first.start, comparator=OR_EQUAL[bound])


@cache
def _joining() -> re.Pattern[str]:
    """Comparators and joining words, which alone may come between the two bounds of one range."""
    groups = table("comparators").values()
    words = {row["word"] for group in groups for row in (*group["before"], *group["behind"])}
    own = table("expressions")["bounds"]
    words.update(word for position in ("before", "behind") for group in own[position] for word in group["words"])
    words.update(own["compared"]["before"], own["compared"]["more"], own["compared"]["less"])
    words.update(table("expressions")["join_bounds"]["words"], FILLERS)
    # longest first, since `re` takes the first that fits
    literal = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(f"{literal}|(?<=[<>≤≥= ])[a-z](?=[<>≤≥ ])")


def is_prefix(text: str, start: int) -> bool:
    """Whether a currency comes right before `start`: USD300, RMB200.

    Args:
        text: the expression, folded.
    """
    return text.endswith(prefix_words(), 0, start)


def rounded(value: Fraction, digits: int) -> Decimal:
    """`value` to that many significant digits."""
    return Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator))
