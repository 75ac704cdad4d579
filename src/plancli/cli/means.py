"""What a run may use besides the processes of this machine: results of earlier runs, a cluster of other machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plancli.cli.messages import say
from plancli.cli.options import Lists
from plancli.errors import OutputError
from plancli.model import Options

if TYPE_CHECKING:
    from plancli.run.cache import Cache
    from plancli.run.cluster import Cluster


def cache_of(lists: Lists, statuses: tuple[str, ...], reading: Options) -> Cache | None:
    """The results of earlier runs, where they are wanted; one that cannot be used is reported and left aside."""
    if not lists.resume and lists.cache is None:
        return None
    from plancli.run.cache import Cache, standard
    from plancli.settings import settings_of

    cache = Cache(lists.cache or standard(), settings_of(reading, statuses))
    try:
        cache.prepare()
    except OutputError as error:
        # the run itself is worth more than what the next one saves
        say(f"nothing kept · {error}")
        return None
    return cache


def close(cache: Cache, unkept: Iterable[str]) -> None:
    """Report what was there already, and what could not be used or kept.

    Args:
        unkept: why results could not be kept, a line for each.
    """
    # at the end of a run, when nobody is waiting for a result
    cache.prune()
    say(f"{cache.kept:,} of {cache.asked:,} files unchanged: kept from an earlier run")
    if cache.damaged:
        entries = f"{cache.damaged:,} damaged or foreign {'entry' if cache.damaged == 1 else 'entries'}"
        say(f"{entries} ignored · {cache.folder} · read again from the files")
    for why in sorted(unkept):
        say(f"not all was kept for the next run · {why} · {cache.folder}")


@contextmanager
def cluster_of(lists: Lists, reading: Options) -> Iterator[Cluster | None]:
    """The cluster, where one is wanted; its address and that of its dashboard are said.

    Raises:
        MissingExtra: dask.distributed is not installed.
        ClusterError: no scheduler answers, or its version is another.
        UsageError: no address.
    """
    if lists.cluster is None:
        yield None
        return
    from plancli.run import runner
    from plancli.run.cluster import connected

    with connected(lists.cluster, reading.jobs if reading.jobs > 1 else runner.cores()) as cluster:
        say(cluster.about)
        yield cluster
