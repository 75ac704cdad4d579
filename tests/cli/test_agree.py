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
