"""The year that comes behind a figure: in brackets, or with a verb that says when it is finished."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Judged
from plancli.lexicon.words import either, only_word
from plancli.model import Answer, Span, Status
from plancli.patterns import lazy

ENTIRELY = only_word("classes", "entirely")
PART_OF_YEAR = "[上下]半年|[一二三四]季度"
UNTIL = f"(?:年?[底末]|[ ]?[0-9]{{1,2}}月(?:[底末]|[ ]?[0-9]{{1,2}}日)?|{PART_OF_YEAR})?前?"
BRACKETED_YEAR = lazy(rf"[”》 ]?\(([12][0-9]{{3}}) ?年(?:年?[底末])?{either('classes', 'kinds_of_data')}?\)")
"""79岁|(2015年数据), 800万千瓦|(2030年)"""
FINISHED = lazy(
    rf"""
    [^,;。:()\n0-9]{{0,16}} [,(;:] [ ]?
    (?:
        {either("classes", "deadline_labels")}[为:][ ]?([12][0-9]{{3}})[ ]?年{UNTIL}
        | ([12][0-9]{{3}})[ ]?年{UNTIL}(?:{ENTIRELY})?{either("classes", "finished")}
        | ((?:{PART_OF_YEAR}|年底)前)(?:{ENTIRELY})?{either("classes", "finished")}  # of the plan's own year
    )
    (?=[ \u3000]*(?:[,;。)\n]|$))
    """,
    re.VERBOSE,
)
"""50个|,2026年底前完成; 1200处|(完成时限:2025年12月); 8座|,二季度前完成"""
OF_OWN_YEAR = 3


def year_behind(mention: Mention, judged: Judged) -> Answer | None:
    """突破79岁(2015年数据); 建成试点49处,2026年底前完成: what comes right behind a figure dates that figure alone."""
    found = BRACKETED_YEAR.match(mention.text, mention.behind)
    if found is None and judged.status == Status.TARGET:
        found = FINISHED.match(mention.text, mention.behind)
    if found is None:
        return None
    place = found.lastindex or 1
    year = int(found[place]) if place != OF_OWN_YEAR else _own_year(mention)
    return Answer(year, "year_behind", Span(*found.span(place))) if year is not None else None


def _own_year(mention: Mention) -> int | None:
    """The year of which 二季度前 behind a figure is a part, where no other time governs the figure."""
    dated = mention.own_period is not None or mention.period is not None
    return None if dated or mention.part.looks_back else mention.part.inner.now


def past_behind(mention: Mention) -> Span | None:
    """普及率98%|(2020年), in a plan of 2021: the year in brackets, where it is past."""
    found = BRACKETED_YEAR.match(mention.text, mention.behind)
    now = mention.part.inner.now
    return Span(*found.span(1)) if found and now is not None and int(found[1]) < now else None
