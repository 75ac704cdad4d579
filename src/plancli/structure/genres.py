"""The genre of a document inside a text: by its title, else by what it says."""

from __future__ import annotations

from plancli.lexicon.words import pattern, phrases
from plancli.model import Head
from plancli.read.metadata import openings, titles
from plancli.structure.inner import GREETING

CALL = pattern("structure", "title_call")
REPLY = pattern("structure", "title_reply")
REPORT = phrases("structure", "genre_report")
ENOUGH = 4  # words of a report, in a text whose title does not tell
OPENING = 600  # within so many characters a report greets those whom it is given to


def prior_of(genre: str, title: str) -> str:
    """The genre whose prior holds: of notices, those that call for applications set conditions; so does 批复."""
    if genre == "letter" and title.rstrip("》”").endswith("批复"):
        return "rules"
    return "call" if genre == "notice" and CALL.search(title) else genre


def genre_of(title: str, text: str, head: Head, whole: bool) -> str:
    """plan, report, rules, bulletin, news, notice, letter, law, standard or other.

    Args:
        title: of this document.
        text: its folded text.
        head: of the whole file, believed where the document is all of it (`whole`).
    """
    if whole and head.genre == "report":
        return "report"
    if titled := titles.genre_of(title):
        if (
            titled in ("rules", "plan", "notice")
            and title.rstrip("》”").endswith(phrases("classes", "call_titles"))
            and CALL.search(title)
        ):
            return "notice"
        return titled
    if title and REPLY.search(title):
        return "letter"
    if openings.plans(title):
        return "plan"
    if title.endswith(phrases("classes", "notice_titles")):
        return "notice"
    if GREETING.search(text, 0, OPENING):
        return "report"
    if sum(word in text for word in REPORT) >= ENOUGH:
        return "report"
    return (head.genre if whole else "") or "other"
