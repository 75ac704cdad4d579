"""The small files of ../shared/cases/faults end as their README says; no command shows an internal error."""

import json

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from plancli.cli.app import cli

pytestmark = pytest.mark.shared


@pytest.fixture
def faults(shared):
    """The folder of small faulty files."""
    return shared / "cases/faults"


def run(*call: object):
    """The result of a command; an exception is none that a user may see."""
    result = CliRunner().invoke(cli, [str(word) for word in call])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "internal error" not in result.stderr
    return result


def test_a_table_of_five_thousand_lines_is_read(faults):
    """It costs its length (tests/test_costs.py), and ends well."""
    assert run("extract", faults / "pipe-table-5000.txt", "--status", "all").exit_code in (0, 1)


def test_a_far_cell_costs_nothing(faults):
    """The stored cells, in both commands."""
    assert run("extract", faults / "far-cell.xlsx").exit_code in (0, 1)
    assert run("compare", faults / "far-cell.xlsx").exit_code == 1


def test_a_region_that_is_a_formula_is_text_in_every_head(faults, tmp_path):
    """CSV has an apostrophe before it, a workbook holds text."""
    result = run("compare", faults / "csv-header-formula.csv", "-f", "csv")
    assert ",=" not in result.stdout
    assert run("compare", faults / "csv-header-formula.csv", "-o", tmp_path / "c.xlsx").exit_code in (0, 1, 2)
    if (tmp_path / "c.xlsx").exists():
        book = load_workbook(tmp_path / "c.xlsx")
        assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("suffix", ["sqlite", "xlsx", "csv", "parquet", "html"])
@pytest.mark.parametrize("name", ["region-quote.jsonl", "region-escape.jsonl"])
def test_regions_with_quotes_and_escapes_are_written(faults, tmp_path, name, suffix):
    """Every format takes them."""
    assert run("compare", faults / name, "-o", tmp_path / f"q.{suffix}").exit_code == 0


def test_escapes_of_a_region_do_not_reach_the_screen(faults):
    """They are written out."""
    assert "\x1b[" not in run("compare", faults / "region-escape.jsonl", "-f", "table").stdout


def test_one_bit_in_an_archive_is_said_and_the_sound_one_is_read(faults):
    """Exit 3 with what came before; 0 for the sound file, with more."""
    good, hurt = (run("extract", faults / name) for name in ("good.tar", "one-bit-in-second-header.tar"))
    assert (good.exit_code, hurt.exit_code) == (0, 3)
    assert good.stdout.count("\n") > hurt.stdout.count("\n")


def test_a_damaged_workbook_of_expressions_is_one_line(faults):
    """`normalize --column` holds it against the same checks."""
    assert run("normalize", "--column", "quote", faults / "rec-norm-11-23.xlsx").exit_code in (1, 2)


@pytest.mark.parametrize("suffix", ["xlsx", "parquet", "jsonl", "sqlite"])
def test_a_figure_beyond_all_numbers_is_written_or_refused(faults, tmp_path, suffix):
    """亿 three hundred times."""
    assert run("extract", faults / "yi300.txt", "-o", tmp_path / f"y.{suffix}").exit_code in (0, 1)


def test_lone_surrogates_are_escaped(faults, tmp_path):
    """A page, a workbook, a Stata file and tables of such texts."""
    for suffix in ("html", "xlsx", "jsonl", "md", "csv", "dta", "sqlite", "duckdb", "parquet", "zip"):
        assert run("extract", faults / "surr-docs.jsonl", "-o", tmp_path / f"s.{suffix}").exit_code in (0, 1, 3)


def test_ids_like_numbers_are_read_back(faults, tmp_path):
    """An id of digits and one e is no number of a spreadsheet."""
    assert run("export", faults / "one.jsonl", "-o", tmp_path / "o.jsonl").exit_code == 0
    assert json.loads((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()[0])["id"]


def test_changed_records_are_found(faults):
    """`verify` says 4 and lists them."""
    raw = faults.parents[1] / "corpus" / "hubei.txt"
    assert run("verify", faults / "v.jsonl", raw).exit_code == 4


def test_fifty_thousand_percentages_are_not_read_and_said(faults):
    """No statement, and a warning."""
    result = run("extract", faults / "redos-5%x50k.txt")
    assert "more than 1,000 figures" in result.stderr
