"""What shows the role of a sentence: words of two characters, openings of clauses, signs, and where its years are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import concat
from typing import TypeVar

from plancli.model import Period, Span
from plancli.patterns import lazy

OPENING_PAIR = lazy(r"[,;:。!?\n][^一-鿿,;:。!?\n]{0,8}([一-鿿]{2})")
SIGN = lazy("[了已将要使]")
WIDTH = 4  # Bytes of a character in `_buffer`.
T = TypeVar("T")


def cues(sentence: str, periods: Iterable[Period] = (), now: int | None = None) -> set[str]:
    """The cues of one sentence: 圆满, ^推进 (a clause begins with it), |了, and @past, @ahead, @until for years.

    Args:
        sentence: its folded text.
        periods: the time expressions in it.
        now: the document's own year; without it only deadlines tell.
    """
    found: set[str] = set(map(concat, sentence, sentence[1:]))  # type: ignore[arg-type]
    found.update(cue for _, cue in marks(sentence))
    return found.union(of_years(periods, now))


class Cues:
    """The weights of cues, to be looked for in a text. What they say is reckoned in hundredths, so that sums are exact
    in whatever order.

    Args:
        weights: cue → its weight for each of three roles; the empty cue is what every sentence begins with.
    """

    def __init__(self, weights: Mapping[str, tuple[int, ...]]) -> None:
        self._weights = weights
        # what a cue says for two roles against the third, in one number: sums run outside of Python
        self._table = {cue: complex(one - third, two - third) for cue, (one, two, third) in weights.items()}
        self._pairs = {code(cue): weight for cue, weight in self._table.items() if len(cue) == 2}

    def sums(self, text: str, span: Span, starts: list[int], ends: list[int]) -> list[complex]:
        """For each sentence what its cues say in all: for the first role against the third as the real part, for the
        second as the imaginary part.

        Args:
            span: where in `text` to look; a clause opens where it starts.
            starts: offsets in `text` of the sentences, in order.
            ends: those behind them; what is between two sentences belongs to the first.
        """
        begin, inside, table = span.start, text[span.start : span.end], self._table
        hits = pairs_in(inside, self._pairs)
        spans = zip(starts, ends, strict=True)
        totals = [
            sum(filter(None, hits[start - begin : behind - begin - 1]), table.get("", 0j)) for start, behind in spans
        ]
        for at, cue in marks(inside):
            if (weight := table.get(cue)) is not None and (number := bisect_right(starts, at + begin) - 1) >= 0:
                totals[number] += weight
        return totals

    def speaking(self, text: str, start: int, end: int, role: int) -> dict[str, int]:
        """The cues of a sentence that favour a role over any other, and by how much; without its years.

        Args:
            start: offset in `text` of the sentence.
            end: offset behind it.
        """
        found = {cue: margin(self._weights[cue], role) for cue in self._weights.keys() & cues(text[start:end])}
        return {cue: by for cue, by in found.items() if by > 0}


def margin(values: Sequence[int], role: int) -> int:
    """By how much a cue favours a role over any other.

    Args:
        values: its weight for each role.
    """
    return values[role] - max(value for number, value in enumerate(values) if number != role)


def pairs_in(text: str, table: dict[int, T]) -> list[T | None]:
    """For each place of a text what `table` has for the two characters there, known by their `code`.

    Numbers that a buffer holds already are looked up in half the time that a new string for each place takes.
    """
    data, size = memoryview(_buffer(text)), max(len(text) - 1, 0)
    found: list[T | None] = [None] * size
    for first in (0, 1):
        pairs = (size + 1 - first) // 2
        found[first::2] = map(table.get, data[first * WIDTH :][: pairs * 2 * WIDTH].cast("Q"))
    return found


def code(pair: str) -> int:
    """Two characters as one number.

    Args:
        pair: exactly two characters.
    """
    return memoryview(_buffer(pair)).cast("Q")[0]


def _buffer(text: str) -> bytes:
    """Each character in as many bytes, whatever it is."""
    return text.encode("utf-32-le", "surrogatepass")


def marks(text: str) -> list[tuple[int, str]]:
    """The openings of clauses and the signs of a text, each with its place."""
    # a set of characters in front is what `re` runs to fastest
    opening = [(found.start(1) - 1, "^" + found[1]) for found in OPENING_PAIR.finditer("\n" + text)]
    return opening + [(found.start(), "|" + found[0]) for found in SIGN.finditer(text)]


def of_years(periods: Iterable[Period], now: int | None) -> Iterator[str]:
    """Where the years of a sentence are: @until a deadline, @past and @ahead of `now`."""
    for period in periods:
        if period.role == "deadline" and period.year and period.text[0] in "到至":
            yield "@until"
        elif now is not None and period.year and period.year != now and period.role != "base":
            yield "@past" if period.year < now else "@ahead"
