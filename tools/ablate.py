"""Switch words, their conditions and rules off one at a time, and print what changes: what changes nothing can go.

    python tools/ablate.py --rules                     every rule of extract/link
    python tools/ablate.py --words nouns status        the words of these lists, in each of their roles; none named: all
    python tools/ablate.py --guards                    the conditions of words (not before 域)
    python tools/ablate.py --terms                     the terms of terms.csv
    python tools/ablate.py --layers                    all conditions, all cuts between words, and both
    python tools/ablate.py --new                       words that tests/word_worth.csv has no line for: it gets one
    python tools/ablate.py --together FILE             words for which a FILE of `--found` shows no worth, all at once

What is read is said in tools/trial.py: pieces of documents for what looks at a clause or a sentence, documents for the
rest. `records` are those that come out otherwise; `right` is how many more or fewer annotated targets are right in
every field, invented ones taken off, with the word or rule than without it: above 0 it helps, below 0 it harms. Words
of closed classes (`closed` in the table of their role) stay whole, whatever they are worth.

Fresh processes try the words, since patterns are made at import; each tries many at once, none of which occurs in what
another one is tried on. `--found FILE` keeps what was found, and goes on from it.
"""

import argparse
import functools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ablation_page
import switches
import together
import trial
import worth
from plancli.lexicon import entries
from plancli.segment.fold import fold
from processes import in_fresh_process
from switches import LINK, Entry, forget, switch_off
from trial import Reading, Text, read_now
from worth import Change

WHOLE = ("structure", "head", "pages", "wraps", "tables", "sheets", "layer", "rule")
"""Lists whose words are read in headings, titles, fields, lines and tables: tried on documents."""
COMPARED = "compare"
BARS = 4  # in a text that is a table
PIECES, DOCUMENTS = 12, 5
BATCHES = 60  # that are filled at a time
FEW = 100  # entries for which not all texts are read


@dataclass
class Batch:
    """Entries that are tried in one process: none of them concerns a text that another one is tried on."""

    tried: dict[Entry, tuple[int, ...]] = field(default_factory=dict)
    used: int = 0
    concerned: int = 0

    def take(self, entry: Entry, concerns: Sequence[int], most: int) -> bool:
        """Add `entry`, to be tried on at most `most` of the texts that it concerns; not where another is in the way."""
        whole = sum(1 << number for number in concerns)
        if self.tried and (whole & self.used):
            return False
        free = [number for number in concerns if not self.concerned >> number & 1]
        if len(free) < min(most, len(concerns)):
            return False
        self.tried[entry] = tuple(sorted(free, key=lambda number: len(TEXTS[number].document.text))[:most])
        self.used |= sum(1 << number for number in self.tried[entry])
        self.concerned |= whole
        return True


TEXTS: list[Text] = []
BASE: dict[int, Reading] = {}
SETTINGS = {"local": PIECES, "whole": DOCUMENTS}


def prepare(*, pieces: bool = True) -> None:
    """The texts."""
    documents = trial.whole()
    TEXTS.extend([*documents, *trial.short()])
    TEXTS.extend(piece for one in documents if pieces for piece in trial.pieces(one))
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]


def read_all() -> None:
    """What the program makes of the texts with everything in place."""
    parts = [range(start, min(start + 50, len(TEXTS))) for start in range(0, len(TEXTS), 50)]
    for found in in_fresh_process(baseline, parts):
        BASE.update(found)


def baseline(part: Sequence[int]) -> dict[int, Reading]:
    """The readings of some texts with all words and rules, by their numbers."""
    answered = watched()
    return {number: _reading_with_rules(TEXTS[number], answered) for number in part}


def _reading_with_rules(one: Text, answered: set[str]) -> Reading:
    answered.clear()
    found = read_now(one)
    return Reading(found.records, found.right, frozenset(answered))


def watched() -> set[str]:
    """A set to which every rule that answers adds its name from now on."""
    answered: set[str] = set()
    for module, name in switches.rule_lists():
        setattr(module, name, tuple(_noting(rule, answered) for rule in getattr(module, name)))
    return answered


def _noting(rule: Callable[..., Any], answered: set[str]) -> Callable[..., Any]:
    @functools.wraps(rule)
    def asked(*arguments: Any) -> Any:
        found = rule(*arguments)
        if found is not None:
            answered.add(f"{rule.__module__}.{rule.__name__}")
        return found

    return asked


@functools.cache
def concerned(entry: Entry) -> tuple[int, ...]:
    """The numbers of the texts in which a word occurs or a rule answered; of a layer, all."""
    if entry[0] == "layer":
        return tuple(_pool(True))
    if entry[0] == "rule":
        return tuple(number for number, found in BASE.items() if entry[2] in found.rules and not TEXTS[number].is_case)
    return _holding(fold(entry[2]), _is_whole(entry))


@functools.cache
def _holding(word: str, whole: bool) -> tuple[int, ...]:
    return tuple(number for number in _pool(whole) if word in TEXTS[number].folded)


def _is_whole(entry: Entry) -> bool:
    return entry[0] in WHOLE or entry[1].partition(".")[0] in WHOLE


@functools.cache
def _pool(whole: bool) -> tuple[int, ...]:
    """Documents, and cases that are tables: the heads of these are tried on documents; or all other texts."""
    return tuple(
        number
        for number, text in enumerate(TEXTS)
        if (text.path is not None) == whole or (whole and text.is_case and text.document.text.count("|") >= BARS)
    )


def likeliest(entry: Entry) -> list[int]:
    """The texts that `entry` concerns: pieces in which the word is near a digit first, documents by their length."""
    found = concerned(entry)
    if _is_whole(entry):
        return sorted(found, key=lambda number: len(TEXTS[number].document.text))
    if len(found) <= SETTINGS["local"]:
        return list(found)
    near = re.compile(rf"{re.escape(entry[2])}[^。\n]{{0,9}}\d|\d[^。\n]{{0,9}}{re.escape(entry[2])}")
    return sorted(found, key=lambda number: not near.search(TEXTS[number].folded))


def batches(asked: Iterable[Entry]) -> Iterator[Batch]:
    """The entries in as few processes as their texts allow; those that occur nowhere are in none."""
    open_ones: list[Batch] = []
    for entry in sorted(asked, key=lambda entry: -len(concerned(entry))):
        found = likeliest(entry)
        most = SETTINGS["whole" if _is_whole(entry) else "local"]
        if found and not any(batch.take(entry, found, most) for batch in open_ones):
            open_ones.append(Batch())
            open_ones[-1].take(entry, found, most)
        if len(open_ones) > BATCHES:
            yield open_ones.pop(0)
    yield from open_ones


def tried(batch: Batch) -> list[Change]:
    """What each entry of a batch changes in the texts that it is tried on."""
    needed = {number for numbers in batch.tried.values() for number in numbers} - BASE.keys()
    BASE.update((number, read_now(TEXTS[number])) for number in needed)
    forget()
    switch_off(batch.tried)
    return [_change(entry, numbers) for entry, numbers in batch.tried.items()]


def _change(entry: Entry, numbers: Sequence[int]) -> Change:
    now = [(BASE[number], read_now(TEXTS[number], broken=True)) for number in numbers]
    records = sum(before.differs(after) for before, after in now)
    return Change(entry, len(numbers), records, sum(before.right - after.right for before, after in now))


def one_by_one(asked: Iterable[Entry]) -> Iterator[Change]:
    """What each entry changes in the texts that it concerns, or in so many of them."""
    entries_asked = list(asked)
    yield from (Change(entry, 0, 0, 0) for entry in entries_asked if not concerned(entry))
    for changes in in_fresh_process(tried, list(batches(entries_asked))):
        yield from changes


def asked_for(args: argparse.Namespace) -> list[Entry]:
    """The entries that the command line names."""
    lists = entries.by_list() if args.new or args.words == [] else args.words or ()
    found = [entry for name in lists if name != COMPARED for entry in switches.words(name)]
    found += [*(switches.guards() if args.guards else ()), *(switches.terms() if args.terms else ())]
    found += rules() if args.rules else []
    found += [("layer", "", layer) for layer in ("guards", "words", "both")] if args.layers else []
    return [entry for entry in found if args.only is None or any(args.only in part for part in entry)]


def idle_words(path: Path) -> list[Entry]:
    """The words of open roles that a file of `--found` says change nothing, or says nothing of."""
    changing = {one.entry for one in worth.read(path) if one.records}
    return [one for one in worth.played(entries.rows()) if one[0] != COMPARED and one not in changing]


def rules() -> list[Entry]:
    """Every rule, found in a process of its own so that none is loaded here."""
    [found] = in_fresh_process(_rules, [None])
    return found


def _rules(_: None) -> list[Entry]:
    return switches.rule_names()


def say(change: Change, path: Path | None) -> None:
    name = " ".join(change.entry) if change.entry[0] != "rule" else change.entry[2].removeprefix(LINK + ".")
    print(f"{change.right:+4} right {change.records:5} records {change.texts:3} texts  {name}", flush=True)
    if path:
        worth.append(change, path)


def command_line() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", nargs="*", metavar="LIST", help="lists of words.csv (nouns, status)")
    parser.add_argument("--new", action="store_true", help="the words that tests/word_worth.csv says nothing of yet")
    parser.add_argument("--rules", action="store_true", help="every rule")
    parser.add_argument("--guards", action="store_true", help="the conditions of words")
    parser.add_argument("--terms", action="store_true", help="the terms of the dictionary")
    parser.add_argument("--layers", action="store_true", help="all conditions, all cuts between words, both")
    parser.add_argument("--together", type=Path, metavar="FILE", help="what changes nothing in FILE, all at once")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keeps what --together has off, for a next run")
    parser.add_argument("--only", metavar="TEXT", help="only words, roles and rules that hold this text")
    parser.add_argument("--most", type=int, help=f"texts a word (default {PIECES} pieces, {DOCUMENTS} documents)")
    parser.add_argument("--found", type=Path, metavar="FILE", help="keep what is found here, and go on from it")
    parser.add_argument("--page", type=Path, help="write the table here; with --rules alone, only its section on rules")
    return parser


def main() -> int:
    parser = command_line()
    args = parser.parse_args()
    if unknown := [name for name in args.words or () if name not in entries.by_list()]:
        parser.error(f"no list of words.csv: {', '.join(unknown)}")
    if args.most:
        SETTINGS.update(local=args.most, whole=args.most)
    path = worth.PATH if args.new else args.found
    changes = worth.read(path) if path else []
    known = {change.entry for change in changes}
    prepare(pieces=not args.together and (args.words is not None or args.new or args.guards or args.terms))
    if args.together:
        read_all()
        together.TEXTS, together.BASE = TEXTS, BASE
        off = together.together(idle_words(args.together), _is_whole, args.state)
        print(*map(" ".join, sorted(off)), sep="\n")
        return 0
    asked = [entry for entry in asked_for(args) if entry not in known]
    if args.rules or len(asked) > FEW:
        read_all()
    for change in one_by_one(asked):
        changes.append(change)
        say(change, path)
    if args.new:
        worth.write(change for change in changes if change.entry in set(worth.played(entries.rows())))
    if args.page:
        ablation_page.write(args.page, changes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
