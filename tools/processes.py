"""Work in processes of their own, forked from this one: what they switch off or unload is as it was here."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import Any


def in_fresh_process(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
    """`work` on each task in a process that has switched nothing off; what they give, as they are done."""
    context = multiprocessing.get_context("fork")
    with context.Pool(multiprocessing.cpu_count(), maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(work, tasks)
