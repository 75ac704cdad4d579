"""Provisional, until FIND's own periods land: time expressions by one regex."""

import re

from plancli.model import Period, Span

P = re.compile(
    r"(到|至|截至|较|比)?(?:([12][0-9]{3}) ?年|“十([三四五])五”(?:末|期间|时期)|(今年|全年|年底|年内)|(去年|上年)|(五年来|一年来))(底|末)?(前|以前)?"
)
FIVE = {"三": 2020, "四": 2025, "五": 2030}


def find(text: str) -> list[Period]:
    """The time expressions of a folded text, in order."""
    out = []
    for x in P.finditer(text):
        year = int(x[2]) if x[2] else FIVE.get(x[3]) if x[3] else None
        offset = 0 if x[4] else (-1 if x[5] or x[6] else None)
        role = "base" if x[1] in ("较", "比") else "deadline" if x[1] or x[8] else "span" if x[3] else "point"
        out.append(Period(Span(*x.span()), x.group(), year, None, offset, role))
    return out
