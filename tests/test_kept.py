"""What is made of data files is kept; what is kept is never trusted further than the files themselves."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from patience import PATIENCE

from plancli import kept as room
from plancli.kept import kept

VALUE = {"mu": ["m2", ("亩", 1.5)], "none": None}


class Maker:
    """Makes a value, and counts how often."""

    def __init__(self, value: Any = VALUE) -> None:
        self.value, self.times = value, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.value


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file in a folder of its own, a cache folder of its own, in a Python that may write bytecode."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "package" / "units.csv"
    path.parent.mkdir()
    path.write_text("a,b", encoding="utf-8")
    return path


def beside(source: Path) -> list[Path]:
    """What lies beside the source."""
    return list((source.parent / "__pycache__").glob("*"))


def of_the_user(source: Path) -> list[Path]:
    """What lies in the folder of the user."""
    return list((source.parent.parent / "cache").rglob("*.kept"))


def test_what_is_kept_is_what_was_made(source: Path) -> None:
    """The second asking makes nothing, and gives the same."""
    make = Maker()
    assert [kept("units", [source], make) for _ in range(3)] == [VALUE] * 3
    assert make.times == 1
    assert [path.suffix for path in beside(source)] == [".kept"]
    assert of_the_user(source) == []


def test_a_changed_source_makes_it_anew(source: Path) -> None:
    """Another time or size of any source makes what is kept worthless."""
    make, second = Maker(), source.with_name("more.csv")
    second.write_text("c", encoding="utf-8")
    kept("units", [source, second], make)
    before = second.stat()
    os.utime(second, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    kept("units", [source, second], make)
    source.write_text("a,b,c", encoding="utf-8")
    kept("units", [source, second], make)
    assert make.times == 3


def test_a_source_that_changes_within_its_time_makes_it_anew(source: Path) -> None:
    """Another content of the same size under the same time, as of files unpacked with one date, is seen."""
    make = Maker()
    kept("units", [source], make)
    before = source.stat()
    source.write_text("a,c", encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    kept("units", [source], make)
    assert make.times == 2


def test_the_folder_of_the_user_does_not_grow(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest files stay, as many as there is room for; what a killed process left goes after an hour; what is not
    ours stays."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(room, "LIMIT", 2500)
    folder = source.parent.parent / "cache" / "plancli"
    folder.mkdir(parents=True, mode=0o700)
    names = ["notes.txt", "0000000a-units.cpython-310.12-0123abcd", "0000000a-units.cpython-310.13-0123abcd"]
    for name in names:
        (folder / name).touch()
    os.utime(folder / names[1], (0, 0))
    for number in range(4):
        sibling = source.parent.parent / f"package{number}" / "units.csv"
        sibling.parent.mkdir()
        sibling.write_text("a")
        assert kept("units", [sibling], Maker("x" * 1000)) == "x" * 1000
        for path in folder.glob("*.kept"):
            os.utime(path, (path.stat().st_mtime - 10, path.stat().st_mtime - 10))
    assert len(of_the_user(source)) == 2
    assert kept("units", [sibling], lambda: "made again") == "x" * 1000
    assert {path.name for path in folder.iterdir() if path.suffix != ".kept"} == {names[0], names[2]}


WRITES = """
import sys
from pathlib import Path
from plancli.kept import kept
for number in range(200):
    Path(sys.argv[1]).write_text(sys.argv[2] * (number % 3 + 1))
    found = kept("units", [Path(sys.argv[1])], lambda: {sys.argv[2]: [number] * 1000})
    assert len(found.popitem()[1]) == 1000
"""


@pytest.mark.processes
def test_two_processes_may_keep_at_once(source: Path) -> None:
    """Each has what it made or what the other made, whole; nothing is left beside it."""
    call = [sys.executable, "-c", WRITES, str(source)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    runs = [subprocess.Popen([*call, word], env=environment) for word in ("a", "b")]
    assert [run.wait(PATIENCE) for run in runs] == [0, 0]
    assert [path.suffix for path in beside(source)] == [".kept"]


@pytest.mark.parametrize("damage", [b"", b"zzzzzzzz", b"00000000", b"\xff" * 40, None])
def test_what_is_damaged_is_made_again(source: Path, damage: bytes | None) -> None:
    """Nothing that stands in the kept file raises, and it is mended."""
    make = Maker()
    kept("units", [source], make)
    (path,) = beside(source)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if damage is None else damage)
    assert kept("units", [source], make) == VALUE
    assert make.times == 2
    assert path.read_bytes() == whole


def test_without_bytecode_it_lies_in_the_folder_of_the_user(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE keeps the package clean, and the next run is fast all the same."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    assert [kept("units", [source], make) for _ in range(2)] == [VALUE] * 2
    assert (make.times, beside(source), len(of_the_user(source))) == (1, [], 1)


def test_a_package_that_cannot_be_written_is_no_fault(source: Path) -> None:
    """It lies in the folder of the user then; where nothing may lie, it is made each time."""
    (source.parent / "__pycache__").write_text("no folder")
    make = Maker()
    assert [kept("units", [source], make) for _ in range(2)] == [VALUE] * 2
    assert (make.times, len(of_the_user(source))) == (1, 1)
    folder = source.parent.parent / "cache" / "plancli"
    folder.chmod(0o777)  # anybody may write there: nothing there is believed, and nothing put
    assert kept("units", [source], make) == VALUE
    assert make.times == 2


def test_what_is_no_plain_data_is_not_kept(source: Path) -> None:
    """A date stays a date."""
    make = Maker({"since": date(2024, 1, 1)})
    assert [kept("units", [source], make) for _ in range(2)] == [make.value] * 2
    assert (make.times, beside(source)) == (2, [])


def test_two_packages_do_not_share(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of one name in the folder of the user belong to one place each."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    other = source.parent.parent / "other" / "units.csv"
    other.parent.mkdir()
    other.write_text("a,b", encoding="utf-8")
    assert (kept("units", [source], Maker(1)), kept("units", [other], Maker(2))) == (1, 2)
    assert len(of_the_user(source)) == 2


def test_the_folder_of_the_user_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made so that only its owner may write there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = room.private_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("foreign", [7, (), {}, None, "text"])
def test_what_is_no_pair_is_made_again(source: Path, foreign: Any) -> None:
    """Foreign content with a checksum that is right is passed over."""
    make = Maker()
    kept("lists", [source], make)
    place = next(path for path in source.parent.rglob("*.kept"))
    content = marshal.dumps(foreign)
    place.write_bytes(b"%08x" % crc32(content) + content)
    assert kept("lists", [source], make) == VALUE
    assert make.times == 2


def test_a_user_without_a_home_reads_all_the_same(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container whose user has no home, no cache folder is found, and nothing fails."""

    def homeless(*_: Any, **__: Any) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert room.private_folder() is None
    assert kept("lists", [source], Maker()) == VALUE
