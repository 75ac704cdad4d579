"""The table of confidence: what counts as right, what a feature weighs, how well the shares hold."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import calibrate
import calibration
import judged_texts
from calibration import Judged, is_right

GOLD = {
    "indicator": "基站", "key": "基站", "kind": "level", "comparator": "=", "value": 5, "unit": "个", "year": 2025,
    "status": "target",
}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "want", "right"),
    [
        (GOLD, GOLD, True),
        (GOLD | {"kind": "share"}, GOLD, True),
        (GOLD | {"year": None}, GOLD, False),
        (GOLD | {"status": "actual"}, GOLD, False),
        (GOLD, None, False),
        (GOLD | {"status": "other"}, None, True),
        (GOLD | {"status": "other"}, GOLD, False),
    ],
)
def test_a_record_is_right_where_every_field_that_counts_is(
    record: dict[str, Any], want: dict[str, Any] | None, right: bool
) -> None:
    """Status, value, unit, comparator, year and indicator; one that is other is right where nothing else stands."""
    assert is_right(record, want) is right


def judged(doc: int, wrong: bool, doubtful: bool, source: str = "tests/gold/judged") -> Judged:
    return Judged(source, f"d{doc}", "target", (("doubt", "x"),) if doubtful else (("kind_rule", "plain"),), not wrong)


SAMPLE = calibrate.Sample(
    [judged(n // 5, wrong=n % 2 == 0, doubtful=True) for n in range(100)]
    + [judged(n // 20, wrong=n % 20 == 0, doubtful=False) for n in range(400)]
)


def test_a_feature_weighs_what_it_was_wrong() -> None:
    """Half of the doubtful and one in twenty of the others were wrong: judged without their document, they say so."""
    share = SAMPLE.cross_validated()
    assert SAMPLE.columns == [("doubt", "x"), ("kind_rule", "plain")]
    assert abs(share[:100].mean() - 0.5) < 0.06
    assert abs(share[100:].mean() - 0.95) < 0.02
    assert calibrate.calibration_error(share, SAMPLE.right, by_number=False) < 0.05


def test_the_calibration_error_is_the_distance_between_expected_and_right() -> None:
    """All expected at 0.9, half of them right: 0.4. The least sure hold their share of the errors."""
    share, right = np.full(10, 0.9), np.array([1.0, 0.0] * 5)
    assert round(calibrate.calibration_error(share, right, by_number=False), 6) == 0.4
    assert calibrate.held(np.array([0.1] * 3 + [0.9] * 17), np.array([0.0] * 3 + [1.0] * 16 + [0.0])) == 0.75


def test_a_review_of_the_least_sure_leaves_the_errors_that_they_do_not_hold() -> None:
    """Of 20 records 4 are wrong, 3 of them among the three least sure: one in twenty is wrong after the review."""
    share, right = np.array([0.1] * 3 + [0.9] * 17), np.array([0.0] * 3 + [1.0] * 16 + [0.0])
    assert round(calibrate.left_right(share, right), 6) == 0.95
    records = [judged(1, True, True, "wild/sentences"), judged(2, False, False, "wild/sentences")]
    lines = list(calibrate.reviewed(calibrate.Sample(records), np.array([0.5, 0.5])))
    assert lines[0].startswith("sentences of odd documents: of 2 records 0.500 are right")


def test_further_annotations_are_dropped_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without texts, with the spans that were annotated whole: records outside of them are not judged."""
    text = "到2025年，建成5G基站300个。\n到2025年，培育龙头企业50家。\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    digest = calibration.stripped_gold.digest(tmp_path / "plan.txt")
    at = text.index("300个")
    gold = {"start": at, "end": at + 4, "key_start": at - 4, "key_end": at, "indicator": "5G基站", "kind": "level"}
    gold |= {"comparator": "=", "value": 300, "unit": "个", "year": 2025, "status": "target"}
    head = {"document": "plan.txt", "sha256": digest, "spans": [[0, 18]]}
    folder = tmp_path / "calibration"
    folder.mkdir()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (head, gold))
    (folder / "plan.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(calibration, "CALIBRATION", folder)
    monkeypatch.setattr(calibration, "JUDGED", tmp_path / "none")
    monkeypatch.setattr(calibration.composed, "FOLDER", tmp_path / "none")
    monkeypatch.setattr(calibration, "SHARED", tmp_path)
    monkeypatch.setattr(calibration.stripped_gold, "SHARED", tmp_path)
    monkeypatch.setattr(calibration.stripped_gold, "STRIPPED", tmp_path / "none")
    (one,) = list(calibration.judged())
    assert (one.source, one.right) == ("tests/gold/calibration", True)


def test_a_verdict_counts_while_the_record_says_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two records that people judged, the one that has another year now is left out."""
    text = "到2025年，建成5G基站300个。\n到2025年，培育龙头企业50家。\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    sha = calibration.stripped_gold.digest(tmp_path / "plan.txt")[:16]
    seen = {"status": "target", "indicator": "5G基站", "value": 300, "unit": "个", "comparator": "=", "year": 2025}
    at = text.index("300个")
    row = {"document": "plan.txt", "sha256": sha, "start": at, "end": at + 4, "seen": seen, "right": False}
    other = {"start": text.index("50家"), "end": text.index("50家") + 3}
    other["seen"] = {**seen, "indicator": "龙头企业", "value": 50, "unit": "家", "year": 2024}
    (tmp_path / "judged").mkdir()
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (row, {**row, **other}))
    (tmp_path / "judged" / "draw.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(calibration.stripped_gold, "SHARED", tmp_path)
    monkeypatch.setattr(calibration, "JUDGED", tmp_path / "judged")
    (one,) = list(calibration._of_verdicts())
    assert (one.source, one.right) == ("tests/gold/judged", False)


def test_a_judged_document_may_be_in_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by the name of the archive and its own, as long as its bytes are those that were judged."""
    text = "到2025年，建成5G基站300个。"
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.writestr("one.txt", text)
    sha = hashlib.sha256(text.encode()).hexdigest()
    monkeypatch.setattr(judged_texts.stripped_gold, "SHARED", tmp_path)
    found = judged_texts.document("plans.zip!/one.txt", sha[:16])
    assert found is not None
    assert found.text == text
    assert judged_texts.document("plans.zip!/one.txt", "0" * 16) is None
    assert judged_texts.document("none.txt", sha) is None
