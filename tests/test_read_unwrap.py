"""Wrapped text gives the records of the text before it was wrapped, in its own offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.model import Cell, Document, Span, Table
from plancli.read import from_text
from plancli.read.plain.unwrap import unwrap

PLAN = [
    "某市数字经济发展规划",
    "一、发展目标",
    "到2025年，全市建成5G基站2.6万个，数字经济核心产业增加值占地区生产总值比重达到10%以上，培育规上企业100家左右。",
    "每年培训1000人次，规模以上工业企业上云全覆盖；力争软件业务收入年均增长15%，建设省级以上平台40个，形成示范效应。",
]
TEXT = "\n".join([*PLAN, "二、重点任务", *PLAN[2:], "三、保障措施", *PLAN[2:]])


def wrapped(size: int, end: str = "\n") -> str:
    """The plan, cut every `size` characters."""
    lines = [paragraph[at : at + size] for paragraph in TEXT.split("\n") for at in range(0, len(paragraph), size)]
    return end.join(lines)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(10, 40), st.sampled_from(["\n", "\r\n"]))
def test_wrapping_changes_no_record_and_every_span_is_verbatim(size: int, end: str) -> None:
    """Wherever the margin cuts, also inside a number or a word, the records are the same."""
    plain = extract_document(from_text(TEXT)).targets
    document = from_text(wrapped(size, end))
    found = extract_document(document).targets
    assert [(one.indicator, one.comparator, one.amount, one.year) for one in found] == [
        (one.indicator, one.comparator, one.amount, one.year) for one in plain
    ]
    assert all(document.text[one.span.start : one.span.end] == one.text for one in found)
    assert all(document.text[one.quote.start : one.quote.end] == one.quote_text for one in found)
    assert len({one.id for one in found}) == len(found)


@given(st.text(st.sampled_from("甲乙AB，\n \r"), max_size=40), st.data())
def test_every_place_has_a_way_back(text: str, data: st.DataObject) -> None:
    """A span of the unwrapped text, taken back, holds the same characters but for what was stepped over."""
    ends = [at for at, char in enumerate(text) if char == "\n"]
    joins = data.draw(st.lists(st.sampled_from(ends), unique=True)) if ends else []
    flat, places = unwrap(Document("a", text, joins=tuple(sorted(joins))))
    for start in range(len(flat.text)):
        for end in range(start, len(flat.text) + 1):
            back = places.back(Span(start, end))
            solid = "".join(text[back.start : back.end].split())
            assert solid == "".join(flat.text[start:end].split())


def test_a_blank_stays_between_latin_words() -> None:
    """Digital|Economy is two words, 数字|经济 is one, and so is 2|6."""
    text = "Digital\nEconomy数字\n  经济2\n6万个"
    joins = tuple(at for at, char in enumerate(text) if char == "\n")
    assert unwrap(Document("a", text, joins=joins))[0].text == "Digital Economy数字经济26万个"


def test_tables_pages_and_paragraphs_move_along() -> None:
    """Offsets of other things in the document point at the same characters."""
    text = "甲乙\n丙丁\n表格"
    table = Table(1, Span(6, 8), (Cell(Span(6, 8), 1, 1),))
    flat, _ = unwrap(Document("a", text, joins=(2,), pages=(0, 6), paragraphs=(0, 6), tables=(table,)))
    assert flat.text == "甲乙丙丁\n表格"
    assert (flat.pages, flat.paragraphs) == ((0, 5), (0, 5))
    assert flat.tables[0].cells[0].span == flat.tables[0].span == Span(5, 7)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_every_kind_give_the_same_records(end: str) -> None:
    """Windows and old Macs end lines differently; sections and records are the same, the text is untouched."""
    document = from_text(TEXT.replace("\n", end))
    assert document.text.count(end) == TEXT.count("\n")
    plain, found = (extract_document(one).targets for one in (from_text(TEXT), document))
    assert [(one.indicator, one.amount, one.section) for one in found] == [
        (one.indicator, one.amount, one.section) for one in plain
    ]


def test_a_figure_in_brackets_is_no_mark_of_a_note():
    """[60]万人 is a sum over the years of a plan and stays whole; [7] before a word of its own goes."""
    text = "城镇新增就业累计达到[60]万人，新增公路[300]公里，占比达到58%，[7]年末为12万户。"
    flat, _ = unwrap(from_text(text))
    assert "[60]万人" in flat.text
    assert "[300]公里" in flat.text
    assert "[7]" not in flat.text
