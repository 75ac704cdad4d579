"""Build the mentions of a document: cut the clause piece of each quantity and read the words around its figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from plancli.extract.scene import Consumed, Mention, Setting
from plancli.lexicon.words import Group, comparators_behind, leads, predicates
from plancli.model import Period, Quantity, Span
from plancli.segment.clauses import paragraph_start

SEPARATORS = "、和及与或暨"
LONG_SEPARATORS = ("以及", "及其", "并")
COMMAS = ",;:。!?\n|"
BARE = re.compile(r"(?:以上|以下|左右|以内)?[、和与及](?:超过|约|近|超)?")
IGNORED = " “”‘’\"'"
CLOSED = re.compile(r"[ ”’\"')]*(?:\(含\))?[ ”]*")
REACHED = Group("state")
"""提高 in 提高到2025年的14万元: 到 stands with the year, but it is a state that is reached."""
REACH = 160
"""How far, in characters, a clause piece is looked at on each side: no clause of a sane text is longer."""


def mentions(setting: Setting, quantities: list[Quantity], periods: list[Period]) -> Iterator[Mention]:
    """Every quantity of a document in its surroundings, in order of the text."""
    clock = Clock(setting, periods)
    previous: Mention | None = None
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].span.start if number + 1 < len(quantities) else len(setting.text)
        mention = _mention(setting, quantity, previous, (following, _run(setting.text, quantities, number)), clock)
        yield mention
        previous = mention


class Clock:
    """The periods of a document, asked in order of the text: which one governs a place (guidelines, ruling 10)."""

    def __init__(self, setting: Setting, periods: list[Period]) -> None:
        self.setting, self.text = setting, setting.text
        self.periods = periods
        self.starts = [period.span.start for period in periods]
        self.ends = {period.span.end: period for period in periods}

    def own(self, left: int, at: int) -> tuple[Period | None, Period | None]:
        """The period that dates a clause piece and the one it is compared with, where it holds them."""
        own = base = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            if period.span.start < left:
                break
            if period.role == "base":
                base = base or period
            elif period.role != "annual":
                own = own or period
        return own, base

    def governing(self, paragraph: int, at: int) -> Period | None:
        """The last period before `at` in its paragraph that reaches as far as `at`."""
        full_stop = None
        for number in range(bisect_right(self.starts, at - 1) - 1, -1, -1):
            period = self.periods[number]
            if period.span.start < paragraph:
                return None
            if period.role in ("base", "annual"):
                continue
            if full_stop is None:
                full_stop = max(self.text.rfind("。", paragraph, at), self.text.rfind("!", paragraph, at))
            if self.reaches(period, within_sentence=period.span.start > full_stop):
                return period
        return None

    def reaches(self, period: Period, within_sentence: bool) -> bool:
        """Whether a period governs more than its own clause: set off by a comma or leading its sentence it reaches
        through the paragraph, leading a clause only to the end of its sentence."""
        text, start, end = self.text, period.span.start, period.span.end
        if text.startswith((",", ":"), end) or _leads(text, start, "。;\n!?:"):
            return True
        return within_sentence and _leads(text, start, "。;\n!?:,")


OPENERS = ("", "力争", "力争到", "确保", "确保到", "预计", "预计到", "争取", "争取到", "其中", "截至", "截止", "到", "至", "计划", "预期")


def _leads(text: str, at: int, stops: str) -> bool:
    """Whether only a dash, a quote or an opening word such as 力争 stands between the last of `stops` and `at`."""
    start = at
    while start > 0 and at - start < 8 and text[start - 1] not in stops:
        start -= 1
    if start and text[start - 1] not in stops:
        return False
    return text[start:at].strip("—-“ ·?") in OPENERS


def _run(text: str, quantities: list[Quantity], number: int) -> int:
    """How many figures stand in a row from this one on, with nothing but 、 or 和 between them."""
    last = number
    while last + 1 < len(quantities) and last - number < 11:
        end, start = quantities[last].span.end, quantities[last + 1].span.start
        if start - end > 5 or not BARE.fullmatch(text, end, start):
            break
        last += 1
    return last - number + 1


def _mention(
    setting: Setting, quantity: Quantity, previous: Mention | None, ahead: tuple[int, int], clock: Clock
) -> Mention:
    following, run = ahead
    text, start, end = setting.text, quantity.span.start, quantity.span.end
    sentence = setting.sentences.around(start)
    paragraph = paragraph_start(text, setting.starts, start)
    section = max(bisect_right(setting.starts, start) - 1, 0)
    if previous is not None and previous.quantity.span.start < paragraph:
        previous = None
    left, listed = _left(text, max(sentence.start, start - REACH), start, previous)
    behind_word = _behind(text, end, min(len(text), end + 12))
    behind = behind_word.span.end if behind_word else end
    consumed, before_end = _consumed(text, left, start, clock)
    own, base = clock.own(_clause_start(text, left, sentence.start, listed and not _changes(previous)), start)
    return Mention(
        setting=setting,
        quantity=quantity,
        sentence=sentence,
        section=section,
        left=left,
        right=_right(text, behind, min(sentence.end, behind + REACH), following),
        before_end=before_end,
        behind=behind,
        consumed=consumed,
        comparator_behind=behind_word,
        own_period=own,
        base_period=base,
        period=clock.governing(setting.starts[section] if setting.moods[section] == "mixed" else paragraph, start),
        previous=previous,
        listed=listed,
        next_start=following,
        run=run,
    )


def _left(text: str, floor: int, start: int, previous: Mention | None) -> tuple[int, bool]:
    """Where the piece of a quantity begins, and whether it continues a list of the quantity before it."""
    left = max(floor, *(text.rfind(mark, floor, start) + 1 for mark in COMMAS))
    opened = text.rfind("(", left, start)
    if opened >= 0 and text.find(")", opened, start) < 0:
        left = opened + 1
    elif opened < 0 and (closed := text.rfind(")", left, start)) >= 0 and text.rfind("(", floor, left) >= 0:
        left = _left_of_brackets(text, floor, left, closed)
    if previous is None or previous.behind <= left:
        return left, False
    low = previous.behind
    if _qualifies(text, previous, start):
        return previous.left, previous.listed
    for long in LONG_SEPARATORS:
        if text.startswith(long, low):
            return low + len(long), True
    if joins(text, low):
        return low + 1, True
    last = max(text.rfind(mark, low, start) for mark in SEPARATORS)
    return (last + 1, True) if last > low else (low, True)


def _qualifies(text: str, previous: Mention, start: int) -> bool:
    """Whether the figure before only says which things are meant: 收入50万元以上的|行政村占比达68%."""
    word = previous.comparator_behind
    if word is None or word.group.name not in ("at_least", "at_most") or not 1 < start - previous.behind < 24:
        return False
    if not previous.quantity.written.unit.endswith(("元", "岁", "周岁")) or previous.says("growth", "decrease", "state"):
        return False
    return not any(mark in text[previous.behind : start] for mark in "、,;。")


def joins(text: str, at: int) -> bool:
    """Whether a joining character stands at `at`: 、 or 和, but not the 和 of 和美乡村."""
    if text[at : at + 1] not in SEPARATORS or at >= len(text):
        return False
    found = leads().starting(text, at, min(len(text), at + 8))
    return found is None or not text.startswith(found[1].not_before or ("\0",), at + len(found[0]))


def _left_of_brackets(text: str, floor: int, left: int, closed: int) -> int:
    """A comma inside brackets bounds nothing: 义务教育(小学,初中)巩固率."""
    opened = text.rfind("(", floor, left)
    if text.find(")", opened, left) >= 0:
        return left
    return max(floor, *(text.rfind(mark, floor, opened) + 1 for mark in COMMAS))


def _changes(previous: Mention | None) -> bool:
    """Whether the figure before is the A of 从A提高到B: its year is not B's."""
    return previous is not None and any(word.word in ("由", "从", "自") for word in previous.consumed)


def _clause_start(text: str, left: int, floor: int, listed: bool) -> int:
    """Where the whole clause begins, behind the last comma, for a piece that stands in a list."""
    if not listed:
        return left
    return max(floor, *(text.rfind(mark, floor, left) + 1 for mark in ",;:"))


def _right(text: str, behind: int, ceiling: int, following: int) -> int:
    """Where the piece of a quantity ends: at a mark, or where the piece of the next quantity begins."""
    if joins(text, behind) or text.startswith(LONG_SEPARATORS, behind):
        return behind
    ends = [found for mark in ",;:。!?\n()|" if (found := text.find(mark, behind, ceiling)) >= 0]
    right = min(ends, default=ceiling)
    if following < right:
        last = max(text.rfind(mark, behind, following) for mark in SEPARATORS)
        right = last if last >= behind else following
    return right


def _behind(text: str, end: int, ceiling: int) -> Consumed | None:
    at = end
    closed = CLOSED.match(text, end, ceiling)
    if closed is not None:
        at = closed.end()
    for place in (end, at):
        if found := comparators_behind().starting(text, place, ceiling):
            word, group = found
            if word == "多" and not text.startswith(("多,", "多。", "多、", "多;"), place):
                continue
            if word == "起" and text[place + 1 : place + 2] not in ("", ",", "。", ";", "、"):
                continue
            if word == "内" and text[place + 1 : place + 2] not in ("", ",", "。", ";", "、"):
                continue
            return Consumed(Span(place, place + len(word)), word, group)
    return None


def _consumed(text: str, left: int, start: int, clock: Clock) -> tuple[tuple[Consumed, ...], int]:
    """The predicate words right before a figure, nearest first, and where the noun in front of them ends."""
    words: list[Consumed] = []
    at = start
    table = predicates()
    reached = False
    while at > left:
        if text[at - 1] in IGNORED:
            at -= 1
        elif (period := clock.ends.get(at)) is not None and period.span.start >= left:
            at = period.span.start
            reached = text[at] in "到至"
        elif found := table.ending(text, left, at):
            word, group = found
            if reached and group.kind:
                group = REACHED
            words.append(Consumed(Span(at - len(word), at), word, group))
            at -= len(word)
        else:
            break
    return tuple(words), at
