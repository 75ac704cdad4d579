"""Scoring: agrees with the scoring script of ../shared, and says what is wrong."""

import importlib
import json
import random
import subprocess
import sys
from copy import deepcopy
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from plancli.cli.app import cli
from plancli.evaluate.match import agreement, same_indicator, same_value
from plancli.evaluate.score import score
from plancli.lexicon import load

GOLD = {
    "start": 10, "end": 14, "text": "200个", "indicator": "政府数据集", "key": "数据集", "kind": "level",
    "comparator": ">=", "value": 200, "value_max": None, "unit": "个", "year": 2022, "status": "target",
    "optional": False,
}  # fmt: skip


def changed(**fields):
    return {**GOLD, **fields}


def written(path: Path, rows) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_perfect_prediction_scores_one():
    """Every figure of a prediction that equals the gold is 1, and there are no errors."""
    result = score([([GOLD], [GOLD])])
    assert (result.detect.f1, result.mention.f1, result.record.f1) == (1, 1, 1)
    assert not result.errors


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"year": 2021}, "wrong year"),
        ({"comparator": "="}, "wrong comparator"),
        ({"value": 201}, "wrong value"),
        ({"unit": "家"}, "wrong unit"),
        ({"indicator": "众创空间"}, "wrong indicator"),
        ({"kind": "share"}, "wrong kind"),
        ({"status": "actual"}, "target taken for actual"),
        ({"start": 40, "end": 44}, "missed"),
    ],
)
def test_each_error_has_a_name(fields, what):
    """One wrong field gives the error of that name first."""
    assert score([([GOLD], [changed(**fields)])]).errors[0].what == what


def test_optional_gold_counts_neither_for_nor_against():
    """An optional record may be found or left out."""
    optional = changed(optional=True)
    for predicted in ([], [GOLD]):
        assert score([([optional], predicted)]).detect.predicted == 0


def test_nothing_against_nothing_is_zero_not_an_error():
    """Empty sets have no rate; the figures are 0."""
    assert score([([], [])]).record.f1 == 0


def test_an_overlap_is_matched_with_the_equal_value_first():
    """Of two predictions over one gold span, the one with the right value is matched."""
    result = score([([GOLD], [changed(value=5, unit="年"), changed(start=11)])])
    assert result.record.right == 1


@pytest.mark.parametrize(
    ("value", "unit", "same"),
    [(1.3, "万亿元", True), (13000, "亿元", True), (1.3e12, "元", True), (1.31, "万亿元", False)],
)
def test_multiples_of_a_unit_are_the_same_value(value, unit, same):
    """1.3万亿元 is 13000亿元."""
    assert same_value(changed(value=1300000000000, unit="元"), {"value": value, "unit": unit}) is same


@pytest.mark.parametrize(
    ("indicator", "same"),
    [("全市政府数据集", True), ("“政府”数据集", True), ("", False), (None, False), ("平台", False)],
)
def test_an_indicator_needs_its_key_or_most_of_its_letters(indicator, same):
    """The key within a phrase that is not much longer counts; another noun does not."""
    assert same_indicator(GOLD, {"indicator": indicator}) is same


def test_a_floor_that_is_not_reached_exits_with_4(tmp_path):
    """`--floor` turns a low score into exit code 4, a reached floor into 0."""
    gold = written(tmp_path / "gold.jsonl", [GOLD, changed(start=50, end=54)])
    half = written(tmp_path / "half.jsonl", [GOLD])
    runner = CliRunner()
    assert runner.invoke(cli, ["evaluate", gold, half, "--floor", "record=0.5"]).exit_code == 0
    low = runner.invoke(cli, ["evaluate", gold, half, "--floor", "record=0.9"])
    assert low.exit_code == 4
    assert "record F1 0.6667 · floor 0.9" in low.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--floor", "x=1"], "not FIGURE=NUMBER"), (["--floor", "record=90"], "not FIGURE=NUMBER")],
)
def test_a_wrong_floor_is_wrong_use(tmp_path, arguments, says):
    """An unknown figure or a rate above 1 exits with 2 and one line."""
    gold = written(tmp_path / "gold.jsonl", [GOLD])
    result = CliRunner().invoke(cli, ["evaluate", gold, gold, *arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_record_without_a_needed_column_is_wrong_use(tmp_path):
    """Gold without `key` cannot be scored; the line names the column."""
    gold = written(tmp_path / "gold.jsonl", [{k: v for k, v in GOLD.items() if k != "key"}])
    result = CliRunner().invoke(cli, ["evaluate", gold, gold])
    assert result.exit_code == 2
    assert "column key is missing" in result.stderr


def test_gold_that_names_its_documents_is_matched_document_by_document(tmp_path):
    """The same span in two documents is two statements."""
    gold = written(tmp_path / "gold.jsonl", [changed(doc="a"), changed(doc="b")])
    predicted = written(tmp_path / "predicted.jsonl", [changed(doc="b"), changed(doc="c")])
    result = CliRunner().invoke(cli, ["evaluate", gold, predicted, "-f", "json"])
    assert json.loads(result.stdout)["detect"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 2, "predicted": 2, "right": 1,
    }  # fmt: skip


SPELLED = {
    "%": ["％", "percent", " %"], "百分点": ["pp", "个百分点"], "位": ["名次", "名位", "位次"],
    "t": ["吨", "万吨"], "个": ["（个）", "项"],
}  # fmt: skip


STATUSES = ("actual", "other")


def perturbed(rows, seed):
    """What a middling extractor would give: fields wrong, records left out, invented, moved, in multiples."""
    dice = random.Random(seed)
    found = []
    for row in map(deepcopy, rows):
        if dice.random() < 0.1:
            continue
        wrong = {"comparator": "~", "year": 1999, "unit": "台", "kind": "rank", "status": dice.choice(STATUSES)}
        wrong |= {"indicator": row["indicator"][:2], "value": row["value"] * 2, "start": row["start"] + 1}
        row.update({name: other for name, other in wrong.items() if dice.random() < 0.08})
        if row["unit"] == "元" and dice.random() < 0.5:
            row["value"], row["unit"] = row["value"] / 1e8, "亿元"
        elif row["unit"] in SPELLED and dice.random() < 0.5:
            row["unit"] = dice.choice(SPELLED[row["unit"]])
        elif dice.random() < 0.1:
            row["value"], row["unit"] = row["value"] / 1e4, "万" + row["unit"]
        found.append(row)
        if dice.random() < 0.1:
            found.append({**row, "start": row["start"] + 30, "end": row["end"] + 30, "status": "target"})
        if dice.random() < 0.05:
            found.append({**row, "value": None, "value_max": None, "status": "target"})
    return found


def test_the_score_can_be_written_to_a_file(tmp_path):
    """`-o` takes what would be printed."""
    gold = written(tmp_path / "gold.jsonl", [GOLD])
    result = CliRunner().invoke(cli, ["evaluate", gold, gold, "-f", "json", "-o", str(tmp_path / "score.json")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))["record"]["f1"] == 1


def test_one_document_is_matched_whatever_it_is_called(tmp_path):
    """Gold of `hubei` scores the prediction of `stdin`."""
    gold = written(tmp_path / "gold.jsonl", [changed(doc="hubei")])
    predicted = written(tmp_path / "predicted.jsonl", [changed(doc="stdin")])
    result = CliRunner().invoke(cli, ["evaluate", gold, predicted, "-f", "json"])
    assert json.loads(result.stdout)["detect"]["f1"] == 1


@pytest.mark.shared
def test_spellings_of_units_are_those_of_the_script(shared, monkeypatch):
    """Scoring folds exactly the units that the script folds, with the same factors."""
    monkeypatch.syspath_prepend(str(shared / "tools"))
    factors = importlib.import_module("score").FACTORS
    ours = {unit: (base, float(Fraction(factor))) for unit, (base, factor) in load.table("scoring").items()}
    assert ours == {unit: (base, float(factor)) for unit, (base, factor) in factors.items()}


@pytest.mark.parametrize(
    ("unit", "spelled", "same"),
    [("%", "percent", True), ("百分点", "pp", True), ("位", "名次", True), ("个", "(个)", True), ("个", "万个", False)],
)
def test_a_unit_may_be_spelled_as_the_guidelines_allow(unit, spelled, same):
    """percent is %, pp is 百分点; what the guidelines do not name is another unit."""
    assert agreement(changed(unit=unit), changed(unit=spelled))["unit"] is same


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_the_script_to_four_digits(shared, tmp_path, seed):
    """On perturbed gold of all documents, every figure is that of ../shared/tools/score.py."""
    files = []
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        files += [str(gold), written(tmp_path / gold.name, perturbed(rows, f"{seed}{gold.stem}"))]
    script = [sys.executable, str(shared / "tools" / "score.py"), "--json", *files]
    theirs = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    ours = json.loads(CliRunner().invoke(cli, ["evaluate", "-f", "json", *files]).stdout)
    assert 0.3 < theirs["record"]["f1"] < 0.9
    assert ours == theirs


def test_a_mention_counts_only_where_it_was_taken_for_one():
    """A target that was taken for `other` is no mention found; one taken for an actual value is."""
    found = {status: score([([GOLD], [changed(status=status)])]).mention for status in ("target", "actual", "other")}
    assert {status: count.right for status, count in found.items()} == {"target": 1, "actual": 1, "other": 0}
    assert all(count.precision <= 1 and count.recall <= 1 for count in found.values())


def test_a_target_without_a_figure_counts_neither_way():
    """Beside the right record, one without a value changes nothing."""
    stated = changed(value=None, value_max=None)
    assert score([([GOLD], [GOLD, stated])]) == score([([GOLD], [GOLD])])
