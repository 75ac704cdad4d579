"""The year that comes behind a figure: in brackets, or with a verb that says when it is finished."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Judged
from plancli.lexicon.words import either
from plancli.model import Answer, Span, Status
from plancli.patterns import lazy

UNTIL = "(?:年?[底末]|[ ]?[0-9]{1,2}月[底末]?)?前?"
BRACKETED_YEAR = lazy(rf"[”》 ]?\(([12][0-9]{{3}}) ?年(?:年?[底末])?{either('classes', 'kinds_of_data')}?\)")
"""79岁|(2015年数据), 800万千瓦|(2030年)"""
FINISHED = lazy(
    rf"""
    [^,;。:()\n0-9]{{0,16}} [,(;:] [ ]?
    (?:
        {either("classes", "deadline_labels")}[为:][ ]?([12][0-9]{{3}})[ ]?年{UNTIL}
        | ([12][0-9]{{3}})[ ]?年{UNTIL}(?:全部)?{either("classes", "finished")}
    )
    (?=[,;。)\n]|$)
    """,
    re.VERBOSE,
)
"""50个|,2026年底前完成; 1200处|(完成时限:2025年12月)"""


def year_behind(mention: Mention, judged: Judged) -> Answer | None:
    """突破79岁(2015年数据); 建成试点49处,2026年底前完成: what comes right behind a figure dates that figure alone."""
    found = BRACKETED_YEAR.match(mention.text, mention.behind)
    if found is None and judged.status == Status.TARGET:
        found = FINISHED.match(mention.text, mention.behind)
    if found is None:
        return None
    place = 1 if found[1] else 2
    return Answer(int(found[place]), "year_behind", Span(*found.span(place)))
