"""What each section of a document is for: to look back (`actual`), set tasks (`target`), both, or explain words."""

from __future__ import annotations

import re

from plancli.lexicon.words import pattern
from plancli.model import Answer, Head, Section

REVIEW = pattern("status", "heading_review")
STATE = pattern("status", "heading_actual")
OUTLOOK = pattern("status", "heading_outlook")
TARGET = pattern("status", "heading_target")
GLOSSARY = pattern("status", "heading_glossary")
GOALS = pattern("status", "goals")
LONGEST_HEADING = 60
CHAPTER_LEVEL = 4
HEADING_LINE = re.compile(r"[^。\n]*$", re.MULTILINE)


def moods_of(text: str, outline: list[Section], years: list[Answer | None], head: Head) -> list[str]:
    """For each section `actual`, `target`, `mixed`, `glossary` or nothing, by its heading or the nearest above that
    says it.

    Args:
        text: the folded text.
        outline: its sections.
        years: for each section the year that its heading names, or None.
        head: of the document; in a report the parts before its goals look back.
    """
    report = head.genre == "report"
    now = head.horizon_year if report else None
    tasks_begun = False
    moods: list[str] = []
    open_moods: list[tuple[int, str]] = []
    for section, year in zip(outline, years, strict=True):
        open_moods = [(level, mood) for level, mood in open_moods if level < section.level]
        above = open_moods[-1][1] if open_moods else ""
        if not section.title or above == "glossary":
            mood = above
        elif report:
            mood = _in_report(_whole_heading(text, section), above, tasks_begun) or _by_year(year, now)
        else:
            mood = _in_plan(section.title, above)
        tasks_begun = tasks_begun or (mood == "target" and _is_part(section))
        open_moods.append((section.level, mood))
        moods.append(mood)
    return _before_goals(text, outline, moods) if report and not {"actual", "mixed"} & set(moods) else moods


def _is_part(section: Section) -> bool:
    return 0 < section.level <= CHAPTER_LEVEL


def _in_plan(title: str, above: str) -> str:
    if GLOSSARY.search(title):
        return "glossary"
    if REVIEW.search(title) or STATE.search(title):
        return "actual"
    return "target" if TARGET.search(title) else above


def _in_report(title: str, above: str, tasks_begun: bool) -> str:
    """A part of a report keeps its mood: 推动乡村振兴取得新成效 under the tasks, or after them, is a task."""
    if GLOSSARY.search(title):
        return "glossary"
    if above in ("actual", "target"):
        return above
    if REVIEW.search(title) or (STATE.search(title) and not tasks_begun):
        return "mixed" if OUTLOOK.search(title) else "actual"
    return "target" if TARGET.search(title) else above


def _by_year(year: Answer | None, now: int | None) -> str:
    if year is None or now is None:
        return ""
    return "actual" if year.value < now else "target"


def _whole_heading(text: str, section: Section) -> str:
    """The line of a heading, whose title ends at the first comma: 一、牢记嘱托,建设取得新成效."""
    line = HEADING_LINE.match(text, section.span.start, section.span.end)
    if line is None or not len(section.title) < line.end() - line.start() <= LONGEST_HEADING:
        return section.title
    return line.group()


def _before_goals(text: str, outline: list[Section], moods: list[str]) -> list[str]:
    """A report whose headings say nothing of a review looks back in the parts before its goals for the year."""
    goals = GOALS.search(text)
    if goals is None:
        return moods
    at = max(number for number, section in enumerate(outline) if section.span.start <= goals.start())
    part = next((number for number in range(at, 0, -1) if _is_part(outline[number])), at)
    return ["actual"] * part + moods[part:]
