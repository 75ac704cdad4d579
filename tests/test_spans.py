"""Offsets are true everywhere: what a record quotes stands in the document where the record says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cases import PLAN, unmarked
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.model import Document, Failure
from plancli.normalize.targets import normalize
from plancli.numerals.base_units import to_base
from plancli.read import documents, from_text

PARTS = (
    "到2025年，",
    "建成５Ｇ基站２.６万个",
    "覆盖率达到95%以上",
    "、",
    "，",
    "。",
    "；",
    "\n",
    "\r\n",
    "　",
    "一、发展目标\n",
    "（一）",
    "“链主”企业12家",
    "其中市级100家",
    "增长13%，力争15%",
    "3至5家",
    "全覆盖",
    "翻番",
    "𠮷林市",
    "①",
    "达到",
    "1,300个",
    "居全国第4位",
    "分别增长4%、5%",
    "城镇和农村收入",
    "1+2+N",
    "〔2021〕24号",
    "（牵头单位：甲局）",
    " ",
    "10",
)
TEXTS = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)


def _check(document: Document) -> int:
    found = extract_document(document)
    text = document.text
    for target in found.targets:
        span, quote = target.span, target.quote
        assert text[span.start : span.end] == target.text != ""
        assert text[quote.start : quote.end] == target.quote_text
        assert quote.start <= span.start < span.end <= quote.end
        for _, answer in target.answers:
            assert answer.rule
            assert answer.span is None or 0 <= answer.span.start <= answer.span.end <= len(text)
    for part in (*found.missed, *found.rejected, *found.unlinked):
        assert text[part.span.start : part.span.end] == part.text
    spans = [target.span for target in found.targets]
    assert spans == sorted(spans, key=lambda span: (span.start, span.end))
    assert len({target.id for target in found.targets}) == len(found.targets)
    return len(spans)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_records_quote_what_stands_there(text: str) -> None:
    """For any text put together of policy phrases, every span of every record points at its words."""
    _check(Document("case", text, PLAN))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_records_of_wrapped_texts_quote_what_stands_there(text: str) -> None:
    """Line ends that reading steps over may stand anywhere; offsets are still those of the text as it is."""
    wrapped = "\n".join(text[at : at + 17] for at in range(0, len(text), 17))
    ends = tuple(at for at in range(17, len(wrapped), 18) if wrapped[at : at + 1] == "\n")
    _check(Document("case", wrapped, PLAN, joins=ends))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_normalisation_of_what_is_normalised_changes_nothing(text: str) -> None:
    """Base units, indicator ids and regions of a record stay what they are when asked for again."""
    document = from_text(text)
    once = normalize(extract_document(document).targets, document)
    again = normalize(once, document)
    assert [replace(target, answers=()) for target in again] == [replace(target, answers=()) for target in once]
    assert all(to_base(target.amount) == target.amount for target in once)


def test_the_quantity_of_a_mark_is_found_to_the_character() -> None:
    """Full-width digits, blanks and characters beyond the first plane move no offset."""
    text, [(span, _)] = unmarked("𠮷林市　到２０２５年，建成５Ｇ基站«２．６ 万个»。")
    [target] = extract_document(Document("case", text, PLAN)).targets
    assert target.span == span


@pytest.mark.shared
def test_records_of_the_corpus_quote_what_stands_there(shared: Path) -> None:
    """Every record of every text beside the checkout points at its words."""
    for path in [*sorted((shared / "corpus").glob("*.txt")), *sorted((shared / "samples").glob("*.txt"))]:
        for document in documents(path):
            assert not isinstance(document, Failure)
            assert _check(replace(document, id="case")) > 0, path.name
