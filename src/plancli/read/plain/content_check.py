"""Does a text say anything? A viewer stub or a page of navigation holds words but no policy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancli.model import Span
from plancli.native import gaps
from plancli.patterns import lazy
from plancli.read.plain.pieces import pieces, stepped_over

ADDRESS = lazy(r"(?:https?:)?//[\w.\-/?=&%#:+~]+")
WHOLE_SENTENCE = lazy(r"[^\s。；！？|]{12,}[。；]")
CHINESE = lazy(r"[\u4e00-\u9fff]")
SHINGLE = 16  # characters that rarely recur by chance
SENTENCE_STOP = lazy(r"[。；！？;!?\n\r]")
LONGEST_SENTENCE = 4000  # characters; of a longer one the extractor quotes what surrounds a figure
REPEATED_SHARE = 0.7  # more is a menu or one page printed over and over
LEAST_SENTENCES = 0.5  # with so much prose, repetition is no fault
LEAST_CHINESE = 60  # Chinese characters
LONG_CLAUSE = 1000  # characters; few clauses of prose have a tenth of them
CLAUSE_ENDS = ",，;；:：。!！?？\n|"
ANY_FIGURE = lazy(r"[0-9０-９]+|[一二三四五六七八九十]+")
MOST_FIGURES = 1000  # in one clause; the longest real lists, the villages of a county, hold a few hundred


def has_substance(text: str) -> bool:
    """False for a stub (addresses and a title) and for navigation (the same menus over and over).

    A short text has substance as soon as it has a sentence; a longer one has none where it repeats itself and
    rarely holds whole sentences: a form that says the same of each county repeats itself too.
    """
    plain = ADDRESS.sub("", text)
    # a short notice with a stop or a figure is a text
    if len(CHINESE.findall(plain[:20_000])) < LEAST_CHINESE and not re.search(r"[。；，]|\d", plain):
        return False
    if ADDRESS.search(text) and not WHOLE_SENTENCE.search(plain) and " | " not in plain:
        return False
    return _in_sentences(plain) >= LEAST_SENTENCES or _repeated(plain) < REPEATED_SHARE


def _in_sentences(text: str) -> float:
    """The share of a text that is in sentences."""
    solid = sum(map(len, text.split()))
    return sum(map(len, WHOLE_SENTENCE.findall(text))) / solid if solid else 0.0


def _repeated(text: str) -> float:
    """The share of a text that was in it before, in pieces of 16 characters."""
    solid = "".join(text.split())  # blanks would make pieces of the same menu differ
    if len(solid) < 1000:
        return 0.0
    seen: set[str] = set()
    again = 0
    for start in range(len(solid) - SHINGLE + 1):
        piece = solid[start : start + SHINGLE]
        again += piece in seen
        seen.add(piece)
    return again / (len(solid) - SHINGLE + 1)


def endless(text: str) -> tuple[str, ...]:
    """A warning where a text runs on without any stop, as a file does whose line ends are lost."""
    before = longest = 0
    if _longest_line(text) > LONGEST_SENTENCE:
        for stop in SENTENCE_STOP.finditer(text):
            longest, before = max(longest, stop.start() - before), stop.end()
        longest = max(longest, len(text) - before)
    if longest <= LONGEST_SENTENCE:
        return ()
    return (f"{longest:,} characters without a stop: quotes hold what is around their figures, no whole sentence",)


def crowded(text: str) -> list[Span]:
    """The clauses with more figures than any language holds: `5%5%5%…`, lists whose line ends and stops are lost.

    Args:
        text: folded.
    """
    if _longest_line(text) < LONG_CLAUSE:
        return []
    long: list[tuple[int, int]] = gaps(text, CLAUSE_ENDS, LONG_CLAUSE)
    return [Span(*span) for span in long if sum(1 for _ in ANY_FIGURE.finditer(text, *span)) > MOST_FIGURES]


def _longest_line(text: str) -> int:
    """The length of the longest line: no sentence and no clause is longer, and most texts are done with that."""
    # in pieces: a large text is not split as a whole
    return max(len(line) for piece in pieces(text, "\n") for line in piece.split("\n"))


def unread(text: str, joins: Sequence[int]) -> tuple[str, ...]:
    """A warning where clauses are `crowded`: their figures are not read. Lines are joined where `joins` say so.

    Args:
        text: decoded.
    """
    places = crowded(stepped_over(text, joins))
    if not places:
        return ()
    more = f", and in {len(places) - 1:,} more clauses" if len(places) > 1 else ""
    start = places[0].start
    return (
        f"more than {MOST_FIGURES:,} figures without a comma or a stop from character {start:,} on{more}: not read",
    )
