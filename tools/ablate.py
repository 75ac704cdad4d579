"""Switch words and rules off one at a time, and print what changes: what changes nothing anywhere can go.

    python tools/ablate.py --rules                     every rule of extract/link
    python tools/ablate.py --words nouns status        the words of these tables of the lexicon
    python tools/ablate.py --words nouns --most 20     of at most 20 documents a word, where it occurs in more
    python tools/ablate.py --rules --words status --page docs/ablation.md

The documents are those of ../shared (the gold, the sample, the whole ones) and of data/raw. Each is read once. A word
is tried on the documents in which it occurs, a rule on those in which it answered. `records` are those that come out
otherwise; `right` is how many more or fewer annotated targets are right in every field with the word or rule than
without it: above 0 it helps, below 0 it harms. A fresh process tries each word, since patterns are made at import.
"""

import argparse
import functools
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import gate
from plancli.lexicon import load
from plancli.model import Document
from plancli.read import read
from plancli.segment.fold import fold

# Only names of what is loaded before the fork may be imported here: nothing of plancli.extract.
LINK = "plancli.extract.link"
CLOSED = ("units", "regions", "currencies", "comparators")  # they stay whole, whatever they are worth
MOST = 8
Entry = tuple[str, str, str]
"""Table, group and word of the lexicon; or `rule`, module and function."""


@dataclass(frozen=True)
class Annotated:
    """A document with its gold: `scored` gives the pairs to be scored of the records found in it."""

    document: Document
    scored: gate.Scored


@dataclass(frozen=True)
class Reading:
    """What came out of one document: its records, how many annotated targets are right, which rules answered."""

    records: frozenset[tuple[Any, ...]]
    right: int
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """What one word or rule changes: documents tried, records that come out otherwise, annotated ones right by it."""

    entry: Entry
    documents: int
    records: int
    right: int


def annotated() -> list[Annotated]:
    """Every annotated document, read once."""
    ones = [one for group in gate.groups().values() if gate.is_here(group) for one in group]
    return [Annotated(read(one.document), one) for one in ones]


def reading(one: Annotated) -> Reading:
    """What the program makes of a document now. What breaks without a word or rule gives no record."""
    from plancli.evaluate.score import score
    from plancli.pipeline import analyse
    from plancli.records.record import to_record

    answered.clear()
    try:
        records = [to_record(target) for target in analyse(one.document).targets]
    except Exception:
        records = []
    kept = frozenset(tuple((key, str(value)) for key, value in row.items() if key not in VOLATILE) for row in records)
    return Reading(kept, score(one.scored.pairs(records)).record.right, frozenset(answered))


VOLATILE = ("rules", "confidence", "doubts")
answered: set[str] = set()


def watch() -> None:
    """Note every rule that answers."""
    for module in rule_modules():
        module.RULES = tuple(_watched(rule) for rule in module.RULES)


def _watched(rule: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(rule)
    def asked(*arguments: Any) -> Any:
        found = rule(*arguments)
        if found is not None:
            answered.add(f"{rule.__module__}.{rule.__name__}")
        return found

    return asked


def rule_modules() -> list[Any]:
    """The modules that hold rules, loaded."""
    found = [import_module(found.name) for found in walk_packages(import_module(LINK).__path__, f"{LINK}.")]
    return [module for module in found if hasattr(module, "RULES")]


def switch_off(entry: Entry) -> None:
    """Take a word out of its table, or a rule out of every list that asks it; in this process only."""
    table, group, word = entry
    if table == "rule":
        for module in rule_modules():
            module.RULES = tuple(rule for rule in module.RULES if f"{rule.__module__}.{rule.__name__}" != word)
    elif table.endswith(".csv"):
        whole = load.text
        load.text = lambda name: _without_line(whole(name), word) if name == table else whole(name)
    else:
        load.table(table)[group] = _without(load.table(table)[group], word)


def _without_line(text: str, word: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line.partition(",")[0] != word)


def _without(part: Any, word: str) -> Any:
    """A part of a table without the entries of `word` in its lists."""
    if isinstance(part, dict):
        return {key: _without(value, word) for key, value in part.items()}
    if isinstance(part, list):
        return [_without(item, word) for item in part if _word(item) != word]
    return part


def _word(item: Any) -> Any:
    return item.get("word") if isinstance(item, dict) else item


def words(table: str) -> Iterator[Entry]:
    """The words of a table, each in its group; of a CSV file the first column."""
    if table.endswith(".csv"):
        for line in load.text(table).splitlines()[1:]:
            yield table, "", line.partition(",")[0]
        return
    for group, part in load.table(table).items():
        yield from ((table, group, word) for word in dict.fromkeys(_listed(part)))


def _listed(part: Any) -> Iterator[str]:
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        if isinstance(part, list) and isinstance(_word(value), str):
            yield _word(value)
        else:
            yield from _listed(value)


def in_fresh_process(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
    """`work` on each task in a process forked from this one, which has loaded no rule; as many at once as cores."""
    context = multiprocessing.get_context("fork")
    with context.Pool(multiprocessing.cpu_count(), maxtasksperchild=1) as pool:
        yield from pool.imap(work, tasks)


def baseline(part: Sequence[int]) -> list[Reading]:
    """The readings of some documents with all words and rules."""
    watch()
    return [reading(DOCUMENTS[number]) for number in part]


def tried(entry: Entry) -> Change:
    """What changes where an entry is switched off, on at most `MOST` of the documents that it can matter to."""
    numbers = concerned(entry)
    switch_off(entry)
    changed = right = 0
    for number in numbers:
        before, now = BASE[number], reading(DOCUMENTS[number])
        changed += len(before.records - now.records) + max(0, len(now.records) - len(before.records))
        right += before.right - now.right
    return Change(entry, len(numbers), changed, right)


def concerned(entry: Entry) -> list[int]:
    """The numbers of the documents, spread over all kinds, in which a word occurs or a rule answered."""
    if entry[0] == "rule":
        found = [number for number, one in enumerate(BASE) if entry[2] in one.rules]
    else:
        found = [number for number, text in enumerate(FOLDED) if entry[2] in text]
    return found[:: max(1, len(found) // SETTINGS["most"])][: SETTINGS["most"]]


DOCUMENTS: list[Annotated] = []
FOLDED: list[str] = []
BASE: list[Reading] = []
SETTINGS = {"most": MOST}


def prepare() -> None:
    """Read the documents, and what the program makes of them with everything in place."""
    DOCUMENTS.extend(annotated())
    FOLDED.extend(fold(one.document.text) for one in DOCUMENTS)
    parts = [range(start, min(start + 10, len(DOCUMENTS))) for start in range(0, len(DOCUMENTS), 10)]
    BASE.extend(one for part in in_fresh_process(baseline, parts) for one in part)


def rules() -> list[Entry]:
    """Every rule, found in a process of its own so that none is loaded here."""
    [found] = in_fresh_process(_rules, [None])
    return found


def _rules(_: None) -> list[Entry]:
    names = {f"{rule.__module__}.{rule.__name__}" for module in rule_modules() for rule in module.RULES}
    return [("rule", name.removeprefix(LINK + ".").rpartition(".")[0], name) for name in sorted(names)]


def page(changes: Iterable[Change]) -> str:
    """The changes as a Markdown page: a table for each list, what changes nothing by its words alone."""
    lists: dict[str, list[Change]] = {}
    for change in changes:
        lists.setdefault(f"{change.entry[0]} {change.entry[1]}".strip(), []).append(change)
    lines = [
        "# What words and rules are worth",
        "",
        "Made by `tools/ablate.py` on the annotated documents of ../shared and data/raw; each line is one list.",
        "*Never met*: the word occurs, or the rule answers, in none. *Changes nothing*: it does, and no record of",
        f"the documents tried comes out otherwise without it. At most {SETTINGS['most']} are tried for each, so",
        "what changes nothing here is a candidate, to be tried on all with `--most 200 --only WORD` before it goes.",
        "",
        "| list | entries | never met | changes nothing | records changed | annotated right by it |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, rows in lists.items():
        idle = sum(row.documents > 0 and row.records == 0 for row in rows)
        unseen = sum(row.documents == 0 for row in rows)
        total = Counter(records=sum(row.records for row in rows), right=sum(row.right for row in rows))
        lines.append(f"| {name} | {len(rows)} | {unseen} | {idle} | {total['records']} | {total['right']:+} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", nargs="*", default=[], metavar="TABLE", help="tables of the lexicon (nouns, status)")
    parser.add_argument("--rules", action="store_true", help="every rule")
    parser.add_argument("--only", metavar="TEXT", help="only words, groups and rules that hold this text")
    parser.add_argument("--most", type=int, default=MOST, help=f"documents a word or rule (default {MOST})")
    parser.add_argument("--page", type=Path, help="write the table of lists here")
    args = parser.parse_args()
    if closed := [name for name in args.words if name in CLOSED]:
        parser.error(f"closed classes stay whole: {', '.join(closed)}")
    SETTINGS["most"] = args.most
    prepare()
    entries = [entry for table in args.words for entry in words(table)] + (rules() if args.rules else [])
    entries = [entry for entry in entries if args.only is None or any(args.only in part for part in entry)]
    changes = []
    for change in in_fresh_process(tried, entries):
        changes.append(change)
        name = " ".join(change.entry[1:]) if change.entry[0] != "rule" else change.entry[2].removeprefix(LINK + ".")
        print(f"{change.right:+4} right {change.records:5} records {change.documents:3} documents  {name}", flush=True)
    if args.page:
        args.page.write_text(page(changes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
