"""`plancli agree`: coefficients, and a file in which the differences are settled."""

import json

from .conftest import PLAN, rows


def test_two_reviews_are_compared_and_their_differences_settled(invoke, plan, tmp_path):
    """Shares and coefficients per attribute; what differs goes into a file that is one of decisions once filled in."""
    records = tmp_path / "records.jsonl"
    invoke("extract", plan, "-o", records)
    first, second = rows(records.read_text(encoding="utf-8"))
    places = ("id", "doc", "start", "end", "text", "quote")
    for name, changes in (("wang", {}), ("li", {"year": 2030})):
        lines = [
            {key: record[key] for key in places}
            | {"verdict": "change" if given else "accept", "changes": given, "by": name}
            for record, given in ((first, {}), (second, changes))
        ]  # fmt: skip
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    settle = tmp_path / "settle.jsonl"
    both = (tmp_path / "wang.jsonl", tmp_path / "li.jsonl")
    result = invoke("agree", *both, "--records", records, "--settle", settle, "-f", "jsonl")
    assert result.exit_code == 0
    found = {row["attribute"]: row for row in rows(result.stdout)}
    assert found["year"] | {"attribute": ""} == {"attribute": "", "units": 2, "share": 0.5, "kappa": 0, "alpha": 0}
    assert found["kind"]["share"] == 1
    assert "2 figures, 1 coded differently" in result.stderr
    (line,) = rows(settle.read_text(encoding="utf-8"))
    assert line["coders"]["li"] == {"verdict": "change", "year": 2030}
    extract = ("extract", plan, "--decisions", settle)
    assert "1 lines without a verdict are passed over" in invoke(*extract).stderr
    settle.write_text(json.dumps(line | {"verdict": "accept"}, ensure_ascii=False), encoding="utf-8")
    assert [row["review"] for row in rows(invoke(*extract).stdout)] == [None, "accepted"]


def settled(path, choices):
    """Fill in the workbook: the figure as written → what is chosen."""
    from openpyxl import load_workbook

    book = load_workbook(path, rich_text=True)
    sheet = book["核对"]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[heads.index("决定")].value = choices.get(row[heads.index("数量原文")].value)
        row[heads.index("核对人")].value = "赵"
    book.save(path)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_differences_are_settled_in_a_workbook_by_choosing_who_is_right(invoke, plan, tmp_path):
    """Each coder stands in the drop-down; the chosen decision is applied as its coder made it, all attributes of it."""
    records = tmp_path / "records.jsonl"
    invoke("extract", plan, "-o", records)
    read = rows(records.read_text(encoding="utf-8"))
    places = ("id", "doc", "start", "end", "text", "quote")
    for name, changes in (("wang", {}), ("li", {"year": 2030, "base_year": 2020})):
        verdict = {"verdict": "change" if changes else "accept", "changes": changes, "by": name}
        lines = [json.dumps({key: record[key] for key in places} | verdict) + "\n" for record in read]
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    book = tmp_path / "settle.xlsx"
    both = (tmp_path / "wang.jsonl", tmp_path / "li.jsonl")
    assert invoke("agree", *both, "--records", records, "--settle", book).exit_code == 0
    head, first, _ = settled(book, {read[0]["text"]: "li", read[1]["text"]: "wang"})
    assert first[head.index("wang")] == "确认；年份 2025"
    assert first[head.index("li")] == "修改；年份 2030"
    result = invoke("extract", plan, "--decisions", book)
    assert result.exit_code == 0
    found = [(row["year"], row["base_year"], row["review"]) for row in rows(result.stdout)]
    assert found == [(2030, 2020, "changed"), (2025, None, "accepted")]
    settled(book, {read[0]["text"]: "zhao"})
    assert "'zhao' is no verdict" in invoke("extract", plan, "--decisions", book).stderr


def test_records_of_two_coders_are_settled_as_decisions_about_the_first(invoke, plan, tmp_path):
    """The second coder's record replaces, adds or takes away one of the first."""
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    invoke("extract", plan, "-o", one)
    read = rows(one.read_text(encoding="utf-8"))
    other.write_text(json.dumps(read[0] | {"year": 2031}, ensure_ascii=False) + "\n", encoding="utf-8")
    texts = [record["text"] for record in read]
    for sets, status in (((one, other), [("changed", 2031)]), ((other, one), [("changed", 2025), ("added", 2025)])):
        book = tmp_path / "settle.xlsx"
        assert invoke("agree", *sets, "--settle", book).exit_code == 0
        settled(book, dict.fromkeys(texts, sets[1].stem))
        found = rows(invoke("export", sets[0], "--decisions", book, "-f", "jsonl").stdout)
        assert [(row["review"], row["year"]) for row in found] == status


def test_records_of_two_coders_are_compared(invoke, plan, tmp_path):
    """Each file holds what one person recorded; a figure that one has alone is told by `found`."""
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    invoke("extract", plan, "-o", one)
    plan.write_text(PLAN, encoding="utf-8")
    lines = one.read_text(encoding="utf-8").splitlines(keepends=True)
    other.write_text(lines[0], encoding="utf-8")
    found = {row["attribute"]: row for row in rows(invoke("agree", one, other, "-f", "jsonl").stdout)}
    assert (found["found"]["units"], found["found"]["share"], found["value"]["units"]) == (2, 0.5, 1)


def test_sets_that_cannot_be_compared_are_named(invoke, plan, tmp_path):
    """One set; decisions with records; nothing in common."""
    records, decisions = tmp_path / "records.jsonl", tmp_path / "decisions.jsonl"
    invoke("extract", plan, "-o", records)
    decisions.write_text('{"doc": "plan", "id": "t1", "verdict": "accept"}\n', encoding="utf-8")
    assert "one set agrees with nothing" in invoke("agree", records).stderr
    assert "decisions and records together" in invoke("agree", records, decisions).stderr
    other = tmp_path / "other.jsonl"
    other.write_text(records.read_text(encoding="utf-8").replace('"doc": "plan"', '"doc": "x"'), encoding="utf-8")
    result = invoke("agree", records, other)
    assert (result.exit_code, "nothing was coded by two" in result.stderr) == (1, True)
