"""Large sets of records: in a file of their own, and read as if they were a list."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from making import record, write_records

from plancli.cli.app import cli
from plancli.compare.align.group import gather
from plancli.compare.tables import fitting, grid
from plancli.errors import OutputError, UsageError
from plancli.records import store
from plancli.records.sets import load_sets
from plancli.records.store import RowPlace, Store, StoredRow, changed, held, row_of, stored

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
CELLS = st.one_of(st.none(), st.text(max_size=5), st.integers(), st.decimals(allow_nan=False), st.lists(st.text()))
ROWS = st.lists(st.dictionaries(st.sampled_from("abcd"), CELLS), max_size=12)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three records are many."""
    monkeypatch.setattr(store, "MANY", 3)
    monkeypatch.setattr(grid, "MANY", 3)


@given(rows=ROWS, gone=st.sets(st.integers(0, 11)))
def test_rows_come_back_as_they_were(rows: list[dict[str, Any]], gone: set[int]) -> None:
    """Whatever their keys and values, in order, by number, in slices, and without some of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "MANY", 3)
        made = Store()
        for row in rows:
            made.append(dict(row))
        left = [row for number, row in enumerate(rows) if number not in gone]
        kept = made.without(gone)
        assert (list(kept), len(kept)) == (left, len(left))
        assert [list(row) for row in kept] == [list(row) for row in left]
        assert [kept[place] for place in range(-len(left), len(left))] == left + left
        assert list(kept[1::2]) == left[1::2]


def test_numbers_keep_their_digits(few: None) -> None:
    """A decimal stays one, and a fraction."""
    values = [Decimal("0.10"), Fraction(1, 3), 10**30, Decimal("1E+3"), -1]
    assert [repr(row["value"]) for row in stored({"value": value} for value in values)] == list(map(repr, values))


def test_what_is_held_of_a_row_is_where_it_is(few: None) -> None:
    """Also with a few changes; of a small set the row itself."""
    rows = [record(str(number)) for number in range(5)]
    first = stored(rows)[0]
    assert isinstance(first, StoredRow)
    assert isinstance(held(first), RowPlace)
    assert row_of(held(first)) == rows[0]
    other = changed(first, {"indicator": "x"})
    assert isinstance(held(other), RowPlace)
    assert row_of(held(other)) == other == rows[0] | {"indicator": "x"}
    again = changed(other, {"unit": "y"})
    assert row_of(held(again)) == again == rows[0] | {"indicator": "x", "unit": "y"}
    assert held(row := {"a": 1}) is row is row_of(row)
    assert changed(row, {"a": 2}) == {"a": 2}


def test_rows_read_before_others_went_have_their_new_numbers(few: None) -> None:
    """Who asks for a row by its number after repeated ones were taken out gets that row."""
    rows = [record(str(number)) for number in range(6)]
    kept = Store()
    for row in rows:
        kept.append(row)
    assert [kept[number] for number in range(6)] == rows
    left = kept.without({0, 1})
    assert [left[number] for number in range(4)] == rows[2:]


def test_a_full_disk_is_one_line(few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for the records, the command says so and what to do."""

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", Full)
    with pytest.raises(OutputError, match=r"no room for so many records · .* · free some space"):
        stored(record(str(number)) for number in range(5))


def test_a_large_set_is_checked_as_a_small_one(few: None, tmp_path: Path) -> None:
    """The same record twice counts once, and two documents with one id are refused."""
    rows = [record(str(number), start=number * 10, end=number * 10 + 2) for number in range(6)]
    paths = [write_records(tmp_path / "a.jsonl", rows), write_records(tmp_path / "b.jsonl", rows[2:5])]
    assert isinstance(load_sets(paths), Store)
    assert [row["indicator"] for row in load_sets(paths)] == list("012345")
    assert len(load_sets(paths, doubled=True)) == 9
    other = write_records(tmp_path / "c.jsonl", [rows[4] | {"text": "别的"}])
    with pytest.raises(UsageError, match=r"80 and 别的 in one place \(.*c\.jsonl\)"):
        load_sets([*paths, other])


def bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@pytest.mark.parametrize(
    "call",
    [
        ("compare", "-o", "out.csv"),
        ("compare", "--layout", "long", "--stated", "-o", "out.csv"),
        ("compare", "--layout", "regions", "-o", "out.csv"),
        ("compare", "--layout", "panel", "-o", "out.csv"),
        ("compare", "--with-actuals", "-o", "out.csv"),
        ("compare", "--all-years", "-o", "out.xlsx"),
        ("compare", "-o", "out.xlsx"),
        ("compare", "-o", "out.html"),
        ("export", "-o", "out.xlsx"),
        ("export", "--status", "actual", "-o", "out.csv"),
        ("export", "-o", "out.sqlite"),
        ("export", "-o", "out.html"),
        ("cascade", "-f", "csv", "-o", "out.csv"),
    ],
)
def test_every_output_has_the_bytes_of_a_small_set(
    call: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether records are held as a list or in a file of their own, nobody sees."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for most in (store.MANY, 3):
        monkeypatch.setattr(store, "MANY", most)
        monkeypatch.setattr(grid, "MANY", most)
        run("extract", str(RAW), "--status", "all", "-q", "-o", "r.jsonl")
        run(call[0], "r.jsonl", "-q", *call[1:])
        made.append(bytes_of(tmp_path / call[-1]))
    assert made[0]
    assert made[0] == made[1]


def run(*arguments: str) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.stderr


def test_rows_of_a_large_table_are_made_when_asked_for(few: None) -> None:
    """By number and in slices, the same as those of a small one."""
    rows = stored(record(str(number % 5), region=None, region_code=None, doc=str(number)) for number in range(20))
    large = grid.of_figures(gather(rows))
    assert not isinstance(large.rows, tuple)
    assert large.rows[1] == tuple(large.rows)[1] == large.rows[1:][0]


def test_what_no_sheet_holds_is_left_out_and_said(few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first rows of a comparison are in the book, all records are; one line says how many rows are missing."""
    from openpyxl import load_workbook

    monkeypatch.setattr(fitting, "MOST_CELLS", 40)
    rows = [record(str(number), start=number * 10, end=number * 10 + 2) for number in range(20)]
    write_records(tmp_path / "r.jsonl", rows)
    call = ["export", str(tmp_path / "r.jsonl"), "-o", str(tmp_path / "out.xlsx")]
    result = CliRunner().invoke(cli, call)
    assert "14 rows are left out of the comparison · more than a sheet holds" in result.stderr
    book = load_workbook(tmp_path / "out.xlsx")
    assert (book["对比"].max_row, book["明细"].max_row, book["数据"].max_row) == (7, 21, 21)
    assert [row[0].value for row in book["说明"].iter_rows() if "14" in str(row[2].value)] == ["对比之外"]


def test_details_go_on_on_a_second_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of Excel has a million rows: figures lead to the sheet on which their record is."""
    from openpyxl import load_workbook

    from plancli.export.workbook import details

    monkeypatch.setattr(details, "OF_SHEET", 2)
    rows = [record(str(number), start=number * 10, end=number * 10 + 2) for number in range(3)]
    write_records(tmp_path / "r.jsonl", rows)
    run("export", str(tmp_path / "r.jsonl"), "-q", "-o", str(tmp_path / "out.xlsx"))
    book = load_workbook(tmp_path / "out.xlsx")
    assert [book[name].max_row for name in ("明细", "明细 2")] == [3, 2]
    links = {row[1].value: row[5].hyperlink.location for row in book["对比"].iter_rows(min_row=2)}
    assert (links["1"], links["2"]) == ("'明细'!A3", "'明细 2'!A2")


def test_a_sheet_has_no_more_links_than_excel_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is beyond stays a figure."""
    from openpyxl import load_workbook

    from plancli.export.workbook import sheets

    monkeypatch.setattr(sheets, "MOST_LINKS", 2)
    rows = [record(str(number), start=number * 10, end=number * 10 + 2) for number in range(4)]
    write_records(tmp_path / "r.jsonl", rows)
    run("export", str(tmp_path / "r.jsonl"), "-q", "-o", str(tmp_path / "out.xlsx"))
    cells = [row[5] for row in load_workbook(tmp_path / "out.xlsx")["对比"].iter_rows(min_row=2)]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]


def lines(*rows: str) -> Iterator[str]:
    return (f"{row}\n" for row in rows)


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    """A file that is larger than the memory: what comes first is read before the end is looked at."""
    from plancli.records.tables import rows_of

    path = write_records(tmp_path / "a.jsonl", [record("甲"), record("乙")])
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    rows = rows_of(path, lambda line: None)
    assert [next(rows).cells["indicator"] for _ in range(2)] == ["甲", "乙"]
    with pytest.raises(Exception, match="no JSON record"):
        next(rows)


@pytest.mark.parametrize("first", ["", "\ufeff", "\n \n"])
def test_a_stream_is_read_one_by_one(first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records come from a pipe as they are written, whatever blank is before them; nothing at all is no record."""
    text = first + write_records(tmp_path / "a.jsonl", [record("甲"), record("乙")]).read_text("utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert [row["indicator"] for row in load_sets(["-"])] == ["甲", "乙"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(first))
    assert list(load_sets(["-"])) == []


def test_a_file_that_grows_is_said(tmp_path: Path) -> None:
    """Half of a set is no set."""
    from plancli.errors import InputError
    from plancli.records.tables import rows_of

    path = write_records(tmp_path / "a.jsonl", [record("甲")] * 50)
    rows = rows_of(path, lambda line: None)
    next(rows)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(InputError, match="changed while reading"):
        list(rows)
