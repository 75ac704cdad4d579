"""What workers give back: finished lines."""

import json
from decimal import Decimal

from plancli.export.jsonl import dumps
from plancli.model import Target
from plancli.records.record import NAMES
from plancli.run.encoded import encoded, renamed

DOCUMENT = {"doc": "a", "targets": 1}
ROWS = (
    {"doc": "a", "status": "target", "value": Decimal("2.50"), "quote": "甲\u2028乙", "confidence": Decimal("0.01")},
    {"doc": "a", "status": "actual", "value": 3, "quote": "丙", "confidence": Decimal("0.99")},
)


def test_lines_are_those_of_the_writer_and_are_counted():
    """Each record is one line as `dumps` makes it; targets, records and those to look at are counted."""
    item = encoded(DOCUMENT, ROWS, ())
    assert item.lines.decode() == "".join(dumps(row) + "\n" for row in ROWS)
    assert (item.targets, item.count, item.doubtful) == (1, 2, 1)


def test_a_renamed_document_keeps_all_but_its_name():
    """The lines say the new name, and every number keeps its digits."""
    item = renamed(encoded(DOCUMENT, ROWS, ({"doc": "a", "text": "丁"},)), "a~2")
    found = [json.loads(line, parse_float=Decimal) for line in item.lines.decode().splitlines()]
    assert found == [{**row, "doc": "a~2"} for row in ROWS]
    assert (item.document["doc"], item.missed[0]["doc"]) == ("a~2", "a~2")


def test_columns_that_a_target_does_not_hold_are_known():
    """A new column that is no field of `Target` must be put into the row by `to_record`, then named here."""
    assert set(NAMES) - set(Target.__dataclass_fields__) == {"start", "end", "value", "value_max", "unit", "rules"}
