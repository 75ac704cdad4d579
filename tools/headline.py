"""Score the headline table of work reports against cells that a person has read.

usage: headline.py [--errors] GOLD.csv RECORDS...

GOLD has the columns region, indicator_id, year, comparator, value, value_max. A cell of the comparison is
right where region, indicator, comparator and value are; cells of headline indicators that the gold lacks count
against.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from plancli.compare.align.group import gather
from plancli.compare.tables.long import rows
from plancli.records.sets import load_sets

# The contract, section 5.
HEADLINE = """gdp_growth budget_revenue_growth retail_sales_growth fixed_investment_growth industry_va_growth
service_va_growth trade_growth urban_jobs unemployment_rate cpi grain_output income_growth income_growth_urban
income_growth_rural rd_growth rd_intensity energy_intensity carbon_intensity air_quality_days pm25""".split()

Cell = tuple[str, str, str, Decimal, Decimal | None]


@dataclass(frozen=True, slots=True)
class Score:
    """What is right, what is missing, and what is too much or wrong."""

    right: list[Cell]
    missing: list[Cell]
    extra: list[Cell]

    @property
    def f1(self) -> float:
        return 2 * len(self.right) / max(1, 2 * len(self.right) + len(self.missing) + len(self.extra))


def score(gold: Iterable[Cell], found: Iterable[Cell]) -> Score:
    """Compare cells; a wrong one is both missing and extra."""
    want, have = list(gold), list(found)
    extra = [cell for cell in have if cell not in want]
    return Score([cell for cell in want if cell in have], [cell for cell in want if cell not in have], extra)


def gold_cells(path: Path) -> tuple[list[Cell], set[int]]:
    """The cells of the gold table, and the years it is about."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    return [_cell(row) for row in table], {int(row["year"]) for row in table}


def found_cells(records: Iterable[dict[str, Any]], years: set[int]) -> list[Cell]:
    """The cells of headline indicators that plancli's comparison has for `years`."""
    goals = (record for record in records if record["status"] == "target" and record["year"] in years)
    table = [row for row in rows(gather(goals)) if row["indicator_id"] in HEADLINE]
    return [_cell(row) for row in table]


def _cell(row: dict[str, Any]) -> Cell:
    high = row["value_max"]
    top = None if high in ("", None) else Decimal(str(high))
    return (row["region"], row["indicator_id"], row["comparator"], Decimal(str(row["value"])), top)


def report(result: Score, errors: bool) -> str:
    """The figures in a line, then each cell that is not right."""
    right, missing, extra = len(result.right), len(result.missing), len(result.extra)
    lines = [f"F1 {result.f1:.4f}  right {right}  missing {missing}  extra or wrong {extra}"]
    for name, cells in (("missing", result.missing), ("extra", result.extra)) if errors else ():
        lines += [f"{name}  {' '.join(map(str, cell))}" for cell in sorted(cells, key=str)]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", nargs="+")
    parser.add_argument("--errors", action="store_true", help="list the cells that are not right")
    given = parser.parse_args(arguments)
    gold, years = gold_cells(given.gold)
    print(report(score(gold, found_cells(load_sets(given.records), years)), given.errors))


if __name__ == "__main__":
    main()
