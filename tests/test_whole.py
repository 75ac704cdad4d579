"""The five briefs, extracted and compared together, give the table that stands in tests/whole."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import gold
from plancli.cli.app import cli

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "whole" / "comparison.csv"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def optional() -> set[tuple[str, str]]:
    """Document and start of what two careful readers could take or leave."""
    files = (ROOT / "tests" / "gold").glob("*.jsonl")
    briefs = [path for path in files if not path.name.endswith(".ann.jsonl")]
    return {(path.stem, str(row["start"])) for path in briefs for row in gold.rows(path) if row["optional"]}


def in_order(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: (row["doc"], int(row["start"])))


def run(*arguments: Any) -> None:
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


def test_the_briefs_give_the_expected_table(tmp_path):
    """Extract and compare over data/raw give every row of the expected table, and no other."""
    records, compared = tmp_path / "targets.jsonl", tmp_path / "comparison.csv"
    run("extract", ROOT / "data" / "raw", "-o", records)
    run("compare", records, "--layout", "long", "-o", compared)
    skip, wanted = optional(), table(EXPECTED)
    found = [row for row in table(compared) if (row["doc"], row["start"]) not in skip]
    fields = list(wanted[0])
    assert in_order({name: row[name] for name in fields} for row in found) == in_order(wanted)


def test_every_record_of_the_briefs_is_proved_by_its_quote(tmp_path):
    """The quantity of a record stands at its place in the brief, inside a quote that stands there too."""
    records = tmp_path / "targets.jsonl"
    run("extract", ROOT / "data" / "raw", "--status", "all", "-o", records)
    for line in records.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (ROOT / "data" / "raw" / f"{row['doc']}.txt").read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["quote"]
        assert row["quote"] in text
