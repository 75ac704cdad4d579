"""Each page for users is there in Chinese too, with the same commands and examples."""

import re
from pathlib import Path

import pytest

import pages_zh

DOCS = Path(__file__).resolve().parents[1] / "docs"
# Not in Chinese as a page of its own, and why.
EXCEPTIONS = {
    "ablation.md": "for developers",
    "rule-order.md": "for developers",
    "decisions/": "zh/decisions.md has all rulings on one page",
    "recipes/reports/README.md": "one sentence, which zh/recipes/README.md says too",
}
# Decisions of design, which change the meaning of no record.
OF_DESIGN = {
    "words-that-change-nothing",
    "lexicon-in-force",
    "one-name-for-function-and-folder",
    "risky-readers",
    "tables-in-pdf",
}
# Fenced blocks, and indented ones behind a blank line.
BLOCK = re.compile(r"^```.*?^```$|(?<=\n\n) {4}.*?(?=\n\n(?! {4})|\Z)", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"(?:^|[ \t]+)# .*$", re.MULTILINE)
PAGES = sorted(
    name
    for name in (path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    if not name.startswith(("zh/", *EXCEPTIONS))
)


def blocks(name: str) -> list[str]:
    """The blocks of code of the page `name` of docs/, in their order, without comments: these have a language."""
    return [COMMENT.sub("", block).rstrip() for block in BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_users_is_there_in_chinese(name: str) -> None:
    """A page of docs/ has its page in docs/zh, which begins with a Chinese title unless that is a name."""
    page = DOCS / "zh" / name
    assert page.is_file(), f"write docs/zh/{name}, or name it in EXCEPTIONS with the reason"
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"[一-鿿]", text.partition("\n")[0])


@pytest.mark.parametrize("name", PAGES)
def test_blocks_of_code_are_the_same_in_both_languages(name: str) -> None:
    """What is run by a test on the English page is what the Chinese page shows."""
    assert blocks(f"zh/{name}") == blocks(name)


def test_a_page_in_chinese_has_one_in_english() -> None:
    """No page of docs/zh is left behind when its English page goes or gets another name; decisions have a folder."""
    pages = {path.relative_to(DOCS / "zh").as_posix() for path in (DOCS / "zh").rglob("*.md")}
    assert pages - {"decisions.md"} == set(PAGES)


def test_the_exceptions_are_pages() -> None:
    """No exception is left behind when its page goes."""
    assert [name for name in EXCEPTIONS if not (DOCS / name).exists()] == []


@pytest.mark.parametrize("name", ["cli.md", "rules.md"])
def test_what_the_program_says_of_itself_is_said_in_chinese(name: str) -> None:
    """Each command, option, rule and group of comparators has its line in tools/chinese.toml."""
    lines = (DOCS / "zh" / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if pages_zh.MISSING in line] == []


def test_the_same_faults_are_named_in_both_languages() -> None:
    """The rows of the page on faulty files have the same numbers, and the same words of the program in them."""
    english, chinese = (
        dict(re.findall(r"(?m)^\| (\d+(?:–\d+)?) \| [^|]* \| ([^|]*) \|", (DOCS / name).read_text(encoding="utf-8")))
        for name in ("faults.md", "zh/faults.md")
    )
    assert list(chinese) == list(english)
    for number, said in english.items():
        assert re.findall(r"`[^`]*`", chinese[number]) == re.findall(r"`[^`]*`", said), number


def test_every_decision_of_meaning_has_its_line_in_chinese() -> None:
    """zh/decisions.md leads to each page of decisions, those of design apart."""
    linked = re.findall(r"\.\./decisions/([\w-]+)\.md", (DOCS / "zh" / "decisions.md").read_text(encoding="utf-8"))
    pages = {path.stem for path in (DOCS / "decisions").glob("[!R]*.md")}
    assert sorted(linked) == sorted(pages - OF_DESIGN)
