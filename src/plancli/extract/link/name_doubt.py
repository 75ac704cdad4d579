"""Whether a name is like those that people found wrong: by its last word, the word behind it, its length and its rule.

`name_doubt.txt` has a weight for each such fact, in hundredths of the logarithm of the odds, and under `look` the sum
from which a name is doubted. tools/train_names.py makes it of records that people judged. Weights are whole numbers:
every machine adds them up alike.
"""

from __future__ import annotations

from functools import cache

from plancli.extract.link.linked import Measure
from plancli.lexicon import load
from plancli.lexicon.indicators import index
from plancli.model import Status
from plancli.segment.clause_words import ClauseWords

UNSURE = "name_unsure"
LOOK, BIAS = "look", "bias"
FIGURE, LINE_END, NOWHERE = "#", "⏎", "?"
BACK, AHEAD = 200, 60  # characters in front of a figure and behind it where the words of its name are looked for
WIDEST = 12  # characters of a word
LENGTHS = (2, 3, 4, 6, 8, 10, 13, 18, 25)
ARABIC = frozenset("0123456789")


def name_doubt(measure: Measure) -> str:
    """The name of the doubt that a name raises; empty for one that looks right.

    Names in the lexicon of indicators are right, and what is neither promised nor reached is not asked.
    """
    name = measure.noun.phrase
    if measure.status.value is Status.OTHER or name in index().names:
        return ""
    known = weights()
    odds = sum([known.get(fact, 0) for fact in facts(measure)]) + known[BIAS]
    return UNSURE if odds >= known[LOOK] else ""


def facts(measure: Measure) -> tuple[str, ...]:
    """What is known of a name, as short texts that the weights are kept under."""
    name, mention = measure.noun.phrase, measure.mention
    words, end = mention.context.words, _end(measure)
    last = _word_to(words, end) if end else NOWHERE
    behind = NOWHERE
    if end:
        behind = FIGURE if end == mention.quantity.span.start else _word_from(words, end)
    signs = [f"has={sign}" for sign in "的、" if sign in name]
    return (
        f"last={last}", f"behind={behind}", f"rule={measure.noun.rule}", f"status={measure.status.value}",
        f"length={next((most for most in LENGTHS if len(name) <= most), 'more')}",
        *signs, *(("digit",) if not ARABIC.isdisjoint(name) else ()),
    )  # fmt: skip


def _end(measure: Measure) -> int:
    """Where the words of a name end, nearest in front of the figure, else behind it; 0 where they are not together."""
    name, text, figure = measure.noun.phrase, measure.mention.text, measure.mention.quantity.span
    at = text.rfind(name, max(0, figure.start - BACK), figure.start)
    if at < 0:
        at = text.find(name, figure.end, figure.end + AHEAD)
    return at + len(name) if at >= 0 else 0


def _word_to(words: ClauseWords, end: int) -> str:
    start = end - 1
    while start > 0 and end - start < WIDEST and not words.begins(start):
        start -= 1
    return words.text[start:end]


def _word_from(words: ClauseWords, at: int) -> str:
    text, end = words.text, at + 1
    if at >= len(text) or text[at] == "\n":
        return LINE_END
    while end < min(len(text), at + WIDEST) and not words.begins(end):
        end += 1
    return text[at:end]


@cache
def weights() -> dict[str, int]:
    """The weights that come with plancli, read once, when the first name is looked at."""
    rows = (line.split(" ", 1) for line in load.text("name_doubt.txt").splitlines())
    return {fact: int(weight) for weight, fact in rows}
