"""Texts that mislead whoever looks for parts: each is read without a crash, in linear time, and doubt is said."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from plancli.extract import extract_document
from plancli.model import Target
from plancli.read import from_text

GREETING = "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
REVIEW = "一、2023年工作回顾\n新建公园3座。\n改造管网40公里。\n新增学位600个。\n"
TASKS = "二、2024年工作安排\n新建公园5座。\n改造管网55公里。\n新增学位800个。\n"
REPORT = GREETING + REVIEW + TASKS


def read(text: str) -> list[Target]:
    return extract_document(from_text(text)).targets


def said(text: str) -> list[tuple[str, str, int | None]]:
    return [(target.text, str(target.status), target.year) for target in read(text)]


def doubtful(target: Target) -> bool:
    return "part_uncertain" in {answer.doubt for _, answer in target.answers}


EXPECTED = said(REPORT)


def test_the_report_itself_is_read() -> None:
    """What the other tests compare with: three achievements of 2023, three targets of 2024."""
    assert [row[1:] for row in EXPECTED] == [("actual", 2023)] * 3 + [("target", 2024)] * 3


def test_a_document_of_headings_only_promises_nothing() -> None:
    """Headings hold no statement, however many there are, and parts cover them."""
    text = "".join(f"{sign}、推进第{sign}项工作\n" for sign in "一二三四五六七八九十") * 20
    found = extract_document(from_text(text))
    assert [target for target in found.targets if target.status == "target"] == []
    assert found.parts[-1].span.end == len(text)


def test_five_hundred_parts_are_read_each_by_itself() -> None:
    """A review and tasks by turns, 250 times: every figure has the status of its own part."""
    found = read("一、2023年工作回顾\n已建成公园3座。\n二、2024年重点工作\n加快建设公园5座。\n" * 250)
    assert {(target.text, str(target.status)) for target in found} == {("3座", "actual"), ("5座", "target")}
    assert len(found) == 500


def test_a_table_of_contents_begins_no_part() -> None:
    """目录 names the parts before they come; what follows is read as if it were not there."""
    contents = "目录\n一、2023年工作回顾……………………1\n二、2024年工作安排……………………9\n"
    assert said(contents + REPORT) == EXPECTED


def test_page_heads_that_are_repeated_change_nothing() -> None:
    """某市政府工作报告 第3页 between two lines ends no part and dates none."""
    lines = REPORT.splitlines(keepends=True)
    text = "".join(
        line + f"某市人民政府工作报告　第{number}页\n" * (number % 3 == 2) for number, line in enumerate(lines)
    )
    assert said(text) == EXPECTED


def test_what_is_quoted_of_the_last_report_is_no_goal_of_this_one() -> None:
    """A review that quotes at length what the last report set promises nothing for the coming year."""
    quoted = "".join(f"去年政府工作报告提出，新建泵站{n}座，整治河道{n}公里。\n" for n in range(11, 31))
    rows = said(GREETING + REVIEW + quoted + TASKS)
    assert [row for row in rows if row in EXPECTED] == EXPECTED
    assert [row for row in rows if row[0].startswith(tuple("123")) and row[1:] == ("target", 2024)] == []


def test_two_reports_in_a_file_keep_their_years() -> None:
    """The second greeting begins another report, in which nothing is of the first."""
    first = REPORT + "统筹推进各项工作，保持社会大局稳定。\n" * 30
    later = first.replace("2024", "2025").replace("2023", "2024")
    assert said(first + later) == EXPECTED + [(text, status, (year or 0) + 1) for text, status, year in EXPECTED]


def test_roles_that_alternate_by_sentence_follow_the_words() -> None:
    """Where each sentence says whether it looks back or ahead, no neighbour overrules it."""
    found = read("园区建设\n" + "目前已建成公园3座。今年将建设公园5座。" * 60)
    assert {(target.text, str(target.status)) for target in found} == {("3座", "actual"), ("5座", "target")}


def test_a_bulletin_with_the_title_of_a_plan_achieves_or_doubts() -> None:
    """The title says plan, each sentence says what was done: no figure is a firm target."""
    found = read("某市绿化行动计划\n" + "全年新建公园6座，同比增长20%，累计达到48座，群众十分满意。\n" * 15)
    assert found
    assert [target.text for target in found if target.status == "target" and not doubtful(target)] == []


def test_a_close_call_carries_its_doubt_into_every_record() -> None:
    """A text without any sign of its direction gives records that say so."""
    assert all(doubtful(target) for target in read("公园12个，绿道30公里。\n"))


def steps(text: str) -> int:
    """How many functions are called to read `text`: a measure of cost that no load of the machine disturbs."""
    count = 0

    def called(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    document = from_text(text)
    sys.setprofile(called)
    try:
        extract_document(document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "一、推进工作\n二、加快建设\n",
        "一、回顾过去\n已建成公园3座。\n二、今后任务\n加快建设公园5座。\n",
        "附件1\n某市节水方案\n一、目标\n建成公园3座。\n",
        "第一步，到2025年，建成公园3座。\n——新建学校2所。\n",
        "完成了任务。加快推进建设。",
        REPORT,
    ],
    ids=["headings", "parts", "annexes", "steps", "one line", "reports"],
)
def test_cost_is_linear(piece: str) -> None:
    """Twice the text costs about twice the calls."""
    steps(piece * 20)
    assert steps(piece * 160) < 2.4 * steps(piece * 80)
