"""The Makefile offers what people are told it offers."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TARGETS = (
    "demo",
    "test",
    "quick",
    "coverage",
    "site",
    "cases",
    "lint",
    "types",
    "docs",
    "gate",
    "bench",
    "compiled",
    "clean",
)

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
]


def make(*arguments: str) -> str:
    done = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", *arguments], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def test_help_has_a_line_for_each_target():
    """`make help` names every target once, with a few words."""
    lines = dict(re.findall(r"^  (\S+) +(\S.*)$", make("help"), re.MULTILINE))
    assert set(TARGETS) <= set(lines)


@pytest.mark.parametrize("target", TARGETS)
def test_target_is_defined(target):
    """Every target can be planned, and does something."""
    assert make("--dry-run", target).strip()


def test_demo_writes_the_five_files():
    """The plan of `make demo` names each file that is promised in data/extracted."""
    plan = make("--dry-run", "demo")
    for name in ("targets.jsonl", "targets.csv", "documents.jsonl", "comparison.csv", "plan.xlsx"):
        assert f"data/extracted/{name}" in plan


def test_quick_runs_tests_that_exist():
    """A module that was renamed would leave `make quick` with nothing to run."""
    named = set(re.findall(r"tests/test_\w+\.py", make("--dry-run", "quick")))
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
