"""What a sentence means to reach: words of promise and intention, what an aim is, what goes on from a promise."""

from __future__ import annotations

import re

from plancli.extract.context.clause_places import clause_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.periods import to_come
from plancli.extract.link.year import anaphoric
from plancli.extract.link.years_in_row import SERIES
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.segment.clauses import line_start
from plancli.structure.part import AHEAD

FUTURE = pattern("status", "future")
QUOTES = lazy(
    rf"""
    {either("conditions", "plans")} [”》]? 中?    # 工作报告
    {either("conditions", "says")} (?!的) [,:]?  # 提出, but not 提出的
    """,
    re.VERBOSE,
)
SET_BY_PLAN = lazy(rf"{either('conditions', 'plans')}[”》]?中?{either('conditions', 'says')}的(?=[^,;。:]{{2,60}}$)")
AS_AIM = lazy(f"(?:[、和][^,;。:]{{2,60}}?)?的[^,;。:、0-9]{{0,6}}{only_word('classes', 'aim_word')}")
"""方案确定的到2023年普及率达到|85%|、治理率达到|40%|的目标: aims that a review quotes."""
AIMS_LED_TO = lazy(rf"[^,;。:]{{0,8}}{only_word('classes', 'aim_word')}:(?!.*{either('status', 'carried')})")
"""年度总体目标:新开通线路12条,更新车辆80辆: in an appraisal, up to the full stop."""
SET = pattern("conditions", "set")
AGREED = lazy(
    rf"{only_word('classes', 'agreeing')}(?!后)[^,;。]{{2,40}},[^;。]*$"
)  # 同意设立试验区,规划面积6.8平方公里
ANSWERING = ("letter", "notice", "other")
LOOKING_BACK = ("report", "bulletin")
MODAL = pattern("structure", "turn_modals")
IN_REALITY = lazy(f"{only_word('classes', 'reality')}{either('status', 'carried')}")
"""计划新改建的210公里|实际完成236公里: behind what was planned comes what was done."""
PAST = pattern("status", "past")
MEANS_TO = lazy(f"{either('classes', 'intending')}(?:{only_word('classes', 'selecting')}|{either('status', 'making')})")
PLANNED_FOR = lazy(
    rf"(?:{either('classes', 'year_round')}|{either('classes', 'this_year')}年|[0-9]{{4}} ?年度?)"
    rf"[^,;。]{{0,12}}?{either('classes', 'intending')}(?![，。的书]|{either('nouns', 'bare_undertakings')})[^;。]*$"
)
NOUN_BEHIND = lazy(f"[的书草生]|{either('status', 'carried')}|{either('nouns', 'bare_undertakings')}")
"""计划的, 计划书, 计划完成情况, 科技计划项目: the noun, not the verb."""
AIM_NAMED = lazy(f"{either('status', 'aims')}[值数]?{either('classes', 'one_by_one')}{{0,2}}[为是:]?$")
AIM_ENDS = frozenset(
    word[-1] for word in (*phrases("status", "aims"), *phrases("classes", "one_by_one"), *"值数", *"为是:")
)
MEASURED_BY_AIM = pattern("status", "measured_by_aim")
VALUE, THAN = "值", lazy(either("classes", "than"))
BEYOND_AIM = lazy(f"{either('classes', 'than')}|{either('classes', 'ahead_of_aim')}")
PERFECTIVE = "了"
TALLIED = phrases("classes", "totals")
BEFORE_NOW = "前"
EXPECTING = ("bulletin", "news", "other", "letter")
EXPECTED = pattern("status", "forecast")
PROMISED = pattern("status", "promised")
ROW_OF_YEARS_REACH = 160  # characters
LONGEST_QUOTE, NEAR_QUOTE = 400, 24  # characters
SPEAKING = ("news", "letter", "other", "notice", "plan")


def quoted_promise(mention: Mention, _: Named) -> StatusAnswer | None:
    """工作报告提出,新增就业5万人: what a text that looks back quotes of a plan, up to the next full stop."""
    part, start = mention.part, mention.quantity.span.start
    if not part.looks_back:
        return None
    if (set_by := SET_BY_PLAN.search(mention.text, mention.sentence.start, start)) and AS_AIM.match(
        mention.text, mention.behind, mention.sentence.end
    ):
        return StatusAnswer(Status.TARGET, "quoted_promise", Span(*set_by.span()))
    if part.genre == "bulletin" and (label := AIMS_LED_TO.match(mention.text, mention.sentence.start, start)):
        return StatusAnswer(Status.TARGET, "quoted_promise", Span(*label.span()), role=Role.AIMS)
    if part.genre == "report":
        cited = _cited(mention.text, start)
        return StatusAnswer(Status.TARGET, "quoted_promise", cited) if cited else None
    found = None
    for found in QUOTES.finditer(mention.text, mention.sentence.start, start):  # noqa: B007
        pass
    if found is None or PAST.search(mention.text, found.end(), start) or ";" in mention.text[found.end() : start]:
        return None
    return StatusAnswer(Status.TARGET, "quoted_promise", Span(*found.span()))


def _cited(text: str, start: int) -> Span | None:
    """去年的工作报告提出:“今年新建公园12个,…”: the words of a plan between quotation marks, also in a report."""
    opened = text.rfind("“", max(0, start - LONGEST_QUOTE), start)
    if opened < 0 or "\n" in text[opened:start] or text.find("”", opened, start) >= 0:
        return None
    last = None
    for last in QUOTES.finditer(text, max(0, opened - NEAR_QUOTE), opened):  # noqa: B007
        pass
    return Span(*last.span()) if last is not None and last.end() == opened else None


def forecast(mention: Mention, _: Named) -> StatusAnswer | None:
    """预计到2030年,市场规模将达到5000亿元, in a white paper: what its writer expects, not a promise."""
    period = mention.own_period or mention.period
    if mention.part.genre not in EXPECTING or period is None or not to_come(mention, period) or made(mention):
        return None
    start = mention.quantity.span.start
    begin = min(mention.sentence.start, period.span.start)
    found = EXPECTED.search(mention.text, begin, start)
    if found is None or PROMISED.search(mention.text, begin, start):
        return None
    return StatusAnswer(Status.OTHER, "forecast", Span(*found.span()))


def bounded_ahead(mention: Mention, _: Named) -> StatusAnswer | None:
    """面积稳定在7000万亩以上,产量达到9亿斤: where it is doubtful that a part looks back, bounds that are set point to
    targets."""
    part = mention.part
    if not part.looks_back or not part.doubtful or part.genre in LOOKING_BACK:
        return None
    period = mention.own_period or mention.period
    if period is not None and period.offset == 0 and period.text.startswith(BEFORE_NOW):
        return None  # 前三季度,收入增长6.7%。规模稳定在4.2万人以上
    found = SET.search(mention.text, mention.sentence.start, mention.sentence.end)
    if found is None or PAST.search(mention.text, mention.sentence.start, mention.quantity.span.start):
        return None
    return StatusAnswer(Status.TARGET, "bounded_ahead", Span(*found.span()), doubt="part_uncertain")


def promise_word(mention: Mention, _: Named) -> StatusAnswer | None:
    """力争, 确保: the word is in the clause of the figure."""
    if word := mention.says("strive", "ensure"):
        return StatusAnswer(Status.TARGET, "promise_word", word.span, role=Role.MEANT)
    start = mention.quantity.span.start
    close_call = mention.part.looks_back and mention.part.doubtful and mention.part.genre in LOOKING_BACK
    found = FUTURE.search(mention.text, mention.sentence.start if close_call else clause_start(mention), start)
    if found and not IN_REALITY.search(mention.text, found.end(), start):
        return StatusAnswer(Status.TARGET, "promise_word", Span(*found.span()), role=Role.MEANT)
    if mention.part.genre in ANSWERING and (agreed := AGREED.search(mention.text, mention.sentence.start, start)):
        return StatusAnswer(Status.TARGET, "promise_word", Span(*agreed.span()))
    return None


def aim_named(mention: Mention, named: Named) -> StatusAnswer | None:
    """年度任务120公里,已完成76公里; 目标依次为60万吨、45万吨: what an aim is, also in a report of what was done."""
    text, start = mention.text, mention.quantity.span.start
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.role is Role.AIMS:
        return before
    if mention.text[start - 1 : start] not in AIM_ENDS:
        return None
    left = mention.context.words.behind_last(",;。!?\n", mention.sentence.start, start)
    found = AIM_NAMED.search(text, left, start)
    if found is None or _measured_by(text, left, *found.span()):
        return None
    return StatusAnswer(Status.TARGET, "aim_named", Span(*found.span()), role=Role.AIMS)


def _measured_by(text: str, left: int, at: int, end: int) -> bool:
    """完成年度任务76%, 优于年度目标2个百分点: the figure says how an aim was met."""
    if text.endswith(VALUE, left, end) and THAN.search(text, left, at) is None:
        return False  # 已提前达到2025年目标值|33微克/立方米
    return bool(MEASURED_BY_AIM.search(text, left, at) or BEYOND_AIM.search(text, left, at))


def intended(mention: Mention, _: Named) -> StatusAnswer | None:
    """全市计划供应住宅用地120公顷, 我们村要再发展300亩: a verb of intention in the clause, unless its part is sure to
    look back."""
    part, text = mention.part, mention.text
    meant = planned(mention) if part.role not in AHEAD else None
    if meant or (part.role not in AHEAD and not part.doubtful):
        return StatusAnswer(Status.TARGET, "intended", Span(*meant.span()), role=Role.MEANT) if meant else None
    left = mention.context.words.behind_last(",;:。!?\n", mention.sentence.start, mention.left - mention.listed)
    start = mention.quantity.span.start
    for found in MODAL.finditer(text, left, start):
        whole = mention.context.words.begins(found.start()) and not NOUN_BEHIND.match(text, found.end())
        summed = text.endswith(TALLIED, left, found.start())  # 累计|安排资金26亿元
        told = (
            summed
            or PERFECTIVE in text[mention.sentence.start : found.start()]
            or PAST.search(text, found.end(), start)
        )
        if whole and not told:
            return StatusAnswer(Status.TARGET, "intended", Span(*found.span()), role=Role.MEANT)
    return None


def planned(mention: Mention) -> re.Match[str] | None:
    """今年全市拟认定数字车间40个: what those do who call for applications, in a notice that sets conditions; and those
    who pay: 全年计划补贴农机1.2万台."""
    start = mention.quantity.span.start
    if mention.part.genre != "notice":
        counted = mention.part.role == "rules" and not mention.quantity.written.unit.endswith(("元", "%"))
        return PLANNED_FOR.search(mention.text, mention.sentence.start, start) if counted else None
    return MEANS_TO.search(mention.text, clause_start(mention), start)


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


def series_of_years(mention: Mention, named: Named) -> StatusAnswer | None:
    """2025年、2026年分别达到120个、140个: levels for a row of years are set and not reported, where a text does not
    tell when it was written."""
    part, start = mention.part, mention.quantity.span.start
    if part.genre in LOOKING_BACK or not part.doubtful or part.inner.now is not None:
        return None
    text = mention.text
    line = line_start(text, start)
    begin = max(text.rfind("。", line, start) + 1, line)  # the row also dates what a semicolon parts
    found = SERIES.search(text, begin, start) if start - begin < ROW_OF_YEARS_REACH else None
    if found is None or PAST.search(text, begin, start):
        return None
    return StatusAnswer(Status.TARGET, "series_of_years", Span(*found.span()), doubt="part_uncertain")


def later_in_the_year(mention: Mention, named: Named) -> StatusAnswer | None:
    """2025年5月底前,清淤30公里;年底分流率达到70%: behind a semicolon a later part of the year of what is due."""
    own, previous = mention.own_period, named.previous
    if own is None or previous is None or previous.status is None or not anaphoric(own) or own.role != "deadline":
        return None
    joined = mention.same_sentence or mention.text.startswith(";", mention.sentence.start - 1)
    due = previous.status.value == Status.TARGET and previous.status.role is Role.DUE
    if not joined or not due:
        return None
    return StatusAnswer(Status.TARGET, "later_in_the_year", own.span, doubt="part_uncertain")
