"""The same text in another guise gives the same records: width, marks, blanks, line ends, encodings; and hostile
lines end."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cases import PLAN, cases_of
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import run_python

from plancli.extract import extract_document
from plancli.model import Amount, Document, Failure, Head, Target
from plancli.numerals.base_units import to_base
from plancli.read import documents, from_text
from plancli.segment.fold import fold

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "plancli"
TEXTS = sorted(
    {
        (case.text, case.head)
        for path in sorted(PACKAGE.glob("extract/link/**/*.cases.toml"))
        for case in cases_of(path)
    },
    key=lambda entry: (entry[0], str(entry[1])),
)
PLAN_TEXT = """某省数字经济发展规划

一、发展目标
到2025年，全省数字经济核心产业增加值达到3000亿元以上，占生产总值比重达到12%，年均增长13%，力争15%。建成5G基站9万个，千兆光网覆盖家庭超过600万户。
（一）夯实基础设施。到2023年，建成工业互联网平台30个，其中省级以上10个；数据中心机架达到20万架左右。
（二）培育壮大主体。新增“专精特新”企业300家、小巨人企业50家，上云企业突破10万家。引进人才不少于2000名。
二、发展基础
2020年，全省软件业务收入900亿元，同比增长9%。城镇和农村居民收入分别增长4.5%、6%。累计建成开发区12个。
"""
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
HALF_MARKS = str.maketrans("，；：（）！？", ",;:()!?")
Record = tuple[Any, ...]


def record(target: Target) -> Record:
    """What must not change, in base units; offsets and the written form may."""
    amount = to_base(target.amount) if target.amount else Amount(Decimal(0), None, str(target.stated))
    return (
        fold(target.indicator).replace(" ", ""),
        target.kind,
        target.comparator,
        amount.value,
        amount.value_max,
        amount.unit,
        target.year,
        target.status,
        target.modality,
        target.flow,
        target.annual,
    )


def records(text: str, head: Head = PLAN) -> list[Record]:
    return [record(target) for target in extract_document(Document("case", text, head)).targets]


def full_width(text: str) -> str:
    return text.translate(FULL)


def half_width_marks(text: str) -> str:
    return text.translate(HALF_MARKS)


def blank_before_units(text: str) -> str:
    """100个 → 100 个: a blank behind every run of digits that a Chinese character follows."""
    return "".join(
        char + " "
        if char.isdigit() and "一" <= text[at + 1 : at + 2] <= "鿿" and text[at + 1] not in "年月日号"
        else char
        for at, char in enumerate(text)
    )


def wide_blanks_around_lines(text: str) -> str:
    return "\n".join(f"　　{line}　" if line else line for line in text.split("\n"))


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


CHANGES: tuple[Callable[[str], str], ...] = (
    full_width,
    half_width_marks,
    blank_before_units,
    wide_blanks_around_lines,
    carriage_returns,
)


def test_the_text_of_these_tests_gives_records() -> None:
    """A metamorphic test of nothing proves nothing."""
    assert len(records(PLAN_TEXT)) == 18
    assert len(TEXTS) > 400


@pytest.mark.parametrize("change", CHANGES)
def test_a_plan_in_another_guise_gives_the_same_records(change: Callable[[str], str]) -> None:
    """Full width, half-width marks, blanks in numbers, indentation and CRLF change no record of a whole plan."""
    assert records(change(PLAN_TEXT)) == records(PLAN_TEXT)


@pytest.mark.parametrize("change", CHANGES)
def test_every_case_in_another_guise_gives_the_same_records(change: Callable[[str], str]) -> None:
    """The same for the sentence of every case of linking."""
    differ = [text for text, head in TEXTS if records(change(text), head) != records(text, head)]
    assert differ == []


@pytest.mark.parametrize(
    "text",
    [
        "培育科技型企业300家、瞪羚企业20家",
        "建成卫生院12所、村卫生室60个、养老院8所",
        "建成充电桩3万个、换电站60座",
        "引进博士80名、硕士300名",
        "网络零售额增长9%、快递业务量增长12%",
        "产值达到300亿元、出口额突破20亿美元",
        "改造管网80公里、道路60公里以上",
    ],
)
def test_a_list_with_commas_is_the_list_with_enumeration_commas(text: str) -> None:
    """Where the meaning stays, 、 and ， between the items change no record."""
    assert records(text.replace("、", "，")) == records(text)


def _wrapped(text: str, width: int) -> str:
    lines = []
    for line in text.split("\n"):
        lines += [line[at : at + width] for at in range(0, len(line), width)] or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [30, 34, 38])
def test_hard_wrapped_lines_are_the_paragraph_they_were(width: int) -> None:
    """Lines cut by a margin, inside numbers and words too, give the records of the paragraph."""
    assert [record(target) for target in extract_document(from_text(_wrapped(PLAN_TEXT, width))).targets] == [
        record(target) for target in extract_document(from_text(PLAN_TEXT)).targets
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, len(PLAN_TEXT) - 2), unique=True, max_size=6))
def test_a_line_end_that_reading_steps_over_changes_nothing(places: list[int]) -> None:
    """Wherever a line end is put into a paragraph, once reading knows it the records stay."""
    # digits alone on a line would be the number of a page
    places = [at for at in places if not any(PLAN_TEXT[before:at].isdigit() for before in places if before < at)]
    text, joins = "", []
    for at, char in enumerate(PLAN_TEXT):
        if at in places and "\n" not in PLAN_TEXT[at - 1 : at + 1]:
            joins.append(len(text))
            text += "\n"
        text += char
    found = extract_document(Document("case", text, PLAN, joins=tuple(joins))).targets
    assert [record(target) for target in found] == records(PLAN_TEXT)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "gbk"])
def test_another_encoding_gives_the_same_records_and_ids(encoding: str, tmp_path: Path) -> None:
    """Bytes in another encoding give the records, offsets and ids of UTF-8."""
    kept = {}
    for name in ("utf-8", encoding):
        path = tmp_path / f"{name}.txt"
        path.write_bytes(PLAN_TEXT.encode(name))
        [document] = documents(path)
        assert isinstance(document, Document)
        kept[name] = [(record(one), one.span, one.id) for one in extract_document(document).targets]
    assert kept[encoding] == kept["utf-8"] != []


def test_the_order_of_documents_changes_nothing() -> None:
    """What was read before leaves no trace: the same text gives the same records again."""
    first = records(PLAN_TEXT)
    for text, head in TEXTS[:50]:
        records(text, head)
    assert records(PLAN_TEXT) == first


@pytest.mark.shared
@pytest.mark.parametrize("name", ["huzhou", "jiangan", "lucheng", "zhejiang", "hubei"])
@pytest.mark.parametrize("change", [full_width, half_width_marks, carriage_returns])
def test_plans_of_the_corpus_in_another_guise(shared: Path, name: str, change: Callable[[str], str]) -> None:
    """No plan of the corpus changes a record with the width of its characters, its marks or its line ends."""
    [document] = documents(shared / "corpus" / f"{name}.txt")
    assert not isinstance(document, Failure)
    text = document.text
    assert records(change(text), document.head) == records(text, document.head)


HOSTILE = {
    "digits": "'1' * 100_000",
    "numerals": "'一' * 100_000",
    "commas": "',' * 100_000",
    "enumeration_commas": "'、' * 100_000",
    "reach": "'达到' * 50_000",
    "brackets": "'（' * 100_000",
    "quotes": "'“' * 100_000",
    "blanks": "' ' * 100_000 + 'x'",
    "line_ends": "'\\n' * 100_000",
    "reach_1": "'达到1个' * 10_000",
    "firms": "'培育企业1家、' * 8_000",
    "percents": "'1%、' * 10_000",
    "years": "'到2025年' * 30_000",
    "coverage": "'全覆盖' * 10_000",
    "headings": "'一、' * 50_000",
    "bars": "'a | 1 | ' * 20_000",
    "departments": "'（牵头单位：甲' * 20_000",
    "thresholds": "'1亿元以上' * 8_000",
    "and": "'和' * 100_000",
    "firms_and": "'企业1家和' * 8_000",
    "joined": "'，面对两个市场。'.join(['与及和' * 40] * 300)",
    "blanks_before_a_stage": "'近期（2022年）。\\n' + ' ' * 100_000 + '建成5个园区。'",
    "stages": "'近期（2022年）。\\n近期，完成。\\n' * 4_000",
}
SCRIPT = (
    "from plancli.read import from_text; from plancli.extract import extract_document; extract_document(from_text({}))"
)


@pytest.mark.slow
@pytest.mark.parametrize("line", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_line_ends(line: str) -> None:
    """No line of 30,000 to 120,000 characters makes reading or extraction hang: the limit is ten times enough."""
    done = run_python(SCRIPT.format(line), cpu=60)
    assert done.returncode == 0, done.stderr
