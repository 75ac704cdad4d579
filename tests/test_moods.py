"""What each part of a document is for, by its heading, its place and what it goes on to say."""

from __future__ import annotations

import pytest

from plancli.extract import extract_document
from plancli.extract.context.section_role import moods_of
from plancli.model import Document, Head, Status
from plancli.segment.fold import fold
from plancli.segment.outline import sections

REPORT = Head(genre="report", horizon_year=2025)
PLAN = Head(genre="plan", horizon_year=2025)
OPENING = "2025年某省政府工作报告\n各位代表:\n现在报告工作,请予审议。\n"


def moods(text: str, head: Head = REPORT) -> dict[str, str]:
    outline = sections(fold(text))
    found = moods_of(fold(text), outline, [None] * len(outline), head)
    return {section.title: mood for section, mood in zip(outline, found, strict=True) if section.title}


@pytest.mark.parametrize(
    ("text", "title", "mood"),
    [
        ("一、过去一年工作\n二、今年工作安排\n", "一、过去一年工作", "actual"),
        ("一、牢记嘱托,新福建建设取得新成效\n好。\n二、奋勇争先\n", "一、牢记嘱托", "actual"),
        ("一、工作回顾\n二、今年任务\n(一)推动城乡融合取得新成效\n", "(一)推动城乡融合取得新成效", "target"),
        ("一、工作回顾\n二、今年任务\n三、政府建设取得新成效\n", "三、政府建设取得新成效", ""),
        ("一、工作回顾\n(一)实施项目攻坚行动\n", "(一)实施项目攻坚行动", "actual"),
        ("一、发展成就和主要目标任务\n", "一、发展成就和主要目标任务", "mixed"),
        ("2024年工作回顾\n(一)产业升级\n2025年工作安排\n(一)扩大内需\n", "2024年工作回顾", "actual"),
        ("一、今年任务\n名词解释\n1.“两重”:略。\n", "1.“两重”", "glossary"),
        ("一、今年任务\n名词解释\n1.“两重”:略。\n附件\n实事十件\n", "附件", ""),
    ],
)
def test_a_heading_says_what_its_part_is_for(text: str, title: str, mood: str) -> None:
    """The whole line of a heading counts, and a part keeps its mood whatever its own headings say."""
    assert moods(OPENING + text)[title] == mood


def test_parts_before_the_goals_look_back_where_no_heading_says_so() -> None:
    """A report with headings that tell nothing is cut where it states its goals for the year."""
    text = "一、乘势而上\n增长5%。\n二、扬帆起航\n(一)总的要求\n主要预期目标是:地区生产总值增长6%。\n(二)稳增长\n"
    assert moods(OPENING + text) == {
        "2025年某省政府工作报告": "actual",
        "一、乘势而上": "actual",
        "二、扬帆起航": "",
        "(一)总的要求": "",
        "(二)稳增长": "",
    }


def test_a_plan_is_not_cut_at_its_goals() -> None:
    """Only reports look back before they look ahead."""
    assert moods("一、起步\n二、扬帆\n主要预期目标是:增长6%。\n", PLAN) == {"一、起步": "", "二、扬帆": ""}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2024年工作回顾\n(一)产业升级\n新建5G基站2万个。\n2025年工作安排\n", Status.ACTUAL),
        ("2024年工作回顾\n2025年工作安排\n(一)产业升级\n新建5G基站2万个。\n", Status.TARGET),
        ("一、今年任务\n名词解释\n1.基站行动:新建5G基站2万个。\n", Status.OTHER),
    ],
)
def test_the_part_of_a_report_decides_the_status(text: str, status: Status) -> None:
    """The same words are an achievement, a promise or a definition."""
    found = extract_document(Document("report", OPENING + text, REPORT)).targets
    assert [target.status for target in found if target.text == "2万个"] == [status]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("用3—5年时间,培养专家10名。新建5G基站2万个。", 2025),
        ("用三年时间新建5G基站2万个。", 2027),
        ("“十四五”以来,全省新建5G基站2万个。", 2024),
    ],
)
def test_a_span_of_time_dates_what_it_is_about(sentence: str, year: int) -> None:
    """How long one action lasts dates no other sentence, and what has been so far ends before the year of a report."""
    found = extract_document(Document("report", f"{OPENING}一、今年任务\n{sentence}\n", REPORT)).targets
    assert [target.year for target in found if target.text == "2万个"] == [year]
