"""Many documents: each read and analysed by a worker, in the order of the files, under ids that are unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from plancli.errors import InputError
from plancli.model import Failure, Options, Status
from plancli.pipeline import Extracted, extract_source, find_in_source
from plancli.read.files import label, load
from plancli.run import runner
from plancli.run.discover import Source
from plancli.run.encoded import Encoded, encoded, packed, records_in, renamed, unpacked
from plancli.run.serial import Ready, Work, guarded

if TYPE_CHECKING:
    from plancli.run.cache import Cache
    from plancli.trust.decider import Decider

Row = dict[str, Any]
Found = TypeVar("Found", Extracted, Encoded)


def run(
    sources: Iterable[Source],
    options: Options,
    statuses: Sequence[str] = (Status.TARGET,),
    decider: Decider | None = None,
    cache: Cache | None = None,
) -> Iterator[Extracted | Failure]:
    """Extract every document of `sources`, in their order whatever `options.jobs` is. Ids come out unique.

    A source that cannot be used is one `Failure`; the others go on. What `cache` holds is not done again.
    `decider` applies the decisions of `options` before statuses are chosen.

    Raises:
        UsageError: a lexicon file of the user is faulty.
    """
    wanted = tuple(Status if decider else statuses)
    if cache is None:
        _check_lexicon(options)
        work = partial(extract_source, options=options, statuses=wanted)
        found = _distinct(runner.run(work, sources, options.jobs))
    else:
        found = map(_decoded, run_encoded(sources, options, wanted, cache))
    yield from found if decider is None else _decided(found, decider, statuses)


def run_encoded(
    sources: Iterable[Source], options: Options, statuses: Sequence[str], cache: Cache | None = None
) -> Iterator[Encoded | Failure]:
    """As `run`, for records that only have to be written: each document comes with its lines of JSON.

    Raises:
        UsageError: a lexicon file of the user is faulty.
    """
    _check_lexicon(options)
    work = partial(encode_source, options=options, statuses=tuple(statuses))
    if cache is None:
        return _distinct(runner.run(work, sources, options.jobs))
    known = (kept_source(source, cache) for source in sources)
    return _distinct(runner.run(partial(keep_source, work=work, cache=cache), known, options.jobs))


def _check_lexicon(options: Options) -> None:
    """A fault in a lexicon of the user is theirs, not that of every file."""
    from plancli.lexicon.lexicon import lexicon_of

    if options.lexicon:
        lexicon_of(options.lexicon)


def encode_source(source: Source, options: Options, statuses: tuple[str, ...]) -> Iterator[Encoded | Failure]:
    """What is to be written of each document in one file. Workers run this."""
    for item in find_in_source(source, options, statuses):
        if isinstance(item, Failure):
            yield item
        else:
            yield encoded(item.document, item.targets, item.missed, item.places)


def kept_source(source: Source, cache: Cache) -> Source | Ready:
    """`source`, or what an earlier run found in the same bytes under the same name."""
    data = _bytes(source)
    found = None if data is None else cache.find(cache.key(_name(source), data))
    return source if found is None else Ready(source.path, tuple(unpacked(found)))


def keep_source(source: Source, work: Work, cache: Cache) -> Iterator[Any]:
    """What `work` finds in `source`, which is then kept. Workers run this.

    What failed in any part is tried again by the next run; so is what was read from another file in place of this one.
    """
    from plancli.run.cache import LARGEST

    data = _bytes(source)
    found = guarded(work, source if data is None else replace(source, data=data))
    items: list[Any] = []
    for item in found:
        items.append(item)
        lost = data is None or isinstance(item, Failure) or not item.document["source"].startswith(label(source.path))
        if lost or sum(len(one.lines) for one in items) > LARGEST:
            yield from items
            yield from found
            return
    if items and data is not None:
        why = cache.keep(cache.key(_name(source), data), packed(items))
        items[-1] = replace(items[-1], unkept=why)
    yield from items


def _bytes(source: Source) -> bytes | None:
    """What `source` holds now; None where it cannot be read."""
    try:
        return load(Path(source.path)) if source.data is None else source.data
    except InputError:
        return None


def _name(source: Source) -> str:
    """What a result says of its file: path and document id."""
    return f"{label(source.path)}\0{source.id}"


def _decoded(item: Encoded | Failure) -> Extracted | Failure:
    if isinstance(item, Failure):
        return item
    return Extracted(item.document, records_in(item), item.missed, item.places, item.unkept)


def _decided(
    found: Iterable[Extracted | Failure], decider: Decider, statuses: Sequence[str]
) -> Iterator[Extracted | Failure]:
    """What was found, as people want it; of the records those that have one of `statuses` then."""
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        rows = decider.apply(item.document["doc"], item.records, {**item.document, "places": item.places})
        goals = sum(row["status"] == Status.TARGET for row in rows)
        kept = tuple(row for row in rows if row["status"] in statuses)
        yield Extracted({**item.document, "targets": goals}, kept, item.missed, unkept=item.unkept)


def _distinct(found: Iterable[Found | Failure]) -> Iterator[Found | Failure]:
    """Two archives may hold members of one name: the second gets a number behind its id."""
    seen: set[str] = set()
    for item in found:
        if not isinstance(item, Failure):
            name = item.document["doc"]
            item = _renamed(item, _free(name, seen)) if name in seen else item
            seen.add(item.document["doc"])
        yield item


def _free(name: str, seen: set[str]) -> str:
    number = 2
    while f"{name}~{number}" in seen:
        number += 1
    return f"{name}~{number}"


def _renamed(item: Found, name: str) -> Found:
    if isinstance(item, Encoded):
        return renamed(item, name)
    return replace(
        item,
        document={**item.document, "doc": name},
        records=tuple({**row, "doc": name} for row in item.records),
        missed=tuple({**row, "doc": name} for row in item.missed),
    )
