"""What money goes to, where the deed behind it says so: 投资30亿元|建设绿电园区, 投入9亿元,|实施86个环保项目."""

from __future__ import annotations

from plancli.extract.context.conjunctions import joins
from plancli.extract.context.mention import Mention
from plancli.extract.context.money import is_money
from plancli.extract.link.indicator.invested import INVESTED, projects_before
from plancli.extract.link.indicator.lead import lead_at, strip_front
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, phrases
from plancli.model import Quantity
from plancli.native import ending
from plancli.numerals import measured
from plancli.patterns import lazy

SPENDINGS = phrases("nouns", "spendings")
DEED_ENDS = lazy(r"[,。;:\n]|$")
# 现代煤化工、大数据等|4个绿电园区: of a list of examples what they are examples of
COUNT_BEGINS = lazy(r"(?<![0-9])(?=[0-9])")
MEASURES = phrases("nouns", "measures")
NOT_ONE_THING = lazy("[、的后]")
NO_SPENDING = frozenset(phrases("nouns", "not_spent_on"))
TELLS_DONE = "了"
SUCH_AS = "等"
NEXT_OF_LIST = "、"
SHORTEST, LONGEST = 2, 16  # characters of what money goes to
NO_MORE = lazy(either("nouns", "spendings"))


def of_spending(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """投入45亿元,|实施86个环保项目: what the money is for, where the words in front say no more than 投入."""
    text, figure = mention.text, mention.quantity.span.start
    if noun.origin not in (Origin.FRONT, Origin.BEHIND) or not is_money(mention.quantity.written.unit):
        return None
    # 推进省市重点项目35个,完成85亿元|年度投资
    if noun.origin is Origin.BEHIND and noun.phrase in INVESTED and (projects := projects_before(mention, before)):
        return Noun(projects + noun.phrase, noun.span, "of_spending", noun.origin, noun.flow, projects)
    spent = ending(text[mention.left : figure], SPENDINGS)
    if not spent or (noun.origin is Origin.FRONT and noun.phrase != spent and noun.phrase not in INVESTED):
        return None
    thing = _object(mention)
    if not SHORTEST <= len(thing) <= LONGEST or NOT_ONE_THING.search(thing) or NO_MORE.search(thing):
        return None
    return Noun(thing + spent, noun.span, "of_spending", noun.origin, noun.flow, thing)


def _object(mention: Mention) -> str:
    """What the verb right behind a figure, or behind its comma, is done to; empty where there is none."""
    text, context = mention.text, mention.context
    start = mention.behind + text.startswith(",", mention.behind)
    stop = DEED_ENDS.search(text, start, mention.sentence.end)
    end = stop.start() if stop else mention.sentence.end
    verb = lead_at(context, start, end)
    if verb is None or not verb[1].verb or verb[0] in NO_SPENDING:
        return ""
    start += len(verb[0]) + text.startswith(TELLS_DONE, start + len(verb[0]))
    if joins(context.words, start):  # 新建|和改造|学校20所: two verbs of one thing
        start = strip_front(context, start, end).start
    if next_sum := NO_MORE.search(text, start, end):
        end = next_sum.start() - 1
    counted = COUNT_BEGINS.search(text, start, end)
    count = measured.at(text, counted.start()) if counted else None
    if isinstance(count, Quantity):
        # 新建|道路|5条、桥梁3座: what is counted behind its name; the next of a list is another
        front = text[start : count.span.start]
        start = count.span.end
        if front and not front.endswith(SUCH_AS):
            return "" if text.startswith(NEXT_OF_LIST, start) or front.endswith(MEASURES) else tidy(front)
    return behind(context, start, end)
