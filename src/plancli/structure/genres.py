"""The genre of a document inside a text: by its title, else by what it says."""

from __future__ import annotations

from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Head
from plancli.patterns import lazy
from plancli.read.metadata import dates, openings, titles
from plancli.structure.inner import GREETING, REVIEWED
from plancli.structure.summaries import summed_up

CALL = pattern("structure", "title_call")
REPLY = pattern("structure", "title_reply")
REPORT = phrases("structure", "genre_report")
CLAUSE = lazy(r"(?m)^ *[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})? ?[一-鿿]")
"""4.1 一级机构: with several such paragraphs and no year, a text without title is a standard."""
HANDED_DOWN = lazy(
    f"{either('structure', 'hands_down')}.{{0,40}}(?:{pattern('structure', 'title_plan').pattern})"
    f"的?{either('classes', 'notice_titles')}$"
)
"""关于下达2026年度目标任务的通知, 关于公布2026年民生实事项目的通告: a notice that sets what is to be reached."""
FOR_MEETING = lazy(rf"\s*{only_word('classes', 'greeting')}{either('classes', 'addressed')}")
YEAR = lazy("[12][0-9]{3} ?年")
PART_OF_YEAR = lazy(r"年(?:[上下]半年|[一二三四前]?三?季度|[0-9]{1,2}[—–至到-]{1,2}[0-9]{1,2}月)")
ENOUGH = 4  # words of a report, in a text whose title does not tell
FEW = 2  # where it begins with 过去的2025年
OPENING_LENGTH = 600  # within this many characters a report greets its audience


def prior_of(genre: str, title: str) -> str:
    """The genre whose prior holds: of notices, those that call for applications set conditions; so does 批复.

    Args:
        title: of the document; empty where it has none.
    """
    if genre == "letter" and title.rstrip("》”").endswith(only_word("classes", "reply_word")):
        return "rules"
    return "call" if genre == "notice" and CALL.search(title) else genre


def genre_of(title: str, text: str, head: Head, whole: bool) -> str:
    """plan, report, rules, bulletin, news, notice, letter, law, standard or other.

    Args:
        title: of this document.
        text: its folded text.
        head: of the whole file, believed where the document is all of it (`whole`).
    """
    if whole and head.genre == "report" and not PART_OF_YEAR.search(title):
        return "report"
    if HANDED_DOWN.search(title):
        return "plan"
    if titled := titles.genre_of(title):
        if (
            titled in ("rules", "plan", "notice")
            and title.rstrip("》”").endswith(phrases("classes", "call_titles"))
            and CALL.search(title)
        ):
            return "notice"
        return "bulletin" if titled == "report" and PART_OF_YEAR.search(title) else titled
    if title and REPLY.search(title):
        return "letter"
    if openings.plans(title) or summed_up(title) is not None:
        return "plan"
    if not whole and REVIEWED.search(title):
        return "bulletin"  # 附件2: 2025年民生实事完成情况
    if title.endswith(phrases("classes", "notice_titles")):
        return "notice"
    if GREETING.search(text, 0, OPENING_LENGTH):
        return "report"
    if sum(word in text for word in REPORT) >= (FEW if dates.PAST.search(text, 0, OPENING_LENGTH) else ENOUGH):
        return "report"
    if not title and len(CLAUSE.findall(text, 0, OPENING_LENGTH)) > 1 and not YEAR.search(text, 0, OPENING_LENGTH):
        return "standard"
    if FOR_MEETING.match(text):
        return "report"
    return (head.genre if whole else "") or "other"
