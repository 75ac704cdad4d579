"""Many documents: each read and analysed by a worker, in the order of the files, under ids that are unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.large import encode_large, is_large
from plancli.model import Failure, Options, Status
from plancli.pipeline import Extracted, extracted, findings, read_source
from plancli.read.files import label
from plancli.run import runner
from plancli.run.discover import Source, bytes_of
from plancli.run.encoded import Encoded, More, encoded, packed, records_in, renamed, unpacked, whole
from plancli.run.ids import Ids
from plancli.run.serial import Ready, TaskFunction, guarded

if TYPE_CHECKING:
    from plancli.run.cache import Cache
    from plancli.run.cluster import Cluster
    from plancli.trust.decider import Decider

LARGEST = 64_000_000  # bytes of one result that is worth keeping


@dataclass(frozen=True, slots=True)
class Means:
    """What a run may use besides the processes of this machine: results of earlier runs, other machines."""

    cache: Cache | None = None
    cluster: Cluster | None = None


def run(
    sources: Iterable[Source],
    options: Options,
    statuses: Sequence[str] = (Status.TARGET,),
    decider: Decider | None = None,
    means: Means | None = None,
) -> Iterator[Extracted | Failure]:
    """Extract every document of `sources`, in their order whatever `options.jobs` is. Ids come out unique.

    A source that cannot be used is one `Failure`; the others go on. `decider` applies the decisions of `options` before
    statuses are chosen.

    Raises:
        ClusterError: the cluster is lost.
        OutputError: no room is left for temporary files.
        UsageError: a lexicon file of the user is faulty.
    """
    # a decision may turn what was read as something else into a target: all are read, and sorted when decided
    wanted = tuple(Status if decider else statuses)
    found = map(_decoded, whole(run_in_pieces(sources, options, wanted, means)))
    yield from found if decider is None else _decided(found, decider, statuses)


def run_in_pieces(
    sources: Iterable[Source], options: Options, statuses: Sequence[str], means: Means | None = None
) -> Iterator[Extracted | Encoded | More | Failure]:
    """As `run`, without decisions: a large document comes in pieces, since its records may be too many to be held.

    Raises:
        ClusterError: the cluster is lost.
        OutputError: no room is left for temporary files.
        UsageError: a lexicon file of the user is faulty.
    """
    if means is not None and means != Means():
        return run_encoded(sources, options, statuses, means)
    _check_lexicon(options)
    # neither kept nor sent to another machine: finished lines are only needed of a large document
    work = partial(extract_or_encode, options=options, statuses=tuple(statuses))
    return _distinct(runner.run(work, sources, options.jobs, partial(_warm, options)))


def run_encoded(
    sources: Iterable[Source], options: Options, statuses: Sequence[str], means: Means | None = None
) -> Iterator[Encoded | More | Failure]:
    """As `run`, for records that only have to be written: each document comes with its lines of JSON, a large one
    with the first of them.

    Raises:
        ClusterError: the cluster is lost.
        OutputError: no room is left for temporary files.
        UsageError: a lexicon file of the user is faulty.
    """
    _check_lexicon(options)
    cache, cluster = (means.cache, means.cluster) if means else (None, None)
    work = partial(encode_source, options=options, statuses=tuple(statuses))
    # asked here rather than by a worker: what an earlier run knows needs no process
    tasks = sources if cache is None else (kept_source(source, cache) for source in sources)
    if cluster is not None:
        from plancli.settings import own_files

        # the machines of a cluster may have no disk in common with this one
        files = tuple((path, Path(path).read_bytes()) for path in own_files(options))
        there = partial(encode_elsewhere, files=files, options=options, statuses=tuple(statuses)) if files else work
        return _distinct(cluster.run(there, tasks, partial(_returned, work=work, cache=cache)))
    if cache is not None:
        work = partial(keep_source, work=work, cache=cache)
    return _distinct(runner.run(work, tasks, options.jobs, partial(_warm, options)))


def _warm(options: Options) -> None:
    """Load word lists and compile what most texts need, by reading an invented one."""
    work = partial(encode_source, options=Options(lexicon=options.lexicon), statuses=tuple(Status))
    with as_file(files("plancli") / "warm_up.txt") as text:
        for _ in guarded(work, Source(str(text), text.stem)):
            pass


def _check_lexicon(options: Options) -> None:
    """A fault in the user's lexicon is reported once, not once for every file."""
    from plancli.lexicon.lexicon import lexicon_of

    if options.lexicon:
        lexicon_of(options.lexicon)


def encode_source(source: Source, options: Options, statuses: tuple[str, ...]) -> Iterator[Encoded | More | Failure]:
    """The lines to be written for each document of one file. Workers run this."""
    for document in read_source(source, options):
        if isinstance(document, Failure):
            yield document
        elif is_large(document):
            yield from encode_large(document, options, statuses)
        else:
            item = findings(document, options, statuses)
            yield encoded(item.document, item.targets, item.missed, item.places)


def extract_or_encode(
    source: Source, options: Options, statuses: tuple[str, ...]
) -> Iterator[Extracted | Encoded | More | Failure]:
    """What each document of one file gives: its rows, or the lines of a large one. Workers run this."""
    for document in read_source(source, options):
        if not isinstance(document, Failure) and is_large(document):
            yield from encode_large(document, options, statuses)
        else:
            yield document if isinstance(document, Failure) else extracted(document, options, statuses)


def encode_elsewhere(
    source: Source, files: tuple[tuple[str, bytes], ...], options: Options, statuses: tuple[str, ...]
) -> Iterator[Encoded | More | Failure]:
    """As `encode_source`, on a machine that lacks the user's own `files`: lexicons, decisions, a table of files."""
    here = _placed(files)
    lexicon, decisions = (tuple(here[path] for path in paths) for paths in (options.lexicon, options.decisions))
    about = here[options.about] if options.about else None
    return encode_source(source, replace(options, lexicon=lexicon, decisions=decisions, about=about), statuses)


@lru_cache(maxsize=1)
def _placed(files: tuple[tuple[str, bytes], ...]) -> dict[str, str]:
    """Where `files` are in a folder of this process, which goes when it ends."""
    import shutil
    import tempfile
    from multiprocessing.util import Finalize

    folder = tempfile.mkdtemp(prefix="plancli-")
    # a worker of multiprocessing skips atexit when it ends, and runs these
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=1)
    places = {}
    for number, (path, data) in enumerate(files):
        place = Path(folder, f"{number}{Path(path).suffix}")
        place.write_bytes(data)
        places[path] = str(place)
    return places


def kept_source(source: Source, cache: Cache) -> Source | Ready:
    """`source`, or what an earlier run found in the same bytes under the same name."""
    data = bytes_of(source)
    found = None if data is None else cache.find(cache.key(_name(source), data))
    return source if found is None else Ready(source.path, tuple(unpacked(found)))


def keep_source(source: Source, work: TaskFunction, cache: Cache) -> Iterator[Any]:
    """What `work` finds in `source`, which is then kept. Workers run this."""
    data = bytes_of(source)
    source = replace(source, data=data)
    found = guarded(work, source)
    items: list[Any] = []
    size = 0
    for item in found:
        items.append(item)
        # from here on handed through one by one: what will not be kept is not held either
        if data is None or not _worth_keeping(items[-1:], source) or (size := size + _size(item)) > LARGEST:
            yield from items
            yield from found
            return
    yield from _keep(items, source, cache)


def _returned(source: Source, items: tuple[Any, ...], work: TaskFunction, cache: Cache | None) -> Iterable[Any]:
    """What came back from another machine, kept here; what failed there is tried here with the file beside it."""
    if source.instead and any(isinstance(item, Failure) for item in items):
        return guarded(work, source)
    if cache is None or not _worth_keeping(items, source) or sum(map(_size, items)) > LARGEST:
        return items
    return _keep(list(items), source, cache)


def _worth_keeping(items: Sequence[Any], source: Source) -> bool:
    """What failed in any part is tried again by the next run; so is what another file gave in place of this one."""
    own = label(source.path)
    return not any(
        isinstance(item, Failure) or (isinstance(item, Encoded) and not item.document["source"].startswith(own))
        for item in items
    )


def _keep(items: list[Any], source: Source, cache: Cache) -> list[Any]:
    """`items`, kept; the first says why, where that was not possible."""
    if items and source.data is not None:
        documents = (item for item in whole(items) if isinstance(item, Encoded))
        why = cache.keep(cache.key(_name(source), source.data), packed(documents))
        items[0] = replace(items[0], unkept=why)
    return items


def _size(item: Encoded | More) -> int:
    return len(item.lines)


def _name(source: Source) -> str:
    """What a result says of its file: path and document id."""
    # no path holds NUL, so that no other pair gives this name
    return f"{label(source.path)}\0{source.id}"


def _decoded(item: Extracted | Encoded | Failure) -> Extracted | Failure:
    if not isinstance(item, Encoded):
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
        # counted before the statuses that nobody asked for are left out
        goals = sum(row["status"] == Status.TARGET for row in rows)
        kept = tuple(row for row in rows if row["status"] in statuses)
        yield Extracted({**item.document, "targets": goals}, kept, item.missed, unkept=item.unkept)


def _distinct(found: Iterable[Any]) -> Iterator[Any]:
    """Two archives may hold members of one name: the second gets a number behind its id."""
    seen = Ids()
    new = ""
    for item in found:
        if isinstance(item, More):
            # the pieces of a large document come right behind it, and take the id that it was given
            item = renamed(item, new) if new else item
        elif not isinstance(item, Failure):
            name = item.document["doc"]
            new = _free(name, seen) if name in seen else ""
            item = _renamed(item, new) if new else item
            seen.add(new or name)
        yield item


def _free(name: str, seen: Ids) -> str:
    number = 2
    while f"{name}~{number}" in seen:
        number += 1
    return f"{name}~{number}"


def _renamed(item: Extracted | Encoded, name: str) -> Extracted | Encoded | More:
    if isinstance(item, Encoded):
        return renamed(item, name)
    return replace(
        item,
        document={**item.document, "doc": name},
        records=tuple({**row, "doc": name} for row in item.records),
        missed=tuple({**row, "doc": name} for row in item.missed),
    )
