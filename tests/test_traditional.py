"""Texts in traditional script give the records of the same text in simplified script, quoted as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.extract import extract_document
from plancli.lexicon.load import simplified
from plancli.model import Document
from plancli.read import from_text
from plancli.read.metadata.script import as_written, in_simplified
from plancli.segment.fold import fold

TRADITIONAL = (
    "甲市人民政府關於印發《甲市綠色發展規劃（2024—2030年）》的通知\n"
    "一、總體目標\n"
    "到2030年，糧食產量達到1,250萬噸，高標準農田超過380萬畝，惠及農戶兩萬三千戶，新增電動車3,600輛，舊樓維修5,000幢。\n"
    "新修公路135條，護養床位增至3.2萬張，企業減少12間，每萬人擁有醫師三點二名，用電量不超過三千億千瓦時。\n"
    "單位能耗較2020年下降18個百分點，「一網通辦」率達到六成以上，專利授權量翻兩番，出口總額突破五百億美元。\n"
)
SIMPLIFIED = (
    "甲市人民政府关于印发《甲市绿色发展规划（2024—2030年）》的通知\n"
    "一、总体目标\n"
    "到2030年，粮食产量达到1,250万吨，高标准农田超过380万亩，惠及农户两万三千户，新增电动车3,600辆，旧楼维修5,000幢。\n"
    "新修公路135条，护养床位增至3.2万张，企业减少12间，每万人拥有医师三点二名，用电量不超过三千亿千瓦时。\n"
    "单位能耗较2020年下降18个百分点，“一网通办”率达到六成以上，专利授权量翻两番，出口总额突破五百亿美元。\n"
)


def records(document: Document) -> list[object]:
    found = extract_document(document).targets
    return [(one.span, one.indicator, one.kind, one.comparator, one.amount, one.year, one.status) for one in found]


def test_a_traditional_text_gives_the_records_of_the_simplified_one() -> None:
    """Units, numerals, bounds, verbs and the year of the title: all as in simplified script, at the same places."""
    mine, other = from_text(TRADITIONAL), from_text(SIMPLIFIED)
    assert len(records(other)) == 14
    assert records(mine) == records(other)
    assert mine.head.horizon_year == 2030


def test_words_are_quoted_as_written() -> None:
    """The quote, the title and the text of a figure are those of the document; its names are simplified."""
    document = from_text(TRADITIONAL)
    first = extract_document(document).targets[0]
    assert (first.text, first.indicator) == ("1,250萬噸", "粮食产量")
    assert all(one.quote_text in TRADITIONAL for one in extract_document(document).targets)
    assert document.head.title == "甲市人民政府關於印發《甲市綠色發展規劃（2024—2030年）》的通知"


@pytest.mark.parametrize("words", ["著名景区12个", "乾隆年间", "藉口", "覆盖率", "瞭望塔9座"])
def test_what_simplified_script_has_too_stays(words: str) -> None:
    """著, 乾 and 瞭 are characters of both scripts."""
    assert fold(words) == words


def test_the_table_has_one_character_for_each() -> None:
    """No character is read as one that is itself read as another, and offsets stay."""
    pairs = simplified()
    assert len(pairs) > 2800
    assert not set(pairs) & set(pairs.values())
    assert all(len(one) == len(other) == 1 and max(one, other) < "\U00010000" for one, other in pairs.items())


@given(st.text(st.sampled_from("到二〇兩萬噸達 \n　億％「」著乾ａ１")))
def test_folding_keeps_the_length(text: str) -> None:
    """Whatever the text is, and folding it twice changes nothing more."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_words_found_without_their_blanks_are_given_as_written() -> None:
    """A title over two lines is found in the original; words that are not in it stay as they are."""
    text = "甲市綠色\n發展規劃\n正文"
    plain = in_simplified(text)
    assert as_written("甲市绿色发展规划", text, plain) == "甲市綠色發展規劃"
    assert as_written("乙市规划", text, plain) == "乙市规划"
    assert as_written(None, text, plain) is None
