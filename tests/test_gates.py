"""plancli.native.gates: a pattern behind its gate finds what it finds without."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from importlib import import_module
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plancli
from plancli.lexicon import traps
from plancli.native import SCAN, gates
from plancli.patterns import LazyPattern

pytestmark = pytest.mark.skipif(SCAN is None, reason="no module of C")

HARD = [
    r"^a|b$",
    r"^ab",
    r"\Aab\Z",
    r"(?:^|\n)ab",
    r"a+b$",
    r"(?=ab)a[bx]",
    r"(?<=x)a{2,3}$",
    r"(?<!x)a*b",
    r"(a)(?:\1)?b",
    r"[^\d]x",
    r"\Wx",
    r"a{2,3}b",
    r"a+(?:x?b|bx)",
    r"a{1,2}(?=b)",
    r"a*?b",
    r"(?:a+)?x",
    r"(?<=x)[ab]{2}x?b?$",
    r"(a{2})+b",
    r"[^x]{1,2}x",
    r"\S1\s",
    r"(?s).\n.",
    r".b",
    r"(?m)^a$",
    r"a(?i:b)c",
    r"(?i)ab",
    r"(?a)\d\D",
    r"𠀀b|[𠀀-𠀅]c",
    r"(?>a|ab)c",
    r"a{3}|b{2,}",
    r"(?:a?b?){1,3}c",
    r"(x)?(?(1)a|b)c",
    r"(?:ab|a(?=c)|[^abc])x?$",
    r"[\x00-\uffff]{2}c",
    r"(?:(?P<one>a(?=b)|bb?(?=c$|1))|x{1,2}(?=a)(?!ab)|(?:1|B))",
    r"ab?(?=.c)",
    r"1(?=a)b?a",
    r"[abx1](?:(?<=[ab])(?=1)|(?<=x)|(?<=a1)(?=[^b]))",
    r"(?:ab|x)(?<=b)1|[^a](?<=[bx])c",
    r"a?(?<=[ax])b",
]
TEXTS = st.text(st.sampled_from("abcx1B \n𠀀一٣"), max_size=9)
BOUNDS = st.one_of(st.just(()), st.tuples(st.integers(-2, 9)), st.tuples(st.integers(-2, 9), st.integers(-2, 12)))


def _gated(text: str, flags: int = 0, apart: bool = False) -> Any:
    parts = gates.gate(text, flags, apart)
    return None if parts is None else SCAN.Gate(re.compile(text, flags), parts)  # type: ignore[union-attr]


def _found(pattern: Any, text: str, bounds: tuple[int, ...]) -> list[Any]:
    once = [getattr(pattern, name)(text, *bounds) for name in ("match", "search", "fullmatch")]
    many = [found.span() for found in pattern.finditer(text, *bounds)]
    rest = [pattern.findall(text, *bounds), pattern.sub("-", text), pattern.split(text)]
    return [*(found and (found.regs, found.lastgroup) for found in once), many, *rest]


@pytest.mark.parametrize("pattern", HARD)
@given(text=TEXTS, bounds=BOUNDS)
def test_a_gate_changes_nothing(pattern: str, text: str, bounds: tuple[int, ...]) -> None:
    """Whatever a pattern is made of, wherever a search begins and ends."""
    for apart in (False, True):
        gated = _gated(pattern, apart=apart)
        if gated is not None:
            assert _found(gated, text, bounds) == _found(re.compile(pattern), text, bounds)


VAIN = [r"ab+c", r"a[^c]{0,9}c$", r"(?<=b)a(?=b)b+c", r"[ab]{2,5}c", r"(?m)^ab*c"]


@pytest.mark.parametrize("pattern", VAIN)
@given(
    pieces=st.lists(st.sampled_from(["abbb", "a" * 30, "abc", "x" * 70, "\n", "b", "aab"]), max_size=30),
    start=st.integers(0, 40),
)
def test_what_is_tried_in_vain_is_found_all_the_same(pattern: str, pieces: list[str], start: int) -> None:
    """Where many places may begin a match and few do, `re` takes over in the middle of a search."""
    text = "".join(pieces)
    for bounds in ((), (start,), (start, len(text) - 1)):
        assert _found(_gated(pattern), text, bounds) == _found(re.compile(pattern), text, bounds)


def test_matches_end_when_they_have_ended() -> None:
    """Whoever asks once more gets nothing once more."""
    found = _gated("ab").finditer("abab")
    assert [one.span() for one in found] == [(0, 2), (2, 4)]
    assert (next(found, None), next(found, None)) == (None, None)


SIDE_BY_SIDE = [r"(?P<first>ab?)", r"(?P<second>abc)", r"(?P<third>(?<=x)[bc]\d*)", r"(?P<fourth>\d{2}|\dx)"]


@given(text=TEXTS, bounds=BOUNDS)
def test_patterns_side_by_side_are_one_with_bars(text: str, bounds: tuple[int, ...]) -> None:
    """The first that fits, under its name."""
    several = SCAN.FirstOf(tuple(map(_gated, SIDE_BY_SIDE)))  # type: ignore[union-attr]
    other = re.compile("|".join(SIDE_BY_SIDE)).match(text, *bounds)
    # one that remembers characters of texts before, and one of more patterns than it tells apart
    for one in (several, _kept_several(0), _kept_several(130)):
        found = one.match(text, *bounds)
        assert (found and (found.span(), found.lastgroup)) == (other and (other.span(), other.lastgroup))


@cache
def _kept_several(others: int) -> Any:
    return SCAN.FirstOf((*[_gated("yy")] * others, *map(_gated, SIDE_BY_SIDE)))  # type: ignore[union-attr]


def _patterns() -> list[LazyPattern[str]]:
    names = [info.name for info in pkgutil.walk_packages(plancli.__path__, "plancli.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    found = {id(value): value for module in modules for value in vars(module).values()}
    return [value for value in found.values() if isinstance(value, LazyPattern) and isinstance(value.pattern, str)]


def _text(parts: Any, random: Random) -> str:
    """A text that parts of a pattern are likely to match, but for what they look behind, ahead and back to."""
    return "".join(_of(str(name), given, random) for name, given in parts)


def _of(name: str, given: Any, random: Random) -> str:
    if name == "LITERAL":
        return chr(given)
    if name == "IN":
        kind, value = random.choice(given)
        sign = value if str(kind) == "LITERAL" else random.randint(*value) if str(kind) == "RANGE" else 0x37
        return chr(sign)
    if name == "BRANCH":
        return _text(random.choice(given[1]), random)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _text(given[3] if name == "SUBPATTERN" else given, random)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return "".join(_text(given[2], random) for _ in range(random.randint(given[0], min(given[1], given[0] + 2))))
    if name == "ASSERT" and given[0] > 0:
        return _text(given[1], random) if random.random() < 0.5 else ""
    return random.choice("年的,。 1") if name in ("ANY", "NOT_LITERAL") else ""


def _all_patterns() -> list[tuple[str, int, bool]]:
    found = [(one.pattern, one._flags, False) for one in _patterns()]
    return found + [(traps._all(on, guarded), 0, True) for on in ("digit", "numeral") for guarded in (False, True)]


def test_no_pattern_of_the_package_is_kept_from_a_match() -> None:
    """Each of them finds the same with and without its gate, in texts that it matches or nearly matches."""
    parse, random, gated, matched = import_module("re._parser").parse, Random(14), 0, 0
    for pattern, flags, apart in _all_patterns():
        made = _gated(pattern, flags, apart)
        if made is None:
            continue
        gated += 1
        parsed = list(parse(pattern, flags))
        for _ in range(400 if apart else 8):
            around = ["".join(random.choices("一的年1,、。到\n亿元A", k=random.randint(0, 4))) for _ in range(2)]
            text = around[0] + _text(parsed, random) + around[1]
            start = random.choice((0, len(around[0])))
            bounds = (start, random.choice((len(text), len(text) - len(around[1]), start + 3)))
            expected = _found(re.compile(pattern, flags), text, bounds)
            matched += any(expected[:3])
            assert _found(made, text, bounds) == expected, (pattern, text, bounds)
    assert gated > 500
    assert matched > 2000


@given(ranges=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted).map(tuple), max_size=6))
def test_ranges_are_sets(ranges: list[tuple[int, int]]) -> None:
    """Merged they hold the same characters, in order and apart; the others are all but these."""
    signs = {sign for start, end in ranges for sign in range(start, end + 1)}
    found, others = gates.merged(ranges), gates.others(ranges)
    assert {sign for start, end in found for sign in range(start, end + 1)} == signs
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))
    assert {sign for sign in range(302) if any(start <= sign <= end for start, end in others)} == {*range(302)} - signs


def test_a_gate_has_what_its_pattern_has() -> None:
    """Text, flags and groups; and arguments by name are those of `re`."""
    made, pattern = _gated("(?P<a>b)c"), re.compile("(?P<a>b)c")
    assert (made.pattern, made.flags, made.groups, made.groupindex) == ("(?P<a>b)c", 32, 1, pattern.groupindex)
    assert made.search(string="xbc", pos=1).span() == (1, 3)
    assert made.sub(lambda found: found["a"], "xbc", count=1) == "xb"
    for call in (lambda: made.search(b"bc"), lambda: made.search(), lambda: made.match("bc", "a"), lambda: made.b):
        with pytest.raises((TypeError, AttributeError)):
            call()


def test_what_is_no_gate_is_refused() -> None:
    """A wrong argument is an error of Python, and no crash."""
    sets = ((), (), (), (), ((1, 2),), ())
    for ways in ((), (1,), ((0, 1, 1, *sets),), ((1, 1, 1, ((-1, 2),), *sets[1:]),), ((1, 1, 1, (1,), *sets[1:]),)):
        with pytest.raises((TypeError, ValueError)):
            SCAN.Gate(re.compile("a"), (False, False, ways))  # type: ignore[union-attr]
