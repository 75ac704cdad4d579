"""What the last item of a list of counts says for all: 完成40座水库、90座山塘|整治提升."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.linked import Before
from plancli.lexicon.words import only_word, pattern, phrases, reach
from plancli.model import Quantity
from plancli.native import ending
from plancli.numerals import measured
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

JOINT_SIGN = lazy(r"[、和及与] ?")
NEXT_FIGURE = lazy(rf"{JOINT_SIGN.pattern}(?=[0-9])")
LIST_STOP = lazy(r"[,。;:(\n]")
DEED = lazy(rf"(?:{pattern('nouns', 'deed_verbs').pattern})(?:好|年度)?$")
KINDS_OF_WORK = lazy(rf"(?:{pattern('classes', 'works').pattern})+$")
ACTIVITIES = phrases("nouns", "activities") + phrases("classes", "undertakings")
OPEN_ENDS = phrases("nouns", "open_ends")
PROJECTS = phrases("classes", "undertakings")
COUNTS_PROJECTS = phrases("classes", "things_units")
KNOWN_HEADS = phrases("nouns", "generic") + phrases("nouns", "bound_heads")
LONGEST_KIND = 4  # characters of a kind of project: 煤层气, 城际; longer ones have a head
REACH_OF_LIST = reach("antecedent")
BUILT = only_word("classes", "built")  # 推进4座公园、6个广场建设: what is built is named well enough without it.
NEXT_ATTRIBUTE = lazy(rf"{JOINT_SIGN.pattern}(?:{pattern('nouns', 'needs_head').pattern})")
MOST_ITEMS_OF_LIST = 6  # items of one list


def shared_tail(mention: Mention, before: Before, phrase: str) -> str:
    """`phrase` with the head or the deed that the last item of its list says for it; `phrase` where there is none."""
    lacks_head = phrase.endswith(OPEN_ENDS)
    if not lacks_head and (phrase.endswith(ACTIVITIES) or KINDS_OF_WORK.search(phrase) or not _done(mention, before)):
        return phrase
    last = last_item(mention)
    if not last:
        return phrase
    if lacks_head:
        return phrase + _head(last, phrase)
    if project := _project(mention, phrase, last):
        return phrase + project
    works = KINDS_OF_WORK.search(last)
    return phrase + works.group() if works and works.group() != BUILT and works.start() >= 2 else phrase


def _project(mention: Mention, phrase: str, last: str) -> str:
    """项目 of 11个|煤层气、5个页岩气项目: what is of no kind that is counted so takes the head of the last item."""
    if (
        mention.quantity.written.unit not in COUNTS_PROJECTS
        or len(phrase) > LONGEST_KIND
        or phrase.endswith(KNOWN_HEADS)
    ):
        return ""
    return ending(last.removesuffix(BUILT), PROJECTS)


def last_item(mention: Mention) -> str:
    """The noun of the last counted item behind this one in its list; empty where this one is the last."""
    span = last_span(mention)
    return behind(mention.context, *span) if span else ""


def last_span(mention: Mention) -> tuple[int, int] | None:
    """From the last figure of the list that goes on behind this one to where its clause ends; None behind the last."""
    text, at = mention.text, mention.next_start
    if JOINT_SIGN.fullmatch(text, mention.right, at) is None:
        return None
    stop = LIST_STOP.search(text, at, min(len(text), at + REACH_OF_LIST))
    end = stop.start() if stop else min(len(text), at + REACH_OF_LIST)
    # item by item, reading each number again: later mentions do not exist yet when this one is named
    for _ in range(MOST_ITEMS_OF_LIST):
        counted = measured.at(text, at)
        if not isinstance(counted, Quantity):
            return None
        joint = NEXT_FIGURE.search(text, counted.span.end, end)
        if joint is None:
            return counted.span.end, end
        at = joint.end()
    return None


def first_of_list(mention: Mention, before: Before) -> Mention:
    """Where the list of a figure begins: at its first figure, which may be this one."""
    first, rest = mention, before
    while first.listed and rest and first.same_sentence:
        first, rest = rest[-1].mention, rest[:-1]
    return first


def head_ahead(mention: Mention) -> str:
    """国家级6家、省级30家|专精特新企业: the noun that the last of a list of attributes says for all."""
    text, at = mention.text, mention.next_start
    if NEXT_ATTRIBUTE.fullmatch(text, mention.right, at) is None:
        return ""
    counted = measured.at(text, at)
    if not isinstance(counted, Quantity):
        return ""
    stop = LIST_STOP.search(text, at, min(len(text), at + REACH_OF_LIST))
    return behind(mention.context, counted.span.end, stop.start() if stop else min(len(text), at + REACH_OF_LIST))


def _done(mention: Mention, before: Before) -> bool:
    """Whether a verb that asks for a deed opens the list: 完成|40座水库、90座山塘整治提升."""
    first = first_of_list(mention, before)
    return DEED.search(mention.text, first.left, first.quantity.span.start) is not None


def _head(last: str, phrase: str) -> str:
    """平台 of 省级专业型平台 for 国家级综合型: what follows the same ending, else the last word."""
    before, found, head = last.rpartition(ending(phrase, OPEN_ENDS))
    if found and before and head:
        return head
    head = ending(last, (*ACTIVITIES, *phrases("nouns", "generic")))
    return head if len(head) > 1 and ClauseWords(last).begins(len(last) - len(head)) else ""
