"""Of words that change nothing one at a time, those that change nothing all together.

All are switched off at once. For each record that comes out otherwise, a word beside it is put back, the likeliest
first: the one beside which more records come out otherwise than chance would have it. Then the texts that changed are
read again, until none does, and at last all of them. What is still off is kept in a file after each pass, and a run
that was stopped goes on from it.
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from plancli.segment.fold import fold
from processes import in_fresh_process
from switches import Entry, forget, switch_off
from trial import Reading, Text, read_now

NEAR = 100  # characters: what a rule asks of a record is hardly ever further off
Place = tuple[int, int]
"""The number of a text, and where in it a record begins."""
Beside = dict[Place, set[Entry]]

TEXTS: Sequence[Text] = []
BASE: Mapping[int, Reading] = {}


def together(idle: Iterable[Entry], is_whole: Callable[[Entry], bool], state: Path | None = None) -> set[Entry]:
    """Of `idle`, what can be off at once without changing a record of `TEXTS`.

    Args:
        idle: words that change nothing one at a time.
        is_whole: whether a word is read in headings, titles, fields and tables, so that it may change a record that
            is anywhere in its text.
        state: a file that keeps what is still off; if there is one, the run goes on from it.
    """
    off = _kept(state) if state and state.is_file() else set(idle)
    numbers, is_all = list(BASE), True
    while off:
        failed = _failed(off, numbers)
        back = put_back(off, failed, beside(off, is_whole, failed)) if failed else set()
        print(f"{len(off)} off: {len(failed)} records otherwise, {len(back)} back", file=sys.stderr, flush=True)
        off -= back
        if state:
            _keep(off, state)
        if not back and is_all:
            break
        numbers, is_all = (sorted({number for number, _ in failed}), False) if back else (list(BASE), True)
    return off


def _failed(off: set[Entry], numbers: Sequence[int]) -> set[Place]:
    """Where records come out otherwise in texts of these numbers."""
    by_length = sorted(numbers, key=lambda number: len(TEXTS[number].document.text))
    tasks = [(tuple(sorted(off)), by_length[at::4]) for at in range(4)]
    return {place for found in in_fresh_process(_otherwise, tasks) for place in found}


def _otherwise(task: tuple[tuple[Entry, ...], Sequence[int]]) -> list[Place]:
    off, numbers = task
    forget()
    switch_off(off)
    found: list[Place] = []
    for number in numbers:
        before, now = BASE[number].records, read_now(TEXTS[number], broken=True).records
        found += [(number, start) for start in starts([*(before - now), *(now - before)])]
    return found


def starts(records: Iterable[str]) -> list[int]:
    """Where records begin, of records as `Reading` holds them."""
    return [int(json.loads(record)["start"]) for record in records]


def beside(off: Iterable[Entry], is_whole: Callable[[Entry], bool], failed: Iterable[Place]) -> Beside:
    """The words around each record, of those that are read there and of those that failed."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for number, start in failed:
        places[number].add(start)
    for number, reading in BASE.items():
        if reading.records:
            places[number].update(starts(reading.records))
    words: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in off:
        words[fold(entry[2])].append(entry)
    found: Beside = {}
    for number, of_text in places.items():
        text = TEXTS[number].folded
        here = {word: entries for word, entries in words.items() if word in text}
        anywhere = {entry for entries in here.values() for entry in entries if is_whole(entry)}
        for start in of_text:
            around = text[max(start - NEAR, 0) : start + NEAR]
            found[number, start] = anywhere | {one for word in here if word in around for one in here[word]}
            if not found[number, start]:
                found[number, start] = {one for entries in here.values() for one in entries}
    return found


def put_back(off: set[Entry], failed: set[Place], around: Beside) -> set[Entry]:
    """Words to put back: at least one beside each record that failed, the likeliest first, in whatever role."""
    met = Counter(entry for entries in around.values() for entry in entries)
    guilty = Counter(entry for place in failed for entry in around[place])
    by_entry: defaultdict[Entry, list[Place]] = defaultdict(list)
    for place in failed:
        for entry in around[place]:
            by_entry[entry].append(place)
    open_ones = {place for place in failed if around[place]}
    back: set[Entry] = set()
    while open_ones:
        chance = len(open_ones) / len(around)
        first = max(sorted(guilty), key=lambda entry: _surprise(guilty[entry], met[entry], chance))
        # other roles of the word are beside the same records, and cannot be told from this one
        for entry in [entry for entry in guilty if fold(entry[2]) == fold(first[2])]:
            back.add(entry)
            for place in open_ones.intersection(by_entry[entry]):
                open_ones.remove(place)
                guilty.subtract(around[place])
            del guilty[entry]
    return back & off


def _surprise(guilty: int, met: int, chance: float) -> float:
    """How many standard deviations more of the records beside a word failed than chance would have it."""
    if guilty <= 0:
        return -math.inf
    return (guilty - met * chance) / math.sqrt(met * chance * (1 - chance) + 1e-9)


def _kept(path: Path) -> set[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(name, role, word) for name, role, word in csv.reader(file)}


def _keep(off: Iterable[Entry], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(off))
