"""Sections, sentences and clauses: the cuts are where the cases say, every span points back, nothing is lost."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.model import Document
from plancli.segment.clauses import Sentences, paragraph_start, readable, segment
from plancli.segment.fold import fold
from plancli.segment.outline import sections
from plancli.segment.words import words

CASES = Path(__file__).resolve().parents[1] / "src/plancli/segment/clauses.cases.toml"
CUTS = tomllib.loads(CASES.read_text(encoding="utf-8"))
POLICY = st.text(alphabet="一二三四五、(（)）。，,；;：:！!？?\n 到2025年建成基站5G个%”“|1.章第", max_size=120)
FILLER = "加强组织领导、完善政策体系、优化营商环境、强化要素保障。" * 30


def _pieces(text: str, bounds: list[tuple[int, int]]) -> list[str]:
    return [piece for start, end in bounds if (piece := text[start:end].strip())]


def _expected(barred: str) -> list[str]:
    return [piece for part in barred.split("|") if (piece := part.strip())]


@pytest.mark.parametrize("barred", CUTS["clauses"]["read"])
def test_clauses_end_at_the_bars(barred: str) -> None:
    """Clauses break at the bars and nowhere else, and every span points back into the text."""
    text = barred.replace("|", "")
    clauses = segment(Document("case", text))
    assert _pieces(text, [(clause.span.start, clause.span.end) for clause in clauses]) == _expected(barred)


@pytest.mark.parametrize("barred", CUTS["sentences"]["read"])
def test_sentences_end_at_the_bars(barred: str) -> None:
    """Sentences break at the bars and nowhere else."""
    text = barred.replace("|", "")
    found = Sentences(fold(text)).all()
    assert _pieces(text, [(span.start, span.end) for span in found]) == _expected(barred)


@given(POLICY)
def test_sections_cover_a_text_from_end_to_end(text: str) -> None:
    """The first section begins where the text begins, each ends where the next begins, the last at the end."""
    found = sections(fold(text))
    assert found[0].span.start == 0
    assert found[-1].span.end == len(text)
    assert all(one.span.end == two.span.start for one, two in pairwise(found))


@given(POLICY)
def test_clauses_lie_in_their_sentence_and_lose_nothing(text: str) -> None:
    """Clauses lie in order within their sentence; put together they hold every character that is no blank."""
    clauses = segment(Document("case", text))
    assert all(one.sentence.span.start <= one.span.start < one.span.end <= one.sentence.span.end for one in clauses)
    assert "".join("".join(text[one.span.start : one.span.end].split()) for one in clauses) == "".join(text.split())


@given(st.text(max_size=200))
def test_folding_keeps_the_length_and_folds_once(text: str) -> None:
    """One code point stays one, and folding what is folded changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(POLICY, st.integers(0, 120))
def test_every_place_has_a_sentence_around_it(text: str, at: int) -> None:
    """The sentence around a place begins at or before it, if the place holds anything."""
    if at < len(text) and not text[at].isspace():
        span = Sentences(text).around(at)
        assert span.start <= at < span.end


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("一、发展目标。", f"{FILLER}一、发展目标。到2025年,建成基站3万个。{FILLER}"),
        ("(二)培育主体。", f"{FILLER}(一)建设网络。略。(二)培育主体。到2025年,建成基站3万个。{FILLER}"),
        ("三、保障措施", f"{FILLER}二、重点任务。略。三、保障措施。建成基站3万个。{FILLER}"),
    ],
)
def test_headings_are_found_inside_a_document_of_one_line(heading: str, text: str) -> None:
    """A document saved as one line holds its headings inside."""
    found = sections(text)
    titles = [section.title for section in found if section.span.start <= text.index("3万个") < section.span.end]
    assert titles == [heading.rstrip("。")]


def test_a_short_line_is_not_cut_at_headings_inside() -> None:
    """Within an ordinary paragraph 一、 and (一) are parts of the sentence."""
    assert len(sections("统筹第一、第二产业,落实(一)中的任务,建成基站3万个。")) == 1


def test_line_ends_that_reading_steps_over_become_blanks() -> None:
    """Hard-wrapped lines read as one, and no offset moves."""
    document = Document("case", "建成基站3\r\n万个", joins=(6,))
    assert readable(document) == "建成基站3  万个"


def test_a_paragraph_begins_at_its_line_or_at_its_heading() -> None:
    """A time phrase governs from the line end, or from the heading inside a long line."""
    text = "甲。\n乙。丙。"
    assert paragraph_start(text, [0], text.index("丙")) == text.index("乙")
    assert paragraph_start(text, [0, text.index("丙")], text.index("丙") + 1) == text.index("丙")


def test_a_run_without_stops_is_cut() -> None:
    """Debris of text recognition does not make one sentence of a whole book."""
    text = "基" * 100_000
    span = Sentences(text).around(50_000)
    assert span.end - span.start <= 4_000


@settings(deadline=None)
@given(POLICY)
def test_words_joined_are_the_text(text: str) -> None:
    """Cutting into words loses and adds nothing."""
    assert "".join(words(text)) == text
