"""Word lists made fast: which word comes right before or right at a place, longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, Generic, TypeVar

from plancli.lexicon import load
from plancli.patterns import lazy

T = TypeVar("T")
NOWHERE = "\ue000"  # of the private use area


class WordList(Generic[T]):
    """Words with what they mean. Looks words up by their first or last character, longest first.

    A character leads to the few lengths that its words have: a slice and a look into a dictionary for each length cost
    less than to try each word.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._words: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
        first: defaultdict[str, set[int]] = defaultdict(set)
        last: defaultdict[str, set[int]] = defaultdict(set)
        for word, meaning in entries:
            self._words[word].append((word, meaning))
            first[word[0]].add(len(word))
            last[word[-1]].add(len(word))
        self._words.default_factory = None  # from here on a dictionary: a lookup must not add words
        self._first = {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in first.items()}
        self._last = {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in last.items()}

    def starting(self, text: str, at: int, end: int) -> tuple[str, T] | None:
        """The longest word that begins at `at` and ends by `end`."""
        if at < end:
            for length in self._first.get(text[at], ()):
                if at + length <= end and (found := self._words.get(text[at : at + length])):
                    return found[0]
        return None

    def all_starting(self, text: str, at: int, end: int) -> Sequence[tuple[str, T]]:
        """Every word that begins at `at` and ends by `end`, longest first."""
        words: list[tuple[str, T]] = []  # almost always one: a generator would cost more than the list
        if at < end:
            for length in self._first.get(text[at], ()):
                if at + length <= end and (found := self._words.get(text[at : at + length])):
                    words += found
        return words

    def all_ending(self, text: str, start: int, at: int) -> Sequence[tuple[str, T]]:
        """Every word that ends at `at` and begins at `start` or later, longest first."""
        words: list[tuple[str, T]] = []
        if at > start:
            for length in self._last.get(text[at - 1], ()):
                if at - length >= start and (found := self._words.get(text[at - length : at])):
                    words += found
        return words

    def ending(self, text: str, start: int, at: int) -> tuple[str, T] | None:
        """The longest word that ends at `at` and begins at `start` or later."""
        words = self.all_ending(text, start, at)
        return words[0] if words else None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of predicate or comparator words: its name and what its words say.

    Of a comparator word behind a figure, `closing` says that its clause must end there, `not_before` which
    characters behind it make it part of another word (上下|游).
    """

    name: str
    comparator: str | None = None
    kind: str | None = None
    modality: str | None = None
    annual: bool = False
    closing: bool = False
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A word that may come before an indicator without being part of it.

    `noun`: a verb that names what is measured where nothing else does: 出口|增长8%, 培训|2000人次.
    `stays_before`: what follows makes it part of the name: `measures` (使用|面积), `heads` (these and nouns for what
    serves an activity: 监测|站点), `nouns` (whatever is no verb: 高标准|农田), or nothing.
    """

    verb: bool
    noun: bool
    flow: bool
    not_before: tuple[str, ...]
    stays_before: str = ""


ABOUT = "~"
INCLUSIVE = {">=": ">", "<=": "<"}  # and what is stricter than each
OTHER_WORD = Group("kept")  # 通过 ends like 过 and bounds nothing: reading stops there.


def _group(name: str, entry: dict[str, Any]) -> Group:
    return Group(name, entry.get("comparator"), entry.get("kind"), entry.get("modality"), entry.get("annual", False))


@cache
def predicates() -> WordList[Group]:
    """Words between an indicator and its figure, comparators among them."""
    tables = load.table("predicates"), load.table("comparators")
    entries = [
        (row["word"], _group(name, entry)) for name, entry in tables[0].items() for row in guarded("predicates", name)
    ]
    for name, entry in tables[1].items():
        for row in entry["before"]:
            entries.append((row["word"], _group(name, entry)))
            entries += [(sign + row["word"], OTHER_WORD) for sign in row.get("not_after", ())]
    return WordList([*entries, *_negated(tables[1])])


def _negated(comparators: dict[str, Any]) -> Iterator[tuple[str, Group]]:
    """不得低于, 不能超过: composed, so that no pair is forgotten; listed ones come first and win."""
    for bound, opposite in (("more_than", "at_most"), ("less_than", "at_least")):
        words = [row["word"] for row in comparators[bound]["before"] if len(row["word"]) > 1]
        for negation, word in product(phrases("classes", "negating"), words):
            yield negation + word, _group(opposite, comparators[opposite])


@cache
def comparators_behind() -> WordList[Group]:
    """Comparator words that follow the figure (以上, 左右)."""
    rows = [(row, _group(name, entry)) for name, entry in load.table("comparators").items() for row in entry["behind"]]
    return WordList((row["word"], _guarded_group(group, row)) for row, group in rows)


@cache
def bounds(side: str) -> tuple[str, ...]:
    """The comparator words on one `side` of a figure (before: 超过, behind: 以上), longest first."""
    words = {row["word"] for entry in load.table("comparators").values() for row in entry[side]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _guarded_group(group: Group, row: dict[str, Any]) -> Group:
    return replace(group, closing=row.get("closing", False), not_before=tuple(row.get("not_before", ())))


def both(front: str, back: str) -> str:
    """What a comparator in front of a figure and one behind it say together: the stricter of the two.

    超过…以上 excludes the figure as 超过 alone does, 不低于…左右 is a bound all the same; 近…余 stays near (guidelines,
    ruling 7). Where they contradict each other, the one in front holds.

    Args:
        front: as in `Group.comparator`; so is `back`.
    """
    if front == ABOUT:
        return back if back in INCLUSIVE else front
    return back if INCLUSIVE.get(front) == back else front


@cache
def prenominal_words() -> WordList[Lead]:
    """Verbs and adverbs in front of an indicator (建成, 力争, 其中), and words for whose figure it is (全省)."""
    roles = [("leading", role) for role in load.table("leading")]
    return WordList(
        (row["word"], _lead(role, row))
        for table, role in (*roles, ("nouns", "region_noise"))
        for row in guarded(table, role)
    )


def _lead(role: str, row: dict[str, Any]) -> Lead:
    guards = tuple(row.get("not_before", ()))
    return Lead(role in ("verb", "noun"), role == "noun", row.get("flow", False), guards, row.get("stays_before", ""))


@cache
def phrases(table: str, group: str) -> tuple[str, ...]:
    """The words of one role, without their conditions, longest first.

    Args:
        table: name of a word list, without its suffix.
        group: role in it.
    """
    return tuple(sorted((entry["word"] for entry in guarded(table, group)), key=lambda word: (-len(word), word)))


def only_word(table: str, group: str) -> str:
    """The only word of a role; where tools/ablate.py has switched it off, a character that no text holds.

    Args:
        table: as of `phrases`, and so is `group`.
    """
    return next(iter(phrases(table, group)), NOWHERE)


@cache
def pattern(table: str, group: str) -> re.Pattern[str]:
    """The words of a role as one pattern, longest first.

    A word may be a table `{ word, before, not_before, not_after }`: it counts only where one of `before`, and none of
    `not_before`, follows it, and none of `not_after` comes before it. A role whose words are all switched off matches
    nowhere, where an empty pattern would match everywhere.

    Args:
        group: the role, a table of the list `table`.
    """
    return lazy(lambda: _alternatives(table, group))


def _alternatives(table: str, group: str) -> str:
    entries = sorted(guarded(table, group), key=lambda entry: (-len(entry["word"]), entry["word"]))
    return "|".join(map(_guarded, entries)) or NOWHERE  # longest first, since `re` takes the first that fits


def either(table: str, group: str) -> str:
    """The words of a role as a group for a pattern of one's own, plain or verbose: (?:以上|以下).

    Args:
        table: name of a word list, without its suffix.
    """
    return f"(?:{pattern(table, group).pattern})"


def right_behind(table: str, group: str, tail: str = "") -> str:
    """A group that holds where a word of a role, and then `tail`, comes right before; `re` wants each of one length.

    Args:
        table: name of a word list, without its suffix.
    """
    behind = "|".join(f"(?<={re.escape(word)}{tail})" for word in phrases(table, group))
    return f"(?:{behind or NOWHERE})"


def reach(name: str) -> int:
    """How far a rule looks, in characters, clauses, items or what reach.toml says.

    Args:
        name: of a table in reach.toml.
    """
    return next(value for value in load.table("reach")[name].values() if isinstance(value, int))


def guarded(table: str, group: str) -> list[dict[str, Any]]:
    """The words of a role, each as a table with its conditions, if it has any.

    Args:
        group: the role, a table of the list `table`.
    """
    listed = load.table(table)[group].get("words", ())
    return [entry if isinstance(entry, dict) else {"word": entry} for entry in listed]


def by_word(table: str, group: str) -> dict[str, dict[str, Any]]:
    """The words of a role with their conditions.

    Args:
        table: name of a word list, without its suffix.
        group: role in it.
    """
    return {entry["word"]: entry for entry in guarded(table, group)}


def _guarded(entry: dict[str, Any]) -> str:
    alternatives = {key: "|".join(map(re.escape, entry.get(key, ()))) for key in ("before", "not_before")}
    ahead = f"(?={alternatives['before']})" if alternatives["before"] else ""
    behind = f"(?!{alternatives['not_before']})" if alternatives["not_before"] else ""
    before = "".join(f"(?<!{re.escape(sign)})" for sign in entry.get("not_after", ()))
    return before + re.escape(str(entry["word"])) + ahead + behind
