"""A name without loose marks, blanks and region noise, its quotes and brackets in pairs."""

from __future__ import annotations

import re

from plancli.lexicon import units
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.patterns import lazy

EDGE = " —-·?*#\"'"
EDGE_FRONT = " ,、;:。|)）—-·?*的"
EDGE_BACK = " ,、;:。|(（—-·“‘" + "".join(phrases("classes", "left_behind"))
SPACES = lazy(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
# 1 2种主要污染物排放总量, on scanned pages.
GAP = lazy(r"(?<=[0-9])\s(?=[0-9])")
# 20个信息化标准|的编制工作
DRAFTED = only_word("classes", "drafting_work")
DRAFTING = lazy(rf"的(?:{pattern('nouns', 'drafting').pattern}){DRAFTED}$")
NOTE = lazy(r"\^?\[\d{1,2}\]|[①-⑳]$")
# 粮食播种面积|(万亩)
UNIT_IN_BRACKETS = lazy(r"(?<=..)\((?P<unit>[^()0-9]{1,8})\)$")
# 地区生产总值(亿元)|/2876/4000左右/: the cells of a row that strokes part.
STROKE = "/"
CELLS = lazy(r"(?<=..)(?:\([^()]*\))?/[<>≤≥~]?[0-9—-][^/]*(?:/.*)?$")
KIND_OF_INDICATOR = lazy(rf"\((?:{either('tables', 'binding')}|{either('tables', 'expected')})\)$")
"""人均避难面积|(预期性): what kind of indicator it is."""
MARK_OF_NOTE = lazy(r"[\s\[①-⑳“”()《》‘’]")  # Nine of ten phrases have no such mark, and are done with after one look.
NOISE = pattern("nouns", "region_noise")
NOISE_BEGINS = frozenset(word[0] for word in phrases("nouns", "region_noise"))


def tidy(phrase: str) -> str:
    """A phrase without loose marks at its edges, without blanks, and with quotes and brackets in pairs."""
    phrase = phrase.replace("\n", "").strip(EDGE).lstrip(EDGE_FRONT).rstrip(EDGE_BACK)
    if MARK_OF_NOTE.search(phrase):
        phrase = _in_pairs(NOTE.sub("", GAP.sub("", SPACES.sub("", phrase))))
    if STROKE in phrase:
        phrase = CELLS.sub("", phrase)
    if phrase.endswith(")"):
        phrase = KIND_OF_INDICATOR.sub("", UNIT_IN_BRACKETS.sub(_without_unit, phrase))
    if phrase.endswith(DRAFTED):
        phrase = DRAFTING.sub("", phrase)
    noise = NOISE.match(phrase) if phrase[:1] in NOISE_BEGINS else None
    return phrase[noise.end() :].lstrip("的") if noise and len(phrase) > noise.end() + 1 else phrase


def _without_unit(found: re.Match[str]) -> str:
    unit = found["unit"]
    return "" if unit[0] in units.MULTIPLIERS and units.lookup(units.bare(unit)) else found.group()


def _in_pairs(phrase: str) -> str:
    for opening, closing in ("“”", "()", "《》", "‘’"):
        if phrase.count(opening) != phrase.count(closing):
            phrase = (
                phrase.replace(opening, "").replace(closing, "")
                if opening in "“‘"
                else _balanced(phrase, opening, closing)
            )
    return phrase


def _balanced(phrase: str, opening: str, closing: str) -> str:
    if closing in phrase and opening not in phrase:
        return phrase.rsplit(closing, 1)[1] or phrase.replace(closing, "")
    if opening in phrase and closing not in phrase:
        return phrase.split(opening, 1)[0] or phrase.replace(opening, "")
    return phrase
