"""The examples of the README are what the commands print."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

import examples

pytestmark = pytest.mark.recipes

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_readme_shows_what_the_commands_print(name):
    """Running the commands of the page, one after another, prints what stands below them."""
    page = (ROOT / name).read_text(encoding="utf-8")
    assert list(examples.commands(page))
    assert examples.refreshed(page) == page


def fenced(name: str, language: str) -> list[str]:
    """The blocks of a page that are in `language`."""
    page = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def with_briefs(folder: Path) -> None:
    for name in ("plans", "data/raw"):
        shutil.copytree(ROOT / "data" / "raw", folder / name)


@pytest.mark.parametrize("name", READMES)
def test_script_of_the_readme_runs(name, tmp_path):
    """The shell script that compares regions works on a folder of plans."""
    [script] = [block for block in fenced(name, "sh") if block.startswith("#!")]
    with_briefs(tmp_path)
    assert "5G基站" in examples.printed(script, tmp_path)
    assert {"compare-2025.csv", "compare.parquet", "raised.csv"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("name", READMES)
def test_python_of_the_readme_runs(name, tmp_path):
    """The calls of the Python API that the page shows work as they stand."""
    [code] = fenced(name, "python")
    with_briefs(tmp_path)
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    examples.printed("python example.py", tmp_path)
    assert (tmp_path / "hubei.xlsx").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_each_shell_is_printed(shell, tmp_path):
    """What the page tells people to put into their shell's start file prints a completion function."""
    assert "_plancli_completion" in examples.printed(f"_PLANCLI_COMPLETE={shell}_source plancli", tmp_path)


def test_both_readmes_show_the_same_commands():
    """What can be tried in one language can be tried in the other."""
    one, other = (list(examples.commands((ROOT / name).read_text(encoding="utf-8"))) for name in READMES)
    assert [command.replace("--lang zh", "--lang en") for command in other] == one


def test_every_dependency_is_named_with_its_reason():
    """Each package that pyproject.toml asks for is in the table of the README."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shipped = [items for name, items in project["optional-dependencies"].items() if name not in ("dev", "site")]
    extras = [item for items in shipped for item in items]
    names = {re.split(r"[<>=\[]", item)[0] for item in (*project["dependencies"], *extras)} - {"plancli"}
    for readme in READMES:
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_a_failing_example_is_an_error(tmp_path):
    """An example whose command fails does not become a page."""
    with pytest.raises(RuntimeError, match="ended with 3"):
        examples.printed("exit 3", tmp_path)


def test_commands_are_read_across_lines():
    """A backslash at the end of a line carries the command on."""
    page = "```console\n$ echo a \\\n    b\na b\n$ echo c\nc\n```\n"
    assert list(examples.commands(page)) == ["echo a \\\n    b", "echo c"]
    assert examples.refreshed(page) == page
