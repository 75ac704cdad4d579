"""Several files of records as one set."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from making import record, write_records

from plancli.errors import InputError, UsageError
from plancli.records.sets import load_sets


def test_files_and_folders_are_put_together(tmp_path: Path) -> None:
    """Files in the order given, a folder by name with all below it; lock files and texts are passed over."""
    (tmp_path / "sub").mkdir()
    write_records(tmp_path / "b.jsonl", [record("乙", doc="b")])
    write_records(tmp_path / "sub" / "a.jsonl", [record("甲", doc="a")])
    (tmp_path / "~$b.xlsx").write_text("lock")
    (tmp_path / "b.txt").write_text("text")
    first = write_records(tmp_path.parent / "first.jsonl", [record("丙", doc="c")])
    assert [row["indicator"] for row in load_sets([first, tmp_path])] == ["丙", "乙", "甲"]


def test_a_record_in_two_files_is_one(tmp_path: Path) -> None:
    """The same statement counts once; another indicator or value at its place counts too."""
    one = record()
    files = [
        write_records(tmp_path / name, rows)
        for name, rows in [("a.jsonl", [one]), ("b.jsonl", [one, one | {"indicator": "4G基站"}])]
    ]
    assert len(load_sets(files)) == 2


def test_records_made_by_hand_all_count(tmp_path: Path) -> None:
    """Without a place in a document, nothing says that two rows are one."""
    one = record(start=None, end=None)
    assert len(load_sets([write_records(tmp_path / "a.jsonl", [one, one])])) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "别的"}, "doc-湖北省: 80 and 别的 in one place"),
        ({"start": 9999, "end": 10001, "region": "浙江省", "region_code": "330000"}, "420000 in .*a.jsonl, 330000 in"),
    ],
)
def test_two_documents_with_one_id_are_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    """Two texts in one place, or two regions, under one id are two documents."""
    one = record()
    files = [write_records(tmp_path / "a.jsonl", [one]), write_records(tmp_path / "b.jsonl", [one | change])]
    with pytest.raises(UsageError, match=f"two documents with one id · .*{message}"):
        load_sets(files)


def test_a_document_may_speak_of_other_places(tmp_path: Path) -> None:
    """A statement about another region in one file is no second document."""
    rows = [record(), record(), record(doc="doc-湖北省", region="浙江省")]
    files = [write_records(tmp_path / "a.jsonl", rows[:1]), write_records(tmp_path / "b.jsonl", rows[1:])]
    assert len(load_sets(files)) == 3


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`-` is standard input."""
    text = write_records(tmp_path / "a.jsonl", [record()]).read_text("utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert len(load_sets(["-"])) == 1


def test_a_folder_without_records_is_said(tmp_path: Path) -> None:
    """A folder of texts holds no records."""
    with pytest.raises(InputError, match="no files of records"):
        load_sets([tmp_path])


def test_what_is_taken_is_checked_and_lean(tmp_path):
    """Records of other statuses go by, counted and checked; those kept have the columns that comparing reads."""
    from making import record, write_records

    from plancli.records.take import LEAN, Take

    path = write_records(tmp_path / "set.jsonl", [record(), record(status="actual")])
    take = Take({"target"})
    (kept,) = load_sets([path], take=take)
    assert (take.seen, tuple(kept)) == (2, LEAN)
    whole = load_sets([path])[0]
    assert kept == {name: whole[name] for name in LEAN}
