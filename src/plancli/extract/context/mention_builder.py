"""Build the mentions of a document: cut the clause piece of each quantity and read the words around its figure."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from plancli.extract.context.base_noun import bound_over_base
from plancli.extract.context.change import starts_change
from plancli.extract.context.clause_bounds import MOST_IN_ROW, clause_start, left_edge, right_edge, row
from plancli.extract.context.mention import Consumed, DocumentContext, Mention
from plancli.extract.context.period_scope import Clock
from plancli.extract.find.periods import SINCE
from plancli.lexicon import units
from plancli.lexicon.words import Group, comparators_behind, pattern, phrases, predicates, reach
from plancli.model import Period, Quantity, Span
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import paragraph_start
from plancli.structure.part import Part, part_at

IGNORED = " “”‘’\"'"
QUOTE, QUOTE_END = "“”"
BREAKS = "破"
BROKEN = phrases("classes", "task_units")  # 破|5项纪录, 破|5起案件
CLOSERS = " ”’\"')("
CLOSED = lazy(r"[ ”’\"')]*(?:\((?:含|[A-Za-z/%·²³]{1,12})\))?[ ”]*")
# 2000场(次)志愿服务, 100条(段)河湖: another classifier for the same count.
BRACKETED = (" (", "(")
OTHER_UNIT = lazy(r" ?\((?P<unit>[一-鿿]{1,2})\)")
CLOSINGS = ("", " ", ",", "。", ";", "、", ")", "\n")
TIMES = frozenset(phrases("status", "durations"))
WITHIN = "内"
AVERAGES = phrases("classes", "measures_each")  # 户均, 亩均
BEHIND_REACH = 12  # characters
INNER = pattern("classes", "begins_with_inside")
RANKING = ("rank", "place")
STATE = Group("state")  # 提高 in 提高到2025年的14万元: 到 goes with the year, but it is a state that is reached.
REACH_OF_CLAUSE = reach("clause")


def mentions(context: DocumentContext, quantities: Iterable[Quantity], clock: Clock) -> Iterator[Mention]:
    """Every quantity of a document in its surroundings, in order of the text; a few of them are held at a time."""
    # sentences are cut as they are asked for, forwards: each stream through a document has its own
    context = replace(context, sentences=context.sentences.again())
    previous: Mention | None = None
    coming = iter(quantities)
    ahead = deque(islice(coming, MOST_IN_ROW))
    while ahead:
        previous = _mention(context, ahead, previous, clock)
        yield previous
        ahead.popleft()
        ahead.extend(islice(coming, 1))


def _mention(context: DocumentContext, ahead: Sequence[Quantity], previous: Mention | None, clock: Clock) -> Mention:
    """The first quantity of `ahead` in its surroundings; the others are those that follow it."""
    text, quantity = context.text, ahead[0]
    following = ahead[1].span.start if len(ahead) > 1 else len(text)
    start, sentence = quantity.span.start, context.sentences.around(quantity.span.start)
    paragraph = paragraph_start(text, context.starts, start)
    part = part_at(context.parts, context.part_starts, start)
    earlier = _earlier(previous, part) if previous else None
    section = max(bisect_right(context.starts, start) - 1, 0)
    # no figure shares a name or a verb with one of another paragraph
    previous = previous if previous is None or previous.quantity.span.start >= paragraph else None
    left, listed = left_edge(context.words, max(sentence.start, start - REACH_OF_CLAUSE), start, previous)
    behind_word, behind = _behind(text, quantity)
    consumed, before_end, until = _in_front(text, left, quantity, clock)
    own, base = clock.own(clause_start(context.words, left, sentence.start, listed and not _changes(previous)), until)
    return Mention(
        context=context,
        text=text,
        quantity=quantity,
        sentence=sentence,
        section=section,
        part=part,
        left=left,
        right=right_edge(context.words, behind, min(sentence.end, behind + REACH_OF_CLAUSE), following),
        before_end=before_end,
        behind=behind,
        consumed=consumed,
        comparator_behind=behind_word,
        own_period=own,
        base_period=base,
        period=_period(part, section, paragraph, start, clock),
        earlier=earlier,
        first=previous is None,
        same_sentence=previous is not None and previous.sentence.start == sentence.start,
        listed=listed,
        next_start=following,
        run=row(text, ahead),
        starts_change=starts_change(text, consumed, Span(left, start), Span(behind, following)),
    )


def _period(part: Part, section: int, paragraph: int, start: int, clock: Clock) -> Period | None:
    """The period that governs the place `start`: of its row, of its paragraph, else one that opens its section. What a
    review began with is over where its paragraph turns to tasks: 过去一年,…。做好今年的工作,…。计划新开工4000套,…"""
    if due := clock.due.of_row(start):
        return due
    context = clock.context
    span = context.sections[section].span
    found = clock.governing(_reach_back(context, section, paragraph), start)
    if found is not None and found.span.start < part.span.start and not part.looks_back and _is_over(found, part):
        found = None if part_at(context.parts, context.part_starts, found.span.start).looks_back else found
    return found or clock.milestone(span, start) or clock.bracketing(span, start)


def _is_over(period: Period, part: Part) -> bool:
    """去年, and a year before the document's own."""
    return (period.offset or 0) < 0 or (period.year or part.inner.now or 0) < (part.inner.now or 0)


def _earlier(previous: Mention, part: Part) -> Period | None:
    """The time of the figure before, or the one that it goes back to itself, in the same part."""
    if previous.part is not part:
        return None
    own = None if previous.starts_change else previous.own_period
    told = own or previous.period
    return told if told is not None and not told.text.endswith(SINCE) else previous.earlier


def _changes(previous: Mention | None) -> bool:
    """Whether the figure before is the A of 从A提高到B: its year is not B's."""
    return previous is not None and any(word.group.name == "from" for word in previous.consumed)


def _counted_end(text: str, end: int) -> int:
    other = OTHER_UNIT.match(text, end) if text.startswith(BRACKETED, end) else None
    unit = units.lookup(other["unit"]) if other else None
    return other.end() if other and unit and unit.dimension == units.COUNT else end


def _behind(text: str, quantity: Quantity) -> tuple[Consumed | None, int]:
    """The word behind a quantity that says something of it, and where what follows begins."""
    end = _counted_end(text, quantity.span.end)
    word = _word_behind(text, end, quantity.written.unit in TIMES)
    return word, word.span.end if word else end


def _word_behind(text: str, at: int, timed: bool) -> Consumed | None:
    ceiling = min(len(text), at + BEHIND_REACH)
    closed = CLOSED.match(text, at, ceiling) if text[at : at + 1] in CLOSERS else None
    for place in (at, closed.end()) if closed else (at,):
        if found := comparators_behind().starting(text, place, ceiling):
            word, group = found
            end = place + len(word)
            if text.startswith(group.not_before, end):
                continue
            within = timed and word == WITHIN and not INNER.match(text, place)  # 7个工作日内|公开
            if group.closing and not within and text[end : end + 1] not in CLOSINGS:
                continue
            return Consumed(Span(place, end), word, group)
    return None


def _reach_back(context: DocumentContext, section: int, paragraph: int) -> int:
    """How far back a time phrase may be: in the paragraph; among goals, and where a heading looks back and ahead,
    in the section."""
    if context.goals[section]:
        return context.starts[section]
    return paragraph


def _ends_here(group: Group, rank: bool) -> bool:
    """Words of ranking come before ranks only, and words of change before figures only: 出口增速|排名第7位."""
    if group.name == "kept":
        return True
    return group.kind is not None and group.kind != "rank" if rank else group.name in RANKING


def _whole(found: Iterable[tuple[str, Group]], words: ClauseWords, at: int) -> tuple[str, Group] | None:
    """The first that is a word of its own, not 保 in 参保, 达 in 下达, 平均 in 水平均, 均 in 户均."""
    for pair in found:
        word, group = pair
        if len(word) == 1 and words.text.endswith(AVERAGES, 0, at) and words.begins(at - 2):
            continue
        if (len(word) > 1 and group.name != "adverb") or words.begins(at - len(word)):
            return pair
    return None


def _in_front(text: str, left: int, quantity: Quantity, clock: Clock) -> tuple[tuple[Consumed, ...], int, int]:
    """The words in front of a quantity that say something of it, where they begin, and where what they bound does.

    The last is before the quantity only where a base comes between (不低于总量的|30%).
    """
    over = bound_over_base(text, left, quantity)
    until = over.span.start if over else quantity.span.start
    consumed, before_end = _consumed(text, left, until, quantity, clock)
    return ((over, *consumed) if over else consumed), before_end, until


def _consumed(text: str, left: int, at: int, quantity: Quantity, clock: Clock) -> tuple[tuple[Consumed, ...], int]:
    """The predicate words right before a figure or its base noun, nearest first, and where the noun in front ends."""
    words: list[Consumed] = []
    words_of = clock.context.words
    table = predicates()
    reached = False
    while at > left:
        # 达到|2025年的|300家: a time between the words is stepped over
        if (period := clock.ending(at)) is not None and period.span.start >= left:
            at = period.span.start
            reached = text[at] in "到至"
        elif text[at - 1] in IGNORED:
            at -= 1
        elif found := _whole(table.all_ending(text, left, at), words_of, at):
            word, group = found
            # “五|提升”|十大类: the end of a name; “超过”|100亿元 is what is said
            named = text[at : at + 1] == QUOTE_END and text[at - len(word) - 1] != QUOTE
            # 破|5项纪录 is what is done to them, 破|百亿元 how much it is
            done = word == BREAKS and quantity.written.unit in BROKEN
            if named or done or _ends_here(group, quantity.form == "rank"):
                break
            if reached and group.kind:
                group = STATE
            words.append(Consumed(Span(at - len(word), at), word, group))
            at -= len(word)
        else:
            break
    return tuple(words), at
