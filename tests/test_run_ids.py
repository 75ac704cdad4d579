"""Ids of documents: none is given twice, also where most of them are no longer in memory."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli import batch
from plancli.errors import OutputError
from plancli.pipeline import Extracted
from plancli.run import ids
from plancli.run.ids import Ids

NAMES = st.text(alphabet=st.characters(exclude_categories=()), max_size=3)  # surrogates too: names that are no UTF-8


@given(st.lists(NAMES))
def test_ids_put_aside_are_known_as_those_in_memory(names):
    """Whatever the names, they answer as a set does, with three of them in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "MANY", 3)
        taken, known = Ids(), set()
        for name in names:
            assert (name in taken) == (name in known)
            if name not in known:
                taken.add(name)
                known.add(name)
        assert all(name in taken for name in names)


def test_documents_of_one_id_are_numbered_also_where_the_first_was_put_aside(monkeypatch):
    """The second and third of a name get numbers, in their order, however long ago the first was."""
    monkeypatch.setattr(ids, "MANY", 2)
    names = ["a", "b", "c", "a", "d", "e", "a~2", "a"]
    found = batch._distinct(Extracted({"doc": name}, (), ()) for name in names)
    assert [item.document["doc"] for item in found] == ["a", "b", "c", "a~2", "d", "e", "a~2~2", "a~3"]


def test_a_full_disk_is_one_line(monkeypatch):
    """Where the ids cannot be put aside, the run says so and what to do."""

    def full() -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(ids, "MANY", 1)
    monkeypatch.setattr(ids, "_database", full)
    with pytest.raises(OutputError, match="no room for the ids of documents"):
        Ids().add("a")
