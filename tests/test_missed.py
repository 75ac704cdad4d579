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
        ("推进新智造100工程。", "trap:no_unit"),
        ("实现两位数增长。", "trap:digits_of_growth"),
        ("力争脱贫000户。", "trap:rest_of_figure"),
        ("力争达到300家。", "no_indicator"),
        ("确保完成60个。", "no_indicator"),
        ("增长5%，力争达到3万亿元。", "no_indicator"),
    ],
)
def test_a_sentence_without_record_is_listed_with_its_reason(sentence: str, reason: str) -> None:
    """The reason names the trap that caught the number, or says that nothing is named that it could measure."""
    assert reasons(sentence) == [(sentence, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "建成5G基站3万个。",
        "5G网络覆盖城乡。",
        "加快建设5G网络。",
        "推进“1+2+N”体系建设。",
        "提升104国道。",
        "实施鄂政发〔2021〕24号文件。",
        "引进世界500强。",
        "推进“7·20”灾后重建。",
        "发展红十字事业，实现新提升。",
        "2024—2026年，建成新型网络。",
        "加快建设新型网络。",
        "",
        "到2025年,建成“1+2+N”体系,引进企业60家。",
    ],
)
def test_a_sentence_with_a_record_or_without_number_or_purpose_is_not_listed(text: str) -> None:
    """Names, roads, slogans and dates hide nothing; nor does a sentence without number, purpose or with a record."""
    assert reasons(text) == []


def test_rows_come_in_the_order_of_the_text_and_once_a_sentence() -> None:
    """Two bare numbers in one sentence give one row, and the first reason found."""
    rows = reasons("推进星火100工程和星火200工程。\n建成基站3万个。\n推进星火300工程。")
    assert [text for text, _ in rows] == ["推进星火100工程和星火200工程。", "推进星火300工程。"]


@pytest.mark.parametrize("word", [entry["word"] for entry in guarded("status", "purpose")])
def test_every_word_of_purpose_lists_its_sentence(word: str) -> None:
    """With the word a sentence with a bare number is listed, without it is not."""
    assert reasons(f"智造100,{word}。") == [(f"智造100,{word}。", "trap:no_unit")]
    assert reasons("智造100。") == []
