"""Workers: the order is kept, a dead one costs one file, none stays behind."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from patience import PATIENCE, wait_until

from plancli.model import Failure
from plancli.run import processes, runner, serial
from plancli.run.serial import Ready

sys.path.insert(0, str(Path(__file__).parent))  # workers import what they run by its name

from spawned import Task, work

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True, params=["copies", "new processes"])
def start(request, monkeypatch):
    """Both ways to start a worker, where there are two."""
    if request.param == "new processes":
        monkeypatch.setattr(processes, "forks", lambda: False)


def both(names, jobs=2):
    tasks = [Task(name) for name in names]
    return list(serial.run(work, tasks)), list(processes.run(work, tasks, jobs))


def test_items_come_in_the_order_of_the_tasks():
    """Two workers give what one process gives, also where a task yields more than is kept ahead."""
    one, two = both(["200", "1", "0", "3", "150", "2", "1"])
    assert one == two
    assert len(one) == 357


def test_no_tasks_are_no_items():
    """An empty run ends at once."""
    assert both([]) == ([], [])


def test_a_failed_task_is_a_row_and_the_others_go_on():
    """An error of the input is its own words; a bug is named as one, with its traceback kept."""
    one, two = both(["1", "fail", "bug", "1"])
    for items in (one, two):
        first, failed, bug, last = items
        assert (first, last) == ("1.0", "1.0")
        assert failed == Failure("x.txt", "empty", "hint")
        assert bug.what == "internal error: KeyError: 'oh'"
        assert "Traceback" in bug.trace


def test_a_worker_that_dies_twice_is_one_failure():
    """The file is marked `crashed`, the others are done."""
    items = list(processes.run(work, [Task("1"), Task("die"), Task("2")], 2))
    assert [item for item in items if isinstance(item, str)] == ["1.0", "first", "2.0", "2.1"]
    assert [item.what for item in items if isinstance(item, Failure)] == ["crashed"]


def test_a_worker_that_dies_once_is_replaced(tmp_path):
    """The second try goes on where the first ended: nothing is lost, nothing comes twice."""
    items = list(processes.run(work, [Task(f"die:{tmp_path / 'mark'}"), Task("1")], 2))
    assert items == ["first", "second", "1.0"]


def test_a_death_costs_the_waiting_tasks_nothing():
    """What a worker was given beside the task it died on is done by the next one, in order, once."""
    items = list(processes.run(work, [Task("1"), Task("die"), Task("2"), Task("3")], 1))
    assert [item for item in items if isinstance(item, str)] == ["1.0", "first", "2.0", "2.1", "3.0", "3.1", "3.2"]
    assert [item.what for item in items if isinstance(item, Failure)] == ["crashed"]


def test_a_large_task_waits_in_no_pipe():
    """Tasks larger than a pipe (standard input read whole) are given to idle workers only, and nothing stands still."""
    tasks = [Task("2" + ":" + "x" * 300_000), Task("300"), Task("1:" + "y" * 300_000), Task("2")] * 2
    assert list(processes.run(work, tasks, 1)) == list(serial.run(work, tasks))


def test_what_all_workers_need_is_loaded_once():
    """Copies of a process that has loaded it share it; a run without work loads nothing."""
    calls = []
    warm = lambda: calls.append(1)  # noqa: E731
    assert list(processes.run(work, [], 2, warm)) == []
    assert list(processes.run(work, [Ready("known", ("a",))], 2, warm)) == ["a"]
    assert calls == []
    assert list(processes.run(work, [Task("1"), Task("2"), Task("1")], 2, warm)) == ["1.0", "2.0", "2.1", "1.0"]
    assert len(calls) == processes.forks()


def test_beside_a_thread_nothing_is_copied():
    """A lock that another thread holds would stay locked in a copy for ever."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not processes.forks()
        assert both(["2", "1"])[1] == ["2.0", "2.1", "1.0"]
    finally:
        stop.set()
        thread.join()


def test_no_number_of_workers_is_one_for_each_core():
    """`-j 0`: as many as this process has cores."""
    assert runner.cores() == len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def test_stopping_early_leaves_no_worker():
    """A caller who has seen enough ends the workers."""
    items = processes.run(work, [Task("100")] * 8, 2)
    next(items)
    children = _children(os.getpid())
    assert children
    items.close()
    assert not [child for child in children if _alive(child)]


def _children(parent: int) -> list[int]:
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _is_worker_of(pid, parent)]


def _is_worker_of(pid: int, parent: int) -> bool:
    try:
        of = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return of == parent and b"resource_tracker" not in command and b"sandbox" not in command
    except OSError:
        return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("tasks", [("10000", "10000"), ("long", "long")], ids=["between items", "within a task"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_go_when_their_parent_is_killed(number, tasks):
    """Soon after the parent's death no worker is left; left alone they would wait for ever, or work for nobody."""
    script = Path(__file__).with_name("spawned.py")
    parent = subprocess.Popen([sys.executable, script, *tasks], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert parent.stdout
    parent.stdout.readline()
    assert wait_until(lambda: len(_children(parent.pid)) == 2)
    children = _children(parent.pid)
    parent.send_signal(number)
    parent.wait(PATIENCE)
    assert wait_until(lambda: not any(map(_alive, children)))
    parent.stdout.close()
