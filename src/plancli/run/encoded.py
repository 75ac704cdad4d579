"""What a worker gives back of a document when its records only have to be written: finished lines and a few counts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from plancli.export.jsonl import dumps
from plancli.trust.confidence import wants_a_look

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document, and its records as JSON Lines in UTF-8; `doubtful` of its `count` records want a look."""

    document: Row
    lines: bytes
    missed: tuple[Row, ...]
    targets: int
    count: int
    doubtful: int


def encoded(document: Row, records: tuple[Row, ...], missed: tuple[Row, ...]) -> Encoded:
    """What is to be written of one document."""
    targets = sum(record["status"] == "target" for record in records)
    return Encoded(document, _lines(records), missed, targets, len(records), sum(map(wants_a_look, records)))


def renamed(item: Encoded, name: str) -> Encoded:
    """The same of a document that is called `name`."""
    rows = [json.loads(line, parse_float=Decimal) for line in item.lines.splitlines()]
    return replace(
        item,
        document={**item.document, "doc": name},
        lines=_lines({**row, "doc": name} for row in rows),
        missed=tuple({**row, "doc": name} for row in item.missed),
    )


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join([dumps(row) + "\n" for row in rows]).encode()
