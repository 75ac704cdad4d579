"""What is paid: amounts on a condition, and for each receiver."""

from __future__ import annotations

import re

from plancli.extract.context.clause_places import piece_start
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.status.classes import STRICT_BOUNDS
from plancli.extract.link.status.promises import planned
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Span, Status
from plancli.patterns import lazy

SUBSIDY = pattern("status", "subsidy")
SUBSIDY_SURE = frozenset(phrases("status", "subsidy_sure"))
SUBSIDY_BEHIND = phrases("status", "subsidy_behind")
GIVES = pattern("classes", "gives")
PAID_SHARE = lazy(
    rf"(?:的?{only_word('classes', 'rate_of_aid')})?(?:再|另)?(?:{GIVES.pattern})"
    rf"[^,。;]{{0,10}}{either('classes', 'aid')}"
)
TO_WHOM = lazy(rf"(?:[一二三四五六七八九十0-9]{{1,3}}[、.])?[ “]*{either('classes', 'to_whom')}")
AMOUNT_OF_AID = lazy(rf"(?:{pattern('classes', 'aid').pattern}){either('classes', 'aid_bounds')}?$")
BY_WHAT = lazy("按[^,;。0-9]{1,12}$")
PAYS = lazy(f"(?:{GIVES.pattern})$")
NEXT_SUM = lazy("[、和]")
FOR_ONE = lazy("每[一-鿿]{1,2}$|单[一-鿿]{1,4}$")
MORE_AID = lazy(rf"[再另](?:{pattern('classes', 'aid').pattern})$")
DUE = lazy(f"[每按]|{either('classes', 'aid_at_most')}")
RATES_OF_TAX = phrases("classes", "shares")
LEVIED, REDUCED_TO = phrases("status", "levied"), phrases("status", "reduced_to")
SUBSIDY_REACH = reach("subsidy")
# 按每立方米|2.6元|执行: behind 到 or 为 it is a level that is set
PRICE = lazy(rf"(?<![到至为])每{either('classes', 'sold_by')}(?:[加减]价)?$")
PRICE_IS = lazy(rf"[价格费准]为每{either('classes', 'sold_by')}$")  # 价格为每立方米|2.8元
LEVEL_SET = ("state", "plain", *STRICT_BOUNDS)
PENALTY = lazy(
    rf"(?:处|的,)[^。;]{{0,24}}?{either('conditions', 'penalties')}|{either('conditions', 'penalties')}[^。;]{{0,8}}处"
)
REACH_OF_PENALTY = reach("penalty")
SETTING_GENRES = ("rules", "law", "standard", "notice", "other")
REMITTED = only_word("classes", "remitted")
MONEY_ENDS = {word[-1] for role in ("spoken_money", "small_change") for word in phrases("classes", role)}
# 每村|补助, 户均|补助, 单项|资助, 前三名的乡镇各|奖励
PER_RECEIVER = lazy(rf"(?:每[一-鿿]{{1,4}}|[户亩]均|单[个项户]|各)(?:{pattern('conditions', 'per_receiver').pattern})$")
NEAR = reach("near")
STANDARD = only_word("classes", "paid_standard")
END_OF_RULE = lazy("[。;\n]")


def condition_of_money(mention: Mention, named: Named) -> StatusAnswer | None:
    """给予最高50万元奖励: an amount paid on a condition."""
    text, previous = mention.text, named.previous
    if previous is not None and previous.status is not None and previous.status.role is Role.PAID:
        joined = NEXT_SUM.fullmatch(text, previous.mention.behind, mention.quantity.span.start)
        if joined and previous.mention.quantity.written.unit[-1:] == mention.quantity.written.unit[-1:]:
            return previous.status  # 分别给予最高50万元、|100万元|奖励
    if (more := _pays_more(mention, named)) is not None:
        return more
    if _taxed(mention):
        return StatusAnswer(Status.OTHER, "condition_of_money", mention.quantity.span, role=Role.ASIDE)
    if paid := _paid(mention):
        return StatusAnswer(Status.OTHER, "condition_of_money", Span(*paid.span()), role=Role.PAID)
    if not mention.quantity.written.unit.endswith("元") and (mention.part.role != "rules" or planned(mention)):
        return None
    behind = next((word for word in SUBSIDY_BEHIND if text.startswith(word, mention.behind)), "")
    if behind:
        return StatusAnswer(
            Status.OTHER, "condition_of_money", Span(mention.behind, mention.behind + len(behind)), role=Role.PAID
        )
    start = mention.quantity.span.start
    if mention.part.role != "rules" and (paid := _paid_to(mention)):
        return StatusAnswer(Status.OTHER, "condition_of_money", Span(*paid.span()), role=Role.PAID)
    found = SUBSIDY.search(text, max(mention.left, start - SUBSIDY_REACH), start)
    if found is not None and (_for_each(mention, named, found) or _was_paid(mention, found)):
        return None
    if found is None or (found.group() not in SUBSIDY_SURE and mention.part.role != "rules"):
        return None
    return StatusAnswer(Status.OTHER, "condition_of_money", Span(*found.span()), role=Role.PAID)


def _taxed(mention: Mention) -> bool:
    """所得税减按|15%征收, 按|3%的征收率计税: the rate of a tax is no target."""
    if mention.quantity.written.unit not in RATES_OF_TAX:
        return False
    return mention.text.startswith(LEVIED, mention.behind) or mention.text.endswith(
        REDUCED_TO, mention.left, mention.quantity.span.start
    )


def _pays_more(mention: Mention, named: Named) -> StatusAnswer | None:
    """按售价15%补贴,每件不超过|1500元; 补助5000元,运营满1年的再奖励|2000元."""
    if not mention.quantity.written.unit.endswith("元"):
        return None
    end = mention.before_end
    at_most = mention.says("at_most") is not None and FOR_ONE.search(mention.text, mention.left, end)
    if not at_most and MORE_AID.search(mention.text, mention.left, end) is None:
        return None
    begin = mention.sentence.start
    same = (one.status for one in reversed(named.before) if one.mention.quantity.span.start >= begin)
    return next((status for status in same if status is not None and status.role is Role.PAID), None)


def _paid(mention: Mention) -> re.Match[str] | None:
    """按10%|给予后补助; 按支出给予|3%奖励; 按每个学位4000元|给予奖补: a share or an amount that is paid."""
    unit = mention.quantity.written.unit
    behind = PAID_SHARE.match(mention.text, mention.behind) if unit.endswith(("%", "元")) else None
    if unit != "%":
        return behind
    if mention.text.startswith(SUBSIDY_BEHIND, mention.behind):  # 按售价|15%补贴
        behind = behind or BY_WHAT.search(mention.text, mention.left, mention.quantity.span.start)
    return behind or PAYS.search(mention.text, mention.left, mention.before_end)


def _paid_to(mention: Mention) -> re.Match[str] | None:
    """对年培训300人次以上的机构奖励|5万元: paid to those whom the clause opens with."""
    begin, start = piece_start(mention), mention.quantity.span.start
    if TO_WHOM.match(mention.text, begin, start) is None or "每" in mention.text[begin:start]:
        return None
    return AMOUNT_OF_AID.search(mention.text, mention.left, start)


def _for_each(mention: Mention, named: Named, found: re.Match[str]) -> bool:
    """低保标准达到每人每月780元: for whom a level is said, next to a word of reaching, is no condition; nor is a
    standard that has a bound of its own (每人每天补助标准不低于5元)."""
    word = mention.says("per_person")
    inside = word is not None and word.span.start <= found.start() < word.span.end
    standard = mention.part.role != "rules" and named.noun is not None and named.noun.phrase.endswith(STANDARD)
    return (inside or standard) and mention.says("state", "plain", "at_least", "more_than") is not None


def _was_paid(mention: Mention, found: re.Match[str]) -> bool:
    """兑现扩岗补助等资金1.8亿元, in a review: paid already, where nothing says how much is due to whom."""
    part = mention.part
    reviewed = part.looks_back and part.genre in ("report", "bulletin")
    return reviewed and not mention.says("at_most") and not DUE.search(mention.text, mention.left, found.end())


def paid_to_each(mention: Mention, _: Named) -> StatusAnswer | None:
    """每村补助5万元: an amount for each receiver."""
    end = mention.before_end  # behind it only words of bounds: 每村补助|不超过5万元
    if mention.part.looks_back:
        return None
    start = mention.quantity.span.start
    if mention.text.endswith(REMITTED, mention.left, start):
        end = start  # 每户每月减免|5立方米
    elif not mention.quantity.written.unit.endswith("元"):
        return None
    found = PER_RECEIVER.search(mention.text, max(mention.sentence.start, end - NEAR), end)
    return StatusAnswer(Status.OTHER, "paid_to_each", Span(*found.span()), role=Role.PAID) if found else None


def price(mention: Mention, _: Named) -> StatusAnswer | None:
    """按每立方米2.6元执行: what something costs, in a text that sets it."""
    if mention.part.looks_back or mention.quantity.written.unit[-1:] not in MONEY_ENDS:
        return None
    start = mention.quantity.span.start
    near = max(mention.sentence.start, start - NEAR)
    found = PRICE_IS.search(mention.text, near, start) if mention.part.genre in SETTING_GENRES else None
    if found is None and (mention.says(*LEVEL_SET) is not None or mention.comparator_behind is not None):
        return None  # 投资强度不低于每平方米5000元
    found = found or PRICE.search(mention.text, max(mention.left, near), start)
    return StatusAnswer(Status.OTHER, "price", Span(*found.span())) if found else None


def penalty(mention: Mention, _: Named) -> StatusAnswer | None:
    """占道5平方米以下的,处500元罚款: who does what is fined how much."""
    if mention.part.looks_back or mention.part.genre not in SETTING_GENRES:
        return None
    text, span = mention.text, mention.quantity.span
    left = mention.context.words.behind_last("。;\n", mention.sentence.start, span.start)
    found = PENALTY.search(text, left, _end_of_clauses(text, span.end))
    return StatusAnswer(Status.OTHER, "penalty", Span(*found.span())) if found else None


def _end_of_clauses(text: str, at: int) -> int:
    """The next full stop, semicolon or end of line behind a place, near by."""
    found = END_OF_RULE.search(text, at, at + REACH_OF_PENALTY)
    return found.start() if found else at + REACH_OF_PENALTY
