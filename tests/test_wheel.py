"""The wheel as pip makes it, in an environment of its own that has only what the build asks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
NO_NETWORK = ("No matching distribution", "Temporary failure", "Connection", "ReadTimeout", "ProxyError")
INSIDE = ("extract/target", "extract/link/status/rules", "segment/clause_words", "export/target_lines", "native/scan")
FIRST = "plancli.extract.target"
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from plancli.cli import main; main()"

pytestmark = [pytest.mark.slow, pytest.mark.processes]


def built(folder: Path, compiled: str) -> Path:
    """The wheel that pip builds with PLANCLI_COMPILE as `compiled`; skipped where pip has nothing to build with."""
    call = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    environment = {**os.environ, "PLANCLI_COMPILE": compiled, "PYTHONPATH": ""}
    done = subprocess.run([*call, "-w", folder, ROOT], env=environment, capture_output=True, text=True)
    if done.returncode and any(words in done.stderr for words in NO_NETWORK):
        pytest.skip("no network to fetch what builds")
    assert done.returncode == 0, done.stderr[-2000:]
    (wheel,) = folder.glob("*.whl")
    return wheel


def extracted(package: Path, out: Path) -> bytes:
    """The records of data/raw, by the package in the folder `package`, that of the module that gives them first."""
    where = f"import sys; sys.path.insert(0, sys.argv[1]); import {FIRST}; print(sys.modules['{FIRST}'].__file__)"
    place = subprocess.run([sys.executable, "-c", where, package], capture_output=True, text=True, check=True).stdout
    assert place.startswith(str(package))
    call = [sys.executable, "-c", RUN, package, "extract", RAW, "--status", "all", "-q", "-o", out]
    subprocess.run(call, check=True, cwd=out.parent)
    return out.read_bytes()


def unpacked(wheel: Path, folder: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def as_written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The records of data/raw by the modules as they are written."""
    return extracted(ROOT / "src", tmp_path_factory.mktemp("written") / "out.jsonl")


def test_pip_compiles_and_the_bytes_are_the_same(tmp_path: Path, as_written: bytes) -> None:
    """`pip install .` where there is a compiler: the modules are inside, are used, and give what their sources give."""
    if shutil.which("cc") is None and shutil.which("gcc") is None:
        pytest.skip("no C compiler")
    wheel = built(tmp_path / "dist", "yes")
    assert not wheel.name.endswith("-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith((".so", ".pyd"))]
    for name in INSIDE:
        assert any(one.startswith(f"plancli/{name}.") for one in names), name
    assert any("/" not in name for name in names)  # the library that the others open
    assert extracted(unpacked(wheel, tmp_path / "made"), tmp_path / "out.jsonl") == as_written


def test_a_pure_wheel_is_for_everybody_and_gives_the_same_bytes(tmp_path: Path, as_written: bytes) -> None:
    """PLANCLI_COMPILE=no: nothing compiled is inside, whatever lies in the checkout."""
    wheel = built(tmp_path / "dist", "no")
    assert wheel.name.endswith("-py3-none-any.whl")
    package = unpacked(wheel, tmp_path / "made")
    assert not [path for path in package.rglob("*") if path.suffix in (".so", ".pyd", ".c", ".h")]
    assert extracted(package, tmp_path / "out.jsonl") == as_written
