"""Two halves of one figure: what is before a line end and what is behind it tell whether it is one (5|0%, 3,|000家).

Only what cannot be anything else counts. What may be one figure or two (达到5|2%) is a doubt: `normalize.cut`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

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
NUMERALS = tuple("一二两三四五六七八九十百千万")  # before a line end in CUT_NUMERAL
GROUPS_OF_THREE = lazy(r"[一-鿿><≥≤~≈](?:[0-9]{1,3}[,，])+$")
UNIT_ENDS = r"(?:[，。；、,;）)\s]|$)"
CLOSING_UNIT = lazy(rf"([一-鿿]{{1,6}}?|[%％‰])(?={BOUNDS}?{UNIT_ENDS})")
BOUND = lazy(rf"{BOUNDS}{UNIT_ENDS}")
RANGE_GOES_ON = lazy(r"(?P<dash>[—－-])[0-9]+(?:\.[0-9]+)?(?P<rest>[^0-9.—－-].*)")
"""-7%, but not the number of a page (-7-)."""
NUMBER_OF_PAGE = lazy(r"[ \t\u3000]*[—－-][ ]?[0-9]{1,4}[ ]?[—－-]$")
SEVERAL = lazy(r"[别次各、和与及][^，。；;]*$")
"""分别, 依次, or things in a row: several figures may follow, and their commas part them."""
PAUSES = "，。；,;"
NAME_GOES_ON = lazy("[后号]")
UNIT_REACH = 6
DASHES = "—－-"
PERCENT_SIGNS = "%％‰"
POINTS = ".．,，"
YEARS = range(1950, 2100)
SIDE = 16  # characters on each side of a line end that tell


def halves(words: Iterable[str]) -> str:
    """A pattern for each of `words` with a line end in it: 达\n到."""
    return "|".join(f"{word[:at]}\\n{word[at:]}" for word in words for at in range(1, len(word)))


@cache
def _cuts() -> frozenset[tuple[str, str]]:
    """The characters on both sides of a line end in a word of `VERBS` or a bound: most line ends are between others."""
    return frozenset((word[at - 1], word[at]) for word in (*VERBS, *bounds("behind")) for at in range(1, len(word)))


def are_halves(above: str, below: str) -> bool:
    """Whether a figure at the end of a line surely goes on in the next: 1.|5%, 3,|000家, 5|0%, 20|25年, 50|家以上。

    Args:
        above: the line, or its end; cells of a table and the number of an item do not count.
        below: the beginning of the next.
    """
    above, below = above.rstrip(), below.lstrip(" \t\u3000")
    if "\t" in above or "|" in above or NUMBER_OF_PAGE.match(above):
        return False
    both = f"{above[-SIDE:]}\n{below}"
    again = "\n" in below  # then the patterns may find what is at another line end
    word = again or (above[-1:], below[:1]) in _cuts()
    if INSIDE_WORD.search(both) or (word and (CUT_VERB.search(both) or CUT_BOUND.search(both))):
        return True
    if (again or above.endswith(NUMERALS)) and (numeral := CUT_NUMERAL.search(both)):
        return _ends_in_unit(both[numeral.end() :])
    sides = LINE_SIDES.search(f"{above[-SIDE:]}\n")
    before = above[-SIDE:][: sides.start()] if sides else ""
    # a figure with no word in front of it is a cell, or the number of an item
    if sides is None or not before:
        return False
    if sides["mark"]:
        return not sides["unit"] and _goes_on_behind_mark(sides["bare"] + sides["mark"], above, below)
    if below[:1] and below[0] in DASHES:
        return sides["unit"] in ("", *PERCENT_SIGNS) and _is_end_of_range(above, below)
    if sides["unit"]:
        return BOUND.match(below) is not None or _is_inside_unit(sides["unit"], below)
    return _goes_on(sides["bare"], above, below)


def _is_end_of_range(above: str, below: str) -> bool:
    """6%|-7%。: an item of a list begins as the one above does, or says what its figure measures."""
    found = RANGE_GOES_ON.match(below)
    if found is None or above.lstrip(" \t\u3000").startswith(found["dash"]):
        return False
    return found["rest"][0] in PAUSES or _ends_in_unit(found["rest"])


def _goes_on_behind_mark(figure: str, above: str, below: str) -> bool:
    """1.|5%, 3,|000: the clause must end behind the unit, unless the second half is no figure by itself."""
    digits = _digits(below)
    rest = below[len(digits) :]
    # 5、 is the number of an item, 2025年 opens one
    whole = bool(digits) and not rest.startswith("年") and (rest[:1] in [*PAUSES] or _ends_in_unit(rest))
    if figure[-1] in ".．":
        return whole
    if len(digits) != 3 or GROUPS_OF_THREE.search(above) is None:
        return False
    # a comma may end a clause or part the figures of a row
    return _is_second_half(digits, rest) or (
        whole and figure[-1] == "," and rest[0] != "," and not SEVERAL.search(above)
    )


def _is_second_half(digits: str, rest: str) -> bool:
    """0%, 000家: no figure begins with 0 but 0.5; names do (05后, 0号线, 02专项)."""
    counted = rest.lstrip("余多几")
    if digits[:1] != "0" or NAME_GOES_ON.match(counted):
        return False
    return digits == "000" or any(_known(counted[:size]) for size in range(1, UNIT_REACH + 1))


def _goes_on(figure: str, above: str, below: str) -> bool:
    """5|0%, 2|025年, 2025|年, 50|家以上，."""
    digits = _digits(below)
    rest = below[len(digits) :].lstrip(" ")
    if rest.startswith("年") and not rest.startswith("年均"):
        whole = figure + digits if above[-len(figure) - 1] not in POINTS else ""
        return len(digits) < len(whole) == 4 and int(whole) in YEARS
    if digits:
        return _is_second_half(digits, rest)
    if below[:1] and below[0] in PERCENT_SIGNS:
        return True
    if below[:1] and below[0] in ".．":
        return bool(_digits(below[1:]))
    if below[:1] and below[0] in POINTS:
        return _goes_on_behind_mark(figure + below[0], above + below[0], below[1:])
    return _ends_in_unit(below)


def ends_a_clause(below: str) -> bool:
    """Whether a line begins with a figure that nothing but its unit follows (120个以上，): of what, was said above.

    Args:
        below: the line, or its beginning.
    """
    return _ends_in_unit(below.lstrip("0123456789.,"))


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
