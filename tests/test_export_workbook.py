"""The workbook and the report: complete, safe, linked, the same bytes each time."""

import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from patience import PATIENCE

from plancli.columns import DOCUMENT, RECORD
from plancli.export import write
from plancli.export.about import time_of
from plancli.export.workbook import fit, sheets
from plancli.export.workbook.row_xml import StyledCell, row_xml
from plancli.pipeline import about
from plancli.records.load import load_records

NASTY = ["=1+1", '=HYPERLINK("http://x")', "+x", "-x", "@x", "＝x", "a\x00b\x07c", "_x0041_", "\ufffe", "x" * 40_000]


def record(**given):
    empty = {column.name: {"list": [], "object": {}, "bool": False}.get(column.type) for column in RECORD}
    known = {
        "id": "t1", "doc": "zhejiang", "region": "浙江省", "region_code": "330000", "start": 3, "end": 8,
        "text": "2.6万个", "quote": "到2022年，建成5G基站2.6万个。", "section": "", "indicator": "5G基站",
        "kind": "level", "comparator": ">=", "value": 26000, "unit": "个", "written_value": "2.6",
        "written_unit": "万个", "year": 2022, "status": "target",
    }  # fmt: skip
    return {**empty, **known, **given}


RECORDS = [
    record(),
    record(id="t2", doc="hubei", region="湖北省", region_code="420000", value=50000, comparator="="),
    record(
        id="t3",
        start=20,
        end=24,
        indicator="研发投入强度",
        kind="share",
        unit="%",
        value=Decimal("3.35"),
        comparator="~",
    ),
    record(id="t4", start=30, end=34, indicator="头部企业", unit="家", value=3, value_max=5, comparator="range"),
]


def saved(path: Path, records=RECORDS, form="xlsx", lang="zh", **beside):
    write.book(records, about(records, **beside), path, write.Style(form, lang))
    return path


@pytest.fixture
def book(tmp_path):
    return load_workbook(saved(tmp_path / "plan.xlsx"))


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["概览", "对比", "明细", "来源", "说明", "数据"]),
        ("en", ["Overview", "Comparison", "Details", "Sources", "Notes", "Data"]),
    ],
)
def test_the_sheets_are_in_the_language_asked_for(tmp_path, lang, names):
    """Overview, comparison, records for people, documents, what it all means, records for programs."""
    assert load_workbook(saved(tmp_path / "plan.xlsx", lang=lang)).sheetnames == names


def test_headers_are_frozen_and_filtered(book):
    """Every sheet of data has its header in view and a filter on it."""
    for name in ("对比", "明细", "来源", "数据"):
        assert book[name].freeze_panes in ("A2", "C2", "F2")
        assert book[name].auto_filter.ref


def test_a_figure_is_a_number_in_the_unit_of_its_row_and_leads_to_its_record(book):
    """≥2.6 and 5 in 万个, as numbers that show their sign, each linked with its row on the sheet of records."""
    sheet = book["对比"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "5G基站")
    head = {cell.value: cell.column - 1 for cell in sheet[1]}
    zhejiang, hubei = row[head["浙江省"]], row[head["湖北省"]]
    assert (row[4].value, zhejiang.value, hubei.value) == ("万个", 2.6, 5)
    assert zhejiang.number_format == '"≥"#,##0.0'
    assert zhejiang.hyperlink.location == "'明细'!A2"
    assert book["明细"][hubei.hyperlink.location.split("!")[1]].row == 3


def test_a_range_is_text_and_about_is_said(book):
    """3–5 is two numbers; ~ shows as 约."""
    cells = {cell.value: cell for row in book["对比"].iter_rows(min_row=2) for cell in row if cell.value is not None}
    assert "3–5" in cells
    assert cells[3.35].number_format == '"约"#,##0.00'


def test_english_readers_see_a_tilde(tmp_path):
    """~ where the sheet is in English."""
    rows = load_workbook(saved(tmp_path / "plan.xlsx", lang="en"))["Comparison"].iter_rows(min_row=2)
    assert '"~"#,##0.00' in {cell.number_format for row in rows for cell in row}


def test_a_wide_comparison_is_printed_on_pages_side_by_side():
    """31 regions take several pages, each with the indicators; two regions take one."""
    book = sheets.Book(sheets.EPOCH)
    wide, narrow = book.sheet("a", [12, 30, 8, 8, 8, *[10] * 31]), book.sheet("b", [12, 30, 8, 8, 8, 10, 10])
    for sheet in (wide, narrow):
        sheet.spread(5)
    assert (wide.sheet.page_setup.fitToWidth, narrow.sheet.page_setup.fitToWidth) == (2, 1)
    assert wide.sheet.print_title_cols == "$A:$E"


def test_years_are_read_like_words(book):
    """To the left, as their header; figures to the right."""
    head = {cell.value: cell.column - 1 for cell in book["数据"][1]}
    row = next(book["数据"].iter_rows(min_row=2))
    assert (row[head["年份"]].alignment.horizontal, row[head["数值"]].alignment.horizontal) == ("left", "right")


def test_records_come_back_as_they_were(tmp_path):
    """What the sheet of records holds is what load_records reads from it."""
    path = saved(tmp_path / "plan.xlsx")
    for read, given in zip(load_records(path), RECORDS, strict=True):
        assert {key: value for key, value in read.items() if key in given} == {
            **given, "section": "", "indicator_id": None, "modality": None,
        }  # fmt: skip


def test_every_column_is_explained(book):
    """说明 has a line for each column of both tables."""
    keys = {row[1].value for row in book["说明"].iter_rows()}
    assert {column.name for column in (*RECORD, *DOCUMENT)} <= keys


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula_or_breaks_the_file(tmp_path, text):
    """Text that begins like a formula, or that XML or a cell cannot hold, is text, written out or cut with a count."""
    path = saved(tmp_path / "plan.xlsx", [record(indicator=text, quote=text, region=text, doc=text)])
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "sheets/sheet" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    value = load_workbook(path)["数据"]["B2"].value
    if len(text) > fit.MOST_CHARACTERS:
        kept = len(value.split("…")[0])
        assert value.endswith(f"…（略 {len(text) - kept} 字）")
        assert len(value) <= fit.MOST_CHARACTERS
    elif text.isprintable() and not text.startswith("_x"):
        assert value == text


def test_text_like_an_escape_is_escaped_as_the_format_says():
    """A spreadsheet would read _x0041_ as A; the file says _x005F_x0041_, which it reads as _x0041_."""
    cell = row_xml(1, None, [StyledCell(fit.text_of(fit.text_of("_x0041_")))], lambda style, form: 0)
    assert "<t>_x005F_x0041_</t>" in cell


def test_text_like_an_escape_comes_back_as_it_was(tmp_path):
    """Written once and read once, on the sheet of data too."""
    path = saved(tmp_path / "escapes.xlsx", [record(indicator="_x0041_园区", quote="到2022年，建成_x005F_园区5个。")])
    (back,) = load_records(path)
    assert (back["indicator"], back["quote"]) == ("_x0041_园区", "到2022年，建成_x005F_园区5个。")


def test_the_same_input_gives_the_same_bytes(tmp_path, monkeypatch):
    """With the time of the input, or SOURCE_DATE_EPOCH, two runs write equal files."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for form in ("xlsx", "html"):
        one, two = (saved(tmp_path / f"{name}.{form}", form=form).read_bytes() for name in ("one", "two"))
        assert one == two


def test_the_time_is_that_of_the_newest_file_unless_the_environment_says_another(tmp_path, monkeypatch):
    """SOURCE_DATE_EPOCH wins; without it, the records' own time is written."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path = tmp_path / "records.jsonl"
    path.touch()
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert time_of([str(path)]) == datetime.fromtimestamp(1_600_000_000, UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert time_of([str(path)]) == datetime.fromtimestamp(5, UTC)


def test_more_rows_than_a_sheet_holds_go_on_the_next(tmp_path, monkeypatch):
    """Nothing is lost at the last row of a sheet."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    book = load_workbook(saved(tmp_path / "plan.xlsx"))
    assert book.sheetnames == ["概览", "对比", "明细", "来源", "说明", "数据", "数据 2"]
    assert [book["数据"].max_row, book["数据 2"].max_row] == [3, 3]


def test_no_records_still_make_a_workbook(tmp_path):
    """An empty run gives sheets with headers only."""
    book = load_workbook(saved(tmp_path / "plan.xlsx", []))
    assert book["数据"].max_row == 1


def test_documents_are_taken_from_the_records_where_none_are_given(book, tmp_path):
    """The sheet of documents always lists every document."""
    assert [row[0].value for row in book["来源"].iter_rows(min_row=2)] == ["zhejiang", "hubei"]
    given = saved(tmp_path / "b.xlsx", documents=[{"doc": "zhejiang", "title": "规划", "source": "z.txt"}])
    assert [row[0].value for row in load_workbook(given)["来源"].iter_rows(min_row=2)] == ["zhejiang"]


def test_columns_are_as_wide_as_their_text_needs():
    """Chinese characters count two; a quote is wrapped in a wide column, an id is not."""
    columns = {column.name: column for column in RECORD}
    rows = [record(indicator="数字经济核心产业增加值")]
    assert fit.fitting(columns["indicator"], rows, "zh") == 24
    assert fit.fitting(columns["quote"], [record(quote="长" * 300)], "zh") == 64
    assert fit.lines(["长" * 300], [64]) == 10


EVIL = '<script>document.title="run"</script><img src=x onerror=alert(1)></script>{{ 7*7 }}'


def test_the_report_holds_evil_text_as_data(tmp_path):
    """The only script that runs is ours, named by its hash; texts are JSON without a tag, and never a template."""
    page = saved(tmp_path / "x.html", [record(quote=EVIL, indicator=EVIL, region=EVIL)], form="html").read_text("utf-8")
    assert not re.search(r"<img", page)
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [kind for kind in scripts if "application/json" not in kind] == [""]
    assert "{{ 7*7 }}" in page
    assert re.search(r"default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-", page)


@pytest.mark.slow
@pytest.mark.browser
def test_no_script_runs_in_a_browser(tmp_path):
    """A browser that opens the report keeps its title."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert browser
    path = saved(tmp_path / "x.html", [record(quote=EVIL)], form="html")
    dump = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", path.as_uri()]
    page = subprocess.run(dump, capture_output=True, text=True, timeout=PATIENCE).stdout
    assert "<title>政策文本中的数值目标</title>" in page


def test_decimal_places_follow_the_number():
    """Numbers show as many places as they have, years no separator."""
    assert fit.number_format(Decimal("3.35")) == "#,##0.00"
    assert fit.number_format(1000) == "#,##0"
    assert fit.number_format(2022, "year") == "0"


def regions_of(indicator_id, values, **given):
    """A record for each region and value, of one headline indicator."""
    places = [("北京市", "110000"), ("天津市", "120000"), ("河北省", "130000"), ("山西省", "140000")]
    return [
        record(id=f"t{number}", doc=f"d{number}", region=name, region_code=code, indicator_id=indicator_id, value=value,
               kind="growth", unit="%", written_value=str(value), written_unit="%", text=f"{value}%",
               quote=f"地区生产总值增长{value}%。", indicator="地区生产总值", comparator="=", **given)
        for number, ((name, code), value) in enumerate(zip(places, values, strict=False))
    ]  # fmt: skip


def test_the_overview_is_a_row_a_region_on_one_landscape_page(tmp_path):
    """Headline indicators across, coloured by what is asked, each figure a way to its words."""
    book = load_workbook(saved(tmp_path / "o.xlsx", regions_of("gdp_growth", [5, 6, 4, 5])))
    sheet = book["概览"]
    cells = {row[0].value: row for row in sheet.iter_rows()}
    assert cells["天津市"][1].value == 6
    assert cells["天津市"][1].hyperlink.location == "'明细'!A3"
    assert sheet.conditional_formatting
    page = sheet.page_setup
    assert (page.orientation, page.fitToWidth, page.fitToHeight, page.paperSize) == ("landscape", 1, 1, 9)


def test_details_speak_to_people(tmp_path):
    """Written units, words for kinds and signs, and the figure in bold; English where asked, regions too."""
    path = saved(tmp_path / "d.xlsx", regions_of("gdp_growth", [5]))
    rows = list(load_workbook(path, rich_text=True)["明细"].iter_rows())
    head = {cell.value: place for place, cell in enumerate(rows[0])}
    values = [rows[1][head[name]].value for name in ("地区", "类型", "比较符", "数值", "状态")]
    assert values == ["北京市", "增长", "等于", "5%", "目标"]
    assert [run.text for run in rows[1][head["原文"]].value if not isinstance(run, str)] == ["5%"]
    english = load_workbook(saved(tmp_path / "e.xlsx", regions_of("gdp_growth", [5]), lang="en"))
    assert [cell.value for cell in english["Details"][2]][:4] == [
        "Beijing",
        "Growth of gross regional product",
        "growth",
        "=",
    ]


def test_a_chart_draws_ranges_and_says_bounds(tmp_path):
    """Of a range the gap and the length are drawn, of a bound the name says it."""
    records = regions_of("gdp_growth", [5, 6, 4, 5])
    records[0] |= {"value_max": 6, "comparator": "range"}
    records[1] |= {"comparator": ">="}
    data = load_workbook(saved(tmp_path / "c.xlsx", records))["图表数据"]
    assert data.sheet_state == "hidden"
    rows = list(data.iter_rows(values_only=True))
    assert rows[0] == ("北京  5–6", 0, 5, 1)
    assert rows[1] == ("天津  ≥6", 6, 0, 0)


def test_a_workbook_of_many_records_makes_no_cells_of_openpyxl(tmp_path, monkeypatch):
    """Rows are text that we write: objects are made for styles alone, whatever the number of cells."""
    book = sheets.Book(sheets.EPOCH)
    made = []
    original = sheets.WriteOnlyCell
    monkeypatch.setattr(sheets, "WriteOnlyCell", lambda *given: made.append(1) or original(*given))
    book.table("x", RECORD, [record(id=f"t{number}") for number in range(1000)], "zh")
    assert len(made) < 20
    book.save(tmp_path / "m.xlsx")
    assert load_workbook(tmp_path / "m.xlsx", read_only=True)["x"].max_row in (None, 1001)


def test_changes_on_a_sheet_for_people_are_answered_by_a_line(tmp_path, monkeypatch):
    """Only the sheet of data is read back; who saved the workbook is told so, who did not is not."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    path = saved(tmp_path / "w.xlsx")
    said: list[str] = []
    assert len(load_records(path, said.append)) == len(RECORDS)
    assert said == []
    book = load_workbook(path)
    book["明细"]["B2"] = "改"
    book.save(path)
    assert load_records(path, said.append)[0]["indicator"] == "5G基站"
    assert [line for line in said if "only sheet 数据 is read" in line]
