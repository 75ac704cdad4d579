"""What the part of the document is for, where the words of the clause do not say it."""

from __future__ import annotations

from plancli.extract.context.clause_places import clause_start, piece_start
from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.achievements import WHAT_IS
from plancli.extract.link.status.classes import bounded
from plancli.extract.link.status.promises import planned
from plancli.lexicon.words import either, only_word, pattern
from plancli.model import Span, Status
from plancli.patterns import lazy
from plancli.structure.part import AHEAD

FUTURE = pattern("status", "future")
MODAL = pattern("structure", "turn_modals")
VAGUE = 0.6  # of a part so uncertain the words of the sentence decide alone
UNCLEAR = 0.5  # the same, for a notice
STATUS_OF_ROLE = {"retrospect": Status.ACTUAL, "goals": Status.TARGET, "tasks": Status.TARGET}
SUBSIDY = pattern("status", "subsidy")
PROMISED = pattern("status", "promised")
NUMERAL_OF_ITEM = lazy("[一二三四五六七八九十]{1,3}、")
SET_FOR_A_YEAR = lazy(rf"{only_word('classes', 'every_year')}|[12][0-9]{{3}} ?年|{PROMISED.pattern}")
AIMED_AT = pattern("status", "strive")
SMALL = lazy("[两二三四五六七八九十]")
CONDITION = pattern("status", "condition")
DUTY = only_word("classes", "duty")
METRE = "米"
SHARE_OF_MADE = only_word("classes", "share_of_made")
FOR_OTHERS = lazy(",对(?![接标外口应比])")
PAID_FOR_EACH = lazy(",(?:对(?![接标外口应比])|[单每][一-鿿])")
FOR_EACH_OF_THEM = lazy("[^,;。的]{0,16},(?:单|每[个项家])")
"""组织实施15项|,单个项目按投入的40%资助: behind what is done comes what each of them is paid."""
DRIVES = lazy(f" *{either('classes', 'drives')}")
PAST = pattern("status", "past")
CALL = pattern("structure", "title_call")
BINDING = ("standard", "law")  # 应确保误差不大于0.2 in a standard is a demand on those who apply it
SETTING_CONDITIONS = (*BINDING, "notice")


def annex(mention: Mention, _: Named) -> StatusAnswer | None:
    """名词解释, 申报表: an annex that defines words or is filled in; its figures state nothing."""
    return StatusAnswer(Status.OTHER, "annex") if mention.part.role in ("terms", "form") else None


def verb_of_making(mention: Mention, _: Named) -> StatusAnswer | None:
    """建成12个, in a text too short to say what it is: a verb of making promises, else it is neither; 每亩用药20克,
    in directions for use, is neither."""
    part, start = mention.part, mention.quantity.span.start
    vague = part.role == "rules" or part.certainty < (VAGUE if part.genre == "other" else UNCLEAR)
    standard = part.genre == "standard"
    silent = (part.genre == "other" and not part.looks_back) or part.genre == "notice" or standard
    if not (silent and part.doubtful and vague and part.inner.last is None):
        return None
    meant = any(words.search(mention.text, mention.sentence.start, start) for words in (FUTURE, MODAL))
    meant = meant or mention.says("state", "plain", "at_least") is not None
    meant = meant or (mention.period is not None and (mention.period.offset or 0) > 0)  # 三年内投资5亿元,年纳税3000万元
    makes = made(mention, clause_start(mention)) or (part.role in AHEAD and meant and not standard)
    return StatusAnswer(Status.TARGET if makes else Status.OTHER, "verb_of_making", doubt="part_uncertain")


def task_of_programme(mention: Mention, _: Named) -> StatusAnswer | None:
    """每年组织实施|15项|重大项目,单个项目资助…: how many there shall be, and what each of them is paid."""
    unit, behind = mention.quantity.written.unit, mention.behind
    if mention.part.role != "rules" or unit.endswith(("元", "%", METRE)) or mention.part.genre in SETTING_CONDITIONS:
        return None
    other = FOR_EACH_OF_THEM.match(mention.text, behind, mention.sentence.end) if _meant_here(mention) else None
    if other is None or bounded(mention) or not made(mention, piece_start(mention)) or conditioned(mention, behind):
        return None
    paid = SUBSIDY.search(mention.text, other.end(), mention.sentence.end)
    return StatusAnswer(Status.TARGET, "task_of_programme", doubt="part_uncertain", role=Role.MEANT) if paid else None


def task_among_rules(mention: Mention, named: Named) -> StatusAnswer | None:
    """推动打造20个场景, in a sentence that neither pays nor sets a condition: measures hold tasks as well."""
    if mention.part.role != "rules" or not (is_task(mention) or _goes_on(mention, named)):
        return None
    return StatusAnswer(Status.TARGET, "task_among_rules", doubt="part_uncertain", role=Role.MEANT)


def part_role(mention: Mention, _: Named) -> StatusAnswer | None:
    """二、发展目标; a row of sentences that begin with 推进, 加快: what the part is for, by all the evidence."""
    doubt = "part_uncertain" if mention.part.doubtful else ""
    return StatusAnswer(STATUS_OF_ROLE.get(mention.part.role, Status.OTHER), "part_role", doubt=doubt)


def condition_of_rules(mention: Mention, named: Named) -> StatusAnswer | None:
    """年度接待500人次以上的,给予奖励: a set of rules states conditions, unless it promises explicitly."""
    if mention.part.role != "rules" or is_task(mention) or _goes_on(mention, named):
        return None
    start = mention.quantity.span.start
    part = mention.part
    if _told_what_is(mention):
        return None
    demands = part.genre in BINDING or (part.genre == "other" and not part.doubtful and part.inner.last is None)
    told = (AIMED_AT if demands else PROMISED).search(mention.text, mention.sentence.start, start)
    if told or _due(mention) or planned(mention):
        return None
    # 上年度销售收入3亿元以上 is asked for
    told_of = mention.part.doubtful and not bounded(mention)
    if told_of and (PAST.search(mention.text, mention.sentence.start, start) or _gone(mention)):
        return None
    return StatusAnswer(Status.OTHER, "condition_of_rules")


def _goes_on(mention: Mention, named: Named) -> bool:
    """规划建设园区3个,提供厂房|60万平方米以上: what is a task goes on, where nothing is paid and no condition set."""
    previous, text = named.previous, mention.text
    if previous is None or previous.status is None or not mention.same_sentence:
        return False
    tasked = previous.status.value == Status.TARGET and previous.status.role is Role.MEANT
    if not tasked or text.startswith("的", mention.behind):
        return False
    begin, end = previous.mention.behind, _end_of_task(mention)
    return not any(words.search(text, begin, end) for words in (SUBSIDY, CONDITION, PAID_FOR_EACH))


def _end_of_task(mention: Mention) -> int:
    """Where a sentence that plans something begins to say what each is paid, else its end: 新建大棚10座,每座补助… is
    what one has to do for it."""
    if not _meant_here(mention):
        return mention.sentence.end
    found = PAID_FOR_EACH.search(mention.text, mention.behind, mention.sentence.end)
    return found.start() if found else mention.sentence.end


def _meant_here(mention: Mention) -> bool:
    """每年组织实施15项, 力争建成20个, 二、培育工坊30家: a year, a word of promise or the number of an item in front."""
    if NUMERAL_OF_ITEM.match(mention.text, mention.sentence.start):
        return True
    return SET_FOR_A_YEAR.search(mention.text, mention.sentence.start, mention.quantity.span.start) is not None


def conditioned(mention: Mention, end: int | None = None) -> bool:
    """Whether the sentence of a figure, up to `end`, sets a condition: 可, 应当, 申报."""
    return CONDITION.search(mention.text, mention.sentence.start, end or mention.sentence.end) is not None


def is_task(mention: Mention) -> bool:
    """推动打造20个以上示范场景, in a sentence that neither pays nor sets a condition: measures hold tasks too."""
    text, sentence, part, end = mention.text, mention.sentence, mention.part, _end_of_task(mention)
    if part.genre in ("notice", "letter", "law", "standard") or CALL.search(part.inner.title):
        return False
    if (
        conditioned(mention, end)
        or SUBSIDY.search(text, sentence.start, end)
        or SMALL.fullmatch(mention.quantity.written_value)
    ):
        return False
    # 新建住宅层高不低于3米, 新建项目按不低于5%的比例配建: how what is made has to be
    unit = mention.quantity.written.unit
    has_to_be = unit == METRE or (unit == "%" and text.startswith(SHARE_OF_MADE, mention.behind + 1))
    property_of = has_to_be and mention.says("at_least", "at_most") is not None
    return (made(mention, piece_start(mention)) and not property_of) or _driven(mention)


def _driven(mention: Mention) -> bool:
    """推动贷款余额年均增长12%以上, among measures: what is to come of them, and no class of those who are paid."""
    moved = mention.says("growth", "decrease") is not None and not mention.text.startswith("的", mention.behind)
    return moved and DRIVES.match(mention.text, piece_start(mention)) is not None


def _due(mention: Mention) -> bool:
    """到2025年,新培育经纪人1000人, in a sentence that pays for nothing: rules promise as well."""
    period, text, sentence = mention.own_period or mention.period, mention.text, mention.sentence
    if period is None or period.role != "deadline" or "月" in period.text:
        return False
    if mention.part.genre == "notice" and period.offset is not None:
        return False  # 三年内完成投资30亿元以上 is what a call asks of those who apply
    makes = made(mention, max(period.span.end, sentence.start))
    held = period.offset is None and mention.says("state", "plain", "growth", "decrease") is not None
    level = held or (mention.part.genre == "plan" and period.offset is None)  # 到2030年,链上企业150家
    level = level or (mention.own_period is not None and not period.offset)  # 2026年底前开放数据集200个
    said = makes or (level and not _conditioned(text, sentence))
    # 2026年底前开放200个,对采购的企业补贴10%: 对 begins another rule
    other = FOR_OTHERS.search(text, mention.behind, sentence.end)
    return said and not SUBSIDY.search(text, sentence.start, other.start() if other else sentence.end)


def _conditioned(text: str, sentence: Span) -> bool:
    """Whether a sentence of rules sets a condition; 应当, with a deadline, sets a duty."""
    return any(found.group() != DUTY for found in CONDITION.finditer(text, sentence.start, sentence.end))


def _told_what_is(mention: Mention) -> bool:
    """现有专业队1支、半专业队14支, in a set of rules: a count of what there is, of which nothing is made to depend."""
    text, sentence, unit = mention.text, mention.sentence, mention.quantity.written.unit
    if bounded(mention) or unit.endswith(("元", "%")) or text.startswith("的", mention.behind) or conditioned(mention):
        return False
    if WHAT_IS.search(text, sentence.start, mention.quantity.span.start) is None:
        return False
    return SUBSIDY.search(text, sentence.start, sentence.end) is None


def _gone(mention: Mention) -> bool:
    """1996年,发生38次: a year before the document's own."""
    period, now = mention.own_period or mention.period, mention.part.inner.now
    return period is not None and now is not None and period.year is not None and period.year < now
