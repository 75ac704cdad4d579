"""Targets in words: 与经济增长同步, 高于全国平均水平, 实现正增长, 完成国家下达任务; whose they are is judged later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plancli.lexicon.words import either, pattern, phrases
from plancli.model import Span
from plancli.native import Finder, Finders
from plancli.patterns import lazy
from plancli.terms import Comparator, Stated


@dataclass(frozen=True, slots=True)
class StatedWords:
    """What is written there: `what` is compared, `operand` the words it is measured by (经济增长, 全国), or None;
    `better` says that the indicator knows whether that is more or less (持续改善).

    `task` is what was assigned, where it is inside the words: 完成国家下达的|粮食生产|任务.
    """

    span: Span
    what: Stated
    comparator: Comparator
    operand: Span | None = None
    task: Span | None = None
    better: bool = False


COMPARATORS = {
    "above": Comparator.GT,
    "at_least": Comparator.GT,
    "below": Comparator.LT,
    "at_most": Comparator.LT,
}


def _any(*groups: str) -> str:
    return "|".join(pattern("stated", group).pattern for group in groups)


def _beginning_with(groups: tuple[str, ...], text: str, flags: int = 0) -> Finder:
    """The pattern `text`, of which every match begins with a word of one of these groups."""
    return Finder(lazy(text, flags), lambda: [word for group in groups for word in phrases("stated", group)])


TASK_WORDS = _any("tasks")
PLACE_COMPARED = rf"(?:{_any('places')})(?:(?:的)?(?:{_any('averages')}))"
OTHER = rf"[一-鿿A-Za-z]{{2,16}}?(?:{_any('of_sums')})(?:{_any('growths')})"
END = r"(?= *(?:[,;。:!?、)\n]|$)|和|以及)"
END_VERBOSE = END.replace(" ", "[ ]")
IN_STEP = _beginning_with(
    ("ties",),
    rf"""
    (?:{_any("ties")})                                                     # 与
    (?P<operand> {_any("economy")} | {PLACE_COMPARED} | {_any("places")} | {OTHER} )   # 经济增长
    (?:{_any("adverbs")}){{0,4}}                                           # 基本
    (?:{_any("same")}) (?! {_any("done_along")} )                           # 同步, but 同步推进 is done, not measured
    """,
    re.VERBOSE,
)
MORE = _beginning_with(
    tuple(COMPARATORS),
    rf"""
    (?P<word> {_any("at_least", "at_most", "above", "below")} )               # 高于
    (?P<operand> {PLACE_COMPARED} | {_any("economy")} | {OTHER} | {_any("places")} )   # 全省平均水平
    {END_VERBOSE}
    """,
    re.VERBOSE,
)
LEVEL = _beginning_with(("places",), rf"(?P<operand>{PLACE_COMPARED})(?:(?P<over>{_any('over')})|{_any('under')}){END}")
POSITIVE = _beginning_with(("positive",), rf"(?:{_any('positive')}){END}")
MAINTAIN = _beginning_with(("maintain",), rf"(?:{_any('maintain')}){END}")
ASSIGNED = _beginning_with(
    ("done",),
    rf"""
    (?:{_any("done")}) [^,;。:、\n]{{0,8}}?                                       # 完成
    (?: {_any("issuers")} | (?:{_any("levels")}) (?={_any("assigned")}) )           # 国家, or 省 before 下达
    (?P<task> [^,;。:\n]{{0,40}}? )                                              # 下达的年度
    (?:{TASK_WORDS}) (?: {TASK_WORDS}|{either("classes", "range_ends")} ){{0,4}} [“”‘’]?  # 目标任务
    {END_VERBOSE}                                                                         # and the clause ends
    """,
    re.VERBOSE,
)
TREND = _beginning_with(
    ("trends",),
    rf"""
    (?:{_any("trends")})                                                                # 持续
    (?: (?P<up>{_any("rises")}) | (?P<down>{_any("falls")}) | (?P<better>{_any("betters")}) )  # 提升, 下降, 改善
    {END_VERBOSE}
    """,
    re.VERBOSE,
)
LEADS = phrases("stated", "leads")
MOST_LEADS = 4  # words one after another: 力争|基本|保持|稳定
FIXED = pattern("stated", "assigned")
GROUPS = {name: pattern("stated", name) for name in COMPARATORS}


def find(text: str) -> list[StatedWords]:
    """Every statement in words, in order of the text; where two overlap, the one that begins first."""
    # of two that begin together the longer one says more: 高于全国平均水平 before 高于全国
    found = sorted(_all(text), key=lambda pair: (pair[1].span.start, -pair[1].span.end, pair[0]))
    kept: list[StatedWords] = []
    for _, words in found:
        if not kept or words.span.start >= kept[-1].span.end:
            kept.append(words)
    return kept


def _all(text: str) -> Iterator[tuple[int, StatedWords]]:
    """Each, with the number of its reader."""
    for number, match in ALL_SORTS.finditer(text):
        if (found := READ[number](match)) is not None:
            yield number, found


def _in_step(match: re.Match[str]) -> StatedWords:
    return StatedWords(Span(*match.span()), Stated.IN_STEP, Comparator.EQ, _span(match, "operand"))


def _compared(match: re.Match[str]) -> StatedWords:
    return _more(match, next(COMPARATORS[name] for name, words in GROUPS.items() if words.fullmatch(match["word"])))


def _level(match: re.Match[str]) -> StatedWords:
    return _more(match, Comparator.GT if match["over"] else Comparator.LT)


def _positive(match: re.Match[str]) -> StatedWords:
    return StatedWords(_led(match), Stated.POSITIVE, Comparator.GT)


def _maintained(match: re.Match[str]) -> StatedWords:
    return StatedWords(_led(match), Stated.MAINTAIN, Comparator.EQ)


def _trend(match: re.Match[str]) -> StatedWords:
    rises = Stated.BELOW if match["down"] else Stated.ABOVE
    comparator = Comparator.LT if match["down"] else Comparator.GT
    return StatedWords(Span(*match.span()), rises, comparator, better=bool(match["better"]))


def _assigned(match: re.Match[str]) -> StatedWords | None:
    if not FIXED.search(match.group()):
        return None
    return StatedWords(_led(match), Stated.AS_ASSIGNED, Comparator.EQ, None, _span(match, "task"))


def _more(match: re.Match[str], comparator: Comparator) -> StatedWords:
    what = Stated.ABOVE if comparator == Comparator.GT else Stated.BELOW
    return StatedWords(_led(match), what, comparator, _span(match, "operand"))


def _led(match: re.Match[str]) -> Span:
    """The words with the verbs and adverbs right in front of them: 力争实现|正增长."""
    start, text = match.start(), match.string
    for _ in range(MOST_LEADS):
        if not text.endswith(LEADS, 0, start):
            break
        start -= next(len(word) for word in LEADS if text.endswith(word, 0, start))
    return Span(start, match.end())


def _span(match: re.Match[str], group: str) -> Span:
    return Span(*match.span(group))


SORTS: tuple[tuple[Finder, Callable[[re.Match[str]], StatedWords | None]], ...] = (
    (IN_STEP, _in_step),
    (MORE, _compared),
    (LEVEL, _level),
    (POSITIVE, _positive),
    (MAINTAIN, _maintained),
    (TREND, _trend),
    (ASSIGNED, _assigned),
)
ALL_SORTS = Finders(*(finder for finder, _ in SORTS))
READ = tuple([read for _, read in SORTS])
