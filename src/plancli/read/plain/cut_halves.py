"""Two halves of one figure: what is before a line end and what is behind it tell whether it is one (5|0%, 3,|000家).

Only what cannot be anything else counts. What may be one figure or two (达到5|2%) is a doubt: `normalize.cut`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plancli.lexicon.units import lookup
from plancli.lexicon.words import bounds, phrases
from plancli.patterns import lazy

# 约 and 近 may open a paragraph: 近5年来
REACHING = tuple(word for word in bounds("before") if len(word) > 1)
BOUNDS = f"(?:{'|'.join(bounds('behind'))})"
INSIDE_WORD = lazy(
    r"""
    \n (?:
        (?<=[百千万]分之\n) (?=[ \t\u3000]*[一二三四五六七八九十零0-9])
        |(?<=[百千万]分\n) (?=[ \t\u3000]*之[一二三四五六七八九十零0-9])
        |(?<=十[一二三四五六]\n) (?=[ \t\u3000]*五[”"期规时])
        |(?<=[0-9%％]\n) (?=[ \t\u3000]*[~～][0-9])  # 5|～8%
        |(?<=[，。；、,]到\n) (?=[ \t\u3000]*20[0-9][0-9]年)
        |(?<=[0-9%％][~～—－-]\n) (?=[ \t\u3000]*[0-9])
    )
    """,
    re.VERBOSE,
)
"""Inside of 百分之五, of the name of a plan, of 到2025年 and of a range, whose halves mean nothing."""
VERBS = (*REACHING, *phrases("predicates", "state"), *phrases("stated", "leads"))
CUT_VERB = lazy(lambda: rf"[一-鿿](?:{halves(VERBS)})[ ]*[0-9]")
CUT_BOUND = lazy(lambda: rf"[0-9%％‰一-鿿](?:{halves(bounds('behind'))}){UNIT_ENDS}")
LINE_SIDES = lazy(r"(?P<bare>[0-9]+)(?P<mark>[.．,，]?)(?P<unit>[一-鿿%％‰]{0,4})\n")
CUT_NUMERAL = lazy(
    r"""
    (?<=[一-鿿]) (?<![之第一二三四五六七八九十百千万两零])
    (?: [一二三四五六七八九十百千万]*[十百千万] \n [零一二三四五六七八九][十百千]?  # 二十|三家
    |   [一二三四五六七八九十百千万]*[一二三四五六七八九两] \n [十百千万亿] )  # 三|百家
    [零一二三四五六七八九十百千万亿]*
    """,
    re.VERBOSE,
)
GROUPS_OF_THREE = lazy(r"[一-鿿><≥≤~≈](?:[0-9]{1,3}[,，])+$")
UNIT_ENDS = r"(?:[，。；、,;）)\s]|$)"
CLOSING_UNIT = lazy(rf"([一-鿿]{{1,6}}?|[%％‰])(?={BOUNDS}?{UNIT_ENDS})")
BOUND = lazy(rf"{BOUNDS}{UNIT_ENDS}")
RANGE_GOES_ON = lazy(r"[—－-][0-9](?![0-9]{0,3}[—－-])")  # -7%, but not the number of a page: -7-
PERCENT_SIGNS = "%％‰"
POINTS = ".．,，"
YEARS = range(1950, 2100)
SIDE = 16  # characters on each side of a line end that tell


def halves(words: Iterable[str]) -> str:
    """A pattern for each of `words` with a line end in it: 达\n到."""
    return "|".join(f"{word[:at]}\\n{word[at:]}" for word in words for at in range(1, len(word)))


def are_halves(above: str, below: str) -> bool:
    """Whether a figure at the end of a line surely goes on in the next: 1.|5%, 3,|000家, 5|0%, 20|25年, 50|家以上。

    Args:
        above: the line, or its end; cells of a table and the number of an item do not count.
        below: the beginning of the next.
    """
    above, below = above.rstrip(), below.lstrip(" \t\u3000")
    if "\t" in above or "|" in above:
        return False
    both = f"{above[-SIDE:]}\n{below}"
    if INSIDE_WORD.search(both) or CUT_VERB.search(both) or CUT_BOUND.search(both):
        return True
    if numeral := CUT_NUMERAL.search(both):
        return _ends_in_unit(both[numeral.end() :])
    sides = LINE_SIDES.search(f"{above[-SIDE:]}\n")
    before = above[-SIDE:][: sides.start()] if sides else ""
    # a figure with no word in front of it is a cell, or the number of an item
    if sides is None or not before:
        return False
    if sides["mark"]:
        return not sides["unit"] and _goes_on_behind_mark(sides["bare"] + sides["mark"], before, below)
    if RANGE_GOES_ON.match(below):
        return sides["unit"] in ("", *PERCENT_SIGNS)
    if sides["unit"]:
        return BOUND.match(below) is not None or _is_inside_unit(sides["unit"], below)
    return _goes_on(sides["bare"], before, below)


def _goes_on_behind_mark(figure: str, before: str, below: str) -> bool:
    """1.|5, 3,|000: no sentence ends on a point behind a digit, and three digits go on with thousands."""
    digits = _digits(below)
    if figure[-1] in ".．":
        return bool(digits)
    # a Chinese comma may end a clause, but 000 is no figure by itself
    sure = len(digits) == 3 and (figure[-1] == "," or digits[0] == "0")
    return sure and GROUPS_OF_THREE.search(before + figure) is not None


def _goes_on(figure: str, before: str, below: str) -> bool:
    """5|0%, 2|025年, 2025|年, 50|家以上，."""
    digits = _digits(below)
    rest = below[len(digits) :].lstrip(" ")
    if rest.startswith("年") and not rest.startswith("年均"):
        whole = figure + digits if before[-1] not in POINTS else ""
        return len(digits) < len(whole) == 4 and int(whole) in YEARS
    if digits:
        # no figure begins with 0 but 0.5
        return digits[0] == "0" and re.match("[%％‰一-鿿]", rest) is not None
    if below[:1] and below[0] in PERCENT_SIGNS:
        return True
    if below[:1] and below[0] in POINTS:
        behind = _digits(below[1:])
        return len(behind) == 3 or (below[0] in ".．" and bool(behind))
    return _ends_in_unit(below)


def _is_inside_unit(begun: str, below: str) -> bool:
    """5个百|分点, 3亿|元以上。: a unit of which the line holds the beginning; not 50家|医院."""
    found = CLOSING_UNIT.match(begun + below)
    return found is not None and found.end(1) > len(begun) and _known(found[1])


def _ends_in_unit(below: str) -> bool:
    unit = CLOSING_UNIT.match(below)
    return unit is not None and _known(unit[1])


def _known(unit: str) -> bool:
    return lookup(unit) is not None or lookup(unit.lstrip("万亿")) is not None


def _digits(text: str) -> str:
    return text[: len(text) - len(text.lstrip("0123456789"))]
