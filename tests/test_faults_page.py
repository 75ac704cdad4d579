"""The page on faulty files names tests that there are, and leaves out no fault of reading and running."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs/faults.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there() -> None:
    """file.py::test_name stands in that file."""
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 50
    for file, name in named:
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), f"{file}::{name}"


def test_no_fault_is_left_out() -> None:
    """Faults 1 to 60 each have a row."""
    rows = re.findall(r"(?m)^\| (\d+)(?:–(\d+))? \|", PAGE)
    covered = {number for first, last in rows for number in range(int(first), int(last or first) + 1)}
    assert covered >= set(range(1, 61))
