"""Pages that come out of the program are up to date, and every command explains itself."""

import re
import tomllib
from pathlib import Path

import pytest

import build_docs
import pages
from plancli.cli.app import COMMANDS
from plancli.read.sniff import READERS

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", build_docs.MADE)
def test_made_page_is_up_to_date(name):
    """The page says what the program says today; `make docs` writes it."""
    assert build_docs.current(name) == build_docs.wanted(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_a_heading_of_the_command_page(name):
    """Every command has its own heading in docs/cli.md."""
    assert f"\n## {name}\n" in build_docs.current("docs/cli.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_two_examples(name):
    """The help of every command says what it does and shows at least two calls of it."""
    text = pages.help_of(name)
    assert pages.command(name).help
    assert len(re.findall(rf"plancli (?:.*\| *plancli )?{name}\b", text.split("Examples", 1)[1])) >= 2


def test_no_line_of_the_list_of_commands_is_cut():
    """The first sentence of every command, and no other, is in the list that `plancli --help` shows on 80 columns."""
    assert "..." not in pages.help_of().split("Commands:", 1)[1]
    for name in COMMANDS:
        summary = pages.command(name).get_short_help_str(200)
        assert len(summary) <= 60
        assert COMMANDS[name][1] == summary


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "tests").rglob("*.md"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_links_inside_the_repository_lead_somewhere(page):
    """No page links to a file that is not there."""
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("[!R]*.md")), ids=lambda path: path.stem)
def test_decision_is_dated_and_short(page):
    """A decision has a title, a date and three lines of text."""
    title, date, *body = [line for line in page.read_text(encoding="utf-8").splitlines() if line]
    assert title.startswith("# ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", date)
    assert [re.match(r"- \*\*(\w+)\.\*\* ", line)[1] for line in body] == ["Decision", "Why", "Effect"]


def test_decisions_are_named_alike():
    """Names are a few English words without numbers: the date is in the page."""
    names = [path.stem for path in (ROOT / "docs" / "decisions").glob("[!R]*.md")]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_one_version_is_named_everywhere():
    """Citation and package name one version, and the changelog begins with it, as not yet released where it is not."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    released, _, development = version.partition(".dev")
    heading = f"## {released} (not yet released)" if development else f"## {released}"
    assert re.search(r"^## .*$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0] == heading


def test_files_named_in_the_walks_exist():
    """Every file that CONTRIBUTING.md sends a newcomer to is there; NAME stands for one of their own."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {path for path in re.findall(r"(?:src|tests|tools|docs)/[\w./-]*\w", text) if "NAME" not in path}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


# Formats that the pages call by another name than the program does.
CALLED = {
    "wordml": ("word 2003 xml", "word 2003 xml"),
    "jsonl": ("json lines", "json lines"),
    "text": ("plain text", "纯文本"),
    "mail": ("mail", "邮件"),
    "html": ("web page", "网页"),
}


@pytest.mark.parametrize(("page", "place"), [("docs/formats.md", 0), ("docs/zh/formats.md", 1)])
def test_every_format_that_is_read_is_in_the_table_of_formats(page, place):
    """A format with a reader is named in a row of the page, in both languages."""
    lines = (ROOT / page).read_text(encoding="utf-8").lower().splitlines()
    rows = "\n".join(line for line in lines if line.startswith("|"))
    assert [name for name in READERS if CALLED.get(name, (name, name))[place] not in rows] == []
