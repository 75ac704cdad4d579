"""Files of records of other programs, spoilt: each gives one line for each fault, and no value that is not in them."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from making import record, write_records

from plancli.cli.app import cli
from plancli.errors import PlancliError
from plancli.records.load import load_records

NO_TEXT = b"\xcf\xd2\xff"  # in no encoding of Unicode


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of one record."""
    path = tmp_path / "r.jsonl"
    write_records(path, [record()])
    return path


def exported(records: Path, suffix: str) -> Path:
    path = records.with_suffix(suffix)
    result = CliRunner().invoke(cli, ["export", str(records), "-q", "-o", str(path)])
    assert result.exit_code == 0, result.output
    return path


def fault(path: Path) -> str:
    """What is wrong with `path`, which must be one line."""
    with pytest.raises(PlancliError) as error:
        load_records(path)
    assert "\n" not in str(error.value)
    assert CliRunner().invoke(cli, ["compare", str(path)]).exit_code in (1, 2)
    return str(error.value)


@pytest.mark.parametrize("value", ["x'cfd2ff'", "CAST(x'cfd2ff' AS TEXT)", "zeroblob(1000000)"])
def test_text_that_is_none_in_sqlite_names_its_row_and_column(records, value):
    """A blob, and text that is not UTF-8, are faults of their cell, shortened to fit a line."""
    path = exported(records, ".sqlite")
    with sqlite3.connect(path) as base:
        base.execute(f"UPDATE records SET quote = {value}")
    found = fault(path)
    assert "is no text" in found
    assert "row 1, column quote" in found
    assert len(found) < 300 + len(str(path))


def test_a_column_of_ones_own_in_sqlite_may_hold_anything(records):
    """What plancli does not read stops nothing."""
    path = exported(records, ".sqlite")
    with sqlite3.connect(path) as base:
        base.execute("ALTER TABLE records ADD COLUMN own")
        base.execute("UPDATE records SET own = CAST(x'cfd2ff' AS TEXT)")
    assert load_records(path)[0]["indicator"] == record()["indicator"]


def parquet_with(records: Path, name: str, cells: object) -> Path:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = exported(records, ".parquet")
    table = parquet.read_table(path)
    parquet.write_table(table.set_column(table.column_names.index(name), name, pa.array(cells)), path)
    return path


def test_text_that_is_not_utf_8_in_parquet_is_said(records):
    """Bytes in a text column that are no UTF-8 are told as such."""
    pa = pytest.importorskip("pyarrow")
    ends = pa.py_buffer((0).to_bytes(4, "little") + len(NO_TEXT).to_bytes(4, "little"))
    path = parquet_with(records, "quote", pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(NO_TEXT)]))
    assert "text that is not UTF-8" in fault(path)


def test_a_status_in_parquet_that_is_none_is_no_record_of_another_status(records):
    """It is a fault, as in every other format; it was passed over as a record that nobody asked for."""
    assert "is no text" in fault(parquet_with(records, "status", [NO_TEXT]))


@pytest.mark.parametrize("cells", [[[None]], [[b"\xff"]]])
def test_a_list_holds_texts(records, cells):
    """An item that is no text is a fault, or a workbook could not be written."""
    with pytest.raises(PlancliError, match="is no list of texts"):
        load_records(parquet_with(records, "doubts", cells))


def test_two_columns_of_one_name_in_parquet_are_refused(records):
    """Which of the two is meant, nobody can know."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = exported(records, ".parquet")
    table = parquet.read_table(path)
    names = ["doc" if name == "section" else name for name in table.column_names]
    parquet.write_table(table.rename_columns(names), path)
    assert "column doc occurs twice" in fault(path)


def stata_with(records: Path, name: str, cell: object) -> Path:
    path = exported(records, ".dta")
    frame = pd.read_stata(path, convert_categoricals=False)
    frame[name] = cell
    frame.to_stata(path, write_index=False, version=118)
    return path


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("kind", 99, "'99' is no kind"),
        ("status", 0.5, "'0.5' is no status"),
        ("kind", pd.Timestamp("2025-01-01"), "is a date"),
        ("year", pd.Timestamp("2025-01-01"), "is a date"),
        ("value", "abc", "'abc' is no number"),
        ("annual", 7, "7 is neither true nor false"),
        ("status", pd.Categorical(["done"]), "'done' is no status"),
    ],
)
def test_stata_variables_that_hold_something_else_are_faults(records, name, cell, said):
    """Numbers beyond a vocabulary, dates, text and labels of others are faults, never another value."""
    assert said in fault(stata_with(records, name, cell))


def test_stata_flags_and_vocabularies_may_be_words_or_encoded_anew(records):
    """`no` is no, not yes; a label that is a word of the vocabulary counts, whatever number it has."""
    assert load_records(stata_with(records, "annual", "no"))[0]["annual"] is False
    assert load_records(stata_with(records, "annual", float("nan")))[0]["annual"] is False
    assert load_records(stata_with(records, "kind", "growth"))[0]["kind"] == "growth"
    assert load_records(stata_with(records, "kind", pd.Categorical(["growth"])))[0]["kind"] == "growth"


def test_stata_text_that_is_not_utf_8_is_said_in_one_line(records):
    """pandas warns in five lines and goes on in Latin-1: the words would be others."""
    path = exported(records, ".dta")
    word = record()["indicator"][-1].encode()
    path.write_bytes(path.read_bytes().replace(word, b"\xff" * len(word)))
    assert "text that is not UTF-8" in fault(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.rstrip() + b",x,y\r\n", "cells, "),
        (lambda text: text.rstrip().rsplit(b",", 2)[0], "cells, "),
        (lambda text: text.replace(b"quote", b"doc", 1), "occurs twice"),
        (lambda text: text + b'"abc', "damaged data package"),
        (lambda text: text.rstrip() + NO_TEXT, "damaged data package"),
    ],
    ids=["wide", "short", "twice", "open", "bytes"],
)
def test_a_spoilt_table_in_a_data_package_is_told(records, spoil, said):
    """Rows that are wider or shorter than the head, columns that occur twice, and damage are told."""
    path = exported(records, ".zip")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["records.csv"] = spoil(members["records.csv"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert said in fault(path)


def test_a_row_wider_than_the_head_of_a_csv_names_its_row(records):
    """A cell too many is told with its row; empty cells behind the last are none."""
    path = exported(records, ".csv")
    text = path.read_text(encoding="utf-8-sig").rstrip()
    path.write_text(text + ",,\n", encoding="utf-8")
    assert len(load_records(path)) == 1
    path.write_text(text + ",x\n", encoding="utf-8")
    assert "more cells than headers" in fault(path)
    assert "row 2" in fault(path)
