"""Every case beside a rule or a cut gives the answer it is filed under; known failures fail."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from answers import ANSWERS, answer_to
from cases import Case, cases_of, target_at

from plancli.segment.fold import fold
from plancli.segment.outline import section_at, sections

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "plancli"
FILES = [*sorted(PACKAGE.glob("extract/link/**/*.cases.toml")), PACKAGE / "segment" / "section.cases.toml"]
ALL = [case for path in FILES for case in cases_of(path)]
FEWEST_READ, FEWEST_NOT = 5, 3


def answer(case: Case) -> str:
    """What the program says of the marked quantity; `no record` where it is silent."""
    if case.file == "section":
        return _path(case)
    target = target_at(case.text, case.span, case.head)
    return "no record" if target is None else answer_to(case, target)


def _path(case: Case) -> str:
    outline = sections(fold(case.text))
    return section_at(outline, [section.span.start for section in outline], case.span.start).path or "none"


def _by_phenomenon() -> list[object]:
    filed: dict[str, list[Case]] = {}
    for case in ALL:
        if case.section != "gap":
            filed.setdefault(f"{case.file}-{case.phenomenon}", []).append(case)
    return [pytest.param(cases, id=name) for name, cases in filed.items()]


@pytest.mark.parametrize("cases", _by_phenomenon())
def test_the_marked_quantities_give_the_answers_they_are_filed_under(cases: list[Case]) -> None:
    """Read in its sentence or scene, each quantity gives exactly that answer."""
    found = [(case.text, case.written, f"{answer(case)}, not {case.expected}") for case in cases if wrong(case)]
    assert found == []


def wrong(case: Case) -> bool:
    """Whether a case gives another answer than it should."""
    return answer(case) != case.expected


@pytest.mark.parametrize("case", [pytest.param(one, id=one.phenomenon) for one in ALL if one.section == "gap"])
def test_what_is_filed_as_a_gap_is_still_read_wrongly(case: Case) -> None:
    """A gap that starts to work is moved up to `read` or `not`."""
    assert wrong(case), f"{case.text} works now: file it under `read` or `not`"


def _shortest(section: str, fewest: int) -> dict[tuple[str, str], int]:
    counts = Counter({(case.file, case.phenomenon): 0 for case in ALL})
    counts.update((case.file, case.phenomenon) for case in ALL if case.section == section)
    return {key: number for key, number in counts.items() if number < fewest}


def test_every_phenomenon_has_enough_cases() -> None:
    """At least five quantities that must be read so, and three that look alike and must not."""
    assert not _shortest("read", FEWEST_READ)
    assert not _shortest("not", FEWEST_NOT)


def test_every_file_of_cases_is_run() -> None:
    """No case file stands beside a rule without somebody asking it."""
    asked = {case.file if case.file in ANSWERS else case.room for case in ALL if case.file != "section"}
    assert asked == set(ANSWERS)
    assert len(ALL) >= 600
