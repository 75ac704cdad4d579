"""Whole files or none: what stands under a name is never half a result."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plancli.errors import OutputError
from plancli.run.atomic import check_writable, opened, replacing

pytestmark = pytest.mark.processes


def test_a_result_appears_whole(tmp_path):
    """The new text stands under the name, and nothing is left beside it."""
    with opened(tmp_path / "out.txt") as stream:
        stream.write("新")
        assert not (tmp_path / "out.txt").exists()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "新"
    assert os.listdir(tmp_path) == ["out.txt"]


def _half_and_then(stream, trouble):
    stream.write("half")
    raise trouble


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt, OSError])
def test_trouble_leaves_the_old_file_and_nothing_else(tmp_path, trouble):
    """Whatever is raised while writing, Ctrl-C included, the old file stays as it was."""
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises((trouble, OutputError)), opened(path) as stream:
        _half_and_then(stream, trouble)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.txt"]


KILLED = """
import os, signal, sys
from pathlib import Path
from plancli.run.atomic import opened
with opened(Path(sys.argv[1])) as stream:
    stream.write("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can ask whether a process lives")
def test_what_a_killed_process_left_goes_with_the_next_result(tmp_path):
    """The temporary file of a process that is dead is removed; that of a living one, and of another program, stays."""
    path = tmp_path / "out.txt"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == -9
    assert [name.startswith(".plancli-") for name in os.listdir(tmp_path)] == [True]
    (tmp_path / ".plancli-notes.txt").write_text("mine")
    with replacing(path) as living, opened(tmp_path / "other.txt") as stream:
        stream.write("new")
        assert living.exists()
    assert sorted(os.listdir(tmp_path)) == [".plancli-notes.txt", "other.txt", "out.txt"]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "no space left"), (errno.EDQUOT, "no space left"), (errno.EROFS, "read-only folder")],
)
def test_the_reason_is_said_in_words(tmp_path, number, says):
    """A full disk is `no space left` with the name of the file and what to do."""
    with pytest.raises(OutputError, match=says) as caught, replacing(tmp_path / "out.txt"):
        raise OSError(number, os.strerror(number))
    assert str(tmp_path / "out.txt") in str(caught.value)
    assert caught.value.hint


def test_a_writer_that_names_its_temporary_file_is_told_of_by_the_name_that_people_know(tmp_path):
    """A database says which file it could not write; people know the one that they asked for."""
    with pytest.raises(OutputError) as caught, replacing(tmp_path / "out.sqlite") as path:
        raise OutputError("no space left", str(path), "write elsewhere")
    assert caught.value.where == str(tmp_path / "out.sqlite")


def test_a_full_folder_for_temporary_files_is_named(tmp_path, small_disk, monkeypatch):
    """The disk of the output has space: the one of TMPDIR is full."""
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    with pytest.raises(OutputError) as caught, replacing(tmp_path / "out.xlsx"):
        raise OSError(errno.ENOSPC, "full")
    assert caught.value.where == f"{small_disk} (TMPDIR)"


@pytest.mark.parametrize(
    ("name", "says"), [("no/such/out.txt", "no such folder"), (".", "is a folder"), ("x" * 300, "name too long")]
)
def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path, name, says):
    """A missing folder, a folder's own name and a name of 300 bytes are one line each."""
    with pytest.raises(OutputError, match=says), opened(tmp_path / name) as stream:
        stream.write("x")


@pytest.mark.parametrize(
    ("name", "says"), [("no/such/out.txt", "no such folder"), (".", "is a folder"), ("x" * 300, "name too long")]
)
def test_a_place_is_refused_before_the_work(tmp_path, name, says):
    """What could not hold a file at the end is refused at the beginning, in the same words."""
    with pytest.raises(OutputError, match=says):
        check_writable(tmp_path / name)


def test_to_ask_leaves_no_trace(tmp_path):
    """A new place stays empty, an old file as it was with its time; a pipe without a reader is not waited for."""
    old, pipe = tmp_path / "old.txt", tmp_path / "pipe"
    old.write_text("old", encoding="utf-8")
    os.utime(old, (1, 1))
    os.mkfifo(pipe)
    for path in (old, pipe, tmp_path / "new.txt"):
        check_writable(path)
    assert old.read_text(encoding="utf-8") == "old"
    assert old.stat().st_mtime == 1
    assert {path.name for path in tmp_path.iterdir()} == {"old.txt", "pipe"}


def test_permissions_of_the_old_file_are_kept_and_new_ones_ordinary(tmp_path):
    """A temporary file is private; the result is as readable as any other."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.touch()
    old.chmod(0o640)
    mask = os.umask(0o022)
    try:
        for path in (old, new):
            with opened(path) as stream:
                stream.write("x")
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o640, 0o644]


def test_a_link_stays_a_link(tmp_path):
    """Writing to a link replaces the file it leads to."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "real.txt").write_text("old")
    with opened(tmp_path / "link.txt") as stream:
        stream.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_the_null_device_may_be_written_to():
    """-o /dev/null is written to and not replaced."""
    with opened(Path("/dev/null")) as stream:
        stream.write("x")
    assert not Path("/dev/null").is_file()


def test_a_disk_that_is_really_full_leaves_the_old_file(small_disk):
    """On a full disk the old file has the same bytes, and the temporary one is gone."""
    path = small_disk / "out.txt"
    path.write_text("old")
    with pytest.raises(OutputError, match="no space left"), opened(path) as stream:
        stream.write("x" * 400_000)
    assert path.read_text() == "old"
    assert os.listdir(small_disk) == ["out.txt"]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
def test_a_pipe_without_a_name_is_written() -> None:
    """`-o /dev/stdout` leads to a pipe: it is written in place, where nothing can be put beside it."""
    code = (
        "from pathlib import Path; from plancli.run.atomic import check_writable, opened; path = Path('/dev/stdout')\n"
        "check_writable(path)\nwith opened(path) as stream: stream.write('新')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode() == "新"
