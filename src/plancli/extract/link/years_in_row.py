"""Years in a row, each for the figure in its place."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Judged
from plancli.lexicon.words import only_word, reach
from plancli.model import Answer, Span
from plancli.patterns import lazy

YEAR_IN_TEXT = lazy("[12][0-9]{3}")
ONE_BY_ONE = only_word("classes", "in_turn")
SERIES = lazy(f"(?:[12][0-9]{{3}} ?年?[底末]?前?[、和,])+[12][0-9]{{3}} ?年[底末]?[^;。]{{0,24}}?{ONE_BY_ONE}")
REACH_OF_YEARS = reach("row_of_years")
SENTENCE_STOP = lazy("[。\n]")


def one_of_several(mention: Mention, judged: Judged) -> Answer | None:
    """2024年、2025年分别达到60家、80家: each figure has the year that is in its place."""
    text, begin, start = mention.text, mention.sentence.start, mention.quantity.span.start
    goes_on = text.endswith(";", 0, begin) and ONE_BY_ONE in text[begin:start]  # 分别达到2个、3个;面积分别达到8亩、9亩
    low, found = max(0 if goes_on else begin, start - REACH_OF_YEARS), None
    if text.find(ONE_BY_ONE, low, start) < 0:
        return None
    for found in SERIES.finditer(text, low, start):  # noqa: B007
        pass
    if (
        found is None
        or SENTENCE_STOP.search(text, found.end(), start)
        or (";" in text[found.end() : start] and not goes_on)
    ):
        return None
    years, place = YEAR_IN_TEXT.findall(found.group()), 0
    for before in reversed(judged.before):
        if before.mention.quantity.span.start < max(found.end(), begin):
            break
        place += 1
    # as many figures as years, or they cannot be paired without guessing
    if place + mention.run != len(years):
        return None
    return Answer(int(years[place]), "one_of_several", Span(*found.span()))
