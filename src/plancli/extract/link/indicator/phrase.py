"""Cut an indicator out of the words around a figure: without verb, region noise, time and quotes that do not close."""

from __future__ import annotations

import re
from bisect import bisect_right

from plancli.extract.context.mention import DocumentContext
from plancli.extract.link.indicator.edge.grammar import noun_end
from plancli.extract.link.indicator.edge.inner_time import without_time
from plancli.extract.link.indicator.lead import NEWNESS, STRONG, Stripped, strip_front
from plancli.extract.link.indicator.name_start import name_start
from plancli.extract.link.indicator.tidy import tidy
from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.patterns import lazy

PREPOSITIONS = phrases("nouns", "prepositions")
# 粮食产量连续五年|稳定在40万吨: how long something lasts is no part of its name.
IN_A_ROW = only_word("classes", "streak")
STREAK = lazy(rf"(?:{IN_A_ROW}|近)[0-9一二两三四五六七八九十]{{1,3}}{either('classes', 'streak_units')}$")
# 满意度|连续三年在全省测评|中位列第一, 连续两年在|百城满意度测评: behind 在 is the field, or the name of what has none.
SHARED_OR_CHANGED = (*phrases("nouns", "measures"), *phrases("classes", "rates"), *phrases("nouns", "relative"))
STREAK_AMONG = lazy(
    rf"""
    (?P<what>^.{{2,}}?(?<!、并))?
    {IN_A_ROW} 第?[0-9一二两三四五六七八九十]{{1,3}} {either("classes", "streak_units")} 在(?=..)
    """,
    re.VERBOSE,
)
LOOSE_ENDS = lazy(f"(?:{pattern('nouns', 'loose_ends').pattern})$")
LONGEST_NAME = reach("name")
FRAMED = reach("framed")
# 价值实现|等全国试点: what a verb is behind in a list of examples is not what is done
NO_NAMES_BEGIN = (*phrases("classes", "list_signs"), "等")
EXAMPLES = reach("examples")
NEWLY = lazy(f"新|{either('classes', 'year_round')}|[^,;。]{{1,4}}前")
STAGE_WORDS = phrases("nouns", "stages")
STAGES = lazy(f"(?:新?(?:{pattern('nouns', 'stages').pattern}))+")  # 落地开工50个 counts projects named before.
# 老楼加装电梯|开工90部: how far things have come is no part of their name.
LAST_STAGE = lazy(f"(?<=[^、和及与][^、和及与])(?:{LOOSE_ENDS.pattern[:-1]})?{STAGES.pattern}$")
FOR_EACH_ONE = "每"
OPENING, CLOSING = "“”"
# 植树造林659万亩: verbs alone, as long as this, are the name of an activity.
GERUND = 4


def before(context: DocumentContext, start: int, end: int) -> tuple[str, Stripped]:
    """The noun that ends at `end`; of a long clause, only what follows its last strong verb.

    Args:
        start: where the piece of the quantity begins.
    """
    text = context.text
    end = _with_its_quote(text, start, end)
    # from outside to inside: who does it and when, then what is done each year, then verbs and adverbs at the front
    start = name_start(context, start, end)
    end = noun_end(context, start, _yearly_deed(context, start, end))
    stripped = strip_front(context, start, end)
    if end - stripped.start > LONGEST_NAME or (
        end - stripped.start > FRAMED and text.startswith(PREPOSITIONS, start, end)
    ):
        for found in reversed(list(STRONG.finditer(text, stripped.start, end))):
            if end - found.end() >= 3 and text[found.end()] not in NO_NAMES_BEGIN:
                inner = strip_front(context, found.start(), end)
                # nothing could be stripped behind this verb: it is part of a name (建设用地)
                if inner.start == found.start():
                    continue
                stripped = Stripped(inner.start, True, inner.flow or stripped.flow, inner.words, inner.deed)
                break
    if STAGES.fullmatch(text, stripped.start, end):
        return "", stripped
    gerund = stripped.start >= end and stripped.words > 1 and end - start >= GERUND
    newly = NEWLY.match(text, start, end) or text.startswith(NEWNESS, stripped.deed, end)  # 力争|新建和改造
    if gerund and not newly and not STAGES.fullmatch(text, start, end):
        return tidy(text[start:end]), stripped
    phrase = _after_examples(_without_streak(tidy(without_time(context, stripped.start, end))))
    return (LAST_STAGE.sub("", phrase) or phrase) if phrase.endswith(STAGE_WORDS) else phrase, stripped


def _with_its_quote(text: str, start: int, end: int) -> int:
    """“绿色园区”“绿色工厂|”10个: the mark that closes a quoted name is part of it."""
    closes = text[end : end + 1] == CLOSING and text.rfind(OPENING, start, end) > text.rfind(CLOSING, start, end)
    return end + 1 if closes else end


def _without_streak(phrase: str) -> str:
    if IN_A_ROW not in phrase:
        return phrase
    found = STREAK_AMONG.search(phrase) if not phrase.endswith(SHARED_OR_CHANGED) else None
    phrase = (found["what"] or phrase[found.end() :]) if found else phrase
    return STREAK.sub("", phrase)


def _after_examples(phrase: str) -> str:
    """甲会、乙会、丙会等|重大活动: of a long list of examples only the class that they are examples of."""
    at = phrase.rfind("等")
    if len(phrase) > EXAMPLES and 0 < at < len(phrase) - 2 and "、" in phrase[:at]:
        return phrase[at + 1 :]
    return phrase


def _yearly_deed(context: DocumentContext, start: int, end: int) -> int:
    """尾水处理设施|每年改造60处: where what is done to a thing each year begins; `end` where nothing is."""
    number = bisect_right(context.period_starts, end - 1) - 1
    if (
        number < 0
        or context.period_starts[number] < start + 2
        or context.text[context.period_starts[number]] != FOR_EACH_ONE
    ):
        return end
    begin, after = context.period_starts[number], context.period_ends[number]
    return begin if after < end and strip_front(context, after, end).start >= end else end
