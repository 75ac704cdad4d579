"""Every block of docs/recipes runs, and prints what its page shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs" / "recipes").glob("*.md"))
BLOCK = re.compile(r"^```(bash|python|r|stata|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TASKS = {"panel", "provinces", "years", "cities", "merge", "statistics", "chart", "diff", "cascade", "shards", "review"}
SHIM = f'#!/bin/sh\nexec "{sys.executable}" -c "from plancli.cli import main; main()" "$@"\n'

pytestmark = [
    pytest.mark.recipes,
    pytest.mark.skipif(shutil.which("bash") is None, reason="recipes are for a POSIX shell"),
]


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def interpreter(language: str) -> list[str]:
    return {
        "bash": ["bash", "-euo", "pipefail", "-c"],
        "python": [sys.executable, "-c"],
        "r": [str(shutil.which("Rscript")), "-e"],
    }[language]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the project to a recipe, with shared texts beside it where they are at hand."""
    if (ROOT.parent / "shared").is_dir():
        (tmp_path / "shared").symlink_to(ROOT.parent / "shared")
    tmp_path = tmp_path / "project"
    (tmp_path / "data").mkdir(parents=True)
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "plancli").write_text(SHIM)
    (tmp_path / "bin" / "plancli").chmod(0o755)
    return tmp_path


def output(call: list[str], folder: Path) -> str:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "90", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        call, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"{call[-1]}\n{done.stderr}"
    return done.stdout


def trimmed(text: str) -> list[str]:
    """Lines without what pads them to the width of a terminal."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def has_cjk_font() -> bool:
    font_manager = pytest.importorskip("matplotlib.font_manager")
    from plancli.export.charts import draw as charts

    return any(font.name in charts.FONTS for font in font_manager.fontManager.ttflist)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_runs_and_prints_what_is_shown(page: Path, folder: Path) -> None:
    """Blocks of a page run one after the other; a text block is what the one before it prints."""
    if page.stem == "chart" and not has_cjk_font():
        pytest.skip("no font with Chinese characters")
    run(page, folder, {"bash", "python"})


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```r\n" in page.read_text("utf-8")], ids=lambda page: page.stem
)
def test_blocks_in_r_run_and_print_what_is_shown(page: Path, folder: Path) -> None:
    """R reads what the commands of its page wrote, and comes to what the page says."""
    run(page, folder, {"bash", "r"})


def run(page: Path, folder: Path, languages: set[str]) -> None:
    """Run the blocks of a page that are in one of `languages`; what follows one of the others is not looked at."""
    said: str | None = None
    for language, code in blocks(page):
        if language in languages:
            said = output([*interpreter(language), code], folder)
        elif language != "text":
            said = None
        elif said is not None:
            assert trimmed(said) == trimmed(code)


def test_each_task_has_its_page() -> None:
    """Each task of the index has its page, and each page is in the index."""
    linked = set(re.findall(r"\((\w+)\.md\)", (ROOT / "docs" / "recipes" / "README.md").read_text(encoding="utf-8")))
    assert linked == {page.stem for page in PAGES} - {"README"} == TASKS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_works_on_the_plans_of_the_project(page: Path) -> None:
    """Each page has a block on data/raw."""
    assert any("data/raw" in code for _, code in blocks(page))
