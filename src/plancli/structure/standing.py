"""What a heading says for all the sentences below it."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.model import Section
from plancli.structure import evidence
from plancli.structure.part import Inner
from plancli.structure.sequence import Scores

SILENT: Scores = (0.0, 0.0, 0.0)
# What is added for each sentence below a heading that looks back, in place of what the genre adds.
UNDER_REVIEW: Scores = (1.5, 0.0, 0.0)
"""What is added for each sentence below a heading that looks back, in place of what the genre adds."""
UNDER_TASKS: Scores = (0.0, 0.5, 0.0)
"""The same below a heading that sets tasks: 下一步打算 in a report of what was done."""
UNDER_GOALS: Scores = (0.0, 1.5, 0.0)
"""The same below 二、目标任务 in a text whose genre says little of it."""
SAYING_LITTLE = ("rules", "other", "notice")


def standing_of(outline: Sequence[Section], inner: Inner, prior: Scores) -> list[Scores]:
    """For each section what is added to its sentences: what the genre adds, but where the nearest heading above that
    tells looks back (一、发展现状) or ahead (三、下一步打算).

    What describes the state of things in a plan is written much as its tasks are; in a report the order decides.

    Args:
        prior: what the genre of the document adds.
    """
    found: list[Scores] = []
    above: list[tuple[int, Scores]] = []
    for section in outline:
        above = [(level, added) for level, added in above if level < section.level]
        scores, said = evidence.of_heading(section.title, section.level, [], inner) if section.title else (SILENT, "")
        added = above[-1][1] if above else prior
        reviewed = bool(above) and above[-1][1] is UNDER_REVIEW
        if said and not (reviewed and scores[1] > scores[0] and evidence.goes_on(section.title)):
            added = (
                UNDER_REVIEW
                if scores[0] > max(scores[1:])
                else _ahead(inner, scores, prior, evidence.names_goals(section.title))
            )
        above.append((section.level, added))
        found.append(prior if inner.genre == "report" else added)
    return found


def _ahead(inner: Inner, scores: Scores, prior: Scores, goals: bool) -> Scores:
    if inner.genre in evidence.REPORTING and scores[1] > scores[2]:
        return UNDER_TASKS
    # 二、目标任务 in rules on how the districts are graded; 二、2026年绩效目标 in a text of no known kind
    return UNDER_GOALS if goals and inner.genre in SAYING_LITTLE else prior
