"""`plancli compare`: one table of many regions."""

import csv
import io
import json
import sqlite3

import pytest
from making import record, write_records

from plancli.columns import COMPARISON, PROGRESS

KEYS = [column.name for column in COMPARISON]
REGIONS = ["北京市", "浙江省", "湖北省"]


def growth(region, value, **more):
    return record("GDP", value, "%", indicator_id="gdp_growth", region=region, year=2026, **more)


@pytest.fixture
def records(tmp_path):
    """GDP growth of three regions, a phrase of two, a contradiction, and what was achieved."""
    return write_records(
        tmp_path / "records.jsonl",
        [
            *(growth(region, value) for region, value in zip(REGIONS, (5, 5.5, 6), strict=True)),
            growth("湖北省", 7, quote="别处"),
            growth("湖北省", 6.2, status="actual"),
            record("全省5G基站", 26000, "个", comparator=">=", written_unit="万个"),
            record("5G基站", 50000, "个", region="浙江省", written_unit="万个"),
        ],
    )


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_long_table_is_that_of_the_contract(invoke, records):
    """--layout long as CSV: exactly the columns of the contract, plain `=`, `true` and `false`."""
    result = invoke("compare", records, "--layout", "long", "-f", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == ",".join(KEYS)
    rows = table(result.stdout)
    assert [(row["region"], row["comparator"], row["value"], row["mentions"], row["clash"]) for row in rows][-2:] == [
        ("湖北省", "=", "7", "2", "true"),
        ("湖北省", ">=", "26000", "1", "false"),
    ]


def test_the_wide_table_has_a_column_for_each_region(invoke, records):
    """The default: indicators against regions, cells in the unit that reads best."""
    rows = table(invoke("compare", records, "-f", "csv").stdout)
    assert list(rows[0])[-3:] == REGIONS
    assert [(row["indicator"], row["unit"], row["浙江省"], row["湖北省"]) for row in rows] == [
        ("地区生产总值增速", "%", "5.5", "7"),
        ("5G基站", "万个", "5", "≥2.6"),
    ]


def test_in_a_pipe_it_is_json_lines(invoke, records):
    """Standard output that is no terminal gets JSON Lines."""
    first = json.loads(invoke("compare", records, "--layout", "long").stdout.splitlines()[0])
    assert list(first) == KEYS


def test_it_reads_standard_input(invoke, records):
    """`plancli extract … | plancli compare -`."""
    result = invoke("compare", "-", "--layout", "long", input=records.read_text("utf-8"))
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--year", "2026"], 1),
        (["--year", "2026", "--year", "2025"], 2),
        (["--region", "浙江"], 2),
        (["--indicator", "gdp_growth"], 1),
        (["--indicator", "5G"], 1),
        (["--topic", "经济"], 1),
        (["--within", "湖北省"], 0),
        (["--level", "province"], 2),
        (["--shared", "3"], 1),
        (["--status", "actual"], 1),
        (["--status", "all"], 2),
    ],
)
def test_options_choose_rows(invoke, records, options, count):
    """Each option leaves the rows that it asks for; nothing left is said."""
    result = invoke("compare", records, "-f", "csv", *options)
    assert result.exit_code == 0
    assert len(table(result.stdout)) == count
    assert ("no figures" in result.stderr) is (count == 0)


def test_a_contradiction_is_marked_and_said(invoke, records):
    """`!` for people, `clash` for programs, one line on stderr."""
    result = invoke("compare", records, "-f", "table", env={"COLUMNS": "80"})
    assert "7!" in result.stdout
    assert "! 同一文档另有不同数值" in result.stdout
    assert "1 figure is contradicted" in result.stderr


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_table_fits_the_width(invoke, tmp_path, width, lang):
    """No line is wider than the terminal, and no region is lost."""
    from rich.cells import cell_len

    regions = [
        ("北京市", "110000"),
        ("天津市", "120000"),
        ("河北省", "130000"),
        ("内蒙古自治区", "150000"),
        ("四川省", "510000"),
    ]
    rows = [growth(name, 5, region_code=code, comparator="~") for name, code in regions]
    path = write_records(tmp_path / "many.jsonl", rows)
    text = invoke("compare", path, "-f", "table", "--lang", lang, env={"COLUMNS": str(width)}).stdout
    assert max(map(cell_len, text.splitlines())) <= width
    named = {
        "zh": ("北京", "天津", "河北", "内蒙古", "四川"),
        "en": ("Beijing", "Tianjin", "Hebei", "Mongolia", "Sichuan"),
    }
    assert all(short in text for short in named[lang])
    assert text.count("~5") == 5
    assert ("地区" if lang == "zh" else "Growth") in text


def test_text_in_names_is_shown_as_text(invoke, tmp_path):
    """Markup and escapes in an indicator or region are printed, not obeyed."""
    path = write_records(tmp_path / "odd.jsonl", [record("[red]项[/x]\x1b[31m", region="[bold]省")])
    text = invoke("compare", path, "-f", "table", env={"COLUMNS": "100"}).stdout
    assert "[red]项[/x]" in text
    assert "[bold]省" in text
    assert "\x1b[31m" not in text


def test_markdown_is_a_table_of_a_readable_width(invoke, tmp_path):
    """Many regions become several tables."""
    rows = [growth(f"地区{number}", 5, region_code=None) for number in range(30)]
    path = write_records(tmp_path / "many.jsonl", rows)
    text = invoke("compare", path, "-f", "md").stdout
    *tables, notes = text.strip().split("\n\n")
    assert len(tables) > 1
    assert all(part.startswith("| 指标 |") for part in tables)
    assert sum(part.count("| 5[^") for part in tables) == notes.count("[^") == 30


def test_what_was_achieved_stands_beside(invoke, records):
    """--with-actuals: columns of the long table, and the cell of the wide one."""
    rows = table(invoke("compare", records, "--with-actuals", "--layout", "long", "-f", "csv").stdout)
    assert list(rows[0]) == [*KEYS, *(column.name for column in PROGRESS)]
    (row,) = [row for row in rows if row["region"] == "湖北省" and row["indicator_id"]]
    assert (row["actual_value"], row["actual_year"], row["reached"]) == ("6.2", "2026", "false")
    wide = table(invoke("compare", records, "--with-actuals", "-f", "csv").stdout)
    assert wide[0]["湖北省"] == "7 (6.2, 2026)"


def test_look_alikes_are_listed_approved_and_merged(invoke, tmp_path):
    """--suggest writes a file, a person writes yes, --merge obeys."""
    rows = [record("粮食产量", unit="t"), record("粮食总产量", unit="t", region="浙江省")]
    path, alike = write_records(tmp_path / "grain.jsonl", rows), tmp_path / "alike.csv"
    assert invoke("compare", path, "--suggest", "-o", alike).exit_code == 0
    text = alike.read_text("utf-8")
    assert len(table(text)) == 1
    assert len(table(invoke("compare", path, "--merge", alike, "-f", "csv").stdout)) == 2
    alike.write_text(text.replace("\n,", "\nyes,"), "utf-8")
    assert len(table(invoke("compare", path, "--merge", alike, "-f", "csv").stdout)) == 1


def test_a_workbook_has_the_comparison(invoke, records, tmp_path):
    """-o FILE.xlsx writes the sheets of `plancli export`, with this table first."""
    from openpyxl import load_workbook

    out = tmp_path / "table.xlsx"
    assert invoke("compare", records, "--year", "2026", "-o", out).exit_code == 0
    sheet = load_workbook(out)["对比"]
    assert [cell.value for cell in sheet[1]][-3:] == REGIONS
    assert sheet.max_row == 2


def test_a_workbook_has_charts_of_what_three_regions_share(invoke, records, tmp_path):
    """Excel draws a bar for each region; other rows have no chart."""
    from openpyxl import load_workbook

    out = tmp_path / "table.xlsx"
    assert invoke("compare", records, "-o", out).exit_code == 0
    book = load_workbook(out)
    assert book.sheetnames[:3] == ["概览", "对比", "图表"]
    (chart,) = book["图表"]._charts
    assert chart.series[0].val.numRef.f == "'图表数据'!$B$1:$B$3"


def test_a_workbook_of_all_years_says_the_years(invoke, records, tmp_path):
    """Where a cell says more than a number, it is text; the same input gives the same bytes."""
    from openpyxl import load_workbook

    files = [tmp_path / "1.xlsx", tmp_path / "2.xlsx"]
    for out in files:
        assert invoke("compare", records, "--all-years", "-o", out).exit_code == 0
    assert load_workbook(files[0])["对比"]["H2"].value == "7 (2026)"
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("chart", ["bar", "dot", "heat"])
@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_chart_is_drawn(invoke, records, tmp_path, chart, suffix):
    """--chart writes SVG or PNG, the same bytes each time."""
    pytest.importorskip("matplotlib")
    files = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for file in files:
        result = invoke("compare", records, "--chart", chart, "-o", file)
        if "no font" in result.stderr:
            pytest.skip("no font with Chinese characters")
        assert result.exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes() != b""


@pytest.mark.parametrize("where", [[], ["-o", "x.pdf"]])
def test_a_chart_needs_a_file(invoke, records, where):
    """Without -o FILE.svg or .png a chart is wrong use."""
    result = invoke("compare", records, "--chart", "bar", *where)
    assert result.exit_code == 2
    assert "a chart needs a file" in result.stderr


def test_every_fault_is_one_line(invoke, tmp_path):
    """Rows that Excel spoiled: exit 2, a line for each with column and row, nothing written."""
    path, out = tmp_path / "edited.csv", tmp_path / "out.csv"
    out.write_text("old")
    lines = ["doc,region_code,indicator,kind,comparator,value,unit,year,status"]
    lines += ["a,420000,甲,level,=,5,个,2025/1/1,target", 'a,42000,甲,level,=,"1,300",个,2025,target']
    path.write_text("\n".join(lines), "utf-8")
    result = invoke("compare", path, "-o", out)
    assert result.exit_code == 2
    assert [line.count("row 2, column year") for line in result.stderr.splitlines()] == [1, 0, 0]
    assert "row 3, column region_code" in result.stderr
    assert "row 3, column value" in result.stderr
    assert out.read_text() == "old"


@pytest.mark.parametrize("content", ["建成5G基站80个。", "a,b\n1,2\n"])
def test_a_document_is_no_record(invoke, tmp_path, content):
    """A plan given in place of records: the message says which command comes first."""
    path = tmp_path / "plan.txt"
    path.write_text(content, "utf-8")
    result = invoke("compare", path)
    assert result.exit_code == 1
    assert "no records" in result.stderr
    assert "plancli extract" in result.stderr


def test_no_records_are_said_and_no_fault(invoke, tmp_path):
    """Texts without a target give an empty file: every command takes it, and says so."""
    path = write_records(tmp_path / "none.jsonl", [])
    for command in ("compare", "export", "cascade"):
        result = invoke(command, path)
        assert result.exit_code == 0
        assert f"no record · {path}" in result.stderr


def test_the_same_input_gives_the_same_bytes(spawn, records):
    """Whatever the hash seed and the locale."""
    runs = [
        spawn("compare", records, "--layout", layout, env={"PYTHONHASHSEED": seed, "LC_ALL": locale}).stdout
        for layout in ("long", "wide")
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    ]
    assert runs[0] == runs[1] != b""
    assert runs[2] == runs[3] != b""


OWN = """
[indicators.bookshops]
name_zh = "实体书店"
name_en = "Bookshops"
topic = "culture"
dimensions = ["count"]
kinds = ["level"]
words = ["实体书店", "书店"]
yes = ["实体书店"]
no = ["书店营收"]
"""


def test_words_of_the_user_give_ids(invoke, tmp_path):
    """--lexicon: records without an id get that of the user's own indicator, and its name."""
    own = tmp_path / "mine.toml"
    own.write_text(OWN, "utf-8")
    path = write_records(
        tmp_path / "r.jsonl", [record("书店"), record("实体书店", region="浙江省"), record("书店营收")]
    )
    rows = table(invoke("compare", path, "--lexicon", own, "-f", "csv").stdout)
    assert [(row["indicator_id"], row["indicator"]) for row in rows] == [("bookshops", "实体书店"), ("", "书店营收")]


def test_a_faulty_lexicon_is_one_line(invoke, tmp_path, records):
    """A word under two ids: exit 2, with file and line."""
    own = tmp_path / "mine.toml"
    own.write_text(OWN + OWN.replace("bookshops", "shops").replace("实体书店", "书店家数", 1), "utf-8")
    result = invoke("compare", records, "--lexicon", own)
    assert result.exit_code == 2
    assert "mine.toml:" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_headlines_come_first_and_the_rest_is_folded_away(invoke, tmp_path):
    """A page for people ends with how many rows one region alone has; --shared 1 lists them, files have them all."""
    alone = [record(f"甲{number}") for number in range(30)]
    rows = [*alone, record("乙"), record("乙", region="浙江省"), growth("湖北省", 5)]
    path = write_records(tmp_path / "rows.jsonl", rows)
    shown = invoke("compare", path, "-f", "table", env={"COLUMNS": "100"})
    assert "地区生产总值增速" in shown.stdout
    assert "甲" not in shown.stdout
    assert "30 more rows that one region alone has · --shared 1" in shown.stderr
    assert "甲" in invoke("compare", path, "-f", "table", "--shared", "1", env={"COLUMNS": "100"}).stdout
    assert "甲" in invoke("compare", path, "-f", "table", "--indicator", "甲", env={"COLUMNS": "100"}).stdout
    assert [row["indicator"] for row in table(invoke("compare", path, "-f", "csv").stdout)][:3] == [
        "地区生产总值增速", "乙", "甲0",
    ]  # fmt: skip
    assert len(table(invoke("compare", path, "-f", "csv", "--headline").stdout)) == 1


def test_a_workbook_has_the_rest_on_a_sheet_of_its_own(invoke, tmp_path):
    """对比 holds what several regions have, 其余 what one alone has, both linked with the records."""
    from openpyxl import load_workbook

    rows = [*(record(f"甲{number}") for number in range(30)), record("乙"), record("乙", region="浙江省")]
    out = tmp_path / "table.xlsx"
    assert invoke("compare", write_records(tmp_path / "rows.jsonl", rows), "-o", out).exit_code == 0
    book = load_workbook(out)
    assert book.sheetnames[1:3] == ["对比", "其余"]
    assert [book[name]["B2"].value for name in ("对比", "其余")] == ["乙", "甲0"]
    assert book["其余"]["G2"].hyperlink.location.startswith("'明细'!")


def test_one_indicator_in_a_narrow_terminal_is_one_list(invoke, tmp_path):
    """Thirty regions in a column, under one header."""
    rows = [growth(f"地区{number}", 5, region_code=None) for number in range(30)]
    path = write_records(tmp_path / "many.jsonl", rows)
    lines = invoke("compare", path, "-f", "table", env={"COLUMNS": "40"}).stdout.strip().splitlines()
    assert sum("─" in line for line in lines) == 1
    assert sum(line.endswith("5") for line in lines) == 30


def test_a_row_a_region(invoke, records):
    """--layout regions turns the table, for programs and for people."""
    rows = table(invoke("compare", records, "--layout", "regions", "--headline", "-f", "csv").stdout)
    assert [(row["region"], row["gdp_growth"]) for row in rows] == [("北京市", "5"), ("浙江省", "5.5"), ("湖北省", "7")]
    shown = invoke("compare", records, "--layout", "regions", "--headline", "-f", "table").stdout
    assert any(line.startswith("地区 ") for line in shown.splitlines())


def test_a_panel_for_regression(invoke, records):
    """--layout panel: a row a region and year; what has no id is said."""
    result = invoke("compare", records, "--layout", "panel", "-f", "csv")
    rows = table(result.stdout)
    assert list(rows[0])[:5] == ["region_code", "region", "year", "gdp_growth", "gdp_growth_max"]
    assert [(row["region"], row["year"], row["gdp_growth"]) for row in rows] == [
        ("北京市", "2026", "5"), ("浙江省", "2026", "5.5"), ("湖北省", "2026", "7"),
    ]  # fmt: skip
    assert "2 figures left out of the panel" in result.stderr


def test_a_joint_figure_is_marked(invoke, tmp_path):
    """& for people, a column that --stated adds to the long table, and a line."""
    name = "固定资产投资、社会消费品零售总额"
    path = write_records(tmp_path / "joint.jsonl", [record(name, 4, "%", quote=f"{name}均增长4%。", text="4%")])
    shown = invoke("compare", path, "-f", "table")
    assert "4&" in shown.stdout
    assert "2 figures are stated of several indicators at once" in shown.stderr
    assert list(table(invoke("compare", path, "--layout", "long", "-f", "csv").stdout)[0]) == KEYS
    rows = table(invoke("compare", path, "--layout", "long", "--stated", "-f", "csv").stdout)
    assert list(rows[0]) == [*KEYS, "joint", "stated"]
    assert [row["joint"] for row in rows] == ["true", "true"]


def test_what_was_approved_is_kept(invoke, tmp_path):
    """A second --suggest into the same file keeps the answers, also of lines that are merged by now."""
    rows = [
        record("粮食产量", unit="t"), record("粮食总产量", unit="t", region="浙江省"),
        record("上云企业数", unit="家"), record("企业上云数", unit="家", region="浙江省"),
    ]  # fmt: skip
    path, alike = write_records(tmp_path / "rows.jsonl", rows), tmp_path / "alike.csv"
    invoke("compare", path, "--suggest", "-o", alike)
    lines = alike.read_text("utf-8").splitlines()
    alike.write_text("\n".join([lines[0], *("全部" + line for line in lines[1:2]), *lines[2:]]) + "\n", "utf-8")
    first = table(alike.read_text("utf-8"))
    assert [row["group"] for row in first] == ["1", "2"]
    assert all(row["fills"] == "1" for row in first)
    assert invoke("compare", path, "--merge", alike, "--suggest", "-o", alike).exit_code == 0
    second = table(alike.read_text("utf-8"))
    assert [(row["approve"], row["indicator"]) for row in second] == [
        ("yes", first[0]["indicator"]), ("", first[1]["indicator"]),
    ]  # fmt: skip


def test_a_sheet_of_the_long_table_is_in_units_that_people_read(invoke, tmp_path):
    """万亩 in a workbook, square metres in CSV."""
    from openpyxl import load_workbook

    made = record("造林面积", 10**8, "m2", written_unit="万亩", written_value="15")
    path, out = write_records(tmp_path / "rows.jsonl", [made]), tmp_path / "long.xlsx"
    assert invoke("compare", path, "--layout", "long", "-o", out).exit_code == 0
    sheet = load_workbook(out).worksheets[0]
    found = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert (found["数值"], found["单位"], found["类型"]) == (15, "万亩", "绝对数")
    assert table(invoke("compare", path, "--layout", "long", "-f", "csv").stdout)[0]["unit"] == "m2"


@pytest.mark.parametrize(
    ("region", "form", "head"),
    [
        ('=HYPERLINK("http://x")', "csv", '"\'=HYPERLINK(""http://x"")"'),
        ("\x1b[2J省", "csv", "\\x1b[2J省"),
        ("\x1b[2J省", "table", "\\x1b["),
        ('a"b', "csv", '"a""b"'),
    ],
)
def test_names_of_regions_are_guarded_in_headers(invoke, tmp_path, region, form, head):
    """A formula is text, an escape is written out, a quotation mark is doubled."""
    path = write_records(tmp_path / "odd.jsonl", [record(region=region)])
    text = invoke("compare", path, "-f", form, env={"COLUMNS": "120"}).stdout
    assert head in text
    assert "\x1b" not in text


def test_a_quotation_mark_in_a_region_is_a_column_of_sqlite(invoke, tmp_path):
    """Identifiers are quoted, and names that differ in case alone are told apart."""
    path = write_records(tmp_path / "odd.jsonl", [record(region=name) for name in ('a"b', "x", "X", "unit")])
    assert invoke("compare", path, "-o", tmp_path / "odd.sqlite").exit_code == 0
    with sqlite3.connect(tmp_path / "odd.sqlite") as base:
        names = [row[1] for row in base.execute("PRAGMA table_info(records)")]
    assert names[-4:] == ["X", 'a"b', "unit (2)", "x (2)"]


def test_thousands_of_regions(invoke, tmp_path):
    """A file has them all, one list shows them, and SQLite gets a row a figure, which is said."""
    path = write_records(tmp_path / "many.jsonl", [record(region=f"区{number}") for number in range(2500)])
    assert len(table(invoke("compare", path, "--layout", "regions", "-f", "csv").stdout)) == 2500
    shown = invoke("compare", path, "-f", "table", env={"COLUMNS": "40"}).stdout
    assert sum(line.endswith(" 80") for line in shown.splitlines()) == 2500
    result = invoke("compare", path, "-o", tmp_path / "many.sqlite")
    assert result.exit_code == 0
    assert "2,500 regions are more columns than a table of SQLite holds" in result.stderr
    with sqlite3.connect(tmp_path / "many.sqlite") as base:
        assert base.execute("SELECT count(DISTINCT region) FROM records").fetchone() == (2500,)


def test_records_without_region_or_year_stand_in_the_table(invoke, tmp_path):
    """A column is called by its document, and a row may have no year; the panel has a row of it too."""
    path = write_records(tmp_path / "bare.jsonl", [growth(None, 5, doc="plan") | {"year": None}, record(doc="other")])
    rows = table(invoke("compare", path, "-f", "csv").stdout)
    assert [(row["indicator"], row["year"], row["plan"]) for row in rows] == [
        ("地区生产总值增速", "", "5"), ("5G基站", "2025", ""),
    ]  # fmt: skip
    (row,) = table(invoke("compare", path, "--layout", "panel", "-f", "csv").stdout)
    assert (row["region"], row["year"], row["gdp_growth"]) == ("plan", "", "5")


def test_blank_cells_say_whether_the_text_is_silent(invoke, tmp_path):
    """--documents: 未提 where the document of the region does not mention a headline indicator."""
    rows = [growth("浙江省", 5), record("甲"), growth("湖北省", 5) | {"year": 2030}]
    path = write_records(tmp_path / "rows.jsonl", rows)
    known = write_records(tmp_path / "d.jsonl", [{"region_code": "420000", "coverage": {"gdp_growth": "absent"}}])
    found = table(invoke("compare", path, "--documents", known, "-f", "csv", "--lang", "zh").stdout)
    assert [(row["年份"], row["湖北省"]) for row in found] == [("2026", "未提"), ("2030", "5"), ("2025", "80")]


@pytest.mark.parametrize("layout", ["wide", "regions"])
def test_figures_in_markdown_lead_to_their_sentences(invoke, tmp_path, layout):
    """Each figure has a footnote with its document and words; figures of one sentence share it."""
    rows = [growth("浙江省", 5, quote="增长5%，|就业|"), growth("湖北省", 6, quote="增长6%", doc="甲")]
    path = write_records(
        tmp_path / "few.jsonl", [*rows, growth("湖北省", 7, quote="增长6%", doc="甲") | {"year": 2027}]
    )
    text = invoke("compare", path, "--layout", layout, "-f", "md").stdout
    assert "5[^1]" in text
    assert "6[^2]" in text
    assert "7[^2]" in text
    assert text.endswith("[^1]: doc-浙江省: 增长5%，\\|就业\\|\n[^2]: 甲: 增长6%\n")


def test_the_workbook_turned_leads_to_the_details(invoke, tmp_path):
    """A row a region, its figures links to the sheet of details."""
    path = write_records(tmp_path / "few.jsonl", [growth("浙江省", 5), growth("湖北省", 6)])
    assert invoke("compare", path, "--layout", "regions", "-o", tmp_path / "t.xlsx").exit_code == 0
    from openpyxl import load_workbook

    sheet = load_workbook(tmp_path / "t.xlsx")["对比"]
    assert [cell.value for cell in sheet["A"]] == ["地区", "浙江省", "湖北省"]
    assert sheet["B2"].value == 5
    assert sheet["B2"].hyperlink.location.startswith("'明细'!A")


def test_a_sheet_in_english_says_regions_and_indicators_in_english(invoke, tmp_path):
    """As the lexicon calls them, where it has a name; a phrase stays as the text has it."""
    from openpyxl import load_workbook

    firms = record("企业", 50, "家", region="湖北省", region_code="420000", year=2026)
    path = write_records(tmp_path / "records.jsonl", [growth("湖北省", 6, region_code="420000"), firms])
    book = tmp_path / "table.xlsx"
    assert invoke("compare", path, "--layout", "long", "--lang", "en", "-o", book).exit_code == 0
    head, *rows = load_workbook(book).worksheets[0].values
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert {row["Region"] for row in told} == {"Hubei"}
    assert {row["Indicator"] for row in told} == {"Growth of gross regional product", "企业"}
