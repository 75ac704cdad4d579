"""Records as rows: exact numbers, safe cells, the same bytes each time."""

import csv
import io
import json
import sqlite3
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.export import csvs, jsonl, write
from plancli.export.cells import FORMULA, guarded
from plancli.formats import FORMATS, Format, format_of
from plancli.model import (
    Amount,
    Answer,
    Comparator,
    Document,
    Head,
    Kind,
    Modality,
    Span,
    Status,
    Target,
)
from plancli.records.load import load_records
from plancli.records.record import document_record, number, to_record
from plancli.records.sets import load_sets
from plancli.records.types import unguarded

TARGET = Target(
    id="t1", doc="hubei", region="湖北省", region_code="420000", span=Span(3, 8), text="2.6万个", quote=Span(0, 9),
    quote_text="建成2.6万个基站", section="一、目标", indicator="5G基站", indicator_id=None, kind=Kind.LEVEL,
    comparator=Comparator.GE, amount=Amount(Decimal("26000.0"), None, "个"), written_value="2.6", written_unit="万个",
    year=2022, base_year=None, flow=False, annual=False, status=Status.TARGET, modality=Modality.STRIVE,
    departments=("经信厅", "发展改革委"), answers=(("kind", Answer("level", "verb_of_stock")),),
)  # fmt: skip
COLUMNS = tuple(Column(name, kind, f"{name}列", name.title(), "", "") for name, kind in (("a", "str"), ("b", "number")))


def csv_of(rows, columns=COLUMNS, **style) -> str:
    stream = io.StringIO()
    write.to_stream(rows, columns, stream, write.Style("csv", **style))
    return stream.getvalue()


def test_a_record_has_the_keys_of_the_contract_in_order():
    """Keys are those of `columns.RECORD`; enums are their words, the value is whole where it is."""
    record = to_record(TARGET)
    assert list(record) == [column.name for column in RECORD]
    assert (record["value"], record["comparator"], record["modality"]) == (26000, ">=", "strive")
    assert record["rules"] == {"kind": "verb_of_stock"}
    assert record["quote"] == "建成2.6万个基站"


def test_a_document_record_has_the_keys_of_the_contract_in_order():
    """What the head says, what reading found, and the count of targets."""
    document = Document("hubei", "正文", Head(title="规划", period=(2021, 2025)), "hubei.txt", "ab")
    record = document_record(document, 7)
    assert list(record) == [column.name for column in DOCUMENT]
    assert (record["title"], record["period"], record["characters"], record["targets"]) == ("规划", [2021, 2025], 2, 7)


def test_every_column_of_a_record_comes_from_the_target():
    """No column is filled from nowhere: each is a field of Target, or one of the few that are derived."""
    derived = {"start", "end", "quote", "value", "value_max", "unit", "rules"}
    assert {column.name for column in RECORD} <= {field.name for field in fields(Target)} | derived


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("2.0"), 2),
        (Decimal("1E+12"), 1000000000000),
        (Decimal("2.60"), Decimal("2.6")),
        (Fraction(1, 8), Decimal("0.125")),
        (Fraction(20000, 3), Decimal("6666.66666667")),
        (Fraction(9, 3), 3),
        (None, None),
        (Decimal("0.1"), Decimal("0.1")),
        (Decimal(10) ** 38, 10**38),
    ],
)
def test_numbers_are_whole_or_exact_decimals(value, expected):
    """Never a float; an endless fraction keeps twelve digits."""
    assert number(value) == expected
    assert type(number(value)) is type(expected)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=8))
def test_json_keeps_every_digit(value):
    """A decimal written and read again is the same decimal."""
    assert json.loads(jsonl.dumps({"value": value}), parse_float=Decimal, parse_int=Decimal)["value"] == value


@given(st.text())
def test_json_keeps_every_text_on_one_line(text):
    """Whatever a text holds, it comes back, and no reader takes it for two lines."""
    line = jsonl.dumps({"text": text})
    assert json.loads(line)["text"] == text
    assert len(line.splitlines()) == 1
    line.encode()


def test_json_is_what_the_standard_library_writes_without_decimals():
    """No dialect of our own."""
    row = {"a": 'x\u2027"\\\n', "b": [1, True, None], "c": {"d": 0.5}, "e": []}
    assert jsonl.dumps(row) == json.dumps(row, ensure_ascii=False)


def test_a_lone_surrogate_is_escaped():
    """A file name that is no UTF-8 can be written and comes back."""
    line = jsonl.dumps({"source": "\udcc4.txt"})
    assert line.isascii()
    assert json.loads(line) == {"source": "\udcc4.txt"}


@pytest.mark.parametrize("text", [*(sign + "x" for sign in FORMULA), '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_cells_that_would_be_formulas_get_an_apostrophe(text):
    """Signs that start a formula, full-width ones too, are guarded; `raw` leaves them."""
    (_, row), (_, bare) = (list(csv.reader(io.StringIO(csv_of([{"a": text}], raw=raw), newline=""))) for raw in (0, 1))
    assert row[0] == "'" + text
    assert bare[0] == text


@pytest.mark.parametrize("text", ["'=5", "''+x", "'－甲"])
def test_a_text_that_looks_guarded_comes_back(text):
    """An apostrophe of the text's own before a sign is not taken for the guard."""
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=", "-", ">=", "5G基站", "—", "", "1+2"])
def test_other_cells_stay(text):
    """The comparator `=` is no formula; a sign within a text does no harm."""
    assert guarded(text) == text


def test_numbers_below_zero_are_no_formulas():
    """-2 is a number, not text that begins with a sign."""
    assert csv_of([{"a": "x", "b": Decimal("-2.50")}]).splitlines()[1] == "x,-2.5"


def test_csv_is_utf8_with_plain_line_ends_and_a_mark_only_when_asked():
    """`bom` puts the mark first; headers are keys or, for people, words."""
    assert csv_of([{"a": "x"}]) == "a,b\nx,\n"
    assert csv_of([], bom=True) == "\ufeffa,b\n"
    assert csv_of([], lang="zh") == "a列,b列\n"


def test_control_characters_are_written_out_in_csv():
    """NUL and BEL are readable text, not bytes that end a reader."""
    assert csv_of([{"a": "x\x00\x07\ufffey"}]).splitlines()[1] == "x\\x00\\x07\\ufffey,"


def test_lists_and_objects_fit_into_a_cell():
    """Lists are joined by ；, objects are JSON, truth values are words."""
    assert csvs.cell(["经信厅", "发改委"]) == "经信厅；发改委"
    assert csvs.cell({"kind": "x"}) == '{"kind": "x"}'
    assert csvs.cell(True) == "true"


def test_markdown_cells_cannot_end_a_cell_or_start_html():
    """Bars, line ends and < are escaped."""
    stream = io.StringIO()
    write.to_stream([{"a": "x|y\n<b>", "b": 2}], COLUMNS, stream, write.Style("md"))
    assert stream.getvalue() == "| a列 | b列 |\n| --- | ---: |\n| x\\|y<br>&lt;b> | 2 |\n"


def test_sqlite_holds_numbers_as_numbers(tmp_path):
    """Decimals are numeric, numbers beyond 64 bits are kept, truth values are 0 and 1."""
    rows = [{"a": "x", "b": Decimal("2.6")}, {"a": None, "b": 10**30}]
    write.to_path(rows, COLUMNS, tmp_path / "out.sqlite", write.Style("sqlite"))
    base = sqlite3.connect(tmp_path / "out.sqlite")
    found = base.execute("SELECT a, b, typeof(b) FROM records").fetchall()
    base.close()
    assert found == [("x", 2.6, "real"), (None, 1e30, "real")]


def test_parquet_holds_the_types_of_the_columns(tmp_path):
    """Numbers are doubles, lists are lists; pandas reads it."""
    parquet = pytest.importorskip("pyarrow.parquet")
    write.to_path([to_record(TARGET)], RECORD, tmp_path / "out.parquet", write.Style("parquet"))
    row = parquet.read_table(tmp_path / "out.parquet").to_pylist()[0]
    assert (row["value"], row["departments"], row["year"], row["flow"]) == (
        26000.0,
        ["经信厅", "发展改革委"],
        2022,
        False,
    )


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.stream or form.table])
def test_the_same_rows_give_the_same_bytes(tmp_path, form):
    """Two runs, one after the other, write equal files; DuckDB gives each of its files an id by chance."""
    if form == "duckdb":
        pytest.skip("DuckDB writes an id of its own into every file")
    for name in ("one", "two"):
        write.to_path([to_record(TARGET)] * 3, RECORD, tmp_path / name, write.Style(form))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_every_writer_that_the_registry_names_is_there(format):
    """Each format has a suffix of its own and at least one writer; each name of a writer or reader is a function."""
    assert format.suffixes
    found = [format.writer(kind) for kind in ("stream", "table", "book") if getattr(format, kind)]
    assert found
    assert all(map(callable, found))
    assert callable(format.reader()) is bool(format.back)


def test_a_format_is_added_in_one_place(monkeypatch, tmp_path):
    """One more entry in the registry: rows go into a file of its suffix, and come back from it and from its folder."""
    monkeypatch.setitem(FORMATS, "lines", Format("lines", (".lines",), stream="jsonl:stream", back=FORMATS["csv"].back))
    path = tmp_path / "out.lines"
    write.to_path([to_record(TARGET)], RECORD, path, write.Style(write.format_of_suffix(path)))
    assert load_records(path) == load_sets([tmp_path]) == [to_record(TARGET)]


@pytest.mark.parametrize("format", [form for form in FORMATS.values() if form.back], ids=lambda form: form.name)
def test_a_file_is_known_by_its_bytes(tmp_path, format):
    """What is read back is so under another name too: the mark in the registry tells a format, or none a text."""
    path = tmp_path / "records.txt"
    write.to_path([to_record(TARGET)], RECORD, path, write.Style(format.name))
    found = format_of(path.read_bytes())
    assert (found.name if found else None) == (format.name if format.mark else None)
    [back] = load_records(path)
    assert (back["quote"], back["value"], back["departments"]) == ("建成2.6万个基站", 26000, ["经信厅", "发展改革委"])


def test_tsv_is_read_back_as_it_was_written(tmp_path):
    """Records with tabs, quotes and line ends in a quote come back from TSV, one row a record."""
    record = to_record(TARGET) | {"quote": 'a\tb "c"\nd,e'}
    write.to_path([record], RECORD, tmp_path / "out.tsv", write.Style("tsv"))
    [back] = load_records(tmp_path / "out.tsv")
    assert back["quote"] == record["quote"]
    assert (back["value"], back["year"]) == (record["value"], record["year"])
