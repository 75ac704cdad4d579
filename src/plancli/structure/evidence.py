"""The evidence for each role of a sentence: its cues, the heading it is, turns of speech, the genre of its document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plancli.lexicon.words import pattern
from plancli.structure.cues import cues
from plancli.structure.part import Inner
from plancli.structure.units import Unit
from plancli.structure.weights import COUNTED, weights

REVIEW = pattern("structure", "heading_review")
STATE = re.compile(f"(?:{pattern('structure', 'heading_state').pattern})$")
TASKS = pattern("structure", "heading_tasks")
GOALS = pattern("structure", "heading_goals")
RULES = pattern("structure", "heading_rules")
TURNS = {
    "goals": pattern("structure", "turn_goals"),
    "tasks": pattern("structure", "turn_tasks"),
    "retrospect": pattern("structure", "turn_review"),
}
MOST = 2.5
"""What one sentence says at most: a row of sentences decides, not one."""
HEADING, STATE_HEADING, YEAR_HEADING, TURN = 8.0, 4.0, 8.0, 5.0
NUMBER = re.compile(r"^[^一-鿿]*(?:第?[一二三四五六七八九十]{1,3}[、章节]|\([一二三四五六七八九十]{1,3}\))? ?")
SHORT_TITLE = 12
UNDER = 0.5
"""A heading below a chapter weighs half: 推动城乡融合取得新成效 is a task among tasks."""
CHAPTER = 4
Scores = tuple[float, ...]
GENRES: dict[str, Scores] = {
    "report": (0.2, 0.2, -2.0),
    "plan": (-0.4, 0.9, -1.2),
    "rules": (-0.6, -0.4, 1.2),
    "bulletin": (3.0, -1.5, -0.5),
    "news": (0.1, 0.3, -1.0),
    "notice": (0.0, 0.2, 0.0),
    "call": (-0.3, -0.3, 1.2),
    "letter": (0.1, -0.4, 0.4),
    "law": (-1.0, -0.8, 2.0),
    "standard": (-1.0, -0.3, 1.5),
    "other": (0.1, 0.3, -0.7),
}
"""What is added for each sentence, by the genre of its document; a call is a notice that asks for applications."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the roles of COUNTED, and what of it a heading or a turn of speech says in so many words."""

    scores: Scores
    said: str = ""


@cache
def _prior() -> Scores:
    return weights()[""]


def of_words(text: str, unit: Unit, now: int | None) -> Scores:
    """What the cues of a sentence say, limited to MOST."""
    table = weights()
    total = list(_prior())
    for cue in table.keys() & cues(text[unit.start : unit.end], unit.periods, now):
        row = table[cue]
        total[0] += row[0]
        total[1] += row[1]
        total[2] += row[2]
    middle = sum(total) / len(total)
    return tuple(max(-MOST, min(MOST, value - middle)) for value in total)


def strongest(text: str, unit: Unit, now: int | None, role: int) -> list[tuple[float, str]]:
    """The cues of a sentence that speak for a role, with their weight against the best other one."""
    table = weights()
    found = table.keys() & cues(text[unit.start : unit.end], unit.periods, now)
    rows = [(table[cue][role] - max(v for n, v in enumerate(table[cue]) if n != role), cue) for cue in found]
    return [(value, cue) for value, cue in rows if value > 0]


def of_heading(title: str, level: int, years: list[int], document: Inner) -> tuple[Scores, str]:
    """What a heading says, and the word it says it with."""
    now = document.now
    review, tasks, rules = REVIEW.search(title), TASKS.search(title) or GOALS.search(title), RULES.search(title)
    scores = [0.0, 0.0, 0.0]
    said = ""
    weight = 1.0 if level <= CHAPTER or level == 9 else UNDER
    if len(set(years)) == 1 and now is not None:
        back = years[0] < now
        scores[0 if back else 1] += YEAR_HEADING
        said = f"heading {years[0]}"
        if back and tasks and not review:
            return (scores[0] * weight, 0.0, 0.0), said
    if review and tasks:
        return (0.0, 0.0, 0.0), ""
    for role, found in ((0, review), (1, tasks), (2, rules)):
        if found:
            scores[role] += HEADING
            said = f"heading {found.group()}"
    if not review and not tasks and (state := _state(title, document)):
        scores[0] += HEADING if state.start() == 0 else STATE_HEADING
        said = said or f"heading {state.group()}"
    return tuple(score * weight for score in scores), said


def _state(title: str, document: Inner) -> re.Match[str] | None:
    """二、发展基础 describes what is so; 夯实发展基础 begins with a verb and is a task, and a report has only such."""
    name = NUMBER.sub("", title)
    if document.genre == "report" or len(name) > SHORT_TITLE:
        return None
    if found := STATE.match(name):
        return found
    opening = weights().get("^" + name[:2])
    return STATE.search(name) if opening is None or opening[1] < opening[0] else None


def of_turn(text: str, unit: Unit) -> tuple[Scores, str]:
    """今年的主要预期目标是, 一年来, 围绕上述目标: the sentence says what its part does."""
    for name, words in TURNS.items():
        if found := words.search(text, unit.start, unit.end):
            at = COUNTED.index("retrospect" if name == "retrospect" else "tasks")
            strength = TURN * (1.4 if name == "goals" else 0.6 if name == "retrospect" else 1.0)
            return tuple(strength if number == at else 0.0 for number in range(3)), f"{name} {found.group()}"
    return (0.0, 0.0, 0.0), ""
