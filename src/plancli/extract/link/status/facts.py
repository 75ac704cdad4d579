"""What is known of a figure, as short texts that `status_words.txt` keeps weights for.

The words of its sentence and of its headings, each by where it is; what the words of the lexicon say together; its
unit, its times, the part it is in, and what the rules say of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from plancli.extract.context.clause_places import clause_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import StatusAnswer
from plancli.extract.link.year import year_of
from plancli.lexicon.words import pattern
from plancli.model import Period, Section, Span
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import CLAUSE_MARKS
from plancli.structure.part import DOUBTFUL, Part

BEHIND, BEFORE = 120, 200  # characters of a sentence behind the figure and in front of it
HALF_SURE = 0.6  # certainty of a part, between that of a guess and that from which nothing is doubted
NUMERIC = "0123456789. "
SAID = {
    f"{table} {group}": pattern(table, group)
    for table, groups in {
        "status": ("condition", "subsidy", "subsidy_behind", "past", "future", "promised", "purpose", "aims"),
        "conditions": ("norm", "set", "outcome"),
        "classes": ("gives", "aid"),
    }.items()
    for group in groups
}
"""Words of the lexicon that say something in a sentence, whichever of them it is."""
NAME_ENDINGS = (1, 2, 3)  # characters of a name by which it is known what is measured
HIGHEST, MOST_ABOVE = 1, 20  # level of chapters; sections that are gone back for the headings above one
NEAR_YEARS = 2


def facts(mention: Mention, phrase: str, answer: StatusAnswer) -> tuple[str, ...]:
    """What is known of a figure, each fact once.

    Args:
        phrase: what it measures.
        answer: what the rules say of it.
    """
    found = dict.fromkeys(_words(mention))
    part, status, unit = mention.part, answer.value.value, mention.quantity.written.unit
    sure = "sure" if part.certainty >= DOUBTFUL else "half" if part.certainty >= HALF_SURE else "guess"
    told = "part" if answer.span is None else "words"
    period = "own" if mention.own_period else "some" if mention.period else "none"
    found |= dict.fromkeys((
        f"unit={unit}", f"form={mention.quantity.form}", f"period={period}", f"status={status}",
        f"genre={part.genre}", f"genre={part.genre} {part.role}", f"role={part.role} {sure}",
        f"told={told} {status}", f"told={told} {part.role} {sure}",
        f"rule={answer.rule}", f"rule={answer.rule} {status} {part.genre}",
        f"unit={unit} {part.genre}", f"unit={unit} {part.role}",
        f"own={_when(part, mention.own_period)}", f"over={_when(part, mention.period)}",
    ))  # fmt: skip
    found |= dict.fromkeys(_said(mention))
    found |= dict.fromkeys(f"ends={phrase[-length:]}" for length in NAME_ENDINGS)
    return tuple(found)


def _when(part: Part, period: Period | None) -> str:
    """Whether a time is past or to come for the document of `part`, and its role."""
    if period is None:
        return "none"
    year, now = year_of(part, period), part.inner.now if part.inner.now is not None else part.inner.last
    if year is None or now is None:
        offset = period.offset or 0
        return f"{period.role} {max(-NEAR_YEARS, min(NEAR_YEARS, offset))}"
    return f"{period.role} {'past' if year < now else 'now' if year == now else 'ahead'}"


def _said(mention: Mention) -> Iterator[str]:
    """What verbs, bounds and words of the lexicon say in the sentence, and in the clause in front of the figure."""
    text, sentence, start = mention.text, mention.sentence, mention.quantity.span.start
    begin = clause_start(mention)
    first, last = max(sentence.start, start - BEFORE), min(sentence.end, start + BEHIND)
    yield f"makes={made(mention, begin)} {mention.part.role}"
    for name, words in SAID.items():
        if words.search(text, first, last):
            yield f"sentence says {name}"
            if words.search(text, max(begin, first), start):
                yield f"clause says {name}"
    yield from (f"says={word.group.name}" for word in mention.consumed)
    if mention.comparator_behind:
        yield f"behind says={mention.comparator_behind.group.name}"
    yield from (f"behind it={sign}" for sign in text[mention.behind : mention.behind + 1].strip())
    if mention.starts_change:
        yield "starts change"
    if mention.listed:
        yield "listed"


def _words(mention: Mention) -> Iterator[str]:
    """The words of the clause in front of the figure and behind it, of the rest of the sentence, and of headings."""
    words, figure, sentence = mention.context.words, mention.quantity.span, mention.sentence
    first, last = max(sentence.start, figure.start - BEFORE), min(sentence.end, figure.end + BEHIND)
    begin, end = words.behind_last(CLAUSE_MARKS, first, figure.start), words.next_end(mention.behind, last)
    clause = _cut(words, Span(begin, figure.start))
    yield from (f"clause={word}" for word in clause)
    if clause:
        yield f"opens={clause[0]}"
        yield f"next={clause[-1]}"
        yield f"next two={''.join(clause[-2:])}"
    yield from (f"before={word}" for word in _cut(words, Span(first, begin)))
    yield from (f"behind={word}" for word in _cut(words, Span(mention.behind, end)))
    yield from (f"after={word}" for word in _cut(words, Span(end, last)))
    heading = _of_heading(mention.context.sections[mention.section].title)
    yield from (f"heading={word}" for word in heading)
    if heading:
        yield f"heading ends={heading[-1]}"
    for title in _above(mention.context.sections, mention.section):
        yield from (f"above={word}" for word in _of_heading(title))


def _above(sections: Sequence[Section], number: int) -> list[str]:
    """The headings above that of a section, the nearest first."""
    level, found = sections[number].level, []
    for at in range(number - 1, max(number - MOST_ABOVE, 0) - 1, -1):
        if level <= HIGHEST:
            break
        if sections[at].title and sections[at].level < level:
            level = sections[at].level
            found.append(sections[at].title)
    return found


@lru_cache(maxsize=512)  # headings of a document come back for each of its figures, those of others do not
def _of_heading(title: str) -> tuple[str, ...]:
    return tuple(word for word in _cut(ClauseWords(title), Span(0, len(title))) if len(word) > 1)


def _cut(words: ClauseWords, span: Span) -> list[str]:
    """The words of a stretch of text, numbers left out."""
    text = words.text
    bounds = [span.start, *(at for at in range(span.start + 1, span.end) if words.begins(at)), span.end]
    # a unit counts alike, whether it is one word with its number or a word of its own
    cut = (text[start:end].strip().lstrip(NUMERIC) for start, end in pairwise(bounds))
    return [word for word in cut if word]
