"""Five plans: every pair that a researcher would put in one row stands in one, and no other does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plancli.batch import run
from plancli.compare.align.group import gather
from plancli.compare.tables.grid import of_figures
from plancli.lexicon.indicators import dimension_of, lookup
from plancli.model import Failure, Options
from plancli.run.discover import Source, discover

PLANS = ("hubei", "huzhou", "jiangan", "lucheng", "zhejiang")

# Rows that two plans or more share, all years in one row (the plans end in 2020, 2022 and 2025).
ROWS = {
    ("digital_core_va", "level"): {"湖北省", "鹿城区"},
    ("digital_core_share", "share"): {"湖北省", "江岸区"},
    ("digital_firms_10bn", "level"): {"浙江省", "湖州市"},
}


def rows_of(records: list[dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """The rows that two regions or more share, with these regions."""
    table = of_figures(gather(record for record in records if record["status"] == "target"), years=False)
    found = {}
    for row in table.rows:
        regions = {column.label for column, cell in zip(table.columns, row.cells, strict=True) if cell}
        if len(regions) > 1:
            found[(row.indicator_id or row.indicator, row.kind)] = regions
    return found


def gold_records(shared: Path) -> list[dict[str, Any]]:
    """What a person has read in the plans, with the ids that the lexicon gives."""
    heads = {
        Path(head["file"]).stem: head for head in json.loads((shared / "gold" / "documents.json").read_text("utf-8"))
    }
    records = []
    for plan in PLANS:
        for line in (shared / "gold" / f"{plan}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            known = lookup(record["indicator"], record["kind"], dimension_of(record["unit"]), record["flow"])
            place = {name: heads[plan][name] for name in ("region", "region_code")}
            records.append(record | place | {"doc": plan, "indicator_id": known[0].id if known else None})
    return records


@pytest.mark.shared
def test_what_a_person_read_stands_in_these_rows(shared: Path) -> None:
    """The gold records of the five plans share exactly the listed rows."""
    assert rows_of(gold_records(shared)) == ROWS


@pytest.mark.shared
def test_what_the_program_reads_stands_in_no_other_rows(shared: Path) -> None:
    """No row of the extracted records holds what a person would not put there, and at most one is missed."""
    sources = [one for one in discover((str(shared / "corpus"),)) if isinstance(one, Source)]
    plans = [one for one in sources if Path(one.path).stem in PLANS]
    records = [row for found in run(plans, Options()) if not isinstance(found, Failure) for row in found.records]
    found = rows_of(records)
    assert found.items() <= ROWS.items()
    assert len(found) >= len(ROWS) - 1
