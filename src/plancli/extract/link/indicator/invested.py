"""What money goes to: the projects counted right before it (水利项目45个,年度投资|85亿元), or right behind it."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.antecedent import head_before, item_title
from plancli.extract.link.indicator.counted import STOP
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.linked import Before
from plancli.lexicon.words import either, only_word, phrases
from plancli.patterns import lazy

COUNTED_BEHIND = lazy(rf"的 ?[0-9]+ ?[多余]? ?{either('classes', 'counting')}")
INVESTED_IN = phrases("classes", "undertakings")
INVESTED = phrases("nouns", "invested")
BUDGET = only_word("classes", "budget")
BUDGET_SUM = lazy(f"(?P<sum>{either('classes', 'sums_of_budget')}){either('classes', 'budgeted')}?")


def sum_name(words: str, phrase: str) -> str:
    """年度投资 for 投资: a sum has its whole name, though 年度 before other names is a time.

    Args:
        words: what is in front of the figure.
        phrase: the name that was cut out of it.
    """
    return next((word for word in INVESTED if words.endswith(word)), phrase) if phrase in INVESTED else phrase


def projects_before(mention: Mention, before: Before) -> str:
    """安排水利项目45个,年度投资|85亿元: the projects that were counted right before."""
    head = head_before(mention, before) if mention.same_sentence else ""
    return head if head.endswith(INVESTED_IN) else ""


def budgeted(mention: Mention, phrase: str) -> str:
    """政府性基金预算收入 for 收入, below (二)政府性基金预算; empty for other names, and below other titles.

    Args:
        phrase: the name that was cut out of the words in front of the figure.
    """
    sums = BUDGET_SUM.fullmatch(phrase)
    title = item_title(mention) if sums is not None else ""
    return title + sums["sum"] if sums is not None and title.endswith(BUDGET) else ""


def counted_behind(mention: Mention) -> str:
    """年度投资30亿元的|16个港航项目: what the money goes to is counted right behind it."""
    counted = COUNTED_BEHIND.match(mention.text, mention.behind, mention.sentence.end)
    if counted is None:
        return ""
    stop = STOP.search(mention.text, counted.end(), mention.sentence.end)
    return behind(mention.context, counted.end(), stop.start() if stop else mention.sentence.end)
