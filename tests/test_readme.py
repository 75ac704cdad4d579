"""The examples of the README are what the commands print."""

import re
import tomllib
from pathlib import Path

import pytest

import examples

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_readme_shows_what_the_commands_print(name):
    """Running the commands of the page, one after another, prints what stands below them."""
    page = (ROOT / name).read_text(encoding="utf-8")
    assert list(examples.commands(page))
    assert examples.refreshed(page) == page


def test_both_readmes_show_the_same_commands():
    """What can be tried in one language can be tried in the other."""
    one, other = (list(examples.commands((ROOT / name).read_text(encoding="utf-8"))) for name in READMES)
    assert [command.replace("--lang zh", "--lang en") for command in other] == one


def test_every_dependency_is_named_with_its_reason():
    """Each package that pyproject.toml asks for stands in the table of the README."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [item for name, items in project["optional-dependencies"].items() if name != "dev" for item in items]
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
