"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re

import pytest

import plancli
from plancli.patterns import LazyPattern, lazy


def test_every_pattern_of_the_package_compiles() -> None:
    """No pattern waits in a module to fail when a text first needs it."""
    found = 0
    for info in pkgutil.walk_packages(plancli.__path__, "plancli."):
        if info.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, LazyPattern):
                assert isinstance(value.compiled(), re.Pattern)
                found += 1
    assert found > 300


def test_a_lazy_pattern_does_what_a_pattern_does() -> None:
    """Its methods, its text, its flags and groups are those of `re.compile`."""
    made, other = lazy(r"(?P<a>b)+", re.IGNORECASE), re.compile(r"(?P<a>b)+", re.IGNORECASE)
    assert made.pattern == other.pattern
    assert (made.flags, made.groups, dict(made.groupindex)) == (other.flags, other.groups, dict(other.groupindex))
    for text in ("", "xBb", "bB"):
        assert made.sub("-", text) == other.sub("-", text)
        assert made.split(text) == other.split(text)
        assert made.findall(text) == other.findall(text)
        assert bool(made.search(text)) == bool(other.search(text))
        assert bool(made.fullmatch(text)) == bool(other.fullmatch(text))
        assert [found.span() for found in made.finditer(text)] == [found.span() for found in other.finditer(text)]


def test_a_text_may_be_made_when_it_is_needed() -> None:
    """What makes the text is called once, and not before somebody asks."""
    asked: list[int] = []
    made = lazy(lambda: asked.append(1) or "[0-9]")
    assert not asked
    assert made.pattern == "[0-9]"
    assert made.search("a1")
    assert len(asked) == 1


def test_a_text_that_is_no_pattern_is_an_error_when_it_is_used() -> None:
    """`re.error`, as from `re`."""
    with pytest.raises(re.error):
        lazy("(").search("a")


def test_a_lazy_pattern_can_be_copied() -> None:
    """A copy finds what the pattern finds, whether or not it was used before."""
    assert copy.copy(lazy("[一二]个")).search("二个") is not None
