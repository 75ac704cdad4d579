"""Files of records, also as a colleague saved them in Excel (FAULTS, rows 26 and 40)."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from plancli.columns import RECORD
from plancli.errors import InputError, UsageError
from plancli.read.tables.workbook import stored
from plancli.records.load import RecordFaultsError, load_records
from plancli.records.take import Take
from plancli.records.types import UnclearError, restore

KEYS = [column.name for column in RECORD]
RECORD_1 = {
    "id": "a1", "doc": "hubei", "region": "湖北省", "region_code": "420000", "start": 5, "end": 8, "text": "2.6万个",
    "quote": "建成5G基站2.6万个以上", "section": "一、目标", "indicator": "5G基站", "indicator_id": None,
    "kind": "level",
    "comparator": ">=", "value": 26000, "value_max": None, "unit": "个", "written_value": "2.6", "written_unit": "万个",
    "year": 2025, "base_year": None, "flow": False, "annual": False, "status": "target", "modality": "ensure",
    "departments": ["经信厅", "通信局"], "rules": {"kind": "verb"}, "page": None, "table": None, "row": None,
    "column": None, "paragraph": None, "confidence": 1, "doubts": ["name_long", "clash"], "review": None,
    "stated": None, "against": None,
}  # fmt: skip
RECORD_2 = RECORD_1 | {"id": "b2", "value": Decimal("3.35"), "unit": "%", "kind": "share", "comparator": "="}


def flat(value: Any) -> Any:
    if isinstance(value, list):
        return "；".join(value)
    if isinstance(value, dict):
        return json.dumps(value)
    return "" if value is None else value


def csv_text(*records: dict[str, Any], header: list[str] | None = None, separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header or KEYS)
    writer.writerows([[flat(record.get(key)) for key in KEYS] for record in records])
    return out.getvalue()


def saved(folder: Path, text: str, encoding: str = "utf-8", name: str = "records.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: list[list[Any]], title: str = "目标", **more: list[list[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, other in more.items():
        extra = book.create_sheet(name)
        for row in other:
            extra.append(row)
    book.save(folder / "records.xlsx")
    return folder / "records.xlsx"


def sheet_rows(*records: dict[str, Any], header: list[str] | None = None) -> list[list[Any]]:
    return [header or KEYS, *([_excel(record.get(key)) for key in KEYS] for record in records)]


def _excel(value: Any) -> Any:
    value = flat(value)
    return float(value) if isinstance(value, Decimal) else value


def fault(path: Path) -> str:
    with pytest.raises(RecordFaultsError) as caught:
        load_records(path)
    return "\n".join(caught.value.faults)


def changed(**cells: Any) -> dict[str, Any]:
    return RECORD_1 | cells


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    """A record read from JSONL has its keys in order, with their types, and exact decimals."""
    line = json.dumps(RECORD_2 | {"value": 0}, ensure_ascii=False).replace('"value": 0', '"value": 3.35')
    found = load_records(saved(tmp_path, line, name="r.jsonl"))
    assert found == [RECORD_2]
    assert list(found[0]) == KEYS
    assert isinstance(found[0]["value"], Decimal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_has_its_types_restored_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """CSV as Excel saves it (BOM, GBK, UTF-16) gives the records that were written."""
    assert load_records(saved(tmp_path, csv_text(RECORD_1, RECORD_2), encoding)) == [RECORD_1, RECORD_2]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    """Semicolons and tabs of a European Excel separate as well as commas do."""
    assert load_records(saved(tmp_path, csv_text(RECORD_1, separator=separator))) == [RECORD_1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headers_for_people_are_known(tmp_path: Path, lang: str) -> None:
    """Chinese and English headers name the same columns as the keys do."""
    header = [getattr(column, lang) for column in RECORD]
    assert load_records(saved(tmp_path, csv_text(RECORD_1, header=header))) == [RECORD_1]


def test_the_order_of_columns_is_free(tmp_path: Path) -> None:
    """Columns may stand in any order."""
    rows = [list(reversed(row)) for row in csv.reader(io.StringIO(csv_text(RECORD_1)))]
    text = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    assert load_records(saved(tmp_path, text)) == [RECORD_1]


def test_the_guard_against_formulas_comes_off(tmp_path: Path) -> None:
    """'=SUM(A1) was =SUM(A1) before it became a CSV cell; a lone apostrophe is text."""
    path = saved(tmp_path, csv_text(changed(indicator="'=SUM(A1)", quote="'95年'")))
    assert (load_records(path)[0]["indicator"], load_records(path)[0]["quote"]) == ("=SUM(A1)", "'95年'")


def test_a_workbook_is_read(tmp_path: Path) -> None:
    """The sheet 目标 is taken, also below a title and beside other sheets."""
    rows = [["湖北省目标"], *sheet_rows(RECORD_1, RECORD_2)]
    assert load_records(workbook(tmp_path, rows, 说明=[["字段", "含义"]])) == [RECORD_1, RECORD_2]


def test_any_one_sheet_with_the_columns_will_do(tmp_path: Path) -> None:
    """A sheet of another name is found by its columns."""
    assert load_records(workbook(tmp_path, sheet_rows(RECORD_1), title="Sheet1")) == [RECORD_1]


def test_two_sheets_of_records_are_not_chosen_between(tmp_path: Path) -> None:
    """Where two sheets hold records and none is ours, the message names both."""
    path = workbook(tmp_path, sheet_rows(RECORD_1), title="旧", 新=sheet_rows(RECORD_1))
    with pytest.raises(UsageError, match=r"2 sheets hold records · .*旧, 新 · keep one"):
        load_records(path)


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    """Merged cells are named by place and column."""
    from openpyxl import load_workbook

    path = workbook(tmp_path, sheet_rows(RECORD_1, RECORD_2))
    book = load_workbook(path)
    book["目标"].merge_cells("C2:C3")
    book.save(path)
    with pytest.raises(UsageError, match=r"merged cells \(C2:C3\) · .*sheet 目标 row 2, column region · unmerge"):
        load_records(path)


def test_empty_rows_are_passed_over_and_counted(tmp_path: Path) -> None:
    """Empty rows lose nothing and are said."""
    said: list[str] = []
    path = saved(tmp_path, csv_text(RECORD_1) + "," * (len(KEYS) - 1) + "\n\n" + csv_text(RECORD_2).split("\n", 1)[1])
    assert load_records(path, said.append) == [RECORD_1, RECORD_2]
    assert any("2 empty rows" in line and "row 3" in line for line in said)


def test_what_plancli_does_not_know_is_kept(tmp_path: Path) -> None:
    """A column of the user's own stays in the record, and is said."""
    said: list[str] = []
    path = saved(tmp_path, csv_text(RECORD_1, header=KEYS).replace("against\r\n", "备注\r\n", 1))
    record = load_records(path, said.append)[0]
    assert "备注" in record
    assert any("备注" in line for line in said)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"year": "2025/1/1"}, "2025/1/1 is a date, not a whole number · {} row 2, column year · write the year alone"),
        ({"year": "2022-1"}, "is a date"),
        ({"year": "2025年"}, "column year"),
        ({"value": "1.3E+12"}, "was shortened by a spreadsheet · {} row 2, column value · write all its digits"),
        ({"value": "1,300"}, "has separators"),
        ({"value": "80%"}, "column value"),
        ({"value": "nan"}, "column value"),
        ({"region_code": "42000"}, "'42000' is no code of six digits"),
        ({"region_code": "4.2E+05"}, "no code of six digits"),
        ({"id": "1.2E+49"}, "column id"),
        ({"written_value": "3月5日"}, "looks like a date that Excel made · {} row 2, column written_value"),
        ({"flow": "vielleicht"}, "neither true nor false · {} row 2, column flow"),
        ({"kind": "水平"}, "'水平' is no kind · {} row 2, column kind"),
        ({"comparator": "≥"}, "'≥' is no comparator"),
        ({"status": ""}, "is no status"),
        ({"modality": "must"}, "is no modality"),
        ({"rules": "{"}, "no JSON object"),
        ({"indicator": ""}, "empty · {} row 2, column indicator"),
        ({"value": None}, "empty · {} row 2, column value"),
        ({"stated": "somehow"}, "'somehow' is no stated"),
        ({"review": "perhaps"}, "'perhaps' is no review"),
        ({"unit": "亿元"}, "亿元 is no base unit · {} row 2, column unit · write value and unit in the base unit (元)"),
        ({"unit": "公里"}, "公里 is no base unit"),
    ],
)  # fmt: skip
def test_cells_that_would_be_a_guess_are_named(tmp_path: Path, cells: dict[str, Any], message: str) -> None:
    """What a spreadsheet spoiled is a fault with file, row and column, in one line."""
    path = saved(tmp_path, csv_text(changed(**cells)))
    assert message.format(path) in fault(path)


def test_every_fault_is_said(tmp_path: Path) -> None:
    """Faults of several rows and columns each have a line."""
    path = saved(tmp_path, csv_text(changed(year="2025/1/1"), RECORD_1, changed(value="1,300", flow="?")))
    assert [line.count("row 2") or line.count("row 4") for line in fault(path).splitlines()] == [1, 1, 1]


def test_dates_in_a_workbook_are_named(tmp_path: Path) -> None:
    """A cell that Excel turned into a date is no year."""
    from datetime import datetime

    path = workbook(tmp_path, sheet_rows(changed(year=datetime(2025, 1, 1))))
    assert "is a date that Excel made" in fault(path)


def test_numbers_of_a_workbook_are_exact(tmp_path: Path) -> None:
    """A code that Excel keeps as a number is the same six digits; 3.35 is 3.35."""
    record = load_records(workbook(tmp_path, sheet_rows(RECORD_2 | {"region_code": 420000})))[0]
    assert (record["region_code"], record["value"]) == ("420000", Decimal("3.35"))


@pytest.mark.parametrize("name", ["value", "kind", "doc"])
def test_a_column_that_an_older_version_lacks_is_named(tmp_path: Path, name: str) -> None:
    """Without a column that comparing needs, one line says which."""
    header = [f"old_{key}" if key == name else key for key in KEYS]
    assert f"column {name} is missing" in fault(saved(tmp_path, csv_text(RECORD_1, header=header)))


def test_columns_that_came_later_may_be_absent(tmp_path: Path) -> None:
    """Records without modality, rules and page are read; those are empty."""
    few = {
        key: RECORD_1[key]
        for key in KEYS
        if key not in ("modality", "rules", "page", "departments", "base_year", "doubts", "stated")
    }
    record = load_records(saved(tmp_path, json.dumps(few), name="old.jsonl"))[0]
    assert (record["modality"], record["rules"], record["departments"]) == (None, {}, [])


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"region_code": "999999"}, "unknown region code 999999 · {} row 2, column region_code · kept as written"),
        ({"region": "亚特兰蒂斯省", "region_code": ""}, "unknown region 亚特兰蒂斯省 · {} row 2, column region"),
        ({"region": "湖南省"}, "420000 is 湖北省, not 湖南省 · {} row 2, column region_code"),
        ({"unit": "颗星"}, "unknown unit 颗星 · {} row 2, column unit · kept as a unit of its own"),
    ],
)
def test_unknown_places_and_units_are_said_and_kept(tmp_path: Path, cells: dict[str, Any], line: str) -> None:
    """One line names the column and row; the record stays as written."""
    said: list[str] = []
    path = saved(tmp_path, csv_text(changed(**cells)))
    record = load_records(path, said.append)[0]
    assert said == [entry for entry in said if entry.startswith(line.format(path))] != []
    assert all(record[key] == (value or None) for key, value in cells.items())


@pytest.mark.parametrize("text", ["hello\nworld\n", "a,b\n1,2\n"])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    """Other text and other tables are not taken for records."""
    with pytest.raises(InputError, match="no records"):
        load_records(saved(tmp_path, text))


def test_damaged_json_names_its_line(tmp_path: Path) -> None:
    """A cut-off file is damaged at a line."""
    path = saved(tmp_path, json.dumps(RECORD_1) + "\n" + '{"id": "b', name="cut.jsonl")
    with pytest.raises(InputError, match=r"no JSON record · .*line 2"):
        load_records(path)


def test_a_stream_is_read() -> None:
    """Standard input may hold JSONL or CSV."""
    assert load_records(io.StringIO(json.dumps(RECORD_1))) == load_records(io.StringIO(csv_text(RECORD_1)))


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    """An empty file holds no records and is no error."""
    assert load_records(saved(tmp_path, "", name="empty.jsonl")) == []


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """Half a workbook is one line."""
    path = workbook(tmp_path, sheet_rows(RECORD_1))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(InputError, match="damaged file"):
        load_records(path)


@pytest.mark.parametrize("id", ["3e65670861019522", "4e36577346329544", "1234567890123456", "t3e65670861019522"])
def test_ids_of_every_version_are_read(tmp_path: Path, id: str) -> None:
    """An id of version 0.1.0 that looks like a number is whole, in JSON Lines and in CSV; a new one begins with t."""
    lines = saved(tmp_path, json.dumps(RECORD_1 | {"id": id}), name="old.jsonl")
    assert [load_records(path)[0]["id"] for path in (lines, saved(tmp_path, csv_text(changed(id=id))))] == [id, id]


def test_only_a_spreadsheet_is_suspected_of_dates(tmp_path: Path) -> None:
    """A written value of 2000-1 is fine in JSON Lines, and in CSV where the sentence holds it; else it is a date."""
    said = {"written_value": "2000-1", "quote": "由2000-1个减少"}
    for path in (
        saved(tmp_path, json.dumps(changed(**said)), name="a.jsonl"),
        saved(tmp_path, csv_text(changed(**said))),
    ):
        assert load_records(path)[0]["written_value"] == "2000-1"
    assert load_records(saved(tmp_path, json.dumps(changed(written_value="2000-1")), name="b.jsonl"))
    assert "looks like a date" in fault(saved(tmp_path, csv_text(changed(written_value="2000-1"))))


def test_a_unit_that_the_sentence_names_is_no_surprise(tmp_path: Path) -> None:
    """3单 and 4台（艘） are counted as written: reading such a record warns of nothing."""
    said: list[str] = []
    for unit, quote in (("单", "办结3单"), ("台艘", "新增4台（艘）")):
        load_records(saved(tmp_path, json.dumps(changed(unit=unit, quote=quote)), name="own.jsonl"), said.append)
    assert said == []


def test_a_target_without_a_figure_is_read(tmp_path: Path) -> None:
    """`stated` stands in place of the value: value and unit are empty, in JSON Lines and in CSV."""
    said = {"value": None, "unit": None, "stated": "in_step", "against": "gdp_growth"}
    lines = saved(tmp_path, json.dumps(changed(**said) | {"confidence": None}), name="stated.jsonl")
    for path in (lines, saved(tmp_path, csv_text(changed(**said) | {"confidence": None}))):
        record = load_records(path)[0]
        assert {name: record[name] for name in said} == said


def test_records_of_other_statuses_are_counted_and_not_read(tmp_path):
    """Whole lines alone are passed by: a cut one is damage, and a text that says "status" is none."""
    lines = [
        '{"doc": "a", "status": "other", "broken": tru}',
        json.dumps(RECORD_1 | {"quote": '他说 "status": "other"'}),
    ]
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    take = Take(("target",))
    assert [one["status"] for one in load_records(path, take=take)] == ["target"]
    assert take.seen == 2
    path.write_text(lines[1] + '\n{"doc": "a", "status": "other", "ru', encoding="utf-8")
    with pytest.raises(InputError, match="no JSON record"):
        load_records(path, take=Take(("target",)))


@pytest.mark.parametrize("text", ['"\\ud800"', "1e400", "123456789012345678901234567890.10"])
def test_what_the_fast_decoder_does_not_take_is_read_all_the_same(tmp_path, text):
    """Half of a pair of surrogates, and numbers of any length, are what they are."""
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(RECORD_1).replace('"value": 26000', f'"value": 26000, "note": {text}'), encoding="utf-8")
    (found,) = load_records(path)
    assert found["note"] == json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("figure", ["1E5000", "1e999999999", "-1e2000"])
def test_a_number_that_fills_the_memory_is_refused(figure):
    """A figure of more than a thousand digits is a fault of its cell, told before anything is made of it."""
    value = next(column for column in RECORD if column.name == "value")
    with pytest.raises(UnclearError, match="more than a thousand digits"):
        restore(value, Decimal(figure))


def test_a_far_cell_of_a_workbook_of_records_costs_nothing_and_a_row_that_excel_lacks_is_damage(tmp_path: Path) -> None:
    """Below a million empty rows the last is read too; a cell below the last row of Excel is a line, and no hang."""
    book = Workbook()
    sheet = book.active
    sheet.append(KEYS)
    for column, key in enumerate(KEYS, 1):
        sheet.cell(1_000_000, column, flat(RECORD_1[key]))
    book.save(tmp_path / "far.xlsx")
    assert [row["id"] for row in load_records(tmp_path / "far.xlsx")] == ["a1"]
    sheet._cells[2_000_000_000, 1] = sheet.cell(2, 1, "x")
    with pytest.raises(InputError, match="damaged file"):
        list(stored(sheet))
