"""`--decisions`: what people decided is kept by the next run, and what does not fit is said."""

import json

import pytest

import plancli
from plancli.export.jsonl import dumps
from plancli.records.record import to_record

from .conftest import PLAN, rows

BEHIND = "2024年，全省已培育龙头企业50家。\n"


@pytest.fixture
def records(invoke, tmp_path):
    """Records of all statuses of a plan, and the file they came from."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN + BEHIND, encoding="utf-8")
    return rows(invoke("extract", path, "--status", "all").stdout)


@pytest.fixture
def decide(tmp_path):
    """Write decisions about records as JSON Lines: pairs of a record and what is decided."""

    def write(*pairs):
        path = tmp_path / "decisions.jsonl"
        places = ("id", "doc", "start", "end", "text", "quote")
        lines = [{name: record[name] for name in places} | given for record, given in pairs]
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        return path

    return write


def test_extract_keeps_what_was_decided_before_it_chooses_statuses(invoke, tmp_path, records, decide):
    """A figure that a person calls a target is written with the targets; a rejected one is not; other bytes stay."""
    stations, share, firms = records
    change = {"verdict": "change", "changes": {"status": "target", "year": 2026}}
    path = decide((stations, {"verdict": "reject"}), (firms, change))
    result = invoke("extract", tmp_path / "plan.txt", "--decisions", path)
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert [(row["indicator"], row["review"]) for row in found] == [
        (share["indicator"], None),
        ("数字经济龙头企业", "changed"),
    ]
    assert (found[1]["year"], found[1]["id"]) == (2026, firms["id"])
    assert json.dumps(found[0]) == json.dumps(share)
    assert "2 decisions applied: 0 accepted, 1 changed, 1 removed, 0 added" in result.stderr
    assert invoke("extract", tmp_path / "plan.txt", "--decisions", path).stdout == result.stdout


def test_processes_and_an_interrupted_run_change_nothing(invoke, tmp_path, records, decide):
    """The same bytes with two workers, and with --resume."""
    path = decide((records[0], {"verdict": "accept"}))
    call = ("extract", tmp_path / "plan.txt", "--decisions", path)
    alone = invoke(*call).stdout
    assert invoke(*call, "-j", "2").stdout == alone
    invoke(*call, "--cache", tmp_path / "cache", "-o", tmp_path / "out" / "targets.jsonl")
    assert rows(alone)[0]["review"] == "accepted"


def test_a_stale_decision_is_listed_and_the_run_ends_with_3(invoke, tmp_path, records, decide):
    """One line with document, figure, sentence and place; decisions of other documents are counted."""
    (tmp_path / "plan.txt").write_text(PLAN.replace("2.6万个", "3万个"), encoding="utf-8")
    path = decide(
        (records[0], {"verdict": "accept"}), (records[1], {"verdict": "accept"}),
        (records[1] | {"id": "t0", "doc": "gone"}, {"verdict": "accept"}),
    )  # fmt: skip
    result = invoke("extract", tmp_path / "plan.txt", "--decisions", path, "-q")
    assert result.exit_code == 3
    (said,) = result.stderr.splitlines()
    assert said.startswith("plancli: decision not applied: no such figure · plan: 2.6万个 「")
    errors = tmp_path / "errors.jsonl"
    said = invoke("extract", tmp_path / "plan.txt", "--decisions", path, "--errors", errors).stderr
    row, other = rows(errors.read_text(encoding="utf-8"))
    assert (row["what"], row["where"][:12]) == ("decision not applied: no such figure", "plan: 2.6万个 ")
    assert (other["what"], other["where"]) == ("1 decision not applied", "gone")
    assert "1 decision found by the text around the figure · plan · the source has changed" in said
    assert "1 decision of other documents (1) · gone" in said


def test_a_contradiction_of_two_people_is_one_line(invoke, tmp_path, records, decide):
    """Neither is applied."""
    path = decide(
        (records[0], {"verdict": "accept", "by": "甲"}),
        (records[0], {"verdict": "change", "by": "乙", "changes": {"year": 2030}}),
    )
    result = invoke("extract", tmp_path / "plan.txt", "--decisions", path)
    assert (result.exit_code, rows(result.stdout)[0]["review"]) == (3, None)
    (said,) = [line for line in result.stderr.splitlines() if "contradicting" in line]
    assert "甲: accept" in said
    assert "乙: change" in said


@pytest.mark.parametrize("command", ["compare", "export", "cascade"])
def test_records_are_decided_before_they_are_used(invoke, tmp_path, records, decide, command):
    """compare, export and cascade take the records as people want them, and end with 3 where a decision is stale."""
    targets = tmp_path / "targets.jsonl"
    invoke("extract", tmp_path / "plan.txt", "--status", "all", "-o", targets)
    good, stale = {"verdict": "change", "changes": {"value": 30000}}, records[1] | {"id": "t0", "text": "没有"}
    assert invoke(command, targets, "--decisions", decide((records[0], good))).exit_code == 0
    result = invoke(command, targets, "--decisions", decide((records[0], good), (stale, {"verdict": "reject"})))
    assert result.exit_code == 3
    if command != "cascade":
        layout = ("--layout", "long") if command == "compare" else ()
        text = invoke(command, targets, *layout, "--decisions", decide((records[0], good)), "-f", "csv").stdout
        assert ",30000," in text


def test_diff_takes_decisions_of_either_set(invoke, tmp_path, records, decide):
    """What a person changed in the newer set is what is compared; it is stale only where neither set has it."""
    older, newer = tmp_path / "older.jsonl", tmp_path / "newer.jsonl"
    for path, doc in ((older, "old"), (newer, "new")):
        path.write_text(
            "".join(json.dumps(one | {"doc": doc}, ensure_ascii=False) + "\n" for one in records), encoding="utf-8"
        )
    path = decide((records[0] | {"doc": "new"}, {"verdict": "change", "changes": {"value": 30000}}))
    result = invoke("diff", older, newer, "--decisions", path, "-f", "jsonl")
    assert result.exit_code == 0
    assert [(row["change"], row["newer_value"]) for row in rows(result.stdout)] == [("raised", 30000)]


def test_faults_of_a_file_of_decisions_are_one_line_each_and_stop_the_run(invoke, tmp_path, records, decide):
    """Exit 2, and nothing is written."""
    path = decide((records[0], {"verdict": "perhaps"}), (records[1], {"verdict": "change", "changes": {"colour": 1}}))
    out = tmp_path / "out.jsonl"
    result = invoke("extract", tmp_path / "plan.txt", "--decisions", path, "-o", out)
    assert (result.exit_code, out.exists()) == (2, False)
    assert [line.count("decisions.jsonl line") for line in result.stderr.splitlines()] == [1, 1]
    result = invoke("extract", tmp_path / "plan.txt", "--decisions", tmp_path / "none.jsonl")
    assert (result.exit_code, "no such file" in result.stderr) == (2, True)


def test_a_reviewed_workbook_is_read_as_well(invoke, tmp_path):
    """What a person fills into the workbook of `review` is applied like a file of decisions, also an addition."""
    from openpyxl import load_workbook

    plan, records, book = tmp_path / "plan.txt", tmp_path / "records.jsonl", tmp_path / "review.xlsx"
    plan.write_text(PLAN, encoding="utf-8")
    invoke("extract", plan, "-o", records)
    invoke("review", records, plan, "-o", book)
    filled = load_workbook(book)
    sheet = filled["核对"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row, (verdict, year) in enumerate((("修改", 2026), ("删除", None)), 2):
        sheet.cell(row, heads["决定"]).value = verdict
        sheet.cell(row, heads["年份（改）"]).value = year
    filled.save(book)
    result = invoke("extract", plan, "--decisions", book)
    assert [(row["year"], row["review"]) for row in rows(result.stdout)] == [(2026, "changed")]
    assert "2 decisions applied: 0 accepted, 1 changed, 1 removed, 0 added" in result.stderr


ADDED = {"indicator": "培育", "kind": "level", "comparator": "=", "value": 1, "unit": "项", "status": "target"}


def test_the_python_api_decides_like_the_command(invoke, tmp_path, records, decide):
    """Accepted, changed, rejected and added records are those of `extract --decisions`; what is stale is a warning."""
    stations, share, firms = records
    at = (PLAN + BEHIND).index("全省已培育") + 3
    added = firms | {"id": None, "start": at, "end": at + 2, "text": "培育"}
    gone = firms | {"id": "t0", "text": "9万家"}
    changes = {"value": 3, "unit": "万个", "indicator": "5G基站数", "departments": ["工信厅"]}
    decisions = decide(
        (stations, {"verdict": "change", "changes": changes}),
        (share, {"verdict": "reject"}),
        (added, {"verdict": "add", "changes": ADDED}),
        (gone, {"verdict": "accept"}),
    )
    said = rows(invoke("extract", tmp_path / "plan.txt", "--decisions", decisions).stdout)
    options = plancli.Options(decisions=(str(decisions),))
    with pytest.warns(UserWarning, match="decision not applied: no such figure"):
        targets = plancli.extract(plancli.read(tmp_path / "plan.txt"), options)
    assert [json.loads(dumps(to_record(target))) for target in targets] == said
    assert [str(target.review) for target in targets] == ["changed", "added"]
    assert dict(targets[0].answers)["value"].rule == "decision"
