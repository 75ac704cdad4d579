"""Real reports in another guise keep their statuses and years: headings, title and greeting taken out, joined into one
line, two in one text, behind a notice, numbered in digits, without the heading of the tasks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from plancli.extract import extract_document
from plancli.model import Failure
from plancli.read import documents, from_text

pytestmark = [pytest.mark.shared, pytest.mark.slow]
REPORTS = 40
SPEAKER = re.compile(r"各位(?:代表|委员)|我代表.{0,12}(?:政府|行署)|请予审议|^(?:20\d\d年)?政府工作报告|^——")
NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[、）)][^。]{2,40}。")
TASKS = re.compile(r"(?:^二、|20\d\d年).{0,20}(?:安排|任务|重点|工作|目标)")
DIGITS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
NOTICE = (
    "甲市人民政府关于印发政府工作报告的通知\n各县（市、区）人民政府：\n"
    "现将《政府工作报告》印发给你们，请认真贯彻执行。\n甲市人民政府\n2024年2月9日\n附件\n政府工作报告\n"
)
Row = tuple[str, str, int | None]


def bare(text: str) -> str:
    """A text without headings, title, greeting and forms of address."""
    kept = []
    for line in map(str.strip, text.split("\n")):
        heading = len(line) <= 46 and not line.endswith(("。", "；", "！", "”"))
        if heading or (len(line) < 120 and SPEAKER.search(line)):
            continue
        kept.append(re.sub("各位代表[！!：:，,]?", "", NUMBERED.sub("", line)))
    return "\n".join(kept) + "\n"


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text)


def without_second_heading(text: str) -> str:
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if len(line.strip()) < 40 and TASKS.search(line.strip())]
    first = next((n for n in heads if "回顾" not in lines[n] and not lines[n].strip().startswith("一、")), None)
    return "\n".join(line for number, line in enumerate(lines) if number != first)


def numbered_in_digits(text: str) -> str:
    return re.sub(r"(?m)^(\s*)([一二三四五六七八九十])、", lambda found: f"{found[1]}{DIGITS[found[2]]}.", text)


def behind_a_notice(text: str) -> str:
    return NOTICE + text


def rows(text: str) -> list[Row]:
    """Of each record the words in front of it, its status and its year."""
    found = extract_document(from_text(text)).targets
    return [(re.sub(r"\s", "", text[max(0, t.span.start - 8) : t.span.end]), str(t.status), t.year) for t in found]


def kept(before: Iterable[Row], after: Iterable[Row]) -> Counter[bool]:
    """How many records stay as they were, and how many do not; a year that becomes null has stayed."""
    known = defaultdict(list)
    for words, status, year in before:
        known[words].append((status, year))
    counts: Counter[bool] = Counter()
    for words, status, year in after:
        if known[words]:
            was_status, was_year = known[words].pop(0)
            counts[status == was_status and year in (was_year, None)] += 1
    return counts


@pytest.fixture(scope="module")
def reports() -> list[tuple[str, list[Row]]]:
    folder = Path(__file__).resolve().parents[2] / "shared/wild/docs"
    texts = []
    for path in sorted(folder.glob("cityreport-*.txt"))[:REPORTS]:
        [document] = documents(path)
        assert not isinstance(document, Failure)
        texts.append(document.text)
    return [(text, rows(text)) for text in texts]


@pytest.mark.parametrize(
    ("change", "floor"),
    [
        (bare, 0.95),
        (one_line, 0.98),
        (without_second_heading, 0.98),
        (numbered_in_digits, 0.98),
        (behind_a_notice, 0.98),
    ],
)
def test_a_report_in_another_guise_keeps_statuses_and_years(
    reports: list[tuple[str, list[Row]]], change: Callable[[str], str], floor: float
) -> None:
    """Over forty reports the share of records that keep status and year is at least the floor."""
    counts = sum((kept(before, rows(change(text))) for text, before in reports), Counter())
    assert counts[True] > 4000
    assert counts[True] / counts.total() >= floor


def test_two_reports_one_behind_the_other_keep_statuses_and_years(reports: list[tuple[str, list[Row]]]) -> None:
    """Printed in one text, each of two reports is read as it was alone."""
    counts: Counter[bool] = Counter()
    for (first, of_first), (second, of_second) in zip(reports[::2], reports[1::2], strict=True):
        counts += kept(of_first + of_second, rows(f"{first}\n{second}"))
    assert counts[True] > 4000
    assert counts[True] / counts.total() >= 0.98
