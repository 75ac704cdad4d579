"""Line ends between a figure and the words that it cannot do without: 预算收入由|45.9亿元, 驰名商标|发展到9个.

They are stepped over whether or not the text as a whole is wrapped at a margin.
"""

from __future__ import annotations

import re

from plancli.lexicon.words import either, right_behind
from plancli.patterns import lazy

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
BEFORE_VERB = lazy(rf"\n(?<=[一-鿿]\n)(?=[ \t\u3000]*{either('wraps', 'verbs')}[到至了]?[0-9])")
INSIDE_FIGURE = lazy("\n(?<=[0-9]\n)(?=[ \t\u3000]*(?:[万亿]+[元吨亩人户个件]|个百分点|[%％]))")
LINE_REACH = 240  # characters: so much of a line tells prose from a cell


def cuts_of(text: str) -> set[int]:
    """Offsets of such line ends; only behind a line of prose, for cells of tables are on lines of their own.

    Args:
        text: decoded.
    """
    found = (match.start() for cut in (BEFORE_FIGURE, BEFORE_VERB, INSIDE_FIGURE) for match in cut.finditer(text))
    return {end for end in found if _is_prose(text, end)}


def _is_prose(text: str, end: int) -> bool:
    line = text[max(0, text.rfind("\n", 0, end) + 1, end - LINE_REACH) : end]  # the line before, its end at most
    return PROSE.search(line) is not None and "\t" not in line and "|" not in line
