"""tools/bench.py: what it says of measurements; nothing here is timed."""

import os
import sys

import pytest

import bench
import bench_compiled
import timing
from bench import Figure
from timing import Spread


def test_a_spread_says_median_least_and_greatest():
    """Ratios are those of measurements taken one after the other, not of their medians."""
    ratio = timing.over(Spread((2.0, 9.0, 4.0)), Spread((1.0, 3.0, 4.0)))
    assert ratio.said() == "2.00 (1.00–3.00)"


@pytest.mark.parametrize(("value", "most", "missed"), [(1.9, False, True), (2.0, False, False), (2.1, True, True)])
def test_a_missed_floor_is_told(value, most, missed):
    """Below what must be reached, or above what must not be passed."""
    figure = Figure("speed", "x", value, 2.0, most)
    assert figure.missed is missed
    assert ("(missed)" in figure.wanted) is missed


def test_what_cannot_be_judged_misses_nothing():
    """Times on the clock of a busy machine have no value: they are said, and judged by nobody."""
    assert not Figure("two cores", "0.9 × as fast; not judged", None, 1.85).missed


def test_the_cost_of_a_command_is_that_of_its_workers_too():
    """CPU and memory are read when the command has ended; one that fails is an error."""
    used = timing.cost([sys.executable, "-c", "sum(range(10**6))"])
    assert used.cpu > 0
    assert used.megabytes > 1
    with pytest.raises(RuntimeError):
        timing.cost([sys.executable, "-c", "raise SystemExit(1)"])


def test_the_page_has_a_row_for_each_figure():
    """docs/performance.md: what, measured, floor."""
    text = bench.page([Figure("speed", "2.50 (2.40–2.60)", 2.5, 2.0), Figure("memory", "40 MB")], "compiled modules")
    assert "| speed | 2.50 (2.40–2.60) | ≥ 2 |\n| memory | 40 MB |  |" in text


def test_the_page_says_which_modules_were_measured():
    """Speed of compiled modules is no speed of Python."""
    assert ", pure Python.\n" in bench.page([], "pure Python")


def test_processes_of_the_bench_have_the_package_that_is_measured(tmp_path):
    """A compiled one comes before the checkout's, for commands and for what is spawned; nothing stays of it."""
    before = list(sys.path), dict(os.environ)
    with bench_compiled.installed(str(tmp_path)):
        assert sys.path[0] == str(tmp_path) == os.environ["PYTHONPATH"].split(os.pathsep)[0]
        assert "PLANCLI_NATIVE" not in os.environ
    with bench_compiled.installed(None):
        assert os.environ["PLANCLI_NATIVE"] == "no"
    assert (list(sys.path), dict(os.environ)) == before


def test_a_folder_compiled_before_is_taken_as_it_is(tmp_path):
    """Compiling takes a minute and more: what is there is used, and for the Python alone nothing is made."""
    with bench_compiled.compiled(str(tmp_path), pure=False) as folder:
        assert folder == str(tmp_path)
    with bench_compiled.compiled(None, pure=True) as folder:
        assert folder is None
