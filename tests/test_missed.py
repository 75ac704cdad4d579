"""Sentences that hold a number and a word of purpose but gave no record, each with its reason."""

from __future__ import annotations

import pytest
from cases import PLAN

from plancli.extract import extract_document
from plancli.lexicon.words import guarded
from plancli.model import Document


def reasons(text: str) -> list[tuple[str, str]]:
    return [(row.text, row.reason) for row in extract_document(Document("case", text, PLAN)).missed]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("加快建设5G网络。", "trap:generation"),
        ("推进“1+2+N”体系建设。", "trap:formula"),
        ("提升104国道。", "trap:road"),
        ("实施鄂政发〔2021〕24号文件。", "trap:document_number"),
        ("引进世界500强。", "trap:class_of_firms"),
        ("力争达到300家。", "no_indicator"),
        ("确保完成60个。", "no_indicator"),
        ("增长5%，力争达到3万亿元。", "no_indicator"),
    ],
)
def test_a_sentence_without_record_is_listed_with_its_reason(sentence: str, reason: str) -> None:
    """The reason names the trap that caught the number, or says that nothing is named that it could measure."""
    assert reasons(sentence) == [(sentence, reason)]


def test_digits_that_were_read_as_nothing_are_listed() -> None:
    """A number that is neither quantity nor trap leaves its sentence to the reader."""
    [(_, reason)] = reasons("推动APP12建设")
    assert reason == "no_quantity" or reason.startswith("trap:")


@pytest.mark.parametrize(
    "text",
    [
        "建成5G基站3万个。",
        "5G网络覆盖城乡。",
        "加快建设新型网络。",
        "",
        "到2025年,建成“1+2+N”体系,引进企业60家。",
    ],
)
def test_a_sentence_with_a_record_or_without_number_or_purpose_is_not_listed(text: str) -> None:
    """Only a sentence with a number, a word of purpose and no record may hide something."""
    assert reasons(text) == []


def test_rows_come_in_the_order_of_the_text_and_once_a_sentence() -> None:
    """Two traps in one sentence give one row, and the first reason found."""
    rows = reasons("加快建设5G和4K网络。\n建成基站3万个。\n推进104国道建设。")
    assert [text for text, _ in rows] == ["加快建设5G和4K网络。", "推进104国道建设。"]


@pytest.mark.parametrize("word", [entry["word"] for entry in guarded("status", "purpose")])
def test_every_word_of_purpose_lists_its_sentence(word: str) -> None:
    """With the word a sentence about 5G is listed, without it is not."""
    assert reasons(f"5G,{word}。") == [(f"5G,{word}。", "trap:generation")]
    assert reasons("5G。") == []
