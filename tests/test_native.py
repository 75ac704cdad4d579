"""plancli.native: what is written in C gives what Python gives, on whatever text."""

import bisect
import importlib.util
import re
from array import array
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli import native
from plancli.export import target_lines
from plancli.extract.find import named_stages, stated_words
from plancli.lexicon import regions
from plancli.model import Span
from plancli.native import Finder, plain
from plancli.read.plain import columns
from plancli.segment import best_path, clause_words, clauses, fold
from plancli.structure import cues, evidence, units, weights
from plancli.trust import coverage

ROOT = Path(__file__).resolve().parents[1]
SIGNS = "，,。;:!?\n |^“”一二三年月日到至建设新增推进圆满完成了已将要使200.5%+-_aZ￥\x00\ud800𠀀鿕鿿"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60)
MORE = "经济增长 同步 全国平均水平 全省 高于 正增长 保持 持续提升 完成国家下达任务 近期 第一阶段".split()
PLACES = st.tuples(st.integers(-3, 70), st.integers(-3, 70))


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The module of C, compiled anew."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    if not build.possible():
        pytest.skip("no C compiler")
    (made,) = build.passes(tmp_path_factory.mktemp("scan")).values()
    found = importlib.util.spec_from_file_location("scan", made)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dictionaries(scan: ModuleType) -> tuple[best_path.Dictionary, best_path.Dictionary]:
    """The dictionary of clauses, in Python and in C."""
    made = clause_words.by_first(clause_words.frequencies())
    return best_path.Dictionary(*made), scan.Dictionary(*made)


@given(text=TEXTS, place=PLACES)
def test_words_begin_at_the_same_places(dictionaries, text, place):
    """Each character of a stretch gets the mark that Python gives it, and no other is touched."""
    start, end = sorted(min(max(at, 0), len(text)) for at in place)
    found = []
    for dictionary in dictionaries:
        marks = bytearray(len(text) + 1)
        dictionary.mark(text, start, end, marks)
        found.append(marks)
    assert found[0] == found[1]


@given(text=TEXTS, bounds=st.lists(st.integers(0, 60), max_size=8), place=PLACES)
def test_cues_weigh_the_same(scan, text, bounds, place):
    """The evidence of each sentence is the same number, and so are the cues that speak for a role."""
    known = cues.Cues(weights.weights()), scan.Cues(weights.weights())
    start, end = sorted(min(max(at, 0), len(text)) for at in place)
    cuts = sorted({start, end, *(at for at in bounds if start <= at <= end)})
    starts, ends = cuts[:-1], cuts[1:]
    one, other = (each.sums(text, Span(start, end), starts, ends) for each in known)
    assert one == other
    for role in range(3):
        one, other = (each.speaking(text, start, end, role) for each in known)
        assert one == other


@given(text=TEXTS, signs=st.text(st.sampled_from(SIGNS), min_size=1, max_size=9))
def test_characters_are_found_at_the_same_places(scan, text, signs):
    """A set of characters, also of such as mean something in patterns."""
    assert scan.places(text, signs) == plain.places(text, signs)


@given(text=st.one_of(TEXTS, st.text(st.sampled_from("上海北京市南广州东省"), max_size=40)), place=PLACES)
def test_beginnings_are_found_at_the_same_places(scan, text, place):
    """What names of places begin with, and some characters alone."""
    starts = [*regions.SCOPE.get().starts, "到", "𠀀", "-"]
    start, end = (max(at, 0) for at in place)
    assert scan.Starts(starts).places(text, start, end) == plain.Starts(starts).places(text, start, end)
    assert scan.Starts(["ab"]).places(text) == plain.Starts(["ab"]).places(text)
    assert scan.Starts("-a").places(text) == plain.Starts("-a").places(text)


WORDS = st.text(st.sampled_from("ab一\U00020000"), max_size=2)


@given(
    text=st.text(st.sampled_from("ab一\U00020000"), max_size=6),
    words=st.one_of(WORDS, st.lists(WORDS, max_size=9).map(tuple)),
    places=st.one_of(st.just(()), st.tuples(st.integers(-8, 8)), st.tuples(st.integers(-8, 8), st.integers(-8, 8))),
)
def test_texts_begin_and_end_with_the_same_words(scan, text, words, places):
    """One word or one of several, between any two places."""
    assert scan.begins_with(text, words, *places) == text.startswith(words, *places)
    assert scan.ends_with(text, words, *places) == text.endswith(words, *places)
    if isinstance(words, tuple) and "" not in words:
        assert scan.ending(text, words, *places) == plain.ending(text, words, *places)


@given(
    numbers=st.lists(st.one_of(st.integers(-3, 9), st.just(2**70), st.just(1.5))).map(sorted),
    value=st.one_of(st.integers(-3, 9), st.just(-(2**70)), st.just(2.5)),
)
def test_numbers_have_the_same_place(scan, numbers, value):
    """Among numbers of any size and kind, also from a place on."""
    for name in ("bisect_left", "bisect_right"):
        ours, theirs = getattr(scan, name), getattr(bisect, name)
        assert ours(numbers, value) == theirs(numbers, value)
        plain = [one for one in numbers if isinstance(one, int) and one < 2**60]
        for kind in "qi":
            assert ours(array(kind, plain), value) == theirs(array(kind, plain), value)
        assert ours(numbers, value, 0, len(numbers) // 2) == theirs(numbers, value, 0, len(numbers) // 2)
        assert ours(numbers, -value, key=lambda one: -one) == theirs(numbers, -value, key=lambda one: -one)


@given(text=TEXTS, place=PLACES, stretch=st.integers(1, 9))
def test_characters_are_found_a_stretch_at_a_time(text, place, stretch):
    """Wherever a stretch ends, and only between two places."""
    start, end = sorted(min(max(at, 0), len(text)) for at in place)
    expected = [at for at in plain.places(text, SIGNS) if start <= at < end]
    with patch.object(native, "STRETCH", stretch):
        assert list(native.each_place(text, SIGNS, start, end)) == expected


CLOSED = st.text(st.sampled_from("。!?;\r\n”\"'’)等一 "), max_size=25)


@given(text=CLOSED)
def test_sentences_end_where_their_pattern_matches(text):
    """Also behind quotation marks and brackets, but not where 等 goes on behind these."""
    expected = [found.end() for found in clauses.STOP.finditer(text)]
    assert list(clauses._ends(text)) == expected + [len(text)] * (expected[-1:] != [len(text)])


@given(text=CLOSED, place=PLACES)
def test_units_are_cut_as_a_pattern_would(text, place):
    """A stretch without a stop, the stop, and what closes it; line ends belong to none."""
    start, end = sorted(min(max(at, 0), len(text)) for at in place)
    pattern = re.compile(r"[^。!?\r\n]+(?:[。!?][”\"')]*)?")
    expected = [found.span() for found in pattern.finditer(text, start, end)]
    assert list(units._pieces(text, Span(start, end))) == expected


@given(text=TEXTS, signs=st.text(st.sampled_from(SIGNS), min_size=1, max_size=9), least=st.integers(1, 9))
def test_gaps_are_the_same(scan, text, signs, least):
    """Where a text runs on without any of some characters."""
    assert scan.gaps(text, signs, least) == plain.gaps(text, signs, least)


@given(text=TEXTS, stretch=st.integers(1, 9))
def test_lines_are_found_as_their_pattern_does(text, stretch):
    """Also in a text that is looked at a stretch at a time."""
    lines = [found.span() for found in re.finditer(r"[^\n\r]+", text)]
    assert list(native.each_gap(text, "\n\r")) == lines
    with patch.object(native, "STRETCH", stretch):
        assert list(native.each_gap(text, "\n\r")) == lines


@given(text=st.one_of(TEXTS, st.text(st.sampled_from("a“中ａｱ\u0301\U00020000"))))
def test_columns_are_the_same(scan, text):
    """Of characters that were met before, too."""
    widths = scan.Widths(columns.width)
    assert widths.of(text) == widths.of(text) == columns.Widths(columns.width).of(text)


@given(text=st.one_of(TEXTS, st.text(st.sampled_from("".join(fold.SIGNS) + "年a𠀀"), max_size=40)))
def test_folded_texts_are_the_same(scan, text):
    """Full width and half width, in each of the ways in which Python holds a text."""
    assert scan.Folding(fold.SIGNS).fold(text) == fold.Folding(fold.SIGNS).fold(text)


FINDERS = {
    **{name: found for name, found in vars(stated_words).items() if isinstance(found, Finder)},
    "stages": named_stages.ANY,
    "turns": evidence.TURN,
    "headlines": coverage._names(),
}


@given(data=st.data())
@pytest.mark.parametrize("name", FINDERS)
def test_finders_find_what_their_patterns_do(name, data):
    """Tried where its words begin, a pattern matches at the same places as when it is tried everywhere."""
    finder = FINDERS[name]
    words = sorted(finder.texts() if callable(finder.texts) else finder.texts)
    part = st.one_of(st.sampled_from(words), st.text(st.sampled_from(SIGNS), max_size=3), st.sampled_from(MORE))
    text = "".join(data.draw(st.lists(part, max_size=9)))
    expected = [found.span() for found in finder.pattern.finditer(text)]
    assert [found.span() for found in finder._each(text, 0, len(text))] == expected


@given(text=st.text(st.sampled_from("".join(MORE) + SIGNS), max_size=60))
def test_finders_miss_nothing(text):
    """No pattern matches where none of its words begins."""
    for name, finder in FINDERS.items():
        expected = [found.span() for found in finder.pattern.finditer(text)]
        assert [found.span() for found in finder._each(text, 0, len(text))] == expected, name


@given(
    texts=st.lists(TEXTS, min_size=2, max_size=2),
    others=st.lists(st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15)), min_size=2, max_size=2),
)
def test_lines_of_json_are_the_same(scan, texts, others):
    """Texts, numbers, truth values and nothing; half a surrogate pair is refused by both."""
    pieces, verbatim = (b'{"a": ', b', "b": ', b', "c": ', b', "d": ', b"}\n"), bytes((0, 1, 0, 0))
    rows = [(texts[0], texts[1], *others), (None, "[]", *others[::-1])]
    found = []
    for template in (target_lines.Template(pieces, verbatim), scan.Template(pieces, verbatim)):
        try:
            found.append(template.lines(iter(rows)))
        except UnicodeEncodeError:
            found.append(None)
    assert found[0] == found[1]


def test_what_is_no_text_is_refused(scan):
    """A wrong argument is an error of Python, and no crash."""
    for call in (
        lambda: scan.places(b"text", "t"),
        lambda: scan.Starts([""]),
        lambda: scan.Starts([1]),
        lambda: scan.Folding({"ab": "c"}),
        lambda: scan.Folding({"a": "𠀀"}),
        lambda: scan.gaps("text", b"t", 1),
        lambda: scan.Cues({"cue": (1, 2)}),
        lambda: scan.Cues(weights.weights()).speaking("text", 0, 4, 3),
        lambda: scan.Cues(weights.weights()).sums("text", Span(0, 4), [0], []),
        lambda: scan.Cues(weights.weights()).sums("text", (0, 4), [0], [4]),
        lambda: scan.Cues(weights.weights()).sums("text", Span("0", 4), [0], [4]),
        lambda: scan.Dictionary(10, {}).mark("text", 0, 4, bytearray(2)),
        lambda: scan.Dictionary(10, {}).mark("text", 0, 4, b"text"),
        lambda: scan.Dictionary(10, []),
        lambda: scan.Template((b"a", b"b"), b"\0\0"),
        lambda: scan.Template(("a", "b"), b"\0"),
        lambda: scan.Template((b"a", b"b"), b"\0").lines([(1.5,)]),
        lambda: scan.Template((b"a", b"b"), b"\0").lines([("a", "b")]),
        lambda: scan.Template((b"a", b"b"), b"\0").lines(["a"]),
        lambda: scan.begins_with("text"),
        lambda: scan.begins_with("text", ("t", 1), 1),
        lambda: scan.ends_with("text", "t", "0"),
        lambda: scan.ends_with("text", 1, 0),
        lambda: scan.ends_with("text", ("a", "b", "c", "d", "e", 1)),
        lambda: scan.FirstOf(("t",)),
        lambda: scan.bisect_left([1, "2"], 1),
        lambda: scan.bisect_left(1),
    ):
        with pytest.raises((TypeError, ValueError, BufferError, AttributeError)):
            call()
