"""What a share is a share of: 法制审核人员不少于|执法人员总数的|5% is 法制审核人员占执法人员总数比重."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.lead import period_inside
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, phrases
from plancli.patterns import lazy

SHARE_UNITS = (*phrases("classes", "shares"), "成")
OF = "的"
PART_OF = "占"
PROPORTION = "比重"
# 民生支出|达到|一般公共预算支出, 财政补助|占|总收入
PART_AND_WHOLE = lazy(rf"(?P<part>.{{2,}}?)(?:{either('classes', 'part_of')})(?P<whole>[^占]{{2,}})")
# 不低于上年水平的80%, 完成预算的98%: a figure of the same thing at another time, or as planned, is no whole.
SAME_THING = lazy(
    rf"(?:{either('stated', 'tasks')}|{either('nouns', 'planned_sums')})$|{either('classes', 'yardsticks')}"
)
RATES = phrases("classes", "rates")
MUST_NOT = "不得"
SHORTEST, LONGEST = 2, 16  # characters of a whole


def of_whole(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """绿化面积不低于|总面积的|30%: the name says of what: 绿化面积占总面积比重."""
    figure = mention.quantity.span.start
    if mention.quantity.written.unit not in SHARE_UNITS or not mention.text.endswith(OF, mention.left, figure):
        return None
    if noun.origin not in (Origin.FRONT, Origin.SUBJECT):
        return None
    over = mention.consumed[0].span if mention.consumed else None
    if over is not None and over.end < figure - len(OF):
        part, whole, start = noun.phrase, tidy(mention.text[over.end : figure]).removesuffix(OF), over.end
    elif found := PART_AND_WHOLE.fullmatch(noun.phrase):
        part, whole = found["part"], found["whole"]
        start = figure - len(OF) - len(whole)
    else:
        return None
    another = SAME_THING.search(whole) or period_inside(mention.context, start, figure)
    part = part.removesuffix(MUST_NOT)
    own = part.endswith(RATES) or PART_OF in part
    if another or own or not SHORTEST <= len(whole) <= LONGEST or part == whole:
        return None
    name = part + PART_OF + whole + PROPORTION
    return Noun(name, noun.span, "of_whole", noun.origin, noun.flow, noun.head)
