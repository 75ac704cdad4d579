"""Promise, achievement, or neither."""

from __future__ import annotations

import re

from plancli.extract.context.base_noun import in_base
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link import conditions, given, listing, meant, status_other
from plancli.extract.link.linked import Named, Origin, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule
from plancli.extract.link.year import SINCE, anaphoric, year_of
from plancli.lexicon.words import either, pattern, phrases
from plancli.model import Period, Span, Status
from plancli.structure.part import AHEAD

CLAUSE_MARKS = ",;:。!?\n"
PAST = re.compile(f"{pattern('status', 'past').pattern}|{pattern('status', 'short').pattern}")
FUTURE = pattern("status", "future")
MODAL = pattern("structure", "turn_modals")
PROMISED = pattern("status", "promised")
QUOTES = re.compile(
    rf"""
    {either("conditions", "plans")} [”》]? 中?    # 工作报告
    {either("conditions", "says")} (?!的) [,:]?  # 提出, but not 提出的
    """,
    re.VERBOSE,
)
SET = pattern("conditions", "set")
THERE_IS = re.compile(r"(?<![没具拥所国享设占含到要达现已各都均仍保])((?<!只)有|共有)(?:近|约|超过|超)?$")
DEMANDED = pattern("classes", "demanded")
AGREED = re.compile("同意(?!后)[^,;。]{2,40},[^;。]*$")  # 同意设立试验区,规划面积6.8平方公里
ANSWERING = ("letter", "notice", "other")
VAGUE = 0.6  # of a part so uncertain the words of the sentence decide alone
UNCLEAR = 0.5  # the same, for a notice
STATIVE = (Role.TELLS, Role.STANDS)
PLANNED = 4  # Of an undated text the years that its goals may name one by one: a plan runs for five.
STANDS_AT = phrases("classes", "as_of")
MONTHS_GONE = re.compile("前[0-9一二三四五六七八九十]{1,2}个月")
AT_THE_END = "年末"
AHEAD_OF_ALL = phrases("classes", "to_come")
SHARE_OF = "占"
YARDSTICK = re.compile("(?:[高低快慢优好少多]于|超过)$")
"""优良率不低于|上年,且达到88%"""
WEAK = pattern("status", "past_among_goals")
MODIFIES = re.compile(r"[^,;。]的[^,;。的]{0,12}$")
LOOKING_BACK = ("report", "bulletin")
ROLES = {"retrospect": Status.ACTUAL, "goals": Status.TARGET, "tasks": Status.TARGET}


def start_of_change(mention: Mention, _: Named) -> StatusAnswer | None:
    """由A增至B: A was so before."""
    return StatusAnswer(Status.ACTUAL, "start_of_change") if mention.starts_change else None


def annex(mention: Mention, _: Named) -> StatusAnswer | None:
    """名词解释, 申报表: an annex that defines words or is filled in; its figures state nothing."""
    return StatusAnswer(Status.OTHER, "annex") if mention.part.role in ("terms", "form") else None


def review_of_report(mention: Mention, _: Named) -> StatusAnswer | None:
    """一、2025年工作回顾; a bulletin: what a report says in looking back is achieved, whatever it says of efforts."""
    part = mention.part
    if not part.looks_back or part.genre not in LOOKING_BACK:
        return None
    period = mention.own_period or mention.period
    if period is not None and (period.offset is None or _ahead_of_all(period)) and _to_come(mention, period):
        return None
    if part.genre == "bulletin" and PROMISED.search(mention.text, _clause_start(mention), mention.quantity.span.start):
        return None  # 下半年,力争全年收入完成122亿元
    if part.doubtful and FUTURE.search(mention.text, mention.sentence.start, mention.quantity.span.start):
        return None  # 今年,申市将新建…: the part is a close call, the sentence is not
    return StatusAnswer(Status.ACTUAL, "review_of_report")


def quoted_promise(mention: Mention, _: Named) -> StatusAnswer | None:
    """工作报告提出,新增就业5万人: what a text that looks back quotes of a plan, up to the next full stop."""
    part, start = mention.part, mention.quantity.span.start
    if not part.looks_back or part.genre == "report":
        return None
    found = None
    for found in QUOTES.finditer(mention.text, mention.sentence.start, start):  # noqa: B007
        pass
    if found is None or PAST.search(mention.text, found.end(), start) or ";" in mention.text[found.end() : start]:
        return None
    return StatusAnswer(Status.TARGET, "quoted_promise", Span(*found.span()))


def bounded_ahead(mention: Mention, _: Named) -> StatusAnswer | None:
    """面积稳定在7000万亩以上,产量达到9亿斤: where it is doubtful that a part looks back, bounds that are set speak for
    targets."""
    part = mention.part
    if not part.looks_back or not part.doubtful or part.genre in LOOKING_BACK:
        return None
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
    if found := FUTURE.search(mention.text, mention.sentence.start if close_call else _clause_start(mention), start):
        return StatusAnswer(Status.TARGET, "promise_word", Span(*found.span()), role=Role.MEANT)
    if mention.part.genre in ANSWERING and (agreed := AGREED.search(mention.text, mention.sentence.start, start)):
        return StatusAnswer(Status.TARGET, "promise_word", Span(*agreed.span()))
    return None


def clause_in_past(mention: Mention, named: Named) -> StatusAnswer | None:
    """2020年新建2.6万个, 已建成3万个: a year gone by, or a word of what is already so, about the clause."""
    if mention.own_period is not None and _past(mention, mention.own_period):
        return StatusAnswer(Status.ACTUAL, "clause_in_past", mention.own_period.span, role=Role.TELLS)
    start = mention.quantity.span.start
    for found in PAST.finditer(mention.text, _clause_start(mention), start):
        if not _dates_another(mention, named, found.start()) and not _about_another(mention, found):
            return StatusAnswer(Status.ACTUAL, "clause_in_past", Span(*found.span()), role=Role.TELLS)
    return None


def _about_another(mention: Mention, found: re.Match[str]) -> bool:
    """收入首次突破50亿元的企业8家: the word modifies a noun; 不低于上年度的80%: it names a yardstick. Among goals
    and tasks 比上年 and 同比 compare, and 迈上 says where to."""
    between = mention.text[found.end() : mention.quantity.span.start]
    yardstick = YARDSTICK.search(mention.text, mention.left, found.start()) is not None
    if yardstick or in_base(mention, found.start()) or MODIFIES.search(between):
        return True
    part, own = mention.part, mention.own_period
    ahead = (
        (part.role in AHEAD and not part.doubtful)
        or part.role == "goals"
        or (own is not None and _to_come(mention, own))
    )
    return ahead and WEAK.fullmatch(found.group()) is not None


def _dates_another(mention: Mention, named: Named, at: int) -> bool:
    """由去年的71%提高到今年的80%: 去年 dates A. 满意率达到98%,比上年提高2个百分点: what is promised is compared."""
    previous, base = named.previous, mention.base_period
    if previous is None or not mention.same_sentence:
        return False
    one = previous.mention
    if one.starts_change and one.before_end <= at < one.quantity.span.start:
        return True
    promised = previous.status is not None and previous.status.value == Status.TARGET
    compared = base is not None and base.span.start <= at < base.span.end
    return compared and promised and named.noun is not None and named.noun.origin is Origin.PREVIOUS


def stands_so(mention: Mention, named: Named) -> StatusAnswer | None:
    """广州有66万名在园幼儿: what there is, also among tasks, unless each is to have it or somebody makes sure."""
    start = mention.quantity.span.start
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.role is Role.STANDS:
        return before
    found = THERE_IS.search(mention.text, mention.left, start)
    if found is None or mention.part.role not in AHEAD or DEMANDED.search(mention.text, _clause_start(mention), start):
        return None
    return StatusAnswer(Status.ACTUAL, "stands_so", Span(*found.span(1)), role=Role.STANDS)


def clause_in_future(mention: Mention, _: Named) -> StatusAnswer | None:
    """到2025年达到3000万个: a year to come in the clause."""
    if mention.own_period is not None and _to_come(mention, mention.own_period):
        return StatusAnswer(Status.TARGET, "clause_in_future", mention.own_period.span)
    return None


def sentence_period(mention: Mention, _: Named) -> StatusAnswer | None:
    """到2025年,…; 2020年,…: the period that governs the clause."""
    if mention.period is None:
        return None
    if _to_come(mention, mention.period):
        return StatusAnswer(Status.TARGET, "sentence_period", mention.period.span)
    if _past(mention, mention.period):
        return StatusAnswer(Status.ACTUAL, "sentence_period", mention.period.span)
    return None


def verb_of_making(mention: Mention, _: Named) -> StatusAnswer | None:
    """建成12个, in a text too short to say what it is: a verb of making promises, else it is neither."""
    part, start = mention.part, mention.quantity.span.start
    vague = part.role == "rules" or part.certainty < (VAGUE if part.genre == "other" else UNCLEAR)
    silent = (part.genre == "other" and not part.looks_back) or part.genre == "notice"
    if not (silent and part.doubtful and vague and part.inner.last is None):
        return None
    meant = any(words.search(mention.text, mention.sentence.start, start) for words in (FUTURE, MODAL))
    meant = meant or mention.says("state", "plain", "at_least") is not None
    meant = meant or (mention.period is not None and (mention.period.offset or 0) > 0)  # 三年内投资5亿元,年纳税3000万元
    makes = made(mention, _clause_start(mention)) or (part.role in AHEAD and meant)
    return StatusAnswer(Status.TARGET if makes else Status.OTHER, "verb_of_making", doubt="part_uncertain")


def task_among_rules(mention: Mention, _: Named) -> StatusAnswer | None:
    """推动打造20个场景, in a sentence that neither pays nor sets a condition: measures hold tasks as well."""
    if mention.part.role != "rules" or not status_other.is_task(mention):
        return None
    return StatusAnswer(Status.TARGET, "task_among_rules", doubt="part_uncertain")


def part_role(mention: Mention, _: Named) -> StatusAnswer | None:
    """二、发展目标; a row of sentences that begin with 推进, 加快: what the part is for, by all that speaks for it."""
    doubt = "part_uncertain" if mention.part.doubtful else ""
    return StatusAnswer(ROLES.get(mention.part.role, Status.OTHER), "part_role", doubt=doubt)


def _clause_start(mention: Mention) -> int:
    return mention.context.words.behind_last(CLAUSE_MARKS, mention.sentence.start, mention.left - mention.listed)


def _past(mention: Mention, period: Period) -> bool:
    year, part = year_of(mention.part, period), mention.part
    now = part.inner.now
    if period.text.endswith(SINCE) or MONTHS_GONE.match(period.text):
        return True
    if year is None and period.text.startswith(STANDS_AT):
        return True
    if year is None:
        return period.offset is not None and period.offset < 0
    if part.looks_back and part.year is not None and part.genre in LOOKING_BACK:
        return year <= part.year
    if now is None:
        last = part.inner.last
        earlier = PLANNED if part.role in AHEAD else 1
        return last is not None and year < last - earlier and period.role != "deadline"
    return year < now or _stands(period, year == now)


def _stands(period: Period, this_year: bool) -> bool:
    """截至2022年6月 and 2018年末 are past, and so is a month of the document's own year that no 到 makes a deadline."""
    if period.role == "point" and period.text.endswith(AT_THE_END):
        return True
    return period.text.startswith(STANDS_AT) or (this_year and "月" in period.text and period.role != "deadline")


def _ahead_of_all(period: Period) -> bool:
    """明年, 未来三年: to come whatever the year of the text is."""
    return period.offset is not None and period.offset > 0 and period.text.startswith(AHEAD_OF_ALL)


def _due_this_year(period: Period) -> bool:
    """6月底前, 年底前: due, in a text whose year is not known."""
    return period.offset == 0 and period.role == "deadline"


def _to_come(mention: Mention, period: Period) -> bool:
    part = mention.part
    year, now = year_of(part, period), part.inner.now
    if year is None and (_ahead_of_all(period) or (part.doubtful and _due_this_year(period))):
        return True
    if year is None or anaphoric(period) or period.text.endswith(SINCE) or _stands(period, year == now):
        return False
    if part.looks_back and part.year is not None and part.genre in LOOKING_BACK:
        return year > part.year
    if year == now and period.role == "point" and part.role not in AHEAD:
        return False
    last = part.inner.last
    return year >= now if now is not None else last is not None and year >= last


RULES: tuple[StatusRule, ...] = (
    annex,
    start_of_change,
    *status_other.RULES,
    *given.RULES,
    *conditions.RULES,
    *listing.RULES,
    quoted_promise,
    *meant.RULES_FIRST,
    review_of_report,
    promise_word,
    meant.intended,
    stands_so,
    clause_in_past,
    meant.by_now,
    meant.still_meant,
    clause_in_future,
    sentence_period,
    bounded_ahead,
    meant.still_so,
    *meant.RULES,
    verb_of_making,
    task_among_rules,
    part_role,
)
