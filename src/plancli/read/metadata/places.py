"""Whose document it is: the region, from its issuer, title, number, speaker, or the place it calls its own."""

from __future__ import annotations

import re
from collections import Counter

from plancli.lexicon import load
from plancli.lexicon.regions import (
    NATION,
    Region,
    RegionMention,
    ancestors,
    by_code,
    by_name,
    find_names,
)
from plancli.lexicon.scope import remembering
from plancli.lexicon.words import either
from plancli.patterns import lazy

SPEAKER = lazy(rf"我代表([\u4e00-\u9fff]{{0,14}}?{either('head', 'governments')})")
CONGRESS = lazy(r"在([\u4e00-\u9fff]{2,20}?)第?[一二三四五六七八九十]{1,3}届[\s\u4e00-\u9fff]{0,3}人民代表大会")
SURE = 2  # the place a text calls its own is named at least this often, and more often than any other of its level
LEVELS = ("nation", "province", "city", "district")


def chain(text: str, context: str = "", on: int | None = None) -> Region | None:
    """The place that a short text names: 温州市鹿城区 → 鹿城区. 鼓楼区 needs a parent in text or context, else None.

    Args:
        context: text around it, which may name the parent; no place is taken from it.
        on: the year whose regions count; None for those of today.
    """
    found: Region | None = None
    for mention in find_names(text, on):
        if found is None or _joint(found, mention):
            found = _first(mention, context + text, on)
        elif lower := _inside(mention, found):
            found = lower
        else:
            break
    return found


def _joint(found: Region, mention: RegionMention) -> bool:
    """广州开发区 广州市黄埔区: an area named before the division that it is part of stands for that division."""
    return found.level == "area" and any(found.parent in (region.code, region.parent) for region in mention.regions)


def _inside(mention: RegionMention, upper: Region) -> Region | None:
    inside = [region for region in mention.regions if upper.code in ancestors(region) and region.level != "group"]
    return inside[0] if len(inside) == 1 else None


def _first(mention: RegionMention, context: str, on: int | None) -> Region | None:
    """The region of the first name: the only one that has it, or the only one whose parent the context names."""
    if len(mention.regions) == 1:
        return mention.regions[0]
    named = _codes(context, on)
    inside = [region for region in mention.regions if named & set(ancestors(region)) - {NATION}]
    return inside[0] if len(inside) == 1 else None


@remembering(1)
def _codes(text: str, on: int | None) -> frozenset[str]:
    """The codes of all regions that `text` names: a whole document, asked for each place that it names most."""
    return frozenset(region.code for mention in find_names(text, on) for region in mention.regions if region.code)


def of_nation(text: str) -> Region | None:
    """The nation, where its bodies issue the text: 国务院关于…, 工业和信息化部."""
    words = load.table("head")["nation"]["words"]
    return by_code(NATION) if any(text.startswith(word) for word in words) else None


def of_number(number: str) -> Region | None:
    """鄂政发〔2021〕24号 → 湖北省. Numbers below the province (温鹿政办) use signs that no list has."""
    codes: dict[str, str] = load.table("head")["number_prefix"]["codes"]
    return by_code(codes.get(number[:1], "")) if re.match(".[政发办府令国]", number) else None


def of_meeting(head: str, on: int | None) -> Region | None:
    """在广东省第十四届人民代表大会第五次会议上 → 广东省.

    Args:
        head: first lines of the text.
        on: the year whose regions count; None for those of today.
    """
    match = CONGRESS.search(head)
    return chain(match[1], head, on) if match else None


def level_of_speaker(head: str) -> tuple[str, str] | None:
    """我代表市人民政府 → (level, words said): the level, and perhaps the name, of the government that reports.

    Args:
        head: first lines of the text.
    """
    match = SPEAKER.search(head)
    if match is None:
        return None
    table = load.table("head")["speaker"]
    ends = [(word, level) for level in LEVELS for word in table[level] if match[1].endswith(word)]
    longest = max(ends, key=lambda end: len(end[0]), default=None)  # 自治区人民政府 ends in 区人民政府 as well
    return (longest[1], match[1]) if longest else None


def level_of_self(text: str) -> str | None:
    """The level at which a text says 我省, 我市, 我区: the word said most often."""
    table = load.table("head")["self"]
    said = Counter({level: sum(text.count(word) for word in table[level]) for level in LEVELS})
    level, count = said.most_common(1)[0]
    return level if count else None


def called(name: str, context: str = "", on: int | None = None) -> Region | None:
    """The place that a file is named after: 天门, 天门市2024; the short name of a county only as the whole name.

    Args:
        context: text that may name the parent of a district.
        on: the year whose regions count; None for those of today.
    """
    return by_name(name, within=NATION, on=on) or chain(name, context, on)


def of_file(name: str, text: str, level: str, on: int | None) -> Region | None:
    """天门.txt, whose text says 我市 and names 天门: the place in the name of the file, if the text knows it too.

    Args:
        level: that the text gives itself (我市), which the place must fit.
        on: the year whose regions count; None for those of today.
    """
    place = called(name, text, on)
    known = place is not None and text.count(place.short) >= SURE and _may_be(place, level)
    return place if known else None


def _may_be(region: Region, level: str) -> bool:
    """Whether 我市, 我省, 我区 may mean `region`: 我市 is a municipality, a prefecture or a county-level city."""
    suffix = region.name[-1]
    if level == "city":
        return region.level == "city" or suffix == "市"
    if level == "district":
        return region.level == "district" and suffix != "市"
    return region.level == level


def most_named(text: str, level: str, on: int | None) -> Region | None:
    """The region of `level` that the text names most; None where no name leads.

    Args:
        on: the year whose regions count; None for those of today.
    """
    names = Counter(mention.name for mention in find_names(text, on))
    counts: Counter[Region] = Counter()
    for name, count in sorted(names.items()):
        region = chain(name, text, on)
        if region is not None and _may_be(region, level):
            counts[region] += text.count(region.short) if region.level == "district" else count
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].code))
    if not ranked or ranked[0][1] < SURE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):  # a draw is no answer
        return None
    return ranked[0][0]
