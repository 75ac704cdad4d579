"""Garbage collection in workers and commands."""

import subprocess
import sys

SETS = "import gc; from plancli.run.collection import rarer, THRESHOLDS; rarer(); "


def test_workers_search_for_garbage_rarely():
    """After `rarer` what was loaded is frozen and the thresholds are those of plancli."""
    code = SETS + "assert gc.get_threshold() == THRESHOLDS and gc.get_freeze_count() > 1000 and gc.isenabled()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
