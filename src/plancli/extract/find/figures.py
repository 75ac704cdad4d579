"""All figures of a document, in order: as they were found, or, of a large one, by their places, to be read again."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import compress

from plancli.extract.find import quantities
from plancli.model import Quantity, RejectedNumber, Span
from plancli.segment.held import Held

# Characters of a text whose figures are held by their places: ten of these take the memory of one figure.
LARGE = 1_000_000


class Figures:
    """The quantities of a text; `starts` and `ends` are those of their spans. `rejected` are the numbers that are
    none.

    Args:
        text: the folded text.
        passed: spans in order in which no figure begins that is looked for here.
    """

    def __init__(self, text: str, passed: Iterable[Span] = ()) -> None:
        self.text = text
        self.starts, self.ends = array("q"), array("q")
        self._found: list[Quantity] = []
        self.rejected: Sequence[RejectedNumber]
        if len(text) > LARGE:
            self._hold_places(passed)
        else:
            self._found, self.rejected = quantities.find(text, passed)
            self.starts.extend([found.span.start for found in self._found])
            self.ends.extend([found.span.end for found in self._found])

    def _hold_places(self, passed: Iterable[Span]) -> None:
        self.rejected = rejected = Rejected(self.text)
        for found in quantities.each(self.text, passed):
            if isinstance(found, Quantity):
                self.starts.append(found.span.start)
                self.ends.append(found.span.end)
            else:
                rejected.add(found)

    def __iter__(self) -> Iterator[Quantity]:
        # of a large text a figure is read a second time when it is its turn: time for memory
        return iter(self._found or map(partial(quantities.at, self.text), self.starts))

    def leave_out(self, spans: list[Span]) -> None:
        """Drop the quantities that begin in one of `spans`."""
        if not spans:
            return
        spans.sort(key=lambda span: span.start)
        begins = [span.start for span in spans]
        # one pass over two sorted lists, not a question of each figure to each span
        free = [(number := bisect_right(begins, at) - 1) < 0 or spans[number].end <= at for at in self.starts]
        self.starts, self.ends = (array("q", compress(places, free)) for places in (self.starts, self.ends))
        self._found = list(compress(self._found, free))


def collected(text: str) -> MutableFigures:
    """An empty list of quantities of a folded text, held by their places where it is large."""
    return HeldFigures(text) if len(text) > LARGE else []


class HeldFigures(Held[Quantity]):
    """Quantities of a text, held by their places."""

    def __init__(self, text: str) -> None:
        self._text, self._starts = text, array("q")

    def append(self, one: Quantity) -> None:
        """Put one behind the others."""
        self._starts.append(one.span.start)

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, number: int) -> Quantity:
        """The quantity of `number`, read again."""
        return quantities.at(self._text, self._starts[number])


MutableFigures = list[Quantity] | HeldFigures


class Rejected(Held[RejectedNumber]):
    """Numbers that are no quantities, held by their places and the numbers of their traps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts, self._ends, self._traps = array("q"), array("q"), array("H")
        self._names: dict[str, int] = {}

    def add(self, one: RejectedNumber) -> None:
        self._starts.append(one.span.start)
        self._ends.append(one.span.end)
        self._traps.append(self._names.setdefault(one.trap, len(self._names)))

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, number: int) -> RejectedNumber:
        span = Span(self._starts[number], self._ends[number])
        return RejectedNumber(span, self.text[span.start : span.end], [*self._names][self._traps[number]])
