"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re
from types import SimpleNamespace

import pytest

import plancli
from plancli import kept_patterns, native
from plancli.native import plain
from plancli.patterns import LazyPattern, lazy


def test_every_pattern_of_the_package_compiles() -> None:
    """No pattern waits in a module to fail when a text first needs it."""
    found = 0
    for info in pkgutil.walk_packages(plancli.__path__, "plancli."):
        if info.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, LazyPattern):
                # `re` calls two patterns equal if flags, text and code are
                assert value.compiled() == re.compile(value.pattern, value._flags)
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


@pytest.mark.parametrize("lazy_methods", [native.Lazy, plain.Lazy])
@pytest.mark.parametrize("gated", [False, True])
def test_a_pattern_is_made_at_the_first_call_and_once(lazy_methods: type, gated: bool) -> None:
    """By whichever method is called first, in C and in Python; what makes it may fail, and is asked again then."""
    for method in plain.LOOKS:
        asked: list[int] = []

        class Waiting(lazy_methods):  # type: ignore[misc,valid-type]
            def gated(self) -> re.Pattern[str]:
                asked.append(1)  # noqa: B023
                if len(asked) == 1:  # noqa: B023
                    raise ValueError("not yet")
                return kept_patterns.compiled.gated("b+") if gated else re.compile("b+")

        made, given = Waiting(), ("-", "abba") if method.startswith("sub") else ("abba",)
        with pytest.raises(ValueError, match="not yet"):
            getattr(made, method)(*given)
        found, other = getattr(made, method)(*given), getattr(re.compile("b+"), method)(*given)
        if method == "finditer":
            found, other = [one.span() for one in found], [one.span() for one in other]
        assert str(found) == str(other)
        assert bool(made.search("abba", pos=3)) is False
        assert len(asked) == 2


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


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A store of patterns in a folder of its own, which nothing writes at the end of the run."""
    monkeypatch.setattr(kept_patterns, "__file__", str(tmp_path / "kept_patterns.py"))
    monkeypatch.setattr(kept_patterns.atexit, "register", lambda save: None)
    monkeypatch.setattr(kept_patterns.kept.sys, "dont_write_bytecode", False)
    return kept_patterns.Engine


def test_a_kept_pattern_is_the_one_that_was_compiled(store, monkeypatch):
    """A second process parses nothing, and has the same flags, groups, names and matches."""
    texts = [r"(?P<a>b)+|(?:c)(d)?", "[一-鿿]{2,4}年", r"(?i)x", "(?<=a)b"]
    first = store()
    for text in texts:
        assert first.compiled(text, 0)[0] == re.compile(text)
    first._save()
    second = store()
    monkeypatch.setattr(second, "_parse", None)
    for text in texts:
        made, other = second.compiled(text, 0)[0], re.compile(text)
        assert made == other
        assert (made.flags, made.groups, dict(made.groupindex)) == (other.flags, other.groups, dict(other.groupindex))
    assert second.compiled(texts[0], 0)[0].search("b").lastgroup == "a"


def test_a_pattern_that_nobody_uses_goes(store, monkeypatch):
    """What a run of today compiles stays for a month after the last run that used it and kept something."""
    day = kept_patterns.DAY
    for now, text in ((100, "a"), (100, "b"), (131, "c")):
        monkeypatch.setattr(kept_patterns.time, "time", lambda now=now: now * day)
        engine = store()
        engine.compiled(text, 0)
        if now > 100:
            engine.compiled("b", 0)
        engine._save()
    assert {key[0] for key in store()._loaded()} == {"b", "c"}


def test_what_is_damaged_or_unknown_is_compiled_by_re(store, monkeypatch, tmp_path):
    """A kept file that holds something else, or a Python that compiles in another way: `re.compile` answers."""
    kept_patterns.kept.save(
        tmp_path / "kept_patterns.py", "patterns", store()._stamp, {("a", 0, False): (1, b"", 2, {}, ())}
    )
    assert kept_patterns._Compiler()("a") == re.compile("a")
    monkeypatch.setattr(kept_patterns, "import_module", lambda name: SimpleNamespace())
    compiler = kept_patterns._Compiler()
    assert compiler("a[b]", re.MULTILINE) == re.compile("a[b]", re.MULTILINE)
    with pytest.raises(re.error):
        compiler("(")
