"""What all the words of a sentence say of its figure, where no word alone decides: promise, achievement or neither.

`status_words.txt` has three weights for each fact, in hundredths of natural logarithms: how much it says for a target,
an actual value, and neither. `tools/train_statuses.py` makes it of texts in which people said what each figure is.
Weights are whole numbers: every machine adds them up alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import StatusAnswer
from plancli.lexicon import load
from plancli.model import Span, Status
from plancli.segment.clause_words import ClauseWords
from plancli.segment.clauses import CLAUSE_MARKS
from plancli.structure.part import DOUBTFUL

STATUSES = (Status.TARGET, Status.ACTUAL, Status.OTHER)
BIAS = "bias"
MARGIN = 70  # hundredths by which another status must be more likely: below, the rules are right as often
BACK, AHEAD = 200, 120  # characters of a sentence in front of the figure and behind it
HALF_SURE = 0.6  # certainty of a part, between that of a guess and that from which nothing is doubted
NUMERIC = "0123456789. "
UNCERTAIN = "part_uncertain"
Odds = tuple[int, int, int]


def more_likely(mention: Mention, answer: StatusAnswer) -> Status | None:
    """The status that the words of the sentence make more likely by far than that of `answer`; None where none is.

    Args:
        answer: of the rules that ask for a time, a verb or the part of the document.
    """
    return likelier(of_facts(facts(mention, answer), weights()), answer.value)


def likelier(odds: Odds, status: Status) -> Status | None:
    """The best status by these odds, where it is better than `status` by the margin.

    Args:
        odds: of each of `STATUSES`, in hundredths of natural logarithms.
        status: which holds otherwise.
    """
    best = max(range(len(STATUSES)), key=odds.__getitem__)
    return STATUSES[best] if odds[best] - odds[STATUSES.index(status)] >= MARGIN else None


def of_facts(known: tuple[str, ...], table: Mapping[str, Odds]) -> Odds:
    """How likely each of `STATUSES` is, in hundredths of natural logarithms, up to a constant.

    Args:
        known: facts, as `facts` gives them.
        table: the weights of facts, and of BIAS.
    """
    found = [table[BIAS], *(table[fact] for fact in known if fact in table)]
    return sum(one[0] for one in found), sum(one[1] for one in found), sum(one[2] for one in found)


def facts(mention: Mention, answer: StatusAnswer) -> tuple[str, ...]:
    """What is known of a figure, as short texts that the weights are kept under, each once."""
    found = dict.fromkeys(_words(mention))
    part, status = mention.part, answer.value.value
    sure = "sure" if part.certainty >= DOUBTFUL else "half" if part.certainty >= HALF_SURE else "guess"
    told = "part" if answer.span is None else "words"
    period = "own" if mention.own_period else "some" if mention.period else "none"
    quantity = mention.quantity
    found |= dict.fromkeys((
        f"unit={quantity.written.unit}", f"form={quantity.form}", f"period={period}", f"status={status}",
        f"genre={part.genre}", f"genre={part.genre} {part.role}", f"role={part.role} {sure}",
        f"told={told} {status}", f"told={told} {part.role} {sure}",
    ))  # fmt: skip
    return tuple(found)


def _words(mention: Mention) -> Iterator[str]:
    """The words of the clause in front of the figure and behind it, of the rest of the sentence, and of its heading."""
    words, figure, sentence = mention.context.words, mention.quantity.span, mention.sentence
    first, last = max(sentence.start, figure.start - BACK), min(sentence.end, figure.end + AHEAD)
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
    yield from (f"heading={word}" for word in _of_heading(mention.context.sections[mention.section].title))


@cache
def _of_heading(title: str) -> tuple[str, ...]:
    return tuple(word for word in _cut(ClauseWords(title), Span(0, len(title))) if len(word) > 1)


def _cut(words: ClauseWords, span: Span) -> list[str]:
    """The words of a stretch of text, numbers left out."""
    text = words.text
    bounds = [span.start, *(at for at in range(span.start + 1, span.end) if words.begins(at)), span.end]
    # a unit counts alike, whether it is one word with its number or a word of its own
    cut = (text[start:end].strip().lstrip(NUMERIC) for start, end in pairwise(bounds))
    return [word for word in cut if word]


@cache
def weights() -> dict[str, Odds]:
    """The weights that come with plancli, read once, when the first sentence is looked at."""
    rows = (line.split(" ", 3) for line in load.text("status_words.txt").splitlines())
    return {fact: (int(target), int(actual), int(other)) for target, actual, other, fact in rows}
