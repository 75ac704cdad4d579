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


def _params(cases: list[Case]) -> list[object]:
    strict = pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known gap")
    return [
        pytest.param(case, id=f"{case.file}-{case.phenomenon}-{number}", marks=strict if case.section == "gap" else ())
        for number, case in enumerate(cases)
    ]


@pytest.mark.parametrize("case", _params(ALL))
def test_the_marked_quantity_gives_the_answer_it_is_filed_under(case: Case) -> None:
    """Read in its sentence or scene, the quantity gives exactly that answer; what stands in `gap` does not yet."""
    assert answer(case) == case.expected, case.text


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
