"""A long text, piece by piece, so that no second copy of the whole is ever in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

PIECE = 1_000_000  # characters of a piece, and a few more up to the sign that ends it
PART = 50  # what a part takes besides its characters


def pieces(text: str, ends: str) -> Iterator[str]:
    """`text` in pieces that end with `ends`, a single piece where it is short; what comes behind the last is empty
    only in an empty text."""
    return (text[start:end] for start, end in bounds(text, ends)) if len(text) > PIECE else iter((text,))


def bounds(text: str, ends: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where such pieces of `text` from `start` to `end` begin and end; at least one."""
    end = len(text) if end is None else end
    while True:
        stop = text.find(ends, start + PIECE, end) + len(ends) if start + PIECE < end else end
        if stop < start + PIECE:
            stop = end
        yield start, stop
        start = stop
        if start >= end:
            return


def stepped_over(text: str, joins: Sequence[int]) -> str:
    """`text` with a blank for each line end at `joins`, which are in order."""
    if not joins:
        return text
    return put_together(_blanked(text[at : at + PIECE], at, joins) for at in range(0, len(text), PIECE))


def put_together(parts: Iterable[str]) -> str:
    """All of `parts`, of which few are held at a time: `str.join` holds them all beside what it makes of them."""
    text = ""
    some: list[str] = []
    held = 0
    for part in parts:
        some.append(part)
        held += len(part) + PART
        if held > PIECE:
            text += "".join(some)  # grows in place, since there is no other reference to it
            some, held = [], 0
    text += "".join(some)
    return text


def _blanked(piece: str, start: int, joins: Sequence[int]) -> str:
    inside = joins[bisect_left(joins, start) : bisect_left(joins, start + len(piece))]
    if not inside:
        return piece
    parts: list[str] = []
    last = 0
    for at in inside:
        parts += (piece[last : at - start], " ")
        last = at - start + 1
    return "".join((*parts, piece[last:]))
