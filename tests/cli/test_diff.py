"""`plancli diff`: an older against a newer plan."""

import csv
import io
import json

import pytest
from making import record, write_records

from plancli.columns import CHANGES


@pytest.fixture
def sides(tmp_path):
    """A figure raised, one dropped, one added, one unchanged, one for later."""
    older = [record("甲"), record("乙"), record("丁"), record("戊", year=2022)]
    newer = [record("甲", 90), record("丙"), record("丁"), record("戊", year=2024)]
    return write_records(tmp_path / "old.jsonl", older), write_records(tmp_path / "new.jsonl", newer)


def test_changes_are_listed(invoke, sides):
    """All but what stayed, with all columns."""
    rows = list(csv.DictReader(io.StringIO(invoke("diff", *sides, "-f", "csv").stdout)))
    assert list(rows[0]) == [column.name for column in CHANGES]
    assert {(row["change"], row["indicator"]) for row in rows} == {
        ("raised", "甲"),
        ("dropped", "乙"),
        ("added", "丙"),
        ("postponed", "戊"),
    }


def test_what_stayed_is_listed_on_demand(invoke, sides):
    """--unchanged lists it too."""
    rows = [json.loads(line) for line in invoke("diff", *sides, "--unchanged").stdout.splitlines()]
    assert ("unchanged", "丁") in {(row["change"], row["indicator"]) for row in rows}


def test_the_terminal_shows_both_sentences(invoke, sides):
    """A paragraph for each change, with both quotes."""
    text = invoke("diff", *sides, "-f", "table", env={"COLUMNS": "80"}).stdout
    assert "提高  甲  湖北省  80个 (2025) → 90个 (2025)" in text
    assert "- 甲80个" in text
    assert "+ 甲90个" in text


def test_the_same_set_twice_has_no_changes(invoke, sides):
    """Nothing changed is said."""
    result = invoke("diff", sides[0], sides[0])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing changed" in result.stderr


def test_an_empty_side_is_said(invoke, sides):
    """A set in which nothing is asked for is named."""
    result = invoke("diff", *sides, "--year", "2022")
    assert "no figures in the newer set" in result.stderr


def test_two_sides_are_needed(invoke, sides):
    """One set alone is wrong use."""
    assert invoke("diff", sides[0]).exit_code == 2


def test_sets_of_other_regions_are_told(invoke, tmp_path):
    """Two regions have nothing to change into each other."""
    paths = [
        write_records(tmp_path / f"{name}.jsonl", [record(region=region)])
        for name, region in (("a", "湖北省"), ("b", "浙江省"))
    ]
    assert "the two sets cover different regions · 湖北省 and 浙江省" in invoke("diff", *paths).stderr


def test_what_the_newer_document_covers_was_not_dropped(invoke, tmp_path):
    """--documents: words are in_words; --headline leaves the rest out."""
    older = [record("GDP", 5, "%", indicator_id="gdp_growth"), record("甲")]
    paths = [write_records(tmp_path / "a.jsonl", older), write_records(tmp_path / "b.jsonl", [record("乙")])]
    known = write_records(tmp_path / "d.jsonl", [{"region_code": "420000", "coverage": {"gdp_growth": "words"}}])
    text = invoke("diff", *paths, "--documents", known, "--headline", "-f", "csv").stdout
    assert [row["change"] for row in csv.DictReader(io.StringIO(text))] == ["in_words"]


def test_a_page_leaves_out_what_one_text_alone_has(invoke, tmp_path):
    """Where that is much; --all and files have it."""
    older = [record("甲"), *(record(f"乙{number}") for number in range(30))]
    paths = [write_records(tmp_path / "a.jsonl", older), write_records(tmp_path / "b.jsonl", [record("甲", 90)])]
    shown = invoke("diff", *paths, "-f", "table")
    assert "乙" not in shown.stdout
    assert "30 more figures that one of the two alone has · --all" in shown.stderr
    assert "乙" in invoke("diff", *paths, "-f", "table", "--all").stdout
    assert len(invoke("diff", *paths).stdout.splitlines()) == 31


def test_what_records_alone_cannot_tell_is_said(invoke, tmp_path):
    """A headline without a record in the newer set may still be named there in words: --documents tells."""
    older = write_records(tmp_path / "old.jsonl", [record("GDP", 5, "%", indicator_id="gdp_growth"), record()])
    newer = write_records(tmp_path / "new.jsonl", [record(value=90)])
    assert "1 headline figures have no record in the newer set · --documents" in invoke("diff", older, newer).stderr
    documents = tmp_path / "d.jsonl"
    documents.write_text('{"doc": "x", "region_code": "420000", "coverage": {"gdp_growth": "words"}}\n', "utf-8")
    result = invoke("diff", older, newer, "--documents", documents, "-f", "csv")
    assert "headline figures" not in result.stderr
    assert "in_words" in result.stdout
