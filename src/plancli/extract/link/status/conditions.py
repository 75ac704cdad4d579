"""Whom a rule is for, how things have to be, what is required: conditions and norms."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.classes import bounded, measured, moves
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Span, Status
from plancli.patterns import lazy

OUTCOME = lazy(rf"[^,;。:!?\n]{{0,30}}的,[^,;。\n]{{0,12}}?(?:{pattern('conditions', 'outcome').pattern})")
AT_ONCE = lazy(rf"的(?:{pattern('conditions', 'outcome').pattern})")
FOR_WHOM = lazy(r"(?:^|[;。\n]) ?对[^;。\n]{2,90}$")
WHOEVER, FARTHEST = "的", 62  # in all of these, at most this many characters behind the figure
PAID = f"{pattern('classes', 'gives').pattern}|{pattern('classes', 'aid').pattern}"
# 对首次突破|10亿元、5亿元的法人企业,分别给予
RECEIVES = lazy(rf"[^;。\n]{{0,60}}?的[^,;。\n]{{0,12}},?[^,;。\n]{{0,8}}?(?:{PAID})")
# 收入50万元以上的|村优先纳入试点, 得分低于60分的|区,由市政府约谈
TREATED = lazy(rf"的[一-鿿]{{1,6}}?,?(?:{pattern('conditions', 'outcome').pattern})")
MEANS_BY_IT = lazy("(?:[是系]指|(?<=[业位])指(?=年)|即指(?!即)|所称[^,;。]{1,20}?指)")
"""大型企业是指营收4亿元以上的企业"""
NORM = pattern("conditions", "norm")
# Words of engineers: 误差应不大于3厘米. Plans write 不低于, 不超过.
THAN = "于"
MEASURED = lazy(f"{either('classes', 'shalls')}不?{either('classes', 'engineers_bounds')}$")
FOR_EACH = lazy("每[一-鿿]{1,8}$")
SCORES = phrases("conditions", "scores")
GIVEN_POINTS = lazy(r"的[^,;。]{0,6}?[记计加扣减] ?[0-9][0-9.]* ?分(?!钟)")
"""完成任务100%以上的|记10分, 每超额1个百分点|加0.1分"""
EACH_STEP = lazy("每[一-鿿]{1,6}$")
STEP_PAID = lazy(r"[^,;。]{0,12}?[加扣减奖]励? ?[0-9][0-9.]* ?分(?!钟)")
EACH_MORE, MORE_PAID = lazy(f"{only_word('classes', 'each_more')}$"), lazy(r"[^,;。]{0,12}?,?奖励? ?[0-9]")
"""每增加1家|,奖励5万元"""
GRADING = lazy("分[^,;。]{0,4}为[优良中差合不]|[百千]分制")
"""90分以上为优秀,80分至89分为良好; 实行百分制"""
APPLICANTS = pattern("conditions", "applicants")
GRADED = phrases("classes", "graded")
ASKED = lazy(rf"(?<![的该此条号])(?:{pattern('conditions', 'asks').pattern}),")
WRITTEN_TO = lazy(
    rf"[您你][^,;。]{{0,8}}(?:{pattern('conditions', 'asks').pattern}|{either('classes', 'told_us')})[^;。]*$"
)
OUR_VIEW = lazy(f"的{either('classes', 'views')},|[,;]我{either('classes', 'us')}|的[^,;:]{{2,12}}:")
"""您提出的建议,…; 您提出的问题客观存在:… is answered behind the colon."""
COUNTED = (*phrases("classes", "things_units"), "%")
NORMATIVE = ("standard", "law", "rules", "letter", "notice")
NEAR = reach("near")


def condition_clause(mention: Mention, _: Named) -> StatusAnswer | None:
    """投资5亿元以上的,给予…; 成活率低于85%的不予补助: those of whom it is true are treated in this way."""
    if mention.quantity.form == "rank":
        return None
    text, behind = mention.text, mention.behind
    if text.find(WHOEVER, behind, behind + FARTHEST) < 0:
        return None
    found = AT_ONCE.match(text, behind) or OUTCOME.match(text, behind)
    if found is None and bounded(mention) and not moves(mention) and measured(mention):
        found = TREATED.match(text, behind)
    if found is None and _for_whom(mention):
        found = RECEIVES.match(text, behind)
    return StatusAnswer(Status.OTHER, "condition_clause", Span(*found.span())) if found else None


def _for_whom(mention: Mention) -> bool:
    """对首次突破10亿元、5亿元的企业,分别给予…: the sentence opens with whom it is about."""
    before = mention.text[max(mention.sentence.start - 1, 0) : mention.quantity.span.start]
    return "对" in before and FOR_WHOM.search(before) is not None


def defined(mention: Mention, _: Named) -> StatusAnswer | None:
    """重大灾害是指造成30人以上死亡的灾害: what a word means states nothing."""
    start = mention.quantity.span.start
    meant = MEANS_BY_IT.finditer(mention.text, mention.sentence.start, start)
    # 是|指导意见: there it is the beginning of another word
    found = next((one for one in meant if mention.context.words.begins(one.end())), None)
    if found is None or mention.part.role == "goals":
        return None
    return StatusAnswer(Status.OTHER, "defined", Span(*found.span()), role=Role.ASIDE)


def norm(mention: Mention, _: Named) -> StatusAnswer | None:
    """面积应不小于200平方米: what rules and standards demand of each thing; a deadline makes it a promise."""
    part, start = mention.part, mention.quantity.span.start
    compared = mention.text.endswith(THAN, mention.left, start)
    found = MEASURED.search(mention.text, max(mention.left, start - NEAR), start) if compared else None
    if found and not mention.own_period:
        return StatusAnswer(Status.OTHER, "norm", Span(*found.span()))
    if (each := _ceiling_for_each(mention)) is not None:
        return StatusAnswer(Status.OTHER, "norm", Span(*each.span()))
    general = part.genre == "other" and part.inner.last is None
    if (part.genre not in NORMATIVE and not general) or mention.own_period or mention.period:
        return None
    found = NORM.search(mention.text, max(mention.left, start - NEAR), start)
    return StatusAnswer(Status.OTHER, "norm", Span(*found.span())) if found else None


def _ceiling_for_each(mention: Mention) -> re.Match[str] | None:
    """每班人数不超过50人, 每市限报3家: a ceiling for each is not an aim."""
    if mention.part.looks_back or mention.part.role == "goals" or mention.quantity.written.unit not in COUNTED[:-1]:
        return None
    if mention.says("at_most") is None or mention.own_period or mention.period:
        return None
    return FOR_EACH.search(mention.text, mention.left, mention.quantity.span.start)


def score(mention: Mention, named: Named) -> StatusAnswer | None:
    """满分100分, 得分低于60分的区: points by which a person is graded; 每超额1个百分点加0.1分: and what they are given
    for."""
    text, start = mention.text, mention.quantity.span.start
    step = (EACH_STEP.search(text, mention.left, start) and STEP_PAID.match(text, mention.behind)) or (
        EACH_MORE.search(text, mention.left, start) and MORE_PAID.match(text, mention.behind)
    )
    if step or GIVEN_POINTS.match(text, mention.behind):
        return StatusAnswer(Status.OTHER, "score", mention.quantity.span, role=Role.SCORES)
    if mention.quantity.written.unit != "分":
        return None
    before = named.previous.status if named.previous and mention.same_sentence else None
    if before is not None and before.role == Role.SCORES:
        return StatusAnswer(Status.OTHER, "score", before.span, role=Role.SCORES)  # 日常督查占40分、|群众评议30分
    behind = mention.text.startswith(GRADED, mention.behind)
    if GRADING.search(mention.text, mention.sentence.start, mention.sentence.end):
        return StatusAnswer(Status.OTHER, "score", mention.quantity.span, role=Role.SCORES)
    graded = behind or mention.text.endswith(SCORES, mention.left, start)
    return StatusAnswer(Status.OTHER, "score", mention.quantity.span, role=Role.SCORES) if graded else None


def eligibility(mention: Mention, _: Named) -> StatusAnswer | None:
    """申请人应连续缴费24个月以上,收入不超过12万元: how those must be who apply."""
    found = APPLICANTS.match(mention.text, mention.sentence.start)
    return StatusAnswer(Status.OTHER, "eligibility", Span(*found.span())) if found else None


def asked_for(mention: Mention, _: Named) -> StatusAnswer | None:
    """某市请求,投入5亿元; 您建议每年投入5亿元: what a letter reports as a request."""
    if mention.part.genre not in ("letter", "other", "notice"):
        return None
    start = mention.quantity.span.start
    found = ASKED.search(mention.text, mention.sentence.start, start)
    if found is None and mention.part.genre == "letter":
        found = WRITTEN_TO.search(mention.text, mention.sentence.start, start)
        found = None if found and OUR_VIEW.search(found.group()) else found
    return StatusAnswer(Status.OTHER, "asked_for", Span(*found.span())) if found else None
