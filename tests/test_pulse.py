"""A reader that says it goes on has its time for each page; one that is silent is ended."""

import os
import subprocess
import sys
import tempfile

import pytest

from plancli.read.sandbox import pulse
from plancli.read.sandbox.limits import GRACE, ReaderProcess, WorkerDiedError

PROGRAM = """
import sys, time
from plancli.read.sandbox.limits import GOES_ON, receive, send
receive(sys.stdin.buffer)
for _ in range({beats}):
    time.sleep({pause})
    send(sys.stdout.buffer, GOES_ON)
time.sleep({rest})
send(sys.stdout.buffer, ("found", []))
"""


def reader(beats: int, pause: float, rest: float) -> ReaderProcess:
    program = PROGRAM.format(beats=beats, pause=pause, rest=rest)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "process_group": 0}
    process = subprocess.Popen([sys.executable, "-c", program], **pipes)
    return ReaderProcess(process, tempfile.TemporaryFile(), os.getpid())


@pytest.mark.processes
def test_a_reader_that_goes_on_has_its_time_for_each_page() -> None:
    """Five pages of half a limit each: the answer comes."""
    process = reader(5, GRACE / 2, 0.0)
    assert process.ask("read", GRACE) == ("found", [])
    process.close()


@pytest.mark.processes
def test_a_reader_that_falls_silent_is_ended() -> None:
    """After a page it hangs: it is ended, as late."""
    process = reader(1, 0.1, 600.0)
    with pytest.raises(WorkerDiedError) as death:
        process.ask("read", GRACE)
    assert death.value.late
    assert process.process.poll() is not None


def test_a_beat_reaches_the_last_listener_alone() -> None:
    """Outside of the worker nobody listens, and a beat is nothing."""
    pulse.beat()
    heard: list[int] = []
    pulse.listen(lambda: heard.append(1))
    pulse.listen(lambda: heard.append(2))
    pulse.beat()
    pulse.listen(None)
    pulse.beat()
    assert heard == [2]
