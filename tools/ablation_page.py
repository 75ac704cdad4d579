"""The page docs/ablation.md: a section for each kind of thing that was switched off, with the day it was tried.

A run writes the sections that it has something to say of, and leaves the others as they are.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from switches import LINK, TERMS

TITLE = """\
# What words and rules are worth

Made by `tools/ablate.py`, which switches words and rules off and counts what comes out otherwise, in every document of
../shared (wild, gold, corpus, samples) and data/raw, the composed texts `dev` and the statements of ../shared/cases.
Closed classes stay whole and are not tried: {closed}.
"""
SAID = {
    "layer": (
        "Layers",
        "What comes out otherwise without conditions of words, without cuts between words, and without both.",
    ),
    "guard": ("Conditions of words, one at a time", "A word that counts only before or not before others."),
    "word": (
        "Words, one at a time",
        "*Met*: the word occurs in a text, in whatever role. *Changes something*: a record comes out otherwise without "
        "it, in up to 12 paragraphs in which it occurs (of headings, titles, labels and tables: in up to five "
        "documents); of most that change nothing alone, another word or rule says the same, and `--together` tells "
        "which can go. *Right*: annotated targets that are right in every field by it, invented ones taken off. The "
        "lines are in tests/word_worth.csv; words of `compare` and those that came after that day have none.",
    ),
    "term": ("Terms of the dictionary, one at a time", "They are counted from texts (tools/build_terms.py)."),
    "rule": (
        "Rules, one at a time",
        "Each rule of `extract/link` is switched off on the shortest of the texts in which it answered: documents, "
        "composed texts and documents, never the cases beside it.",
    ),
}
NAMES = {"guards": "conditions of words (not before 域)", "words": "cuts between words", "both": "both"}
WENT = "Words that went"
STAYS = {
    "indicator.owner.doer.of_doer": "news of a project name what is counted by who did it; plans do not",
    "kind.own_measure": "in a row of both, unemployment would be read as growth; such rows are rare",
    "status.conditions.eligibility": "guides for applicants say who may apply, and there are none among these texts",
    "status.document_part.annex": "definitions and forms state nothing; in four texts other rules say so too",
    "status.payments.price": "a text that sets prices promises none; in six texts other rules say so too",
    "status.promises.quoted_promise": "a review that quotes a plan; in three texts other rules say so too",
    "status.enumerations.listed_behind": "catalogues count what they list behind a colon; these texts have none",
}
"""Why a rule stays that changes nothing in these texts."""
UNEXPLAINED = "no reason, it can go"


def write(path: Path, changes: Iterable[Any], today: date | None = None) -> None:
    """Make the sections anew that `changes` tell something of."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(renewed(text, list(changes), today or date.today()), encoding="utf-8")


def renewed(text: str, changes: list[Any], today: date) -> str:
    """A page with the sections of `changes` made anew; a section that nothing was found for stays."""
    sections = dict(_sections(text))
    for kind, (heading, said) in SAID.items():
        if found := [one for one in changes if kind_of(one.entry) == kind]:
            body = "\n".join(_table(kind, found))
            sections[heading] = f"Tried on {today.day} {today:%B %Y}. {said}\n\n{body}\n"
    order = [heading for heading, _ in SAID.values()]
    kept = [*(name for name in order if name in sections), *(name for name in sections if name not in order)]
    return "\n".join([TITLE.format(closed=", ".join(closed_classes())), *(f"## {n}\n\n{sections[n]}" for n in kept)])


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for found in re.split(r"(?m)^## ", text)[1:]:
        heading, _, body = found.partition("\n")
        yield heading, body.strip("\n") + "\n"


def closed_classes() -> list[str]:
    """The classes that roles name as `closed`, in order."""
    from plancli.lexicon import entries
    from plancli.lexicon.roles import description

    roles = (f"{name}.{role}" for name, of_list in entries.by_list().items() for role in of_list)
    return sorted({str(description(role)["closed"]) for role in roles if "closed" in description(role)})


def kind_of(entry: tuple[str, str, str]) -> str:
    """Which section an entry belongs to."""
    if entry[0] in ("rule", "layer", "guard"):
        return entry[0]
    return "term" if entry[0] == TERMS else "word"


def _table(kind: str, changes: list[Any]) -> Iterator[str]:
    if kind == "layer":
        yield "| without | records changed | annotated right by it |\n| --- | ---: | ---: |"
        yield from (f"| {NAMES[one.entry[2]]} | {one.records} | {one.right:+} |" for one in changes)
    elif kind == "rule":
        yield "| rule | documents tried | records changed | annotated right by it |\n| --- | ---: | ---: | ---: |"
        rows = sorted((one.entry[2].removeprefix(f"{LINK}."), one) for one in changes)
        yield from (f"| {name} | {one.texts} | {one.records} | {one.right:+} |" for name, one in rows)
        if idle := [name for name, one in rows if not one.records]:
            yield "\nRules that change nothing in these texts, and why they stay:\n"
            yield from (f"- `{name}`: {STAYS.get(name, UNEXPLAINED)}." for name in idle)
    else:
        yield "| list | entries | never met | changes nothing | changes something | records | right |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        yield from _lists(changes)
        yield ""
        yield from _idle(changes)


def _by_list(changes: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in sorted(changes, key=lambda one: one.entry):
        name = f"{one.entry[0]}.{one.entry[1]}" if kind_of(one.entry) == "word" else one.entry[1]
        found.setdefault(name, []).append(one)
    return found


def _lists(changes: list[Any]) -> Iterator[str]:
    """A line for each list, and one for all."""
    for name, rows in {**_by_list(changes), "all": changes}.items():
        idle = sum(row.texts > 0 and row.records == 0 for row in rows)
        unmet = sum(row.texts == 0 for row in rows)
        total = Counter(records=sum(row.records for row in rows), right=sum(row.right for row in rows))
        busy = len(rows) - idle - unmet
        yield f"| {name} | {len(rows)} | {unmet} | {idle} | {busy} | {total['records']} | {total['right']:+} |"


def _idle(changes: list[Any]) -> Iterator[str]:
    """The words of each list that change nothing."""
    yield "Met, and nothing changes without them (of some, another word of the same role says the same):\n"
    for name, rows in _by_list(changes).items():
        if idle := [row.entry[2] for row in rows if not row.records]:
            yield f"- {name}: {' '.join(idle)}"


def went(text: str, dropped: Iterable[tuple[str, str]], today: date) -> str:
    """A page whose last section says how many words each list had, and which of them went."""
    from plancli.lexicon import entries

    of_role: dict[str, list[str]] = {}
    for role, word in sorted(dropped):
        of_role.setdefault(role, []).append(word)
    rows = [f"Dropped on {today.day} {today:%B %Y}: they were met in no text, or nothing changed without them, nor"]
    rows += ["without all of them together.\n", "| list | had | dropped | which |", "| --- | ---: | ---: | --- |"]
    for role, words in of_role.items():
        name, _, inner = role.partition(".")
        left = len(entries.by_list().get(name, {}).get(inner, ()))
        rows.append(f"| {role} | {left + len(words)} | {len(words)} | {' '.join(words)} |")
    return re.split(rf"(?m)^## {WENT}$", text)[0].rstrip("\n") + f"\n\n## {WENT}\n\n" + "\n".join(rows) + "\n"


def read_changes(path: Path) -> Iterator[list[str]]:
    """The lines that `tools/ablate.py --found` kept."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)
