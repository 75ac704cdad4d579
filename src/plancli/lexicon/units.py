"""Units and classifiers (units.toml): what they are worth, and the longest one at a place."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from plancli.errors import UsageError
from plancli.lexicon.load import TomlTable, table, text
from plancli.lexicon.scope import Scope
from plancli.patterns import lazy

MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}  # powers of ten
TIMES_TEN = "".join(MULTIPLIERS)
CLASSIFIERS = "classifiers"
DIGIT_CLASSIFIERS = "digit_classifiers"
SPOKEN_CLASSIFIERS = "spoken_classifiers"
COUNT = "count"
HANZI = lazy("[一-鿿]+")
NOT_BEFORE = "not_before"
UNLESS = "not_before_unless"


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit: `factor` times its `base`.

    `chinese` is false where only digits may come before it (15省), `spoken` where that holds in short phrases,
    too; `near` are words of which one must be close by (6000G带宽, but 5G基站); `prefix` come before a
    number ($15).
    """

    name: str
    base: str
    factor: Fraction
    dimension: str
    write: tuple[str, ...]
    examples: tuple[tuple[str, str], ...] = ()
    chinese: bool = True
    spoken: bool = True
    near: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()


@cache
def _shipped() -> tuple[UnitEntry, ...]:
    """Every unit and classifier that ships with plancli, in the order of units.toml."""
    lists = table("units")
    counted = (CLASSIFIERS, DIGIT_CLASSIFIERS, SPOKEN_CLASSIFIERS)
    others = {*counted, NOT_BEFORE, UNLESS}
    measured = [_measured(name, part) for name, part in lists.items() if name not in others]
    counting = [_classifier(word, example, group) for group in counted for word, example in lists[group].items()]
    return (*measured, *_currencies(), *counting)


def _measured(name: str, part: TomlTable) -> UnitEntry:
    try:
        return UnitEntry(
            name,
            part["base"],
            Fraction(part["factor"]),
            part["dimension"],
            tuple(part["write"]),
            tuple(part["examples"].items()),
            not part.get("digits_only", False),
            True,
            tuple(part.get("near", ())),
            tuple(part.get("prefix", ())),
        )
    except KeyError as error:
        raise UsageError(
            f"[{name}] has no {error.args[0]}", "units.toml", "write it as the units beside it do"
        ) from error
    except ValueError as error:
        raise UsageError(f"[{name}] {error}", "units.toml", "write 10, 0.1 or 1/3") from error


def _currencies() -> list[UnitEntry]:
    """The currencies of currencies.csv; in documents they count behind digits and long numerals only."""
    return [
        UnitEntry(
            row["base"],
            row["base"],
            Fraction(1),
            f"money ({row['base']})",
            tuple(row["write"].split("|")),
            ((f"5{row['write'].split('|')[0]}", f"5 {row['base']}"),),
            # 二元 and 几镑 are parts of words (二元结构); behind digits 元 is money
            chinese=False,
            prefix=(*filter(None, row["prefix"].split("|")), *filter(HANZI.fullmatch, row["write"].split("|"))),
        )
        for row in csv.DictReader(text("currencies.csv").splitlines())
    ]


def _classifier(word: str, example: str, group: str) -> UnitEntry:
    chinese, spoken = group == CLASSIFIERS, group != DIGIT_CLASSIFIERS
    return UnitEntry(word, word, Fraction(1), COUNT, (word,), ((example, ""),), chinese, spoken)


def lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First character → lengths of the words that begin so, longest first: what a longest match has to try."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@cache
def _not_before() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Unit → the words that it begins no unit before, and longer words before which it does all the same."""
    lists = table("units")
    return {word: (tuple(rest), tuple(lists[UNLESS].get(word, ()))) for word, rest in lists[NOT_BEFORE].items()}


class Units:
    """The units that ship with plancli and `own` ones behind them.

    Attributes:
        entries: every unit and classifier, in the order of the files.
        spellings: spelling → unit, without multipliers; a spelling belongs to one unit only (a test proves it).
    """

    def __init__(self, own: Iterable[UnitEntry] = ()) -> None:
        self.entries = (*_shipped(), *own)
        # the user's own come last: a unit that the user defines again under its own name is that of the file
        self.spellings = {word: entry for entry in self.entries for word in entry.write}
        self._lengths = lengths(self.spellings)

    def longest_at(self, text: str, start: int) -> str:
        """The longest spelling of a unit at `start`, or an empty string: 升 in 升至 is no litre, 个点 in 个点位 is 个
        (`not_before`)."""
        for size in self._lengths.get(text[start : start + 1], ()):
            if (word := text[start : start + size]) in self.spellings:
                guards, end = _not_before().get(word), start + size
                # 100名|单身青年: begins like a word of the guard, and is another
                if not guards or not text.startswith(guards[0], end) or text.startswith(guards[1], end):
                    return word
        return ""


SCOPE: Scope[Units] = Scope("units", Units)


def entries() -> tuple[UnitEntry, ...]:
    """Every unit and classifier in force."""
    return SCOPE.get().entries


def spellings() -> dict[str, UnitEntry]:
    """See `Units.spellings`; of those in force."""
    return SCOPE.get().spellings


def lookup(unit: str) -> UnitEntry | None:
    """The entry of a spelling without multiplier (`公里`, `个`), or None.

    Args:
        unit: as it is written, folded.
    """
    return SCOPE.get().spellings.get(unit)


def longest_at(text: str, start: int) -> str:
    """See `Units.longest_at`; of those in force.

    Args:
        text: folded.
        start: where the unit must begin.
    """
    return SCOPE.get().longest_at(text, start)


def bare(unit: str) -> str:
    """公里 of 万公里: a spelling without its multipliers.

    Args:
        unit: as it is written, folded.
    """
    return unit.lstrip(TIMES_TEN)
