"""The indicator lexicon: every entry's examples, and names that look alike but are not the same."""

from __future__ import annotations

import pytest

from plancli.lexicon.indicators import Entry, entries, lookup

ENTRIES = entries()


def found_in(entry: Entry, name: str) -> set[str]:
    """The ids that `name` gets for the kinds and dimensions that `entry` allows."""
    hits = (lookup(name, kind, dimension) for kind in entry.kinds for dimension in entry.dimensions)
    return {hit[0].id for hit in hits if hit}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_get_the_id_and_counterexamples_do_not(entry: Entry) -> None:
    """Each name in `yes` and in `words` gets the entry's id and no other, and no name in `no` gets it."""
    assert entry.yes
    assert entry.no
    for name in (*entry.yes, *entry.words):
        assert found_in(entry, name) == {entry.id}, name
    for name in entry.no:
        assert entry.id not in found_in(entry, name), name
