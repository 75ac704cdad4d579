"""Decisions that do not fit: one clear line each, nothing applied by guess, nothing lost."""

import json
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook

from .conftest import PLAN, rows

PLACE = ("id", "doc", "start", "end", "text", "quote")


@pytest.fixture
def case(invoke, tmp_path):
    """A plan, its records, and what becomes of decisions about them: exit code, stderr, what was decided."""

    class Case:
        path = tmp_path / "plan.txt"
        book = tmp_path / "review.xlsx"

        def __init__(self):
            self.path.write_text(PLAN, encoding="utf-8")
            self.records = rows(self.extract().stdout)

        def extract(self, *more):
            return invoke("extract", self.path, "--status", "all", *more)

        def line(self, number, **given):
            record = self.records[number]
            return {name: record[name] for name in PLACE} | {"verdict": "accept", "changes": {}} | given

        def decide(self, *lines):
            file = tmp_path / "decisions.jsonl"
            file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
            return self.outcome(file)

        def outcome(self, file):
            result = self.extract("--decisions", file)
            said = [line for line in result.stderr.splitlines() if "targets" not in line and "sure" not in line]
            return result.exit_code, "\n".join(said), [row["review"] for row in rows(result.stdout)]

        def fill(self, work):
            """The workbook of the plan after `work` of a person, read back."""
            invoke("review", self.source(), self.path, "-q", "-o", self.book)
            book = load_workbook(self.book, rich_text=True)
            sheet = book["核对"]
            heads = {cell.value: cell.column for cell in sheet[1]}
            work(book, sheet, heads)
            book.save(self.book)
            return self.outcome(self.book)

        def source(self):
            file = tmp_path / "records.jsonl"
            file.write_text("".join(json.dumps(record) + "\n" for record in self.records), encoding="utf-8")
            return file

    return Case()


def test_decisions_of_another_corpus_are_counted_and_not_applied(case):
    """One line says how many, of how many documents; the run ends with 3, for they are left undone."""
    others = [case.line(0, doc=f"plan-{at}", id=f"t{at:016x}", quote="别的句子。") for at in range(3)]
    code, said, decided = case.decide(*others)
    assert (code, decided) == (3, [None, None])
    assert "3 decisions of other documents (3) · plan-0 … · not applied" in said


def test_a_decision_of_an_older_version_is_found_or_listed(case):
    """Its id without a letter is known; a figure that is no longer read is listed with its sentence and line."""
    gone = case.line(1, id="0" * 16, text="60.5%", quote="数字经济增加值占比达到60.5%。")
    code, said, decided = case.decide(case.line(0, id=case.records[0]["id"][1:]), gone)
    assert (code, decided) == (3, ["accepted", None])
    assert "decision not applied: no such figure · plan: 60.5% 「数字经济增加值占比达到60.5%。」" in said
    assert "line 2) · look at it again" in said


def test_what_one_person_says_later_holds_and_without_a_time_neither_does(case):
    """Two verdicts of one person about one figure."""
    first, second = case.line(0, by="王", at="2026-01-01T08:00:00Z"), case.line(0, by="王", verdict="reject")
    assert case.decide(first, second | {"at": "2026-01-02T08:00:00Z"})[2] == [None]
    code, said, decided = case.decide(first | {"at": None}, second)
    assert (code, decided) == (3, [None, None])
    assert "contradicting decisions, none applied · plan: 2.6万个 · 王: accept" in said


def test_two_people_who_agree_count_once_and_who_do_not_are_named(case):
    """A contradiction stops only its own figure."""
    lines = [case.line(number, by=by) for number in (0, 1) for by in ("王", "李")]
    lines[3] |= {"verdict": "change", "changes": {"year": 2030}}
    code, said, decided = case.decide(*lines)
    assert (code, decided) == (3, ["accepted", None])
    assert "王: accept" in said
    assert "李: change" in said


def test_a_document_that_is_gone_leaves_its_decisions_listed(case):
    """A file that gives no record any more, and one that is not among the files."""
    case.path.write_text("全省建设取得进展。\n", encoding="utf-8")
    code, said, decided = case.decide(case.line(0))
    assert (code, decided) == (3, [])
    assert "no such figure · plan: 2.6万个" in said or "its document gave no record · plan: 2.6万个" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verdict": "yes"}, "'yes' is no verdict"),
        ({"verdict": "change"}, "nothing is changed"),
        ({"changes": {"year": 2030}}, "accept changes nothing"),
        ({"verdict": "change", "changes": {"colour": 1}}, "colour is no attribute"),
        ({"verdict": "change", "changes": {"quote": "x"}}, "quote cannot be changed"),
        ({"verdict": "change", "changes": {"year": "2025-03-05"}}, "2025-03-05 is a date"),
        ({"verdict": "change", "changes": {"value": None}}, "a record needs a value"),
        ({"verdict": "change", "changes": {"status": "goal"}}, "'goal' is no status"),
        ({"id": None, "text": ""}, "no record is named"),
    ],
)
def test_a_decision_that_cannot_be_read_stops_the_run_with_its_line(case, given, said):
    """What, where, what to do; nothing of the file is applied."""
    code, told, _ = case.decide(case.line(0), case.line(1, **given))
    assert code == 2
    assert said in told
    assert "decisions.jsonl line 2" in told
    assert told.count(" · ") == 2


def test_without_the_column_of_ids_the_sentence_says_which_record_is_meant(case):
    """Without the quantity too, nothing does: that is said."""

    def work(book, sheet, heads):
        sheet["A2"] = "确认"
        sheet.delete_cols(heads["编号"])

    code, _, decided = case.fill(work)
    assert (code, sorted(map(str, decided))) == (0, ["None", "accepted"])

    def more(book, sheet, heads):
        sheet["A2"] = "确认"
        sheet.delete_cols(heads["数量原文"])
        sheet.delete_cols(heads["编号"])

    code, said, _ = case.fill(more)
    assert (code, "no record is named" in said, "sheet 核对 row 2" in said) == (2, True, True)


def test_a_renamed_sheet_is_known_by_its_columns(case):
    """A title above the header does not hide it either."""

    def work(book, sheet, heads):
        sheet["A2"] = "确认"
        sheet.title = "王的核对"
        sheet.insert_rows(1)
        sheet["A1"] = "第一轮"

    assert "accepted" in case.fill(work)[2]


def merged(book, sheet, heads):
    sheet.merge_cells("A2:A3")


def dated(book, sheet, heads):
    sheet["A2"] = "修改"
    sheet.cell(2, heads["数值（改）"]).value = datetime(2025, 3, 5)


def dated_year(book, sheet, heads):
    sheet["A2"] = "修改"
    sheet.cell(2, heads["年份（改）"]).value = datetime(2025, 1, 1)


def headless(book, sheet, heads):
    sheet["A1"] = "结论"


def overwritten(book, sheet, heads):
    sheet.cell(2, heads["年份"]).value = 2031


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (merged, "merged cells (A2:A3)"),
        (dated, "数值（改） (Figure (new)): 2025-03-05 00:00:00 is a date"),
        (dated_year, "年份（改） (Year (new)): 2025-01-01 00:00:00 is a date"),
        (headless, "the column of the verdict or of the document is gone"),
        (overwritten, "年份 (Year) was overwritten"),
    ],
)
def test_a_spoilt_workbook_is_one_line_and_nothing_of_it_is_applied(case, work, said):
    """Merged cells, dates for numbers, a lost header, a cell that was overwritten instead of corrected beside."""
    code, told, _ = case.fill(work)
    assert code == 2
    assert said in told
    assert told.count(" · ") == 2


def test_a_percentage_that_a_spreadsheet_keeps_as_a_fraction_is_what_a_person_sees(case):
    """65% typed into a cell without the format of text is 0.65 to it."""

    def work(book, sheet, heads):
        at = next(row for row in (2, 3) if sheet.cell(row, heads["数量原文"]).value == "60%")
        sheet.cell(at, 1).value = "修改"
        cell = sheet.cell(at, heads["数值（改）"])
        assert cell.number_format == "@"
        cell.value, cell.number_format = 0.65, "0%"

    case.fill(work)
    changed = [row for row in rows(case.extract("--decisions", case.book).stdout) if row["review"]]
    assert [(row["value"], row["unit"]) for row in changed] == [(65, "%")]


def test_a_workbook_of_decisions_has_the_limits_of_documents(case, tmp_path):
    """One with a DTD in a sheet is refused, as a document is."""
    case.fill(lambda book, sheet, heads: None)
    with zipfile.ZipFile(case.book) as old, zipfile.ZipFile(tmp_path / "dtd.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1))
    code, said, _ = case.outcome(tmp_path / "dtd.xlsx")
    assert code in (1, 2)
    assert "DTD not allowed" in said


def test_a_page_says_which_decisions_it_does_not_show(case, invoke, tmp_path):
    """Those of another corpus, and lines without a verdict: a page that begins with them says so."""
    (tmp_path / "records.jsonl").write_text(case.extract().stdout, encoding="utf-8")
    file = tmp_path / "decisions.jsonl"
    lines = (case.line(0), case.line(1, doc="another", id="t0000000000000000"), {"id": "t1"})
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    call = ("review", tmp_path / "records.jsonl", case.path, "--decisions", file, "-o", tmp_path / "page.html")
    result = invoke(*call)
    assert result.exit_code == 0
    assert "1 decision is of other documents" in result.stderr
    assert "1 lines without a verdict" in result.stderr
