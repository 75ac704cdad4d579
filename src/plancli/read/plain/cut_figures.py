"""Line ends inside a figure, or between it and the words that it cannot do without: 预算收入由|45.9亿元, 达到5|0%.

They are stepped over whether or not the text as a whole is wrapped at a margin, but only where nothing else can be
meant. What may be one figure or two (达到5|2%) stays as it is, and the record is doubted (`normalize.unsure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.lexicon.words import either, right_behind
from plancli.patterns import lazy
from plancli.read.plain.cut_halves import REACHING, SIDE, are_halves

PROSE = lazy("[，。；,;]")
WRITTEN_YEAR = r"(?:1[89]|20)[0-9]{2}[ ]?年"
ITEM = r"[0-9]{1,3}[.．、)）](?![0-9])"
# Each pattern begins with the line end itself, which `re` then finds at once; what must come before is asked behind it.
BEHIND_WORD = right_behind("wraps", "before_figure", r"\n")
BEFORE_FIGURE = lazy(
    rf"""
    \n (?= [ \t\u3000]* [0-9] )
    (?! [ \t\u3000]* (?:{WRITTEN_YEAR}|{ITEM}) )  # a year or the number of an item opens a line of its own
    {BEHIND_WORD}                         # 预算收入超过|45亿元
    """,
    re.VERBOSE,
)
BEFORE_VERB = lazy(
    rf"\n(?<=[一-鿿]\n)(?=[ \t\u3000]*(?:{either('wraps', 'verbs')}[到至了]?|{'|'.join(REACHING)})[0-9])"
)
"""No paragraph begins with 增长8%, 达到5%: what grows is in the line before."""
BEFORE_AMOUNT = lazy(
    rf"\n{right_behind('wraps', 'verbs', chr(10))}(?=[ \t\u3000]*[到至][0-9][0-9.]*[ ]?[万亿]*[一-鿿%％](?<!年))"
)
"""提高|到18%, but 提高|到2025年"""
BEHIND_NOUN = lazy(
    r"\n(?<=[一-鿿]{4}\n)(?=[ \t\u3000]*[0-9][0-9.]*[ ]?(?:[万亿]*[一-鿿](?<!年)[人次里方]{0,2}|[%％])[，。；,;])"
)
"""建成省级重点实验室|15个。"""
WAITS = lazy(r"[，；,;][^，。；,;0-9：:]{4,24}$")
INSIDE_FIGURE = lazy(f"\n(?<=[0-9]\n)(?=[ \t\u3000]*(?:[万亿]+{either('wraps', 'large_units')}|个百分点|[%％]))")
FIGURE_BEFORE = lazy(r"[0-9%％‰一二三四五六七八九十百千万亿][.．,，~～—－-]?[一-鿿]{0,4}$")
FIGURE_BEHIND = lazy(r"[ \t\u3000]*[一-鿿]{0,3}[0-9]")
LONGEST_BEFORE = 6  # characters
ITEM_WITH_DASH = lazy(r"\n[ \t\u3000]*(?P<dash>[—－-])(?=[0-9])")
NEXT_WITH_DASH = lazy(r"\n[^\n]{0,240}\n[ \t\u3000]*([—－-])(?![ ]?[0-9]{1,4}[ ]?[—－-])")  # but no page: -7-
LINE_REACH = 240  # characters: that much of a line distinguishes prose from a cell


def cuts_of(text: str) -> set[int]:
    """Offsets of such line ends; only behind a line of prose, for cells of tables are on lines of their own.

    Args:
        text: decoded.
    """
    patterns = (BEFORE_FIGURE, BEFORE_VERB, BEFORE_AMOUNT, INSIDE_FIGURE)
    found = (match.start() for cut in patterns for match in cut.finditer(text))
    ends = {end for end in found if _is_prose(text, end)}
    waiting = (match.start() for match in BEHIND_NOUN.finditer(text))
    ends |= {end for end in waiting if _is_prose(text, end) and WAITS.search(_line_above(text, end))}
    return ends | {
        end
        for end in _near_figures(text)
        if are_halves(_line_above(text, end), text[end + 1 : end + 1 + SIDE]) and not _is_in_list(text, end)
    }


def _near_figures(text: str) -> Iterator[int]:
    """Line ends with a figure not far from them: nothing else is looked at more closely."""
    start, end = 0, text.find("\n")
    while end >= 0:
        before = text[start:end].rstrip(" \t\r\u3000")[-LONGEST_BEFORE:]
        if FIGURE_BEHIND.match(text, end + 1) or FIGURE_BEFORE.search(before):
            yield end
        start, end = end + 1, text.find("\n", end + 1)


def _is_in_list(text: str, end: int) -> bool:
    """Whether the line behind begins with a dash, as one near it does: 达到42%|-60%的村庄|-新建."""
    item = ITEM_WITH_DASH.match(text, end)
    if item is None:
        return False
    below = NEXT_WITH_DASH.match(text, end)
    first = text.rfind("\n", 0, end)
    above = _line_above(text, first).lstrip() if first > 0 else ""
    return item["dash"] in (above[:1], below and below[1])


def _line_above(text: str, end: int) -> str:
    return text[max(0, text.rfind("\n", 0, end) + 1, end - LINE_REACH) : end]  # the line before, its end at most


def _is_prose(text: str, end: int) -> bool:
    line = _line_above(text, end)
    return PROSE.search(line) is not None and "\t" not in line and "|" not in line
