"""The pages of docs/ that are made from the program: what it says of itself, in Markdown."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from plancli.cli.app import COMMANDS
from plancli.cli.app import cli as group
from plancli.columns import DOCUMENT, RECORD, Column
from plancli.lexicon import indicators as indicator_words
from plancli.lexicon import units as unit_words
from plancli.lexicon.load import table as words

ROOT = Path(__file__).resolve().parents[1]
NOTE = "<!-- Made by tools/build_docs.py: change the program, then run `make docs`. -->\n"
WIDTH = 100


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def grid(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [list(head), *(list(map(cell, row)) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}\n", NOTE, *parts])


def help_of(name: str | None = None) -> str:
    """The help of `plancli`, or of its command `name`, as `--help` prints it at a fixed width."""
    settings: dict[str, Any] = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(group, info_name="plancli", **settings)
    if name:
        context = click.Context(command(name), info_name=name, parent=context)
    return context.command.get_help(context).rstrip()


def command(name: str) -> click.Command:
    """The command `name` of plancli."""
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def cli() -> str:
    """Every command with its help, and what is said once for all."""
    sections = (f"## {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS)
    return page("Commands", f"```text\n{help_of()}\n```\n", *sections)


def _columns(columns: tuple[Column, ...]) -> str:
    return grid(
        ("key", "type", "中文", "meaning", "含义"),
        ((f"`{c.name}`", c.type, c.zh, c.meaning_en, c.meaning_zh) for c in columns),
    )


def data_model() -> str:
    """The record and the document record, from columns.py."""
    return page(
        "Data model",
        "One target record is one numeric statement: a quantity that a text asserts of an indicator. As JSON Lines, "
        "one flat object a line, keys in this order. A key without a value is `null`, never absent.\n",
        "## Target record\n",
        _columns(RECORD),
        "## Document record\n",
        "Written by `plancli extract --documents FILE`.\n",
        _columns(DOCUMENT),
    )


def units() -> str:
    """Units by dimension, and the classifiers, from units.toml."""
    measured, counted = measured_and_counted()
    rows = (
        (e.dimension, f"`{e.base}`", e.factor, "、".join(e.write), "; ".join(f"{a} = {b}" for a, b in e.examples[:1]))
        for e in measured
    )
    return page(
        "Units",
        "Values are kept in the base unit, exactly: the factor is a fraction; 万, 亿, 万亿 before a unit multiply.\n",
        grid(("dimension", "base unit", "factor", "written", "example"), rows),
        "## Classifiers\n",
        f"Their own base unit, {len(counted)} of them: {'、'.join(counted)}.\n",
        "What no list holds is still read as a classifier where the sentence shows that it is one.\n",
    )


def measured_and_counted() -> tuple[list[unit_words.UnitEntry], list[str]]:
    """The units that are converted, and the classifiers that are their own base unit, as they are written."""
    own = [e for e in unit_words.entries() if e.dimension == "count" and e.factor == 1 and e.base == e.write[0]]
    measured = [entry for entry in unit_words.entries() if entry not in own]
    return measured, [word for entry in own for word in entry.write]


def link_modules() -> Iterator[ModuleType]:
    """The modules of extract/link that have rules, in the order of their names."""
    package = importlib.import_module("plancli.extract.link")
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        if hasattr(module, "RULES"):
            yield module


def _sentence(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0]


def section_of(module: ModuleType) -> str:
    """The heading of the rules of a module: the attribute that they decide, or the room that they are in."""
    return module.__name__.removeprefix("plancli.extract.link.").partition(".")[0]


def _rules_of(module: ModuleType) -> str:
    name = section_of(module)
    rows = ((f"`{rule.__name__}`", _sentence(rule)) for rule in module.RULES)
    return f"## {name}\n\n{_sentence(module)}\n\n{grid(('rule', 'phrase it is for'), rows)}"


def _comparators() -> str:
    rows = (
        (
            f"`{group['comparator']}`",
            "、".join(entry["word"] for place in ("before", "behind") for entry in group.get(place, ())),
            group["reason"],
        )
        for group in words("comparators").values()
    )
    return grid(("comparator", "words", "reason"), rows)


def _other_names() -> str:
    rows = ((of, f"`{name}`", text) for of, names in words("rules").items() for name, text in names.items())
    return grid(("attribute", "name in `rules`", "what it says"), rows)


def _doubts() -> str:
    rows = ((f"`{name}`", entry["en"], entry["zh"]) for name, entry in words("doubts").items())
    return grid(("name in `doubts`", "why a person should look", "原因"), rows)


def rules() -> str:
    """The rules of each attribute in the order in which they are asked, and the comparator words."""
    return page(
        "Rules",
        "For each attribute of a quantity, rules are asked in this order; the first that answers wins, and its name "
        "is in `rules` of the record, where every attribute has one, also one that is null or false. `plancli "
        "explain` shows it with the words it looked at.\n",
        *map(_rules_of, link_modules()),
        "## Other names\n",
        "Of attributes that need no list of questions, of figures in tables, and where the text says nothing.\n",
        _other_names(),
        "## Comparator words\n",
        _comparators(),
        "## Doubts\n",
        "Names in `doubts` of a record: what the program is not sure of.\n",
        _doubts(),
    )


def indicators() -> str:
    """The indicator lexicon, by topic."""
    entries = indicator_words.entries()
    parts = []
    for topic in dict.fromkeys(entry.topic for entry in entries):
        found = [entry for entry in entries if entry.topic == topic]
        rows = ((f"`{e.id}`", e.name_zh, e.name_en, ", ".join(e.dimensions), ", ".join(e.kinds)) for e in found)
        parts += [f"## {topic}\n", grid(("id", "中文", "name", "dimensions", "kinds"), rows)]
    return page(
        "Indicators",
        f"{len(entries)} indicators have an id. A record without one keeps its phrase and is compared with the same "
        "phrase only, never with a similar one.\n",
        *parts,
    )


def decisions() -> str:
    """The index of the pages in docs/decisions: title, date, link."""
    found = []
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        if path.name != "README.md":
            title, date = [line for line in path.read_text(encoding="utf-8").splitlines() if line][:2]
            found.append((f"[{title.lstrip('# ')}]({path.name})", date))
    return page(
        "Decisions",
        "What the program takes a word to mean where careful readers could differ, and a few choices of design. One "
        "question a page, dated, three lines. A change of meaning changes tables that people have published: it always "
        "gets a line in the changelog.\n",
        grid(("decision", "date"), found),
    )
