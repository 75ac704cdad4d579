"""Targets in words → records without a value, for the headline indicators, where the text promises something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, zip_longest

from plancli.extract.context.conjunctions import joined
from plancli.extract.context.mention import DocumentContext, Mention
from plancli.extract.context.mention_builder import mentions
from plancli.extract.context.period_scope import Clock
from plancli.extract.find.figures import Figures
from plancli.extract.find.stated_words import StatedWords
from plancli.extract.link import modality, year
from plancli.extract.link.indicator import phrase as cut
from plancli.extract.link.indicator.shared_name import nth_name
from plancli.extract.link.linked import Before, Judged, Named, StatusAnswer, Unmeasured, in_view
from plancli.extract.link.rule import first_answer
from plancli.extract.link.status import rules as status
from plancli.lexicon import headline
from plancli.lexicon.indicators import Entry
from plancli.lexicon.load import table
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Amount, Answer, Quantity, Span, Status
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS
from plancli.terms import Comparator, Stated

CLAUSE_END = lazy("[,;:。!?\n、]")
STATED_TAIL = lazy(f"(?:{pattern('stated', 'adverbs').pattern}|{pattern('stated', 'tails').pattern})+$")
ECONOMY = pattern("stated", "economy")
PLACES_COMPARED = phrases("stated", "places")
LEAD = lazy(
    rf"(?:的|“[^”]{{1,6}}”|{either('classes', 'stretches')}|[0-9]{{4}}年|{pattern('stated', 'assigned').pattern})*"
)
FROM_BEFORE = lazy("[、和且并]*")
LONGEST_STATED = reach("stated")
GROSS = "gdp_growth"  # it is what the others keep in step with
# Headline indicators of which less is better.
CEILINGS = (*table("compare")["ceilings"]["indicators"], "energy_intensity", "carbon_intensity", "cpi")
# What a whole list of names can share; 新增就业、居民收入与经济增长同步 says it of the last name alone.
TOGETHER = ("as_assigned", "positive", "maintain")


@dataclass(frozen=True, slots=True)
class NamedHeadline:
    """A headline indicator as the text names it."""

    entry: Entry
    phrase: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One target in words of one indicator, linked."""

    mention: Mention
    words: StatedWords
    named: NamedHeadline
    answers: dict[str, Answer]


class StatedLinker:
    """Finds what each statement in words is about. Asked in order of the text."""

    def __init__(self, context: DocumentContext, figures: Figures, clock: Clock) -> None:
        self.context, self.clock = context, clock
        self.starts, self.ends = figures.starts, figures.ends

    def statements(self, found: list[StatedWords]) -> Iterator[Statement]:
        """The statements of `found` that name a headline indicator, have no figure beside them, and promise."""
        marks = (_as_quantity(words, self.context.text) for words in found)
        names: list[NamedHeadline] = []
        before: Before = ()
        last = 0
        for words, mention in zip(found, mentions(self.context, marks, self.clock), strict=True):
            names = self._names(words, last, names)
            last = words.span.end
            before = in_view(before, mention)
            judged = None
            if names and not self._has_figure(words):
                words = _toward(words, names[0])
                judged = first_answer(status.RULES, mention, Named(None, before))
                answers = _answers(mention, words, before, judged)
                # achievements in words (实现正增长 in a review) have no figure that could be compared: no record is
                # made of them
                if judged.value == Status.TARGET and not self._of_a_part(answers["against"].value):
                    yield from (Statement(mention, words, named, answers) for named in names)
            before = (*before, Unmeasured(mention, status=judged))

    def _has_figure(self, words: StatedWords) -> bool:
        """增速高于全国平均水平1个百分点: what is said with a figure is a figure."""
        stop = CLAUSE_END.search(self.context.text, words.span.end)
        end = stop.start() if stop else len(self.context.text)
        # the starts of all figures are sorted: one in the clause is between its two ends
        return bisect_left(self.starts, end) > bisect_left(self.starts, words.span.start)

    def _of_a_part(self, against: str | None) -> bool:
        """经济增速要高于全省水平, in the report of a province: it is about a part, since no place exceeds itself."""
        head = self.context.document.head
        own = only_word("classes", "nationwide") if head.level == "nation" else f"全{(head.region or ' ')[-1]}"
        return against == own

    def _names(self, words: StatedWords, last: int, before: list[NamedHeadline]) -> list[NamedHeadline]:
        """The names in the task, else those in front of the words, else those of the words right before."""
        if words.task and (inside := list(_items(self.context, words.task))):
            return inside
        start = self._left(words, last)
        if start is None:
            return []
        # 高于全国、快于全省平均水平: the second comparison has the same names
        if last and words.operand and FROM_BEFORE.fullmatch(self.context.text, last, words.span.start):
            return before
        items = list(_items(self.context, Span(start, words.span.start)))
        if words.what in TOGETHER:
            return items
        # 新增就业、居民收入与经济增长同步: only the last, and what shares its topic or grows too
        last_item = max((end for _, end in joined(self.context.words, start, words.span.start)), default=start)
        own = [item for item in items if item.span.start >= last_item]
        return [item for item in items if _of_one_kind(item.entry, own[-1].entry)] if own else []

    def _left(self, words: StatedWords, last: int) -> int | None:
        """Where the clause of the words begins: behind a mark, the words before, or the item of a list that ends with
        a figure; None where a figure is in the same item."""
        text, at = self.context.text, words.span.start
        floor = max(last, at - LONGEST_STATED)
        start = max(self.context.words.behind_last(CLAUSE_MARKS, floor, at), text.rfind("(", floor, at) + 1)
        number = bisect_right(self.ends, at)
        figure = self.ends[number - 1] if number else 0
        if figure <= start:
            return start
        stop = text.find("、", figure, at)
        return stop + 1 if stop >= 0 else None


def _items(context: DocumentContext, where: Span) -> Iterator[NamedHeadline]:
    """The headline indicators that a list of names holds, each with the words that name it."""
    edges = [where.start, *chain(*joined(context.words, where.start, where.end)), where.end]
    items = [_item(context, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    for (phrase, span), (after, _) in zip_longest(items, items[1:], fillvalue=("", where)):
        named = phrase if headline.named(phrase) else _with_tail(phrase, after)
        named = named if headline.named(named) else named.rsplit("的", 1)[-1]
        if named and (entry := headline.named(named)):
            yield NamedHeadline(entry, named, span)


def _item(context: DocumentContext, start: int, end: int) -> tuple[str, Span]:
    lead = LEAD.match(context.text, start, end)
    start, end = lead.end() if lead else start, _without_tail(context.text, start, end)
    phrase, stripped = cut.before(context, start, end)
    return phrase, Span(stripped.start, end)


def _with_tail(phrase: str, after: str) -> str:
    """城镇居民人均可支配收入 of 城镇|、农村居民人均可支配收入: with what the next name of the list says for both."""
    return (phrase and after and nth_name(f"{phrase}、{after}", 0, 2)) or phrase


def _of_one_kind(one: Entry, last: Entry) -> bool:
    """Income of towns and of villages; revenue and income, which both grow."""
    grows = one.kinds[0] == "growth" == last.kinds[0] and one.id != GROSS
    return grows or one.topic == last.topic


def _toward(words: StatedWords, named: NamedHeadline) -> StatedWords:
    """持续改善 of PM2.5 is less of it, of good days more."""
    if not words.better or named.entry.id not in CEILINGS:
        return words
    return replace(words, what=Stated.BELOW, comparator=Comparator.LT)


def _without_tail(text: str, start: int, end: int) -> int:
    found = STATED_TAIL.search(text, start, end)
    return found.start() if found else end


def _as_quantity(words: StatedWords, text: str) -> Quantity:
    """The words as a quantity without a number, so that the rules of status and year can look at them."""
    span = words.span
    return Quantity(span, text[span.start : span.end], Amount(Decimal(0), None, ""), "", "words")


def _answers(mention: Mention, words: StatedWords, before: Before, judged: StatusAnswer) -> dict[str, Answer]:
    return {
        "comparator": stated_words(words.comparator, words),
        "status": judged,
        "year": year.of(mention, Judged(judged.value, before)),
        "modality": first_answer(modality.RULES, mention, Named(None, before)),
        "stated": stated_words(words.what, words),
        "against": _against(mention, words),
    }


def stated_words(value: object, words: StatedWords) -> Answer:
    """与…同步, 高于, 以上: the words of a target without a figure say it.

    Args:
        value: what the rule found, of whatever attribute.
    """
    return Answer(value, "stated_words", words.span)


def _against(mention: Mention, words: StatedWords) -> Answer:
    """An indicator id (经济增长, 城镇居民收入), a place as written (全国), or nothing."""
    if words.operand is None:
        return nothing_compared()
    operand, written = words.operand, mention.text[words.operand.start : words.operand.end]
    return (
        growth_of_economy(written, operand)
        or level_of_place(written, operand)
        or other_indicator(written, operand)
        or nothing_known(operand)
    )


def growth_of_economy(written: str, operand: Span) -> Answer | None:
    """与经济增长同步.

    Args:
        written: the words that the target is compared with, folded.
        operand: their place.
    """
    return Answer("gdp_growth", "growth_of_economy", operand) if ECONOMY.match(written) else None


def level_of_place(written: str, operand: Span) -> Answer | None:
    """高于全国平均水平: the place as it is written.

    Args:
        written: the words that the target is compared with, folded.
        operand: their place.
    """
    place = next((place for place in PLACES_COMPARED if written.startswith(place)), None)
    return Answer(place, "level_of_place", replace(operand, end=operand.start + len(place))) if place else None


def other_indicator(written: str, operand: Span) -> Answer | None:
    """快于城镇居民收入: another headline indicator.

    Args:
        written: the words that the target is compared with, folded.
        operand: their place.
    """
    named = headline.named(written)
    return Answer(named.id, "other_indicator", operand) if named else None


def nothing_known(operand: Span) -> Answer:
    """What it is compared with is no place and no headline indicator.

    Args:
        operand: place of the words that the target is compared with.
    """
    return Answer(None, "nothing_known", operand)


def nothing_compared() -> Answer:
    """保持基本稳定: it is compared with nothing."""
    return Answer(None, "nothing_compared")


def named_beside_words(named: NamedHeadline) -> Answer:
    """居民收入增长|与经济增长同步: the headline indicator in front of the words, or in the task they refer to."""
    return Answer(named.phrase, "named_beside_words", named.span)


def headline_name(named: NamedHeadline) -> Answer:
    """The name of a headline indicator, beside a target in words."""
    return Answer(named.entry.id, "headline_name", named.span)


def kind_of_headline(value: object) -> Answer:
    """Of a target in words: the kind that its indicator has in the lexicon, and whether it counts only what is new.

    Args:
        value: the kind, or True for a flow.
    """
    return Answer(value, "kind_of_headline")
