"""Every quantity of a text, and every other number with the trap that caught it, in one pass.

A quick scan finds the characters where something may begin; what is written there is read by the module for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from sys import maxsize

from plancli.extract.find import items
from plancli.kept_patterns import compiled
from plancli.lexicon import regions, traps, units
from plancli.lexicon.scope import remembered
from plancli.lexicon.words import phrases, reach
from plancli.lexicon.words import predicates as predicate_words
from plancli.model import Amount, Quantity, RejectedNumber, Span
from plancli.native import each_place
from plancli.numerals import bracketed, halves, measured, predicates, ranks, shares, words
from plancli.numerals.figures import DIGIT, NUMERAL
from plancli.numerals.reader import NumberReader
from plancli.patterns import lazy

CITED_TITLE = lazy("《[^《》\n]{1,80}》")  # Numbers in the title of a paper are not its goals: 《千名护林员进山方案》.
NUMBER_IN_PLACE = lazy(f"[{NUMERAL}]{{1,2}}[一-鿿]{{1,5}}?[县区市旗州]")
ONE = reach("one")
FROZEN = "零下"
BELOW_ZERO = (FROZEN, *phrases("classes", "minus"))
CELSIUS = "℃"
DEGREE = "度"
JOINED = lazy("[0-9℃度%a-zA-Z]")  # what a hyphen joins to what follows
NOWHERE = Span(maxsize, maxsize)
BEGINNINGS = f"{DIGIT}{NUMERAL}零数几上第前首全覆翻倍半过"
Taken = Quantity | RejectedNumber | None


def find(text: str, passed: Iterable[Span] = ()) -> tuple[list[Quantity], list[RejectedNumber]]:
    """The quantities of a folded text, and its other numbers, both in the order of the text and never overlapping.

    Args:
        text: the text after `segment.fold`; spans are offsets into it.
        passed: spans in order in which none that begins there is wanted.
    """
    quantities: list[Quantity] = []
    rejected: list[RejectedNumber] = []
    for found in each(text, passed):
        (quantities if isinstance(found, Quantity) else rejected).append(found)  # type: ignore[arg-type]
    return quantities, rejected


def each(text: str, passed: Iterable[Span] = ()) -> Iterator[Quantity | RejectedNumber]:
    """As `find`, but one by one.

    Args:
        text: as `find` takes it.
        passed: as `find` takes it.
    """
    spans = iter(passed)
    span = next(spans, NOWHERE)
    position = 0
    titles = iter(CITED_TITLE.finditer(text))
    title = next(titles, None)
    fits = _anchor().match
    for place in each_place(text, BEGINNINGS):
        # most are digits, of which nothing else is asked
        if place < position or not (text[place] in DIGIT or fits(text, place)):
            continue
        position = place
        while title is not None and title.end() <= position:
            title = next(titles, None)
        # titles are walked beside the figures: whether a figure is inside of one costs no search back
        if title is not None and title.start() < position:
            yield RejectedNumber(Span(position, position + 1), text[position], "title")
            position = title.end()
            continue
        while span.end <= position:
            span = next(spans, NOWHERE)
        if span.start <= position:
            position = span.end
            continue
        found = READERS[text[position]](text, position)
        if found is None:
            position += 1
            continue
        yield found
        position = max(found.span.end, position + 1)


def at(text: str, start: int) -> Quantity:
    """The quantity of a text that begins at `start`, read again."""
    sign = next((len(sign) for sign in (*BELOW_ZERO, *bracketed.OPENING) if text.startswith(sign, start)), 0)
    found = READERS[text[start + sign]](text, start + sign)
    assert isinstance(found, Quantity)
    return found


@remembered
def _anchor() -> re.Pattern[str]:
    """A digit, 第 or 前 before a number, 全 覆 翻 倍 半 过半, 零点五, or a numeral with a unit close behind it.

    The set at the front is that of all first characters; the look-behinds then tell the cases apart.
    """
    numeral = f"[{NUMERAL}]"
    behind = "".join(sorted({word[0] for word, entry in units.spellings().items() if entry.chinese}))
    follows = f"[{NUMERAL}零〇○点分又余多几来半兆瓦强至到~—–\\-{re.escape(behind)}]"
    return compiled.gated(
        rf"""
        [{BEGINNINGS}]
        (?:
            (?<=[{DIGIT}])
            | (?<={numeral}) (?={follows})                  # 三|个
            | (?<=[“‘]{numeral})                            # “千|名干部下乡”
            | (?<=零) (?=点[零{NUMERAL}]{{1,9}}(?![分刻零{NUMERAL}]))  # 零点八, but 零点三十分
            | (?<=数) (?=[十百千万亿])                       # 数|十家
            | (?<=[几上]) (?=[十百千万亿]{follows})           # 上|千家
            | (?<=[第前]) (?=[ ]?[{DIGIT}{NUMERAL}])         # 前|三位
            | (?<=首) (?=位)
            | (?<=全) (?=[面部域员]?覆盖)
            | (?<=覆) (?=盖全部)
            | (?<=翻) (?=[了番倍{DIGIT}{NUMERAL}])           # 翻|两番
            | (?<=倍) (?=增)
            | (?<=半) (?=个?[年月天日小]|数以上)              # 缩短半|年
            | (?<=过) (?=半)
        )
        """,
        re.VERBOSE,
        apart=True,
    )


def _digits(text: str, start: int) -> Taken:
    if found := bracketed.at(text, start):
        return found
    if (trap := traps.match("digit", text, start)) and trap.lastgroup:
        return RejectedNumber(Span(*trap.span()), trap.group(), trap.lastgroup)
    if (before := text[start - 1 : start]) and before.isascii() and before.isalpha():
        return _behind_letter(text, start)
    found = shares.at(text, start) or measured.at(text, start)
    if isinstance(found, Quantity) and text.endswith(BELOW_ZERO, 0, start):
        return _below_zero(text, found)
    if isinstance(found, Quantity) and (glued := items.glued(text, found)):
        return glued
    return found


def _below_zero(text: str, found: Quantity) -> Quantity:
    """控制在-18℃, 降至零下5度: a temperature with its sign; 5℃-8℃ and 1000度 of current have none."""
    start, written = found.span.start, found.written
    sign = next(sign for sign in BELOW_ZERO if text.endswith(sign, 0, start))
    begin, entry = start - len(sign), units.lookup(written.unit)
    if _is_range_of_change(text, begin, written):
        amount = replace(written, value=-written.value)
        return replace(found, span=Span(begin, found.span.end), text=text[begin : found.span.end], written=amount)
    frozen = sign == FROZEN and written.unit == DEGREE
    celsius = entry is not None and entry.base == CELSIUS
    if not (frozen or celsius) or JOINED.match(text, max(begin - 1, 0), begin):
        return found
    amount = Amount(-written.value, written.value_max, CELSIUS)  # -5~8℃: the sign is that of the first end
    if sign == FROZEN and written.value_max is not None and found.text.count(written.unit) == 1:  # 零下5至8度
        amount = Amount(-written.value_max, -written.value, CELSIUS)
    return replace(found, span=Span(begin, found.span.end), text=text[begin : found.span.end], written=amount)


def _is_range_of_change(text: str, begin: int, written: Amount) -> bool:
    """增长|-3%至5%, 涨幅控制在|-1%~2%: behind such words the sign is that of the first end."""
    if written.value_max is None or written.unit != "%":
        return False
    named = text.endswith(phrases("classes", "names_of_growth"), 0, begin)
    return named or predicate_words().ending(text, 0, begin) is not None


def _behind_letter(text: str, start: int) -> Taken:
    """G60, K12: a code; APP300个 only with a classifier of its own."""
    found = measured.at(text, start)
    if isinstance(found, Quantity):
        entry = units.lookup(found.written.unit.lstrip("万亿"))
        if entry and entry.dimension == "count" and entry.chinese:
            return found
    end = found.span.end if found else start + 1
    return RejectedNumber(Span(start, end), text[start:end], "code_with_letter")


def _numeral(text: str, start: int) -> Taken:
    place = regions.name_at(text, start) if NUMBER_IN_PLACE.match(text, start) else None
    # 三门县, 五河县: only where the lexicon knows a place of this name
    if place and place.name.endswith(phrases("classes", "place_ends")):
        return RejectedNumber(Span(start, place.end), text[start : place.end], "place")
    # Traps come before every reader. 一 alone is mostly no number (统一, 一批), but after a word of counting it is.
    trap = traps.match("numeral", text, start)
    if trap and trap.lastgroup and not (trap.lastgroup == "a" and words.in_clause_before("one", text, start, ONE)):
        return RejectedNumber(Span(*trap.span()), trap.group(), trap.lastgroup)
    return shares.at(text, start) or ranks.among(text, start) or measured.at(text, start)


READERS: Mapping[str, NumberReader] = (
    dict.fromkeys(DIGIT, _digits)
    | dict.fromkeys(NUMERAL + "零数几上", _numeral)
    | {"第": ranks.nth, "前": ranks.first, "全": predicates.coverage, "覆": predicates.coverage}
    | {"半": halves.of_time, "过": halves.over}
    | {"首": ranks.top, "翻": predicates.doubling, "倍": predicates.doubling}
)
