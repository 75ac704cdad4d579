"""Going on after an interruption: the end is that of an undisturbed run."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from decimal import Decimal

import pytest

from plancli.errors import OutputError
from plancli.run.journal import Journal, key_of

pytestmark = pytest.mark.processes

PLAN = "浙江省数字经济发展规划\n到2025年，全省建成5G基站2.6万个以上，数字经济增加值占比达到60%。\n"
PLANCLI = [sys.executable, "-c", "from plancli.cli import main; main()"]


def stopped(output, rows, settings="v1"):
    """Leave the journal of a run that was stopped after `rows`."""
    with suppress(KeyboardInterrupt), Journal(output, settings) as journal:
        for key, value in rows:
            journal.keep(key, [value])
        raise KeyboardInterrupt


def test_what_was_kept_is_found_exactly(tmp_path):
    """Rows come back as they were, numbers to the last digit."""
    stopped(tmp_path / "out", [("a", {"value": Decimal("2.60"), "text": "二"}), ("b", {"value": 10**30})])
    with Journal(tmp_path / "out", "v1") as journal:
        assert journal.find("a") == [{"value": Decimal("2.6"), "text": "二"}]
        assert journal.find("b") == [{"value": 10**30}]
        assert journal.find("c") is None
    assert os.listdir(tmp_path) == []


def test_other_settings_start_anew(tmp_path):
    """Results of other options or another version are not mixed in."""
    stopped(tmp_path / "out", [("a", {})])
    with Journal(tmp_path / "out", "v2") as journal:
        assert journal.find("a") is None


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_torn_line_is_dropped(tmp_path, cut):
    """A crash in the middle of a line costs that source and no other."""
    stopped(tmp_path / "out", [("a", {"x": 1}), ("b", {"text": "二" * 20})])
    path = tmp_path / ".out.resume"
    path.write_bytes(path.read_bytes()[:-cut])
    with Journal(tmp_path / "out", "v1") as journal:
        assert journal.find("a") == [{"x": 1}]
        assert journal.find("b") is None
        journal.keep("b", [{"y": 2}])
        assert journal.find("b") == [{"y": 2}]


def test_two_runs_do_not_share_an_output(tmp_path):
    """The second is told who holds it."""
    with (
        Journal(tmp_path / "out", "v1"),
        pytest.raises(OutputError, match="another run writes this output"),
        Journal(tmp_path / "out", "v1"),
    ):
        pass


def test_a_changed_file_has_another_key(tmp_path):
    """Size and time belong to the key."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    before = key_of(str(path))
    path.write_text("xy")
    assert key_of(str(path)) != before


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_ends_like_an_undisturbed_one(tmp_path, jobs, number):
    """Stopped at a random moment and begun again, also after kill -9: the same bytes, and nothing left beside them."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for index in range(12):
        (folder / f"{index}.txt").write_text(PLAN.replace("2.6", f"{index}.6") * 30, encoding="utf-8")
    (folder / "empty.txt").touch()
    plain, out = tmp_path / "plain.jsonl", tmp_path / "out.jsonl"
    subprocess.run([*PLANCLI, "extract", folder, "-o", plain, "-q"], stderr=subprocess.DEVNULL)
    call = [*PLANCLI, "extract", folder, "-o", out, "-q", "--resume", "-j", jobs]
    for _ in range(2):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        time.sleep(random.Random(f"{jobs}{number}").uniform(0.2, 0.9))
        process.send_signal(number)
        process.wait(20)
    assert subprocess.run(call, stderr=subprocess.DEVNULL).returncode == 3
    assert out.read_bytes() == plain.read_bytes()
    left = {name for name in os.listdir(tmp_path) if not name.startswith(".plancli-")}
    assert left == {"plans", "plain.jsonl", "out.jsonl"}
