"""Why a person should look at a record: names of reasons, each with its words in `lexicon/doubts.toml`.

A rule of extraction raises a doubt with its answer (`Answer.doubt`). What only a finished record shows, or all records
of a document together, is raised by the functions here; the name of a function is the name of the doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from plancli.extract.link.indicator.owner.topic import lacks_owner
from plancli.lexicon import load
from plancli.lexicon.units import lookup
from plancli.lexicon.words import Lead, pattern, phrases, prenominal_words
from plancli.model import Modality, Status, Target

LONG = 19  # characters of a name: one in thirty is as long
OF = "的"
# 燃气管道更新改造: with such a verb at its end the name is that of what is done.
ACTIVITIES = phrases("classes", "works")
SUFFIX = pattern("nouns", "suffixes")
JOINTS = phrases("classes", "list_signs")
INHERITED = {
    "same_as_before",
    "clause_before",
    "measure_with_subject",
    "attribute_with_head",
    "territory_with_subject",
    "of_announced",
    "of_topic",
    "of_sibling",
    "of_echo",
    "of_title",
}
WHAT = attrgetter("region", "indicator", "kind", "year", "flow", "annual")


def year_unknown(target: Target) -> bool:
    """到…建成5万个, and nothing says when."""
    return target.year is None and target.status is Status.TARGET


def year_from_horizon(target: Target) -> bool:
    """培育50家: the year is that of the document, or of what the text tells before."""
    return rule_of(target, "year") in ("document_horizon", "carried_on")


def name_long(target: Target) -> bool:
    """A noun phrase of nineteen characters is seldom all name."""
    return len(target.indicator) >= LONG and target.indicator_id is None


def name_bare(target: Target) -> bool:
    """产值达到300亿元, 实施20个重点项目: a measure or a general noun, and nothing says of what."""
    name = target.indicator
    return target.indicator_id is None and (name in _measures() or lacks_owner(name))


def name_verb(target: Target) -> bool:
    """推动与省级机构合作全覆盖, 按照实际支出金额给予3%: a verb that names no activity is at an edge of the name."""
    name = target.indicator
    if target.indicator_id is not None or OF in name:
        return False
    # from 1 on: the whole name as one verb is told by `first`
    first, last = prenominal_words().starting(name, 0, len(name)), prenominal_words().ending(name, 1, len(name))
    begins = first is not None and _bare_verb(*first) and not SUFFIX.match(name, len(first[0]))
    return begins or (last is not None and _bare_verb(*last) and not last[0].endswith(ACTIVITIES))


def joint_indicator(target: Target) -> bool:
    """国家标准、行业标准20项: one figure for both."""
    return target.indicator_id is None and any(sign in target.indicator[1:-1] for sign in JOINTS)


def subject_inherited(target: Target) -> bool:
    """产业规模持续壮大，达到3万亿元: what is measured is in another clause."""
    return rule_of(target, "indicator") in INHERITED and target.indicator_id is None


def unit_unknown(target: Target) -> bool:
    """3单: a classifier that no list holds."""
    unit = target.amount.unit if target.amount else ""
    return bool(unit) and "/" not in unit and lookup(unit) is None


def place_unknown(target: Target) -> bool:
    """Neither the text nor the document says where, or the name is that of two places."""
    return target.region is None or rule_of(target, "region") == "ambiguous_place"


RULES: tuple[Callable[[Target], bool], ...] = (
    year_unknown,
    year_from_horizon,
    name_long,
    name_bare,
    name_verb,
    joint_indicator,
    subject_inherited,
    unit_unknown,
    place_unknown,
)
NAMED = tuple((rule.__name__, rule) for rule in RULES)


def subject(target: Target) -> Any:
    """What a document may state two figures for: a total or rate of a known year; None for anything else.

    A second, striven-for level (增长13%,力争15%) is no contradiction, nor are single items (a project of 20 亿元) that
    share a name.
    """
    promised = target.status is Status.TARGET and target.modality is not Modality.STRIVE and target.amount is not None
    if not promised or target.indicator_id is None or target.flow:
        return None
    return (*WHAT(target), target.amount.unit if target.amount else None)


def rule_of(target: Target, attribute: str) -> str:
    """The rule that decided an attribute; empty where none did."""
    for name, answer in target.answers:  # a dozen: to make a dictionary of them takes longer
        if name == attribute:
            return answer.rule
    return ""


def clash(targets: Iterable[Target]) -> set[Any]:
    """The subjects of which a document states more than one figure."""
    first: dict[Any, Any] = {}
    several: set[Any] = set()
    for target in targets:
        if (what := subject(target)) is not None and first.setdefault(what, target.amount) != target.amount:
            several.add(what)
    return several


def doubts_of(target: Target, contradicted: Collection[Any] = ()) -> tuple[str, ...]:
    """The names of its doubts: of its answers first, then of the rules here; `contradicted` is what `clash` found."""
    names = [answer.doubt for _, answer in target.answers if answer.doubt]
    names += [name for name, rule in NAMED if rule(target)]
    names += [clash.__name__] if contradicted and subject(target) in contradicted else []
    return tuple(dict.fromkeys(names)) if names else ()


@cache
def words(name: str, lang: str) -> str:
    """What people read for the doubt `name` in `lang` (zh, en); one that the list does not know stays as it is."""
    return str(load.table("doubts").get(name, {}).get(lang, name))


@cache
def most_sure(names: tuple[str, ...]) -> Decimal:
    """The confidence that a record with the doubts of these names can have."""
    table = load.table("doubts")
    return min(
        (Decimal(table[name]["at_most"]) for name in names if "at_most" in table.get(name, {})), default=Decimal(1)
    )


def _bare_verb(word: str, lead: Lead) -> bool:
    return lead.verb and not lead.noun and not lead.stays_before and len(word) > 1


@cache
def _measures() -> frozenset[str]:
    return frozenset(load.table("nouns")["money"]["words"]) | {
        *phrases("nouns", "relative"),
        *phrases("nouns", "owned"),
    }
