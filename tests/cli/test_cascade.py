"""`plancli cascade`: who raises the target of whom."""

import csv
import io

import pytest
from making import record, write_records

from plancli.columns import CASCADE, CASCADE_SUMMARY


@pytest.fixture
def tree(tmp_path):
    """GDP growth of nation, two provinces and a city."""
    values = {"全国": 5, "湖北省": 5.5, "浙江省": 5, "武汉市": 6}
    rows = [record("GDP", value, "%", indicator_id="gdp_growth", region=region) for region, value in values.items()]
    return write_records(tmp_path / "tree.jsonl", rows)


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_are_those_of_the_contract(invoke, tree):
    """Each level against the next above, in the order of codes, with the contract's columns first."""
    rows = table(invoke("cascade", tree, "-f", "csv").stdout)
    assert list(rows[0]) == [column.name for column in CASCADE]
    assert [(row["upper"], row["lower"], row["difference"]) for row in rows] == [
        ("全国", "浙江省", "0"),
        ("全国", "湖北省", "0.5"),
        ("湖北省", "武汉市", "0.5"),
    ]


def test_the_summary_counts_pairs(invoke, tree):
    """--summary: a row for each pair of levels and indicator."""
    rows = table(invoke("cascade", tree, "--summary", "-f", "csv").stdout)
    assert list(rows[0]) == [column.name for column in CASCADE_SUMMARY]
    assert [(row["lower_level"], row["pairs"], row["raised"]) for row in rows] == [
        ("province", "2", "1"),
        ("city", "1", "1"),
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_the_terminal_shows_figures(invoke, tree, width):
    """A short table with figures as people read them."""
    text = invoke("cascade", tree, "-f", "table", env={"COLUMNS": str(width)}).stdout
    assert "5.5%" in text
    assert "武汉市" in text


def test_one_level_alone_has_no_pairs(invoke, tree):
    """Nothing to compare is said, and is no error."""
    result = invoke("cascade", tree, "--region", "湖北省")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no pairs" in result.stderr


def test_figures_without_a_region_are_not_passed_over_in_silence(invoke, tmp_path):
    """A record of no region stands on no level, and the command says how many do."""
    path = write_records(tmp_path / "a.jsonl", [record(region=None), record(region="全国")])
    assert "1 figure has no region code" in invoke("cascade", path, "-f", "csv").stderr


def test_other_years_are_offered_and_paired_on_demand(invoke, tmp_path):
    """Without a year in common the command says so, and --nearest-year shows both years."""
    rows = [record("GDP", 5, "%", region="湖北省", year=2024), record("GDP", 6, "%", region="武汉市", year=2025)]
    path = write_records(tmp_path / "years.jsonl", rows)
    assert "no year in common: 湖北省 has GDP for 2024" in invoke("cascade", path).stderr
    (row,) = table(invoke("cascade", path, "--nearest-year", "-f", "csv").stdout)
    assert (row["year"], row["upper_year"]) == ("2025", "2024")
    assert "2024" in invoke("cascade", path, "--nearest-year", "-f", "table", env={"COLUMNS": "100"}).stdout


def test_a_region_with_two_unlike_documents_is_left_out(invoke, tmp_path):
    """A report taken for that of its province is told, and gives no rows."""
    upper = [record(name, value, "%", doc=doc) for doc, value in (("a", 5), ("b", 6)) for name in "甲乙丙"]
    path = write_records(
        tmp_path / "two.jsonl", [*upper, *(record(name, 7, "%", region="武汉市") for name in "甲乙丙")]
    )
    result = invoke("cascade", path, "-f", "csv")
    assert table(result.stdout) == []
    assert "a and b both claim 湖北省, 3 of 3 figures differ · its figures are left out" in result.stderr
