"""Build the site in English and Chinese into site/ from the pages of the repository: `make site`.

The pages stay where people look for them in the repository (README.md, docs/, CONTRIBUTING.md). Here they are laid out
as the site needs them: each link to another page is turned to where that page lies in the site, and a link to a file
that is no page becomes the name of the file.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
# The lists of pages in the repository: in the site the menu does their work.
LISTS = {ROOT / "docs" / "index.md": ROOT / "README.md", ROOT / "docs" / "zh" / "index.md": ROOT / "README.zh.md"}
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Section:
    """One line of the menu: its title and its pages, as paths in the repository."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, the folder it is built into, its pages by section, its own words."""

    code: str
    folder: str
    home: str
    description: str
    other: tuple[str, str]
    sections: tuple[Section, ...]


def pages(folder: str, *first: str) -> tuple[str, ...]:
    """The pages of a folder of the repository: `first`, then the others by name, without the list of pages."""
    names = sorted(path.stem for path in (ROOT / folder).glob("*.md"))
    others = [name for name in names if name not in (*first, "index")]
    return tuple(f"{folder}/{name}.md" for name in (*first, *others))


def languages() -> tuple[Language, ...]:
    """The site in English, and in Chinese below it."""
    return (
        Language(
            "en",
            "",
            "README.md",
            "Numeric targets in Chinese policy texts: found, normalised, compared across regions",
            ("中文", "zh/"),
            (
                Section("Recipes", (*pages("docs/recipes", "README"), "docs/recipes/reports/README.md")),
                Section("Reference", pages("docs", "cli", "data-model", "indicators", "units", "rules")),
                Section("Decisions", pages("docs/decisions", "README")),
                Section("Project", ("CONTRIBUTING.md", "CHANGELOG.md", "tests/gold/README.md")),
            ),
        ),
        Language(
            "zh",
            "zh",
            "README.zh.md",
            "从中文政策文本中提取数值目标，统一单位与年份，并在各地区之间对比",
            ("English", "../"),
            (
                Section("做法示例", pages("docs/zh/recipes", "README")),
                Section("参考", pages("docs/zh", "cli", "data-model", "indicators", "units", "rules", "decisions")),
            ),
        ),
    )


def places(language: Language) -> dict[Path, str]:
    """Page of the repository → its path among the pages of the site."""
    found = {ROOT / language.home: "index.md"}
    for section in language.sections:
        for page in section.pages:
            path = re.sub(r"^(?:docs/zh|docs|tests)/", "", page).lower()
            found[ROOT / page] = re.sub(r"(^|/)readme\.md$", r"\1index.md", path)
    return found


def laid_out(page: Path, place: str, known: dict[Path, str]) -> str:
    """The text of a page with its links as the site needs them; what is in a block of code is left alone."""
    text = page.read_text(encoding="utf-8")
    code = [match.span() for match in FENCE.finditer(text)]

    def turned(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match[0]
        return _link(match[1], match[2], page, place, known)

    return LINK.sub(turned, text)


def _link(words: str, target: str, page: Path, place: str, known: dict[Path, str]) -> str:
    if "://" in target or target.startswith(("#", "mailto:")):
        return f"[{words}]({target})"
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve()
    found = LISTS.get(found, found)
    there = known.get(found) or known.get(found / "README.md")
    if there is None:
        return _elsewhere(words, found, place)
    relative = os.path.relpath(there, Path(place).parent)
    return f"[{words}]({relative}{f'#{anchor}' if anchor else ''})"


def _elsewhere(words: str, found: Path, place: str) -> str:
    """A page of the other language, by its address; of any other file, its name."""
    up = "../" * place.count("/")  # from the folder of the page: zensical adds the step out of the page's own address
    for language in languages():
        if found in (known := places(language)):
            address = re.sub(r"(^|/)index\.md$", r"\1", known[found]).removesuffix(".md")
            inside = "../" if language.folder == "" else f"{language.folder}/"
            return f"[{words}]({up}{inside}{address}{'/' if address and not address.endswith('/') else ''})"
    return words if words.strip("`") == found.name else f"{words} (`{found.relative_to(ROOT)}`)"


def settings(language: Language, known: dict[Path, str]) -> str:
    """The configuration that zensical reads (TOML)."""
    menu = ['{ "plancli" = "index.md" }']
    for section in language.sections:
        pages = ", ".join(f'{{ "{_title(ROOT / page)}" = "{known[ROOT / page]}" }}' for page in section.pages)
        menu.append(f'{{ "{section.title}" = [{pages}] }}')
    words, address = language.other
    return f"""[project]
site_name = "plancli"
site_description = "{language.description}"
docs_dir = "pages"
site_dir = "site"
use_directory_urls = true
nav = [{", ".join(menu)}]

[project.theme]
language = "{language.code}"
font = false  # those of the reader's system: no page asks another server for anything
features = ["navigation.sections", "navigation.top", "search.highlight", "content.code.copy"]

[[project.extra.alternate]]
name = "{words}"
link = "{address}"
lang = "{"en" if language.code == "zh" else "zh"}"
"""


def _title(page: Path) -> str:
    """The title of a page, else the name of its folder, as plain text that TOML can hold."""
    lines = page.read_text(encoding="utf-8").splitlines()
    title = next((line.removeprefix("# ") for line in lines if line.startswith("# ")), page.parent.name)
    return title.replace("`", "").replace('"', "'").replace("\\", "")


def build(language: Language, into: Path) -> None:
    """Lay out the pages of one language and let zensical make its part of the site.

    Raises:
        subprocess.CalledProcessError: zensical found a fault, which it has printed.
    """
    known = places(language)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for page, place in known.items():
            (work / "pages" / place).parent.mkdir(parents=True, exist_ok=True)
            (work / "pages" / place).write_text(laid_out(page, place, known), encoding="utf-8")
        (work / "zensical.toml").write_text(settings(language, known), encoding="utf-8")
        program = Path(sys.executable).with_name("zensical")
        subprocess.run([program, "build", "--clean", "--strict"], cwd=work, check=True)
        shutil.copytree(work / "site", into / language.folder, dirs_exist_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=SITE, help="folder that the site is written into")
    into = parser.parse_args().output
    shutil.rmtree(into, ignore_errors=True)
    for language in languages():
        build(language, into)
    pages = sum(1 for _ in into.rglob("*.html"))
    print(f"{into}/index.html: {pages} pages; to search in them: {sys.executable} -m http.server --directory {into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
