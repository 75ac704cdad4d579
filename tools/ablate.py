"""Switch words, their conditions and rules off one at a time, and print what changes: what changes nothing can go.

    python tools/ablate.py --rules                     every rule of extract/link
    python tools/ablate.py --words nouns status        the words of these lists, in each of their roles
    python tools/ablate.py --guards                    the conditions of words (not before 域)
    python tools/ablate.py --terms                     the compounds of segmentation.toml and the terms of terms.csv
    python tools/ablate.py --layers                    all conditions, all cuts between words, and both
    python tools/ablate.py --words nouns --thorough    what changes nothing is tried on every document, many at once

The documents are those of ../shared (the gold, the sample, the whole ones, all of wild) and of data/raw. Each is read
once. A word is tried on the documents in which it occurs, a rule on those in which it answered. `records` are those
that come out otherwise; `right` is how many more or fewer annotated targets are right in every field with the word or
rule than without it: above 0 it helps, below 0 it harms. A fresh process tries each word, since patterns are made at
import. Words of closed classes (`closed` in the table of their list) stay whole, whatever they are worth.
"""

import argparse
import functools
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import gate
import wild
from plancli.lexicon import entries, load
from plancli.lexicon.roles import description
from plancli.model import Document
from plancli.read import read
from plancli.segment.fold import fold

# These make patterns of words when they are imported: a process that has switched a word off imports them again.
MADE_OF_WORDS = ("plancli.extract", "plancli.structure", "plancli.normalize", "plancli.trust", "plancli.lexicon.words")
LINK = "plancli.extract.link"
CONDITIONS = ("not_before", "before", "not_after")
TERMS = "segmentation.txt"
TOGETHER = 20  # words that changed nothing where they were tried, tried together on every document
MOST = 8
Entry = tuple[str, str, str]
"""List, role, word; `guard`, list.role, word; `segmentation.txt`, source, word; or `rule`, module, function."""


@dataclass(frozen=True)
class Annotated:
    """A document with its gold: `scored` gives the pairs to be scored of the records found in it."""

    document: Document
    scored: gate.Scored | None = None


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
    """Every annotated document, and those of wild that are not, read once."""
    ones = with_gold()
    others = sorted(set((wild.WILD / "docs").glob("*.txt")) - {one.document for one in ones})
    return [*(Annotated(read(one.document), one) for one in ones), *(Annotated(read(path)) for path in others)]


def with_gold() -> list[gate.Pair | wild.Sampled]:
    """The documents of gate whose gold is whole: composed texts are no files, verdicts are on some records only."""
    groups = gate.groups().values()
    known = [one for group in groups if gate.is_here(group) for one in group]
    return [one for one in known if isinstance(one, (gate.Pair, wild.Sampled))]


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
    right = score(one.scored.pairs(records)).record.right if one.scored else 0
    return Reading(kept, right, frozenset(answered))


VOLATILE = ("rules", "confidence", "doubts")
answered: set[str] = set()


def watch() -> None:
    """Note every rule that answers."""
    for module, name in rule_lists():
        setattr(module, name, tuple(_watched(rule) for rule in getattr(module, name)))


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


def rule_lists() -> list[tuple[Any, str]]:
    """Every tuple of rules: its module, and its name there (RULES, or a part of them that is asked by itself)."""
    return [
        (module, name)
        for module in rule_modules()
        for name, value in vars(module).items()
        if isinstance(value, tuple) and value and all(_is_rule(one) for one in value)
    ]


def _is_rule(thing: Any) -> bool:
    return callable(thing) and getattr(thing, "__module__", "").startswith(LINK)


def switch_off(entry: Entry) -> None:
    """Take a word out of its table, or a rule out of every list that asks it; in this process only."""
    name, role, word = entry
    if name == "rule":
        for module, name in rule_lists():
            rules = getattr(module, name)
            setattr(module, name, tuple(rule for rule in rules if f"{rule.__module__}.{rule.__name__}" != word))
    elif name == TERMS:
        clause_words = import_module("plancli.segment.clause_words")
        made = clause_words.Dictionary(*clause_words.by_first(without_term(clause_words.frequencies(), word)))
        clause_words._dictionary = lambda: made
    elif name == "layer":
        switch_off_layer(word)
    elif name == "guard":
        of, _, inner = role.partition(".")
        part, key = load.part_of(load.table(of), inner)
        part[key] = [unguarded(item) if _word(item) == word else item for item in part[key]]
    else:
        part, key = load.part_of(load.table(name), role)
        part[key] = [item for item in part[key] if _word(item) != word]


def switch_off_layer(layer: str) -> None:
    """Drop every condition of words, or every cut between words, or both."""
    if layer in ("guards", "both"):
        for _, role, word in guards():
            switch_off(("guard", role, word))
    if layer in ("words", "both"):
        from plancli.segment import clause_words

        clause_words.ClauseWords.begins = lambda self, at: True  # type: ignore[method-assign]


def unguarded(item: Any) -> Any:
    """A word without the conditions on what is beside it."""
    return {key: value for key, value in item.items() if key not in CONDITIONS}


def without_term(words: dict[str, int], word: str) -> dict[str, int]:
    """The dictionary without a word of ours: as frequent as jieba has it, or only the beginning of words."""
    return words | {word: _general().get(word, 0)}


@functools.cache
def _general() -> dict[str, int]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return dict(jieba.dt.FREQ)


def _word(item: Any) -> Any:
    return item.get("word") if isinstance(item, dict) else item


def words(name: str) -> Iterator[Entry]:
    """The words of a list in each role that is no closed class."""
    for role, listed in entries.by_list()[name].items():
        if not description(f"{name}.{role}").get("closed"):
            yield from ((name, role, _word(item)) for item in listed)


def guards() -> Iterator[Entry]:
    """Every word and role that has conditions on what is beside the word."""
    for name, roles_of in entries.by_list().items():
        for role, listed in roles_of.items():
            for item in listed:
                if isinstance(item, dict) and any(key in item for key in CONDITIONS):
                    yield "guard", f"{name}.{role}", item["word"]


def terms() -> Iterator[Entry]:
    """The compounds that people added to the dictionary, and the terms that were counted."""
    yield from ((TERMS, "compounds", _word(item)) for item in entries.by_list()["segmentation"]["whole"])
    yield from ((TERMS, "terms", line.partition(",")[0]) for line in load.text("terms.csv").splitlines()[1:])


def in_fresh_process(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
    """`work` on each task in a process forked from this one, which has loaded no rule; as many at once as cores."""
    context = multiprocessing.get_context("fork")
    with context.Pool(multiprocessing.cpu_count(), maxtasksperchild=1) as pool:
        yield from pool.imap(work, tasks)


def baseline(part: Sequence[int]) -> list[Reading]:
    """The readings of some documents with all words and rules."""
    watch()
    return [reading(DOCUMENTS[number]) for number in part]


def tried(task: tuple[tuple[Entry, ...], tuple[int, ...]]) -> list[Change]:
    """What changes in some documents where entries are switched off together: a change for each document."""
    off, numbers = task
    forget()
    for entry in off:
        switch_off(entry)
    return [_change(off[0], number) for number in numbers]


def forget() -> None:
    """Unload what was made of words; patterns that stay as they were come from the cache of `re`."""
    for name in [name for name in sys.modules if name.startswith(MADE_OF_WORDS)]:
        del sys.modules[name]


def _change(entry: Entry, number: int) -> Change:
    before, now = BASE[number], reading(DOCUMENTS[number])
    changed = len(before.records - now.records) + max(0, len(now.records) - len(before.records))
    return Change(entry, number, changed, before.right - now.right)


def one_by_one(asked: list[Entry]) -> Iterator[Change]:
    """What each entry changes in at most `MOST` of the documents that it can matter to."""
    tasks = [((entry,), tuple(spread(concerned(entry)))) for entry in asked]
    for (off, numbers), changes in zip(tasks, in_fresh_process(tried, tasks), strict=True):
        yield Change(off[0], len(numbers), sum(one.records for one in changes), sum(one.right for one in changes))


def together(idle: list[Entry]) -> Iterator[Change]:
    """What entries that changed nothing so far change in all documents: many at once, halved until one is left."""
    tasks = [tuple(idle[at : at + TOGETHER]) for at in range(0, len(idle), TOGETHER)]
    waiting = [(off, tuple(sorted({n for entry in off for n in concerned(entry)}))) for off in tasks]
    while waiting:
        following = []
        for (off, numbers), changes in zip(waiting, in_fresh_process(tried, waiting), strict=True):
            touched = {one.documents: one for one in changes if one.records or one.right}
            if touched and len(off) > 1:
                halves = (off[: len(off) // 2], off[len(off) // 2 :])
                following += [(half, tuple(n for n in touched if _any_in(half, n))) for half in halves]
            else:
                found = [sum(getattr(one, key) for one in touched.values()) for key in ("records", "right")]
                yield from (Change(entry, len(numbers), *found) for entry in off)
        waiting = following


def _any_in(off: tuple[Entry, ...], number: int) -> bool:
    return any(number in concerned(entry) for entry in off)


@functools.cache
def concerned(entry: Entry) -> tuple[int, ...]:
    """The numbers of the documents in which a word occurs or a rule answered; of a layer, all."""
    if entry[0] == "layer":
        return tuple(range(len(DOCUMENTS)))
    if entry[0] == "rule":
        return tuple(number for number, one in enumerate(BASE) if entry[2] in one.rules)
    return tuple(number for number, text in enumerate(FOLDED) if entry[2] in text)


def spread(found: Sequence[int]) -> Sequence[int]:
    """At most `MOST` of the documents, the shortest ones: more words are tried in the same time."""
    return sorted(found, key=lambda number: len(FOLDED[number]))[: SETTINGS["most"]]


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
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    reading(DOCUMENTS[0])


def rules() -> list[Entry]:
    """Every rule, found in a process of its own so that none is loaded here."""
    [found] = in_fresh_process(_rules, [None])
    return found


def _rules(_: None) -> list[Entry]:
    names = {f"{rule.__module__}.{rule.__name__}" for module in rule_modules() for rule in module.RULES}
    return [("rule", name.removeprefix(LINK + ".").rpartition(".")[0], name) for name in sorted(names)]


def page(changes: Iterable[Change]) -> str:
    """The changes as a Markdown page: what layers are worth, then a line for each list, and its idle words."""
    layers = []
    lists: dict[str, list[Change]] = {}
    for change in changes:
        name = f"{change.entry[0]} {change.entry[1]}".strip()
        (layers if change.entry[0] == "layer" else lists.setdefault(name, [])).append(change)
    return "\n".join([*HEAD, *_layers(layers), *_lists(lists), *_idle(lists)]) + "\n"


RULES_HEADING = "## Rules, one at a time"
RULES_SAID = """\
`tools/ablate.py --rules --page docs/ablation.md` makes this section: each rule of `extract/link` is switched off in
turn, on the eight shortest of the documents in which it answered. A rule that answers in none of them has its cases
beside it; what it reads was found in other texts.
"""
RULED = "| --- | ---: | ---: | ---: |"


def with_rules(text: str, changes: Iterable[Change]) -> str:
    """A page with its section on rules, the last one, made anew; what it says of words stays."""
    heading = (
        RULES_HEADING,
        "",
        RULES_SAID,
        "| rule | documents tried | records changed | annotated right by it |",
        RULED,
    )
    rows = (
        f"| {one.entry[2].removeprefix(f'{LINK}.')} | {one.documents} | {one.records} | {one.right:+} |"
        for one in changes
    )
    return text.partition(RULES_HEADING)[0] + "\n".join([*heading, *rows]) + "\n"


HEAD = (
    "# What words and rules are worth",
    "",
    "Made by `tools/ablate.py` on the annotated documents of ../shared and data/raw, and on all documents of wild.",
    "",
)


def _layers(layers: list[Change]) -> Iterator[str]:
    """What comes out otherwise without conditions of words, without cuts between words, and without both."""
    names = {"guards": "conditions of words (not before 域)", "words": "cuts between words", "both": "both"}
    if layers:
        yield "| without | records changed | annotated right by it |\n| --- | ---: | ---: |"
        yield from (f"| {names[one.entry[2]]} | {one.records} | {one.right:+} |" for one in layers)
        yield ""


def _lists(lists: dict[str, list[Change]]) -> Iterator[str]:
    """A line for each list."""
    yield "*Never met*: the word occurs, or the rule answers, in no document. *Changes nothing*: it does, and no record"
    yield "of the documents tried comes out otherwise without it."
    yield ""
    yield "| list | entries | never met | changes nothing | records changed | annotated right by it |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, rows in lists.items():
        idle = sum(row.documents > 0 and row.records == 0 for row in rows)
        unseen = sum(row.documents == 0 for row in rows)
        total = Counter(records=sum(row.records for row in rows), right=sum(row.right for row in rows))
        yield f"| {name} | {len(rows)} | {unseen} | {idle} | {total['records']} | {total['right']:+} |"


def _idle(lists: dict[str, list[Change]]) -> Iterator[str]:
    """The words of each list that change nothing in the documents tried: candidates, to be tried `--thorough`."""
    yield "\n## Words that change nothing where they were tried\n"
    for name, rows in lists.items():
        if idle := [row.entry[2] for row in rows if not row.records and row.entry[0] != "rule"]:
            yield f"- {name}: {' '.join(idle)}"


def asked_for(args: argparse.Namespace) -> list[Entry]:
    """The entries that the command line names."""
    found = [entry for name in args.words for entry in words(name)]
    found += [*(guards() if args.guards else ()), *(terms() if args.terms else ())]
    found += rules() if args.rules else []
    return [entry for entry in found if args.only is None or any(args.only in part for part in entry)]


def say(change: Change) -> None:
    name = " ".join(change.entry) if change.entry[0] != "rule" else change.entry[2].removeprefix(LINK + ".")
    print(f"{change.right:+4} right {change.records:5} records {change.documents:3} documents  {name}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", nargs="*", default=[], metavar="LIST", help="lists of words.csv (nouns, status)")
    parser.add_argument("--rules", action="store_true", help="every rule")
    parser.add_argument("--guards", action="store_true", help="the conditions of words")
    parser.add_argument("--terms", action="store_true", help="the compounds and terms of the dictionary")
    parser.add_argument("--layers", action="store_true", help="all conditions, all cuts between words, both")
    parser.add_argument("--only", metavar="TEXT", help="only words, roles and rules that hold this text")
    parser.add_argument("--most", type=int, default=MOST, help=f"documents a word or rule (default {MOST})")
    parser.add_argument("--thorough", action="store_true", help="try on every document what changed nothing")
    parser.add_argument("--page", type=Path, help="write the table here; with --rules alone, only its section on rules")
    args = parser.parse_args()
    if unknown := [name for name in args.words if name not in entries.by_list()]:
        parser.error(f"no list of words.csv: {', '.join(unknown)}")
    SETTINGS["most"] = args.most
    prepare()
    changes = []
    for change in one_by_one(asked_for(args)):
        changes.append(change)
        say(change)
    if args.thorough:
        idle = [one.entry for one in changes if not one.records and one.documents < len(concerned(one.entry))]
        again = {change.entry: change for change in together(idle)}
        for change in again.values():
            say(change)
        changes = [again.get(one.entry, one) for one in changes]
    if args.layers:
        SETTINGS["most"] = len(DOCUMENTS)
        for change in one_by_one([("layer", "", layer) for layer in ("guards", "words", "both")]):
            changes.append(change)
            say(change)
    if args.page and all(one.entry[0] == "rule" for one in changes):
        text = args.page.read_text(encoding="utf-8") if args.page.exists() else ""
        args.page.write_text(with_rules(text, changes), encoding="utf-8")
    elif args.page:
        args.page.write_text(page(changes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
