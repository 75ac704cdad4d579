"""Temporary folders of readers: gone with their process, also where it was killed with the program that it ran."""

import os
import tempfile
import time
from pathlib import Path

import papers
import pytest

from plancli.errors import InputError
from plancli.model import Options
from plancli.read import from_bytes
from plancli.read.sandbox import folders, limits

SLOW = """#!/bin/sh
[ "$1" = --list-langs ] && echo chi_sim && exit 0
echo $$ > {pid}
exec sleep 60
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files, of this process and of those it starts."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_after_its_use(place):
    """It bears the number of its process."""
    with folders.folder() as one:
        assert one.name.startswith(f"plancli-read-{os.getpid()}-")
    assert not list(place.iterdir())


def test_what_nobody_has_touched_for_a_day_goes(place):
    """A folder of now may be of a process elsewhere; a link and what is not ours stay."""
    old, new, other = place / "plancli-read-1-old", place / "plancli-read-1-new", place / "plancli-data"
    for path in (old, new, other):
        path.mkdir()
    (place / "plancli-read-1-link").symlink_to(other)
    (old / "page.pgm").write_bytes(b"P5")
    for path in (old, other):
        os.utime(path, (time.time() - 100_000,) * 2)
    folders.sweep()
    assert sorted(path.name for path in place.iterdir()) == [
        "plancli-data",
        "plancli-read-1-link",
        "plancli-read-1-new",
    ]


@pytest.mark.processes
@pytest.mark.skipif(os.name != "posix", reason="process groups are those of POSIX")
def test_a_reader_that_takes_too_long_takes_its_tesseract_along(place, monkeypatch, readers_dismissed):
    """Neither the program nor its folder outlives the reader that was ended."""
    program = place / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(SLOW.format(pid=place / "pid"), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    # tesseract reads only where rapidocr is not installed
    (program.parent / "sitecustomize.py").write_text('import sys\nsys.modules["rapidocr"] = None\n', encoding="utf-8")
    monkeypatch.syspath_prepend(program.parent)
    monkeypatch.setattr(limits, "GRACE", 4.0)
    monkeypatch.setattr(limits, "_workers", [])
    with pytest.raises(InputError, match="takes too long"):
        list(from_bytes(papers.scan(1), "scan.pdf", Options(ocr=True, seconds=2.0)))
    assert not list(place.glob("plancli-read-*"))
    if (place / "pid").exists():
        with pytest.raises(ProcessLookupError):
            _wait_gone(int((place / "pid").read_text()))


def _wait_gone(process: int) -> None:
    for _ in range(50):
        os.kill(process, 0)
        time.sleep(0.1)
