"""The gold records point into their documents, and those without text can be joined with theirs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import gold
from plancli.read import read

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
CALIBRATION = sorted((GOLD / "calibration").glob("*.jsonl"))
BRIEFS = sorted(path.stem for path in (ROOT / "data" / "raw").glob("*.txt"))


def said(row: dict[str, Any]) -> str:
    fields = ("text", "indicator", "kind", "comparator", "value", "unit", "year", "status")
    return json.dumps([row[field] for field in fields], ensure_ascii=False)


@pytest.mark.parametrize("name", BRIEFS)
def test_gold_of_a_brief_points_at_its_words(name):
    """Every gold record of data/raw holds the words that stand at its offsets, and a key of its document."""
    text = (ROOT / "data" / "raw" / f"{name}.txt").read_bytes().decode("utf-8")
    for row in gold.rows(GOLD / f"{name}.jsonl"):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["key"] in text


@pytest.mark.parametrize("name", BRIEFS)
def test_gold_and_annotations_say_the_same(name):
    """The annotations of a brief, in the order of the text, have the values that its gold has."""
    text = (ROOT / "data" / "raw" / f"{name}.txt").read_text(encoding="utf-8")
    written = gold.rows(GOLD / f"{name}.ann.jsonl")
    assert all(text.count(row["context"]) == 1 for row in written)
    assert sorted(map(said, written)) == sorted(map(said, gold.rows(GOLD / f"{name}.jsonl")))


def test_stripping_and_joining_gives_the_records_back(tmp_path):
    """What `strip` writes, `join` makes whole again from the document."""
    source = ROOT / "data" / "raw" / "hubei.txt"
    (tmp_path / "hubei.txt").write_bytes(source.read_bytes())
    full = gold.rows(GOLD / "hubei.jsonl")
    head = {"document": "hubei.txt", "sha256": gold.digest(source)}
    lines = [head, *gold.strip(full, gold.decoded(source))]
    (tmp_path / "hubei.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert gold.join(tmp_path / "hubei.jsonl", tmp_path) == full


def test_another_document_is_refused(tmp_path):
    """Gold made from other bytes is not joined."""
    (tmp_path / "a.txt").write_text("另一份文件", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"document": "a.txt", "sha256": "0"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="is not the document"):
        gold.join(tmp_path / "a.jsonl", tmp_path)


@pytest.mark.parametrize("suite", ["statuses", "composed"])
def test_no_two_written_documents_have_one_id(suite):
    """A proof names a document by its id, and training tells documents apart by it."""
    lines = [line for path in sorted((GOLD / suite).glob("*.jsonl")) for line in gold.rows(path)]
    met = Counter(row["id"] for row in lines)
    assert len(met) > 100
    assert [name for name, times in met.items() if times > 1] == []


@pytest.mark.shared
@pytest.mark.parametrize("path", sorted((GOLD / "shared").glob("*.jsonl")), ids=lambda path: path.stem)
def test_stripped_gold_joins_with_its_document(path):
    """Every record of tests/gold/shared finds a quantity and a key in its document."""
    for row in gold.join(path):
        assert all((row["text"], row["key"]))


@pytest.mark.shared
@pytest.mark.parametrize("path", CALIBRATION, ids=[path.stem for path in CALIBRATION])
def test_gold_for_calibration_counts_in_the_text_that_is_read(path):
    """Offsets are those of the decoded text: a byte order mark is no character of it."""
    document = gold.SHARED / gold.rows(path)[0]["document"]
    text = read(document).text
    joined = gold.join(path)
    assert joined
    assert [row["text"] for row in joined] == [text[row["start"] : row["end"]] for row in joined]
