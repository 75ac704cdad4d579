"""Find for each word of an open role a text in which it plays its role: where something comes out otherwise without it.

    python tools/prove.py                      every word of an open role: an hour; writes tests/word_proofs.csv
    python tools/prove.py --new                only words that have no line there yet: half a minute, five for 200
    python tools/prove.py --stays              words of no family that stay without a proof, in more texts; it writes
                                               as it goes, and goes on from there when it is run again
    python tools/prove.py --stays --in statuses    only in composed texts, case files and documents so named
    python tools/prove.py --only 力争          words, lists and roles that hold this text; prints and writes nothing

A word is tried in each of its roles by itself. *alone*: a record has other values without it. *named*: a record
names another rule, or the document another part, title or genre. Of words of which several say the same none changes
anything alone, so what is left is tried where others are off as well: *among*. With `--stays` these are the others of
its role that have no proof, then its own other roles. The texts are those of tools/trial.py: cases beside rules and
composed texts and documents, whose authors say what must come out, and documents of others.

A word that spoils what people have annotated proves nothing. One that changes a record of which nobody has said what it
should be (桌子 as a word of growth, in 购置桌子30张) proves little: `--new` prints such a change (*look*) and does not
take it; where the record is better with the word, file its sentence as a case, in other words, and run it again.
"""

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import ablate
import proofs
import trial
import worth
from plancli.lexicon import entries
from plancli.segment.fold import fold
from plancli.terms import Row
from processes import in_fresh_process
from proofs import Proof
from switches import Entry, forget, switch_off
from trial import Text

TRIED, DOCUMENTS = 12, 5  # texts a word and round; cases are short, and come first
GROUP = 30  # words that are switched off at once, with --stays
GROUPS = 8  # that are looked at before what was found is written
# Documents of wild, and composed texts, that are only scored: nobody reads what comes out of them.
SCORED_ONLY = re.compile(r"-\d*[02468]\b|test")
PART = 50  # texts that a process reads
WARMING = 10  # every so many texts are read before others are
VALUES, TOLD = "values", "told"
VOLATILE = ("confidence", "doubts")


@dataclass(frozen=True)
class Reading:
    """What comes out of a text: the values of its records, and all that is said of them and of their document."""

    values: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    right: int = 0


@dataclass(frozen=True)
class Tried:
    """What was seen of a word in one text: how it differs (empty: not at all), what it is worth there, an example."""

    entry: Entry
    text: str
    how: str
    right: int
    shown: str
    is_case: bool = False

    @property
    def is_judged(self) -> bool:
        """Whether people said what must come out there: an annotated target is right by the word, or a case."""
        return self.is_case or self.right > 0


def read_now(one: Text) -> Reading:
    """What the program, as it is now, makes of a text; where it breaks without a word, nothing."""
    from plancli.pipeline import analyse, missed_record
    from plancli.records.record import document_record, to_record

    try:
        document = trial._anew(one)
        found = analyse(document)
        records = [to_record(target) for target in found.targets]
        about = [document_record(document, len(records), found.parts), *map(missed_record, found.missed)]
    except Exception:
        return Reading()
    shifted = [row | {"start": row["start"] + one.at, "end": row["end"] + one.at} for row in records]
    told = [{key: value for key, value in row.items() if key not in VOLATILE} for row in records]
    values = [{key: value for key, value in row.items() if key != "rules"} for row in told]
    return Reading(frozenset(map(_said, values)), frozenset(map(_said, [*told, *about])), one.right(shifted))


def _said(row: Row) -> str:
    return json.dumps({key: str(value) for key, value in row.items()}, ensure_ascii=False)


def _how(before: Reading, after: Reading) -> str:
    if before.values != after.values:
        return VALUES
    return TOLD if before.told != after.told else ""


def _differing(before: Reading, after: Reading, name: str) -> str:
    """The fields of a record that differ between two readings, with and without the word."""
    if SCORED_ONLY.search(name.partition("/")[0]):
        return "(only scored)"
    lost, won = sorted(before.told - after.told), sorted(after.told - before.told)
    one, other = (json.loads(rows[0]) if rows else {} for rows in (lost, won))
    fields = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return "; ".join(f"{key} {one.get(key, '-')} | {other.get(key, '-')}" for key in fields[:3])


def read_texts(task: tuple[tuple[Entry, ...], Sequence[int]]) -> dict[int, Reading]:
    """The readings of some texts with words switched off, by the numbers of the texts."""
    off, numbers = task
    forget()
    switch_off(off)
    return {number: read_now(ablate.TEXTS[number]) for number in numbers}


READ: dict[int, Reading] = {}
"""How each text is read with everything in place."""
CHANGED: dict[int, dict[int, tuple[Reading, Reading]]] = {}
"""Of each group of words, the texts that come out otherwise without it: how they are read with it, and without it."""
WITHOUT: dict[int, Reading] = {}
"""What comes out of each text in this round with every word that is off in it, and with nothing else."""


def tried(task: tuple[ablate.Batch, tuple[Entry, ...]]) -> list[Tried]:
    """What each word of a batch does in the texts that it is tried on, beside the words that are off in this round."""
    batch, off = task
    forget()
    # among others that are off the word is put back; where none is, it is taken away
    switch_off([one for one in off if one not in batch.tried] if off else list(batch.tried))
    return [found for entry, numbers in batch.tried.items() for found in _seen(entry, numbers, bool(off))]


def _seen(entry: Entry, numbers: Sequence[int], back: bool) -> Iterator[Tried]:
    for number in numbers:
        one, now = ablate.TEXTS[number], read_now(ablate.TEXTS[number])
        have, lack = (now, WITHOUT[number]) if back else (WITHOUT[number], now)
        how = _how(have, lack)
        yield Tried(
            entry, one.name, how, have.right - lack.right, _differing(have, lack, one.name) if how else "", one.is_case
        )


def one_round(asked: Iterable[Entry], off: Sequence[Entry]) -> dict[Entry, list[Tried]]:
    """What each word does in its texts, with the words of `off` switched off; of one that no text holds, nothing."""
    batches = list(ablate.batches(asked))
    needed = sorted({number for batch in batches for found in batch.tried.values() for number in found})
    WITHOUT.clear()
    parts = [(tuple(off), needed[start : start + PART]) for start in range(0, len(needed), PART)]
    for found in in_fresh_process(read_texts, parts):
        WITHOUT.update(found)
    seen: dict[Entry, list[Tried]] = {}
    for results in in_fresh_process(tried, [(batch, tuple(off)) for batch in batches]):
        for one in results:
            seen.setdefault(one.entry, []).append(one)
    return seen


def proof(seen: Sequence[Tried], *, among: bool) -> tuple[Proof, Tried] | None:
    """The best text of a word; none where it spoils more annotated targets than are right by it."""
    if sum(one.right for one in seen) < 0:
        return None
    best = max((one for one in seen if one.how), key=_rank, default=None)
    if best is None:
        return None
    how = "among" if among else "alone" if best.how == VALUES else "named"
    return Proof(best.entry, how, best.text), best


def _rank(one: Tried) -> tuple[bool, bool, int]:
    return one.is_judged, one.how == VALUES, one.right


def prove(asked: Sequence[Entry], among: Iterable[Entry] = ()) -> Iterator[tuple[Proof, Tried]]:
    """The proofs that are found, round after round: of words alone, then where all others that change nothing alone are
    off, then where half of them are.

    Args:
        among: words of before that change nothing alone.
    """
    found = _tried(asked, [])
    yield from filter(None, found.values())
    others = set(among) | {entry for entry in asked if not (one := found.get(entry)) or one[0].how == "named"}
    left = [entry for entry in asked if not found.get(entry)]
    for half in (None, 0, 1):
        off = sorted(one for one in others | set(left) if half is None or _side(one) == half)
        found = _tried([one for one in left if half is None or _side(one) == half], off)
        yield from filter(None, found.values())
        left = [entry for entry in left if not found.get(entry)]


def prove_again(asked: Sequence[Entry]) -> Iterator[tuple[Proof, Tried]]:
    """The proofs of words that change nothing alone in a dozen texts, in all texts: alone; where all that have the same
    role are off; where all other roles of the word are.

    Words are switched off in groups first, so that only texts in which a group changes something are read once more.
    """
    left = sorted(asked, key=_shuffled)
    numbers = range(len(ablate.TEXTS))
    for found in in_fresh_process(read_texts, [((), numbers[at : at + PART]) for at in range(0, len(numbers), PART)]):
        READ.update(found)
    for number, part in enumerate((None, lambda entry: entry[:2], lambda entry: entry[2])):
        groups = _alike(left, part) if part else [left[at : at + GROUP] for at in range(0, len(left), GROUP)]
        print(f"round {number + 1}: {len(left)} words in {len(groups)} groups", file=sys.stderr, flush=True)
        proven = set()
        for at in range(0, len(groups), GROUPS):
            found = list(filter(None, _in_groups(groups[at : at + GROUPS], back=part is not None).values()))
            yield from found
            proven.update(one.entry for one, _ in found)
        left = [entry for entry in left if entry not in proven]


def _shuffled(entry: Entry) -> float:
    return random.Random(str(entry)).random()


def _alike(left: Iterable[Entry], part: Callable[[Entry], object]) -> list[list[Entry]]:
    """The words with the same `part`, where there are several."""
    groups: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in left:
        groups[part(entry)].append(entry)
    return [group for group in groups.values() if len(group) > 1]


def _in_groups(groups: Sequence[Sequence[Entry]], *, back: bool) -> dict[Entry, tuple[Proof, Tried] | None]:
    """What each word does in texts that its group changes: taken away alone, or put `back` where the others are off."""
    CHANGED.clear()
    CHANGED.update(in_fresh_process(_changed, list(enumerate(map(tuple, groups)))))
    tasks = [
        (number, group, entry, tuple(at for at in CHANGED[number] if fold(entry[2]) in ablate.TEXTS[at].folded), back)
        for number, group in enumerate(groups)
        for entry in group
    ]
    found = in_fresh_process(_of_group, [task for task in tasks if task[3]])
    return {seen[0].entry: proof(seen, among=back) for seen in found}


def _changed(task: tuple[int, tuple[Entry, ...]]) -> tuple[int, dict[int, tuple[Reading, Reading]]]:
    """The texts that come out otherwise without a group: how they are read with it, and without it."""
    number, group = task
    here = sorted(set().union(*map(_holding, group)))
    forget()
    switch_off(group)
    now = {at: read_now(ablate.TEXTS[at]) for at in here}
    return number, {at: (READ[at], now[at]) for at in here if _how(READ[at], now[at])}


def _holding(entry: Entry) -> set[int]:
    """The texts that hold a word; of a document that is also here in pieces the pieces, where these are enough."""
    word, whole = fold(entry[2]), ablate._is_whole(entry)
    texts = enumerate(ablate.TEXTS)
    return {at for at, text in texts if word in text.folded and (whole or not trial.is_cut(text))}


def _of_group(task: tuple[int, Sequence[Entry], Entry, Sequence[int], bool]) -> list[Tried]:
    number, group, entry, texts, back = task
    forget()
    switch_off([one for one in group if one != entry] if back else [entry])
    seen = []
    for at in texts:
        (whole, without), now = CHANGED[number][at], read_now(ablate.TEXTS[at])
        have, lack = (now, without) if back else (whole, now)
        how, one = _how(have, lack), ablate.TEXTS[at]
        shown = _differing(have, lack, one.name) if how else ""
        seen.append(Tried(entry, one.name, how, have.right - lack.right, shown, one.is_case))
    return seen


def _tried(words: Sequence[Entry], off: Sequence[Entry]) -> dict[Entry, tuple[Proof, Tried] | None]:
    print(f"{len(words)} words to try, {len(off)} switched off", file=sys.stderr, flush=True)
    return {entry: proof(seen, among=bool(off)) for entry, seen in one_round(words, off).items()} if words else {}


def _warm() -> None:
    """Read some of the texts here: processes to come find compiled what is as it was, and take a third of the time."""
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    for text in ablate.TEXTS[::WARMING]:
        read_now(text)


def _named(names: tuple[str, ...]) -> Iterator[Text]:
    """The short texts whose names begin so, and the documents, whole and in pieces."""
    yield from (text for text in trial.short() if text.name.startswith(names))
    for document in trial.whole(names):
        yield document
        yield from trial.pieces(document)


def _side(entry: Entry) -> int:
    return random.Random(str(entry)).randrange(2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", action="store_true", help="only words without a line")
    parser.add_argument("--stays", action="store_true", help="only words that stay without a proof, among others")
    parser.add_argument("--in", dest="names", nargs="+", help="only texts whose names begin so")
    parser.add_argument("--only", metavar="TEXT", help="words, lists and roles that hold this text; writes nothing")
    args = parser.parse_args()
    known = proofs.read()
    played = [entry for entry in worth.played(entries.rows()) if entry[0] != ablate.COMPARED]
    asked = list(played)
    if args.new:
        asked = [entry for entry in played if entry not in known]
    elif args.stays:
        asked = [one for one in played if one in known and known[one].how == proofs.STAYS and not proofs.family(one)]
    elif args.only:
        asked = [entry for entry in played if any(args.only in part for part in entry)]
    among = [one for one in played if one in known and known[one].how != "alone"]
    some = args.new or args.stays or args.only
    made = dict(known) if some else {}
    if args.names:
        ablate.TEXTS.extend(_named(tuple(args.names)))
    else:
        ablate.prepare()
    ablate.SETTINGS.update(local=TRIED, whole=DOCUMENTS)
    _warm()
    for one, seen in prove_again(asked) if args.stays else prove(asked, among if some else ()):
        is_enough = seen.is_judged or not args.new
        print(f"{one.how if is_enough else 'look':6} {' '.join(one.entry)}: {one.where}: {seen.shown}", flush=True)
        if is_enough:
            made[one.entry] = one
        if not args.only:
            proofs.write(made[entry] for entry in played if entry in made)
    unproven = [one for one in asked if one not in made]
    for entry in unproven:
        print(f"unproven {' '.join(entry)}", flush=True)
    return int(args.new and bool(unproven))


if __name__ == "__main__":
    sys.exit(main())
