"""plancli runs out of a zip, as `zipapp` makes one: no data file needs a folder of its own on the disk."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

import plancli

PACKAGE = Path(plancli.__file__).parent
TEXT = "到2025年，建成5G基站2.6万个，规模以上企业200家以上。"

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package alone in a zip."""
    path = tmp_path_factory.mktemp("zip") / "plancli.pyz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(PACKAGE.rglob("*")):
            if "__pycache__" not in file.parts and file.is_file():
                archive.write(file, Path("plancli", file.relative_to(PACKAGE)))
    return path


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two documents: one is read in the process that extracts, the other by a reader in a process of its own."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    word = Document()
    word.add_paragraph(TEXT)
    word.save(str(folder / "b.docx"))
    return folder


def extracted(plans: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What a fresh Python extracts that looks for plancli in `path` first, as JSON Lines; it names where it was."""
    monkeypatch.setenv("PYTHONPATH", path)
    code = "import sys, plancli; print(plancli.__file__, file=sys.stderr); from plancli.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "extract", str(plans), "-j", "2"], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().startswith(path)
    return done.stdout


def test_a_zip_reads_what_a_folder_reads(
    zipped: Path, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, in two processes and the worker of risky readers; word lists are kept in the user's folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = extracted(plans, str(zipped), monkeypatch)
    assert before == extracted(plans, str(PACKAGE.parent), monkeypatch)
    assert before.count(b"\n") == 4
    assert {file.name[9:].split(".")[0] for file in (tmp_path / "cache").rglob("*.kept")} >= {"word-lists", "regions"}


def test_the_commands_for_tables_find_their_files(
    zipped: Path, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels of columns and the page for reviewing, which have files of their own, come out of the zip."""
    records = tmp_path / "records.jsonl"
    records.write_bytes(extracted(plans, str(zipped), monkeypatch))
    for command in (
        ["export", "records.jsonl", "--bom", "-o", "records.csv"],
        ["export", "records.jsonl", "-o", "records.xlsx"],
        ["review", "records.jsonl", "plans", "-o", "review.html"],
        ["lexicon", "find", "亩"],
    ):
        subprocess.run([sys.executable, zipped_main(zipped), *command], cwd=tmp_path, check=True, capture_output=True)
    assert records.with_suffix(".csv").read_text(encoding="utf-8-sig").count("2.6万个") > 1
    assert "2.6万个" in (tmp_path / "review.html").read_text(encoding="utf-8")


def zipped_main(zipped: Path) -> str:
    """The zip as a program: `__main__` is put into it, once."""
    with zipfile.ZipFile(zipped, "a") as archive:
        if "__main__.py" not in archive.namelist():
            archive.writestr("__main__.py", "from plancli.cli import main\nmain()\n")
    return str(zipped)
