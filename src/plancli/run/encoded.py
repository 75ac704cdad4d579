"""What a worker gives back of a document when its records only have to be written: finished lines and a few counts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from sys import intern
from typing import Any

from plancli.export.jsonl import dumps
from plancli.export.target_lines import lines
from plancli.model import Status, Target
from plancli.terms import Row
from plancli.trust.confidence import unsure


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document, and its records as JSON Lines in UTF-8; `doubtful` of its `count` records want a look.

    `places` are those of the figures that people have added; `unkept` says why a cache could not keep it.
    """

    document: Row
    lines: bytes | bytearray
    missed: tuple[Row, ...]
    targets: int
    count: int
    doubtful: int
    places: Row = field(default_factory=dict)
    unkept: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """Further lines of the document before it, which is large, and further sentences that were missed."""

    lines: bytes | bytearray
    missed: tuple[Row, ...] = ()


def whole(items: Iterable[Any]) -> Iterator[Any]:
    """`items`, what came of one document in pieces put together; what is no piece stays as it is."""
    last: list[Encoded | More] = []
    for item in items:
        if last and not isinstance(item, More):
            yield _together(last)
            last = []
        if isinstance(item, Encoded | More):
            last.append(item)
        else:
            yield item
    if last:
        yield _together(last)


def _together(pieces: Sequence[Encoded | More]) -> Encoded:
    first = pieces[0]
    assert isinstance(first, Encoded)
    if len(pieces) == 1:
        return first
    missed = tuple(row for piece in pieces for row in piece.missed)
    return replace(first, lines=b"".join([piece.lines for piece in pieces]), missed=missed)


def encoded(
    document: Row, targets: Sequence[Target], missed: tuple[Row, ...] = (), places: Row | None = None
) -> Encoded:
    """The lines to be written for one document: `targets` are its records, whatever their status."""
    goals = sum(target.status is Status.TARGET for target in targets)
    doubtful = sum(unsure(target.review, target.confidence, target.doubts) for target in targets)
    return Encoded(document, lines(targets), missed, goals, len(targets), doubtful, places or {})


def records_in(item: Encoded | More) -> tuple[Row, ...]:
    """The records of `item`, every number with all its digits."""
    return tuple(each_record(item))


def each_record(item: Encoded | More) -> Iterator[Row]:
    """As `records_in`, one by one."""
    for line in io.BytesIO(item.lines):
        yield json.loads(line, parse_float=Decimal, object_pairs_hook=_shared)


def _shared(pairs: list[tuple[str, Any]]) -> Row:
    """A record whose names of columns are those of all others: as texts of its own they take more than what it says."""
    return {intern(name): value for name, value in pairs}


def renamed(item: Encoded | More, name: str) -> Encoded | More:
    """The same document under the id `name`."""
    lines = "".join([dumps({**row, "doc": name}) + "\n" for row in records_in(item)]).encode()
    missed = tuple({**row, "doc": name} for row in item.missed)
    if isinstance(item, More):
        return More(lines, missed)
    return replace(item, document={**item.document, "doc": name}, lines=lines, missed=missed)


COUNTS = ("targets", "count", "doubtful")


def packed(items: Iterable[Encoded]) -> bytes:
    """All of `items` as bytes: of each a line about it, then its lines."""
    parts: list[bytes | bytearray] = []
    for item in items:
        about = {"document": item.document, "missed": list(item.missed), "places": item.places}
        about |= {name: getattr(item, name) for name in COUNTS}
        parts += [dumps({**about, "bytes": len(item.lines)}).encode(), b"\n", item.lines]
    return b"".join(parts)


def unpacked(data: bytes) -> Iterator[Encoded]:
    """What `packed` made bytes of.

    Args:
        data: of one file, as it was kept.
    """
    place = 0
    while place < len(data):
        end = data.index(b"\n", place) + 1
        about = json.loads(data[place:end], parse_float=Decimal)
        place = end + about["bytes"]
        counts = {name: about[name] for name in (*COUNTS, "places")}
        yield Encoded(about["document"], data[end:place], tuple(about["missed"]), **counts)
