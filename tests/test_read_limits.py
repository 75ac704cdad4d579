"""Risky readers may crash, hang or eat memory: that is one line about one file, and the next file is read."""

import io
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from office import docx, paragraph

from plancli.errors import InputError, MissingExtra
from plancli.model import Document, Options
from plancli.read import from_bytes
from plancli.read.sandbox import limits

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True)
def bad_worker(monkeypatch: pytest.MonkeyPatch, readers_dismissed: None) -> Iterator[None]:
    """A worker of its own for each test, with a reader that misbehaves on command."""
    monkeypatch.setattr(limits, "WORKER", "bad_worker")
    monkeypatch.setattr(limits, "GRACE", 0.0)
    yield
    close()


def close() -> None:
    for worker in limits._workers:
        worker.close()
    limits._workers.clear()


def ask(command: str, options: Options | None = None) -> str:
    """The text that the worker makes of `command`."""
    (found,) = limits.read_apart("pdf", command.encode(), "a.pdf", options or Options())
    assert isinstance(found, Document)
    return found.text


def test_one_worker_serves_many_files() -> None:
    """The second file is read by the process of the first, which is not ours; what it prints disturbs nothing."""
    first, second = ask("hello").split()[1], ask("hello").split()[1]
    assert first == second != str(os.getpid())


def test_a_death_is_told_and_the_next_file_is_read() -> None:
    """A reader that is killed twice is `crashed`, in one line with the file's name."""
    with pytest.raises(InputError, match=r"^crashed · a\.pdf · its reader died twice"):
        ask("die")
    assert ask("hello")


def test_a_death_is_tried_again_once(tmp_path: Path) -> None:
    """A reader that dies the first time only (memory was short for a moment) loses nothing."""
    assert ask(str(tmp_path / "flag")).startswith("/")


def test_an_unforeseen_error_is_named() -> None:
    """A bug in a reader ends as `crashed` with the last line of its traceback."""
    with pytest.raises(InputError, match="no such glyph"):
        ask("bug")


def test_a_hanging_reader_is_ended() -> None:
    """Time is limited from outside, whatever the reader does."""
    start = time.monotonic()
    with pytest.raises(InputError, match=r"takes too long · a\.pdf"):
        ask("hang", Options(seconds=1.5))
    assert time.monotonic() - start < 50  # the reader sleeps for 60
    assert ask("hello")


def test_a_reader_without_end_is_ended() -> None:
    """Its time on the processor is limited, too."""
    with pytest.raises(InputError, match=r"takes too long · a\.pdf"):
        ask("spin", Options(seconds=1.5))
    assert ask("hello")


def test_waiting_for_the_processor_does_not_count() -> None:
    """Eight seconds, of which one on the processor, are within a limit of four: others may have had the machine."""
    assert ask("share", Options(seconds=4.0)).startswith("share")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by the system on Linux only")
def test_memory_is_limited() -> None:
    """A reader that wants more than allowed is refused; the machine keeps its memory."""
    with pytest.raises(InputError, match="too much memory"):
        ask("memory", Options(memory=700_000_000))


@pytest.mark.parametrize(("command", "kind"), [("refuse", InputError), ("extra", MissingExtra)])
def test_what_the_reader_refuses_comes_as_it_was_said(command: str, kind: type[InputError]) -> None:
    """Kind and parts of an error survive the way between the processes."""
    with pytest.raises(InputError) as caught:
        ask(command)
    assert type(caught.value) is kind
    assert caught.value.where == "a.pdf"


def test_nothing_but_data_comes_back() -> None:
    """A message that holds anything but plancli's own types is no message: it could run code."""
    import io

    data = pickle.dumps(Path)
    with pytest.raises(pickle.UnpicklingError):
        limits.receive(io.BytesIO(limits.LENGTH.pack(len(data)) + data))


def test_word_files_are_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word file is never parsed in the process that works on all the others."""
    monkeypatch.setattr(limits, "WORKER", "plancli.read.sandbox.worker")
    (found,) = from_bytes(docx(paragraph("建成40个平台。")), "a.docx")
    assert isinstance(found, Document)
    assert "plancli.read.office.docx" not in sys.modules or limits._workers


def test_a_worker_ends_with_its_owner() -> None:
    """When the program ends, however it ends, no process of it stays behind."""
    code = (
        "import os, signal\nfrom plancli.read.sandbox import limits\nfrom plancli.model import Options\n"
        "limits.WORKER = 'bad_worker'\n"
        "found = limits.read_apart('pdf', b'hello', 'a', Options())\n"
        "print(found[0].text.split()[1], flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    path = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": path})
    child = int(done.stdout)
    for _ in range(40):
        if not _runs(child):
            return
        time.sleep(0.05)
    raise AssertionError("the worker is still there")


def _runs(process: int) -> bool:
    """Is there such a process that has not ended? (An ended one may wait for its parent to ask.)"""
    try:
        return Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def test_documents_of_a_large_table_come_in_several_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message holds some megabytes, and no row is lost between two: all as one would be in memory twice."""
    monkeypatch.setattr(limits, "WORKER", "plancli.read.sandbox.worker")
    monkeypatch.setattr(limits, "GRACE", 60.0)
    book = openpyxl.Workbook()
    book.active.append(["title", "content"])
    dice = Random(1)
    texts = ["".join(chr(dice.randrange(0x4E00, 0x9FA0)) for _ in range(30_000)) for _ in range(150)]
    for number, text in enumerate(texts):
        book.active.append([f"文件{number}", text])
    target = io.BytesIO()
    book.save(target)
    answers: list[Any] = []
    plain = limits.receive
    monkeypatch.setattr(limits, "receive", lambda pipe: answers.append(plain(pipe)) or answers[-1])
    found = list(from_bytes(target.getvalue(), "plans.xlsx"))
    assert [one.text for one in found if isinstance(one, Document)] == texts
    kinds = [kind for kind, _ in answers if kind != limits.GOES_ON[0]]
    assert kinds == [limits.SOME_FOUND] * (len(kinds) - 1) + ["found"]
    assert len(kinds) > 2
