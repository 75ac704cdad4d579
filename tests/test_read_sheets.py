"""Tables: of documents one a row, annexes of targets, and what is wrong with some."""

import contextlib
import csv
import io
import json
import random
import zipfile
from collections.abc import Sequence
from datetime import datetime

import openpyxl
import pytest

from plancli.errors import InputError, UsageError
from plancli.lexicon.load import table as words_of
from plancli.model import Document, Failure, Options
from plancli.read import from_bytes
from plancli.read.tables import workbook
from plancli.read.tables.sheets import read_bytes

TEXT = "到2025年，全市数字经济核心产业增加值达到1200亿元，建成5G基站2.6万个，培育省级以上专精特新企业500家。" * 4
OTHER = "到2025年，全区社会消费品零售总额年均增长8%，新增市场主体3万户，城镇登记失业率控制在4.5%以内。" * 4


def book(rows: Sequence[Sequence[object]], title: str = "政策") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def separated(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def objects(rows: Sequence[Sequence[object]]) -> bytes:
    head, *body = rows
    return "\n".join(json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in body).encode()


def parquet(rows: Sequence[Sequence[object]]) -> bytes:
    import pyarrow
    from pyarrow.parquet import write_table

    head, *body = rows
    target = io.BytesIO()
    columns = {name: [str(row[index]) for row in body] for index, name in enumerate(head)}
    write_table(pyarrow.table(columns), target)
    return target.getvalue()


ROWS = (("province", "year", "正文"), ("浙江省", 2026, TEXT), ("湖北省", 2026, OTHER))
FORMATS = (
    ("table.xlsx", book(ROWS)),
    ("table.csv", separated(ROWS)),
    ("table.csv", separated(ROWS, "\t", "gb18030")),
    ("table.csv", separated(ROWS, ";", "utf-8-sig")),
    ("table.jsonl", objects(ROWS)),
    ("table.json", json.dumps([dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]).encode()),
    ("table.parquet", parquet(ROWS)),
)


def read(data: bytes, name: str, options: Options = Options()) -> list[Document | Failure]:  # noqa: B008 - frozen
    return list(from_bytes(data, name, options))


@pytest.mark.parametrize(("name", "data"), FORMATS)
def test_each_row_is_a_document(name, data):
    """A row of a table is a document: its text, an id of stem and number, the other columns beside it."""
    found = read(data, name)
    assert [item.text for item in found] == [TEXT, OTHER]
    assert [item.id for item in found] == ["table-1", "table-2"]
    assert dict(found[0].columns) == {"province": "浙江省", "year": "2026"}
    assert found[0].found_by == "column 正文"


@pytest.mark.parametrize("word", words_of("sheets")["text_column"]["words"])
def test_the_text_column_is_known_by_its_name(word):
    """Every name of a text column is recognised, in capitals and with other gaps too."""
    for head in (word, word.upper(), word.title().replace("_", " ")):
        (found,) = read(separated((("说明与备注", head), (OTHER, TEXT[:60]))), "table.csv")
        assert isinstance(found, Document)
        assert found.text == TEXT[:60]


def test_the_longest_column_is_the_text_where_no_name_says_so():
    """A column of long Chinese texts is the text, whatever it is called."""
    (found,) = read(separated((("a", "b"), ("短", TEXT * 2))), "table.csv")
    assert found.text == TEXT * 2


def test_the_column_that_the_user_names_is_taken():
    """--text-column decides, also against a better guess."""
    (found,) = read(separated((("摘要", "正文"), ("到2025年建成30个平台", TEXT))), "t.csv", Options(text_column="摘要"))
    assert found.text == "到2025年建成30个平台"


def test_a_column_that_is_not_there_is_wrong_use():
    """A wrong --text-column names the columns that there are, a wrong --map the nearest."""
    data = separated(ROWS)
    with pytest.raises(UsageError, match=r"no column 全文 · t\.csv · columns: province, year, 正文"):
        read(data, "t.csv", Options(text_column="全文"))
    with pytest.raises(UsageError, match=r"no column provinc to map · t\.csv · did you mean province"):
        read(data, "t.csv", Options(mapping=(("provinc", "region"),)))


def test_mapped_columns_become_metadata():
    """--map province=region gives the document its region."""
    found = read(separated(ROWS), "t.csv", Options(mapping=(("province", "region"),)))
    assert [item.head.region for item in found] == ["浙江省", "湖北省"]


VALUES = {
    "title": "某省数字经济促进办法",
    "issuer": "某省人民政府",
    "document_number": "某政发〔2021〕3号",
    "issued": "2021-05-24",
    "published": "2021-05-24",
    "region": "浙江省",
}


@pytest.mark.parametrize(
    ("field", "word"),
    [
        (field, word)
        for field, entry in words_of("sheets")["column"].items()
        for word in [*entry["words"], entry["example"]]
    ],
)
def test_columns_with_usual_names_become_metadata(field, word):
    """Every usual name of a column gives its field to the head of the document, in capitals too."""
    (found,) = read(separated(((word.upper(), "全文"), (VALUES[field], TEXT[:60]))), "t.csv")
    assert getattr(found.head, "issued" if field == "published" else field) == VALUES[field]


def test_places_in_several_columns_are_read_together():
    """省 and 市 name one place; what the user maps counts more than any name."""
    rows = (("市", "省", "全文"), ("鼓楼区", "福州市", TEXT[:60]))
    (found,) = read(separated((("city", "province", "全文"), ("湖州市", "浙江省", TEXT[:60]))), "t.csv")
    assert found.head.region == "湖州市"
    (found,) = read(separated(rows), "t.csv", Options(mapping=(("省", "region"),)))
    assert found.head.region == "福州市"


def test_a_title_in_translation_stands_beside_the_text_s_own_words():
    """An English title is the title; genre and horizon come from the text, the date from its column."""
    text = "某市数字经济发展规划（2021—2025年）\n全市数字经济核心产业增加值占比达到12%以上，建成基站2.6万个。"
    head = ("Policy Title", "Release Time", "Policy Content")
    (found,) = read(separated((head, ("Digital Economy Plan", "2021-05-24", text))), "t.csv")
    assert (found.head.title, found.head.issued) == ("Digital Economy Plan", "2021-05-24")
    assert (found.head.genre, found.head.period) == ("plan", (2021, 2025))


def test_the_day_a_report_went_online_is_not_its_issue():
    """Nobody issues a work report; a column of publication says nothing of it."""
    (found,) = read(separated((("title", "date", "全文"), ("2026年某省政府工作报告", "2026-02-02", TEXT))), "t.csv")
    assert found.head.issued is None


def test_rows_without_text_are_failures_and_the_others_go_on():
    """An empty row of text is named; the rows around it are read."""
    found = read(separated((*ROWS[:2], ("湖南省", 2026, " "), ROWS[2])), "t.csv")
    assert [type(item) for item in found] == [Document, Failure, Document]
    assert found[1] == Failure("t.csv row 3", "empty", "there is no text in its row")


def test_a_broken_line_of_json_is_a_failure_with_its_number():
    """One line that is no JSON does not stop the others."""
    lines = objects(ROWS).split(b"\n")
    found = read(b"\n".join((lines[0], b'{"cut": "', lines[1])), "t.jsonl")
    assert [type(item) for item in found] == [Document, Failure, Document]
    assert found[1].where == "t.jsonl line 2"


def test_a_cut_cell_is_warned_of():
    """A cell of 32,767 characters was cut by Excel; the document says so."""
    text = (TEXT * 400)[:32_767]
    (found,) = read(book((("正文",), (text,))), "t.xlsx")
    assert found.warnings == ("the text is cut at 32,767 characters, the most a cell holds",)
    (whole,) = read(book((("正文",), (text[:-1],))), "t.xlsx")
    assert whole.warnings == ()


def test_markup_in_a_cell_is_read_as_a_page():
    """A crawler's HTML in a cell is read as a page: its paragraphs, without tags."""
    markup = "".join(f"<p>第{number}条 {TEXT}</p>" for number in range(1, 5))
    (found,) = read(separated((("content",), (markup,))), "t.csv")
    assert "<p>" not in found.text
    assert found.text.startswith("第1条 到2025年")
    assert found.found_by.startswith("column content, ")


def test_dates_and_numbers_come_as_people_write_them():
    """A date without time, whole numbers without point, nothing for an empty cell."""
    rows = (("发布日期", "编号", "空", "正文"), (datetime(2021, 5, 24), 7.0, None, TEXT))
    (found,) = read(book(rows), "t.xlsx")
    assert dict(found.columns) == {"发布日期": "2021-05-24", "编号": "7"}


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.35, "0%", "35%"),
        (0.0213, "0.00%", "2.13%"),
        (1, "0%", "100%"),
        (0.07, "0.0%_", "0.07"),
        (7.800000000000001, "General", "7.8"),
        (2.6, '0.0"万个"', "2.6万个"),
        (1234.5, "#,##0.0", "1234.5"),
    ],
)
def test_a_cell_says_what_it_shows(value, form, shown):
    """Shares stored as fractions, units in the format of the cell, and noise behind the last digit."""
    workbook = openpyxl.Workbook()
    for row in (("指标", "2025年"), ("某指标", value)):
        workbook.active.append(row)
    workbook.active["B2"].number_format = form
    (found,) = read(saved(workbook), "annex.xlsx")
    assert found.text == f"指标 | 2025年\n某指标 | {shown}"


@pytest.mark.parametrize(
    "row",
    [
        {"where": "a.txt", "what": "empty", "hint": "there is no text in it"},
        {"doc": "a", "start": 0, "end": 9, "text": "到2025年建成5G基站2.6万个。", "reason": "no indicator"},
        {"doc": "a", "source": "a.txt", "sha256": "0", "format": "txt", "title": "某计划", "level": "city",
         "issued": None, "horizon_year": 2025, "targets": 3, "characters": 9},
    ],
)  # fmt: skip
def test_lists_of_ours_are_no_documents(row):
    """What extract writes beside records (errors, missed sentences, documents) is not read as plans."""
    with pytest.raises(InputError, match="a list of plancli, no document"):
        list(read(json.dumps(row).encode(), "list.jsonl"))


def test_records_of_ours_are_no_documents():
    """A table of target records is refused with where to take it."""
    rows = (("id", "doc", "region", "start", "end", "text", "quote", "indicator"), tuple("12345678"))
    with pytest.raises(InputError, match="holds records, not documents"):
        read(separated(rows), "targets.csv")


ANNEX = (("指标", "单位", "2020年", "2025年"), ("5G基站", "万个", 0.8, 2.6), ("互联网普及率", "%", 70.4, 80))


@pytest.mark.parametrize(("name", "data"), [("annex.xlsx", book(ANNEX)), ("annex.csv", separated(ANNEX))])
def test_an_annex_of_targets_is_one_document_with_a_table(name, data):
    """A table without texts is read as a table, its rows with bars."""
    (found,) = read(data, name)
    assert found.text == "指标 | 单位 | 2020年 | 2025年\n5G基站 | 万个 | 0.8 | 2.6\n互联网普及率 | % | 70.4 | 80"
    assert len(found.tables) == 1
    assert found.id == "annex"


def test_merged_cells_of_an_annex_span_their_rows():
    """A merged cell of a sheet is one cell over its rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("类别", "指标", "2025年"), ("基础", "5G基站", 2.6), (None, "算力", 100)):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    (found,) = read(saved(workbook), "annex.xlsx")
    spans = {found.text[cell.span.start : cell.span.end]: cell.row_span for cell in found.tables[0].cells}
    assert spans["基础"] == 2
    assert spans["算力"] == 1


def test_hidden_sheets_are_left_out():
    """What the author has hidden is no text."""
    workbook = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    hidden = workbook.create_sheet("旧")
    hidden.append(("正文",))
    hidden.append((OTHER + TEXT,))
    hidden.sheet_state = "hidden"
    assert len(read(saved(workbook), "t.xlsx")) == 2


def refused(data: bytes, name: str = "t.xlsx") -> str:
    with pytest.raises(InputError) as error:
        read(data, name)
    return str(error.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_workbook_is_damaged(share):
    """A workbook whose end is missing is refused as damaged."""
    data = book((*ROWS, *(("某省", 2020 + number, TEXT * number) for number in range(1, 30))))
    assert refused(data[: int(len(data) * share)]).startswith("damaged file")


def test_a_locked_workbook_says_that_its_password_must_go():
    """An encrypted workbook (an OLE file with an EncryptedPackage) is refused with what to do."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert refused(locked).startswith("encrypted · t.xlsx · remove the password")


def changed(data: bytes, member: str, edit: str) -> bytes:
    """The workbook with `edit` put behind the XML declaration of a part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == member:
                text = part.decode()
                start = text.find("?>") + 2 if text.startswith("<?xml") else 0
                part = (text[:start] + edit + text[start:]).encode()
            new.writestr(info.filename, part)
    return target.getvalue()


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "edit",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_workbook_with_a_dtd_is_refused(member, edit):
    """Entities, from inside, from a file or from the net, are refused before anything is parsed."""
    assert refused(changed(book(ROWS), member, edit)).startswith("DTD not allowed")


def test_a_workbook_that_unpacks_to_a_bomb_is_refused():
    """A part that grows beyond all measure is refused by what it counts."""
    target = io.BytesIO(book(ROWS))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bin", bytes(60_000_000))
    assert "200 times" in refused(target.getvalue())


def test_formulas_that_were_never_counted_are_told():
    """A program that writes formulas without their values leaves cells empty: which ones, and what to do."""
    rows = ((*ROWS[0], "合计"), *((*row, f"=LEN(C{number})") for number, row in enumerate(ROWS[1:], 2)))
    documents = [one for one in read(book(rows), "t.xlsx") if isinstance(one, Document)]
    said = [line for one in documents for line in one.warnings if "formulas" in line]
    assert said
    assert "2 in all: D2, D3; open it in a spreadsheet" in said[0]


def test_a_large_workbook_is_read_row_by_row(monkeypatch):
    """The same documents as when it is held whole, whatever size its sheets say that they have."""
    whole = [one.text for one in read(book(ROWS), "t.xlsx") if isinstance(one, Document)]
    monkeypatch.setattr(workbook, "SMALL", 0)
    (sheet,) = workbook.sheets_of_workbook(book(ROWS), "t.xlsx")
    assert [row[-1] for _, row in sheet.rows] == [TEXT, OTHER]
    assert len(whole) == 2
    assert sheet.grid is None


def test_a_sheet_of_more_cells_than_memory_holds_is_refused(monkeypatch):
    """One cell far to the right of a row makes as many empty ones before it."""
    monkeypatch.setattr(workbook, "MOST_SHEET_CELLS", 5)
    with pytest.raises(InputError, match="too many cells · sheet 政策 · at most 5"):
        workbook.sheets_of_workbook(book(ROWS), "t.xlsx")


def test_an_open_quotation_mark_costs_the_last_row_only():
    """What it has swallowed is a failure with its row; where it is the head, nothing can be read."""
    data = separated(ROWS) + f'"浙江省",2026,"{TEXT}'.encode()
    found = read(data, "t.csv")
    assert [type(one).__name__ for one in found] == ["Document", "Document", "Failure"]
    assert isinstance(found[2], Failure)
    assert "row 4" in found[2].where
    assert refused(f'"正文{TEXT}'.encode(), "t.csv").startswith("damaged file")


def test_damaged_parquet_is_damaged():
    """A cut Parquet file is refused."""
    data = parquet(ROWS)
    assert refused(data[: len(data) // 2], "t.parquet").startswith("damaged file")


def test_mutated_tables_give_documents_or_one_clear_error():
    """Whatever bytes change, tables give documents, failures or one InputError."""
    dice = random.Random(11)
    for name, original in FORMATS:
        for _ in range(25):
            data = bytearray(original)
            for _ in range(dice.randint(1, 8)):
                data[dice.randrange(4, len(data))] = dice.randrange(256)
            with contextlib.suppress(InputError):
                for item in read_bytes(bytes(data), name, Options()):
                    assert isinstance(item, Document | Failure)


@pytest.mark.shared
def test_the_policy_table_gives_sixty_documents(shared):
    """The table of central policies is read whole, each policy a document with its columns."""
    found = read((shared / "samples/policy-table.xlsx").read_bytes(), "policy-table.xlsx")
    assert len(found) == 60
    assert all(isinstance(item, Document) and len(item.text) > 600 for item in found)
    assert {"Policy Title", "Release Time"} <= dict(found[0].columns).keys()
    assert all(item.head.title and item.head.issued and item.head.issuer for item in found)


@pytest.mark.shared
def test_the_report_table_gives_the_beijing_report(shared):
    """The crawler's CSV gives the report with region and title."""
    (found,) = read((shared / "samples/report-table-beijing.csv").read_bytes(), "report-table-beijing.csv")
    assert (found.head.region, found.head.title) == ("北京市", "2026年北京市政府工作报告")
