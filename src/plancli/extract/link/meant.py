"""Figures that a sentence means to reach (what is intended, what an aim is, what goes on from a promise), and what it
counts by now."""

from __future__ import annotations

import re

from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule
from plancli.extract.link.year import SERIES, anaphoric
from plancli.lexicon.words import either, pattern
from plancli.model import Span, Status
from plancli.structure.part import AHEAD

BY_NOW = re.compile(
    rf"""
    [ ]*(?:答:|据[一-鿿]{{1,3}},)?                                            # 据介绍,
    (?:{either("classes", "as_of")}|{either("classes", "by_now")}(?=[,已共]))  # 截至, 目前
    """,
    re.VERBOSE,
)
FAR = 120  # characters
FUTURE = pattern("status", "future")
MODAL = pattern("structure", "turn_modals")
PAST = pattern("status", "past")
NOUN_BEHIND = re.compile(f"[的书草生]|{either('status', 'carried')}")
"""计划的, 计划书, 计划完成情况: a plan, and nobody plans."""
AIM = re.compile(f"{either('status', 'aims')}[值数]?[依次分别均]{{0,2}}[为是:]?$")
MEASURED_BY_AIM = pattern("status", "measured_by_aim")
COMPARED = re.compile("[高低快慢优好少多]于|超|高出|提前")
SHARE_OF = "占"
STATIVE = (Role.TELLS, Role.STANDS)
LOOKING_BACK = ("report", "bulletin")
DONE = "了"
SPEAKING = ("news", "letter", "other", "notice", "plan")


def _clause_start(mention: Mention) -> int:
    return mention.context.words.behind_last(",;:。!?\n", mention.sentence.start, mention.left - mention.listed)


def aim_named(mention: Mention, named: Named) -> StatusAnswer | None:
    """年度任务120公里,已完成76公里; 目标依次为60万吨、45万吨: what an aim is, also in a report of what was done."""
    text, start = mention.text, mention.quantity.span.start
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.role is Role.AIMS:
        return before
    left = mention.context.words.behind_last(",;。!?\n", mention.sentence.start, start)
    found = AIM.search(text, left, start)
    if found is None or _measured_by(text, left, found.start()):
        return None
    return StatusAnswer(Status.TARGET, "aim_named", Span(*found.span()), role=Role.AIMS)


def _measured_by(text: str, left: int, at: int) -> bool:
    """完成年度任务76%, 优于年度目标2个百分点: the figure says how an aim was met."""
    return bool(MEASURED_BY_AIM.search(text, left, at) or COMPARED.search(text, left, at))


def intended(mention: Mention, _: Named) -> StatusAnswer | None:
    """全市计划供应住宅用地120公顷, 我们村要再发展300亩: a verb of intention in the clause, unless its part is sure to
    look back."""
    part, text = mention.part, mention.text
    if part.role not in AHEAD and not part.doubtful:
        return None
    left = mention.context.words.behind_last(",;:。!?\n", mention.sentence.start, mention.left - mention.listed)
    start = mention.quantity.span.start
    for found in MODAL.finditer(text, left, start):
        whole = mention.context.words.begins(found.start()) and not NOUN_BEHIND.match(text, found.end())
        told = DONE in text[mention.sentence.start : found.start()] or PAST.search(text, found.end(), start)
        if whole and not told:
            return StatusAnswer(Status.TARGET, "intended", Span(*found.span()), role=Role.MEANT)
    return None


def by_now(mention: Mention, _: Named) -> StatusAnswer | None:
    """截至3月底,已完成85公里;完成投资2亿元; 目前,全省企业1.6万家: what a sentence counts up to a day, until something
    is to be done."""
    text, start = mention.text, mention.quantity.span.start
    begin = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    opened = BY_NOW.match(text, begin) if start - begin < FAR else None
    if opened is None or mention.own_period is not None or FUTURE.search(text, opened.end(), start):
        return None
    return StatusAnswer(Status.ACTUAL, "by_now", Span(*opened.span()), role=Role.TELLS)


def still_meant(mention: Mention, named: Named) -> StatusAnswer | None:
    """2025年将新建消防站35个,完成整改900栋: what a sentence that intends goes on to intend, up to a semicolon."""
    previous, part = named.previous, mention.part
    if previous is None or not mention.same_sentence or previous.status is None or part.genre not in SPEAKING:
        return None
    if mention.own_period is not None or (part.looks_back and not part.doubtful):
        return None
    if previous.status.value != Status.TARGET or previous.status.role is not Role.MEANT:
        return None
    between = mention.text[previous.mention.behind : mention.quantity.span.start]
    if ";" in between or PAST.search(between):
        return None
    span = previous.mention.quantity.span
    return StatusAnswer(Status.TARGET, "still_meant", span, doubt="part_uncertain", role=Role.MEANT)


def still_so(mention: Mention, named: Named) -> StatusAnswer | None:
    """全市现有养老机构126家,床位1.8万张: what a sentence that tells what there is goes on to tell, unless its part
    is clear."""
    previous = named.previous
    clause = _clause_start(mention)
    if previous is None or not mention.same_sentence or previous.status is None:
        return None
    of_it = previous.status.value == Status.ACTUAL and mention.text.startswith(SHARE_OF, clause)
    if not mention.part.doubtful and not of_it:
        return None  # 流失面积860平方公里,占国土面积的41%
    if mention.part.role in AHEAD and made(mention, clause):
        return None  # 现有合作社30家,新增示范社2家
    if mention.part.role in AHEAD and mention.says("state") is not None and mention.part.inner.now is not None:
        return None  # 现有特种设备3万台,定检率达到99%
    before, span = previous.status, previous.mention.quantity.span
    if before.value != Status.ACTUAL or before.role not in STATIVE:
        return None
    return StatusAnswer(Status.ACTUAL, "still_so", span, doubt="part_uncertain", role=Role.TELLS)


def series_of_years(mention: Mention, named: Named) -> StatusAnswer | None:
    """2025年、2026年分别达到120个、140个: levels for a row of years are set and not reported, where a text does not
    tell when it was written."""
    part, start = mention.part, mention.quantity.span.start
    if part.genre in LOOKING_BACK or not part.doubtful or part.inner.now is not None:
        return None
    found = SERIES.search(mention.text, mention.sentence.start, start)
    if found is None or PAST.search(mention.text, mention.sentence.start, start):
        return None
    return StatusAnswer(Status.TARGET, "series_of_years", Span(*found.span()), doubt="part_uncertain")


def later_in_the_year(mention: Mention, named: Named) -> StatusAnswer | None:
    """2025年5月底前,清淤30公里;年底分流率达到70%: behind a semicolon a later part of the year of what is due."""
    own, previous = mention.own_period, named.previous
    if own is None or previous is None or previous.status is None or not anaphoric(own) or own.role != "deadline":
        return None
    joined = mention.same_sentence or mention.text.startswith(";", mention.sentence.start - 1)
    due = previous.status.value == Status.TARGET and previous.status.rule in ("sentence_period", "clause_in_future")
    if not joined or not due:
        return None
    return StatusAnswer(Status.TARGET, "later_in_the_year", own.span, doubt="part_uncertain")


RULES_FIRST: tuple[StatusRule, ...] = (aim_named,)
RULES: tuple[StatusRule, ...] = (later_in_the_year, series_of_years)
