"""How far things have come, where a text counts the same things twice: 老旧小区整治|新开工|30个、|完工|20个."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.indicator.owner import rules as owner
from plancli.extract.link.indicator.owner.examples import of_examples
from plancli.extract.link.indicator.owner.topic import SUCH_AS
from plancli.extract.link.indicator.shared_name import STAGE_NAME
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.patterns import lazy

COME_SO_FAR = STAGE_NAME.pattern
BEFORE_FIGURE = f"{either('classes', 'near_figure')}?"
STAGE_IN_FRONT = lazy(rf"(?P<stage>{COME_SO_FAR}){BEFORE_FIGURE}$")
BARE_STAGE = lazy(rf"[ 、,]*(?P<stage>{COME_SO_FAR}){BEFORE_FIGURE}")
# 竣工|超200个, 新竣工|亿元以上项目: another stage of the same things.
OTHER_STAGE = lazy(
    rf"(?P<stage>{COME_SO_FAR})(?:{BEFORE_FIGURE}[0-9.]+ ?万?(?P<unit>[一-鿿])|(?P<of>[一-鿿0-9]{{2,12}}))"
)
HOW_BROUGHT = f"(?:{pattern('nouns', 'loose_ends').pattern}|{only_word('classes', 'realising')})*"
BROUGHT = lazy(rf"{HOW_BROUGHT}(?P<stage>{COME_SO_FAR})(?:{only_word('classes', 'built')})?")
GENERIC = frozenset(phrases("nouns", "generic"))
BROUGHT_THINGS = (*phrases("classes", "undertakings"), only_word("classes", "firms"))
COUNTED_AGAIN = lazy(r"[0-9一二两三四五六七八九十百千万][多余]? ?[一-鿿]$")
SHORTEST = 2
NEAREST = 25  # characters to a stage that has only a figure


def of_stage(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """项目新开工30个、|完工20个: the stage separates them from those of another stage."""
    if not counts_things(mention):
        return None
    if noun.origin is Origin.PREVIOUS:
        own, things = _bare(mention), re.sub(COME_SO_FAR, "", noun.head, count=1)
        name = (things if len(things) >= SHORTEST else noun.head) + own if own else ""
    else:
        name = _in_front(mention, noun) if noun.origin is Origin.FRONT else ""
    return Noun(name, noun.span, "of_stage", noun.origin, noun.flow, noun.head) if name else None


def brought_to(mention: Mention, before: Before, noun: Noun) -> Noun | None:
    """推动30个|项目|竣工投产: a general noun is made clear by the stage reached, and by what was counted before."""
    # 重点项目 names them well enough: its stage adds nothing
    general = noun.phrase in GENERIC and noun.phrase.endswith(BROUGHT_THINGS)
    if noun.origin is not Origin.BEHIND or not counts_things(mention):
        return None
    start = mention.text.find(noun.phrase, mention.behind, mention.right) + len(noun.phrase)
    found = BROUGHT.match(mention.text, start, mention.right) if start >= len(noun.phrase) else None
    if found is None or found.end() < mention.right or not (general or _again(mention, noun.phrase)):
        return None
    if not general:
        return Noun(noun.phrase + found["stage"], noun.span, "brought_to", noun.origin, noun.flow, noun.phrase)
    owners = (rule(mention, before, noun) for rule in owner.RULES if rule is not of_examples)
    owned = next((one for one in owners if one is not None), noun)
    things = owned.phrase if owned is not noun else _counted_before(mention, before, noun.phrase)
    # 科创园等60个|项目开工: of examples that nothing sums up the stage says no more than the examples (`of_examples`)
    if things == noun.phrase and mention.text.endswith(SUCH_AS, mention.left, mention.quantity.span.start):
        return None
    return Noun(things + found["stage"], noun.span, "brought_to", noun.origin, noun.flow, things)


def _again(mention: Mention, things: str) -> bool:
    """推动2座|煤矿竣工,加快3座煤矿试运行: whether the sentence counts the same things once more behind this figure."""
    text, end = mention.text, mention.sentence.end
    at = text.find(things, mention.right, end)
    unit = mention.quantity.written.unit
    counted = at > 0 and COUNTED_AGAIN.search(text, mention.right, at)
    return bool(counted) and text.endswith(unit, mention.right, at)


def _counted_before(mention: Mention, before: Before, head: str) -> str:
    """实施技改项目80个,|30个|项目竣工: those that the sentence counted with their whole name."""
    near = (one for one in before if one.mention.sentence.start == mention.sentence.start)
    told = (one.noun.head for one in near if one.noun is not None and counts_things(one.mention))
    # 科创园等项目: examples say which project this is, and not the next
    whole = (name for name in told if name.endswith(head) and not name.endswith(SUCH_AS + head))
    return next((name for name in whole if len(name) > len(head)), head)


def _bare(mention: Mention) -> str:
    """The stage, where nothing else is in front of a figure: 、|完工|20个."""
    found = BARE_STAGE.fullmatch(mention.text, mention.left, mention.quantity.span.start)
    return found["stage"] if found else ""


def _in_front(mention: Mention, noun: Noun) -> str:
    """The name with its stage, where the sentence counts the same things of another stage."""
    text = mention.text
    found = STAGE_IN_FRONT.search(text, mention.left, mention.quantity.span.start)
    if found and found.start() - mention.left >= SHORTEST:
        stage = found["stage"]
        # 签|约: a comparator was read in a stage
        cut = next((size for size in range(len(stage), 0, -1) if noun.phrase.endswith(stage[:size])), 0)
        name = noun.phrase + stage[cut:]
    else:
        front = strip_front(mention.context, mention.left, mention.before_end)
        stage = text[front.deed : front.start]
        name = noun.phrase if noun.phrase.startswith(stage) else stage + noun.phrase
        if re.fullmatch(COME_SO_FAR, stage) is None:
            return ""
    return name if _contrasted(mention, noun, stage) else ""


def _contrasted(mention: Mention, noun: Noun, stage: str) -> bool:
    figure, unit = mention.quantity.span, mention.quantity.written.unit
    for found in OTHER_STAGE.finditer(mention.text, mention.sentence.start, mention.sentence.end):
        same = found["stage"].endswith(stage)
        near = 0 <= found.start() - figure.end <= NEAREST and unit.endswith(found["unit"] or ",")
        if not same and (near or (found["of"] or "").startswith(noun.phrase)):
            return True
    return False
