"""The item of a list that a figure belongs to: 改革不断深化、|GDP where an item before it says its own in words,
城镇|收入 of 城乡收入 where one word holds the list, 履约率 of 履约率、开工率,分别达到|90%、80%."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.antecedent import clause_subject
from plancli.extract.link.indicator.owner.topic import lacks_owner
from plancli.extract.link.indicator.shared_name import measure_of, names_in, nth_name
from plancli.lexicon.indicators import forms, index
from plancli.lexicon.load import table
from plancli.lexicon.words import only_word, pattern, phrases
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

RELATIVE = frozenset(phrases("nouns", "relative") + phrases("nouns", "relative_done"))
ENDINGS = phrases("nouns", "settled")
EXAMPLED = "等"
PAIR = 2  # names of a list
SHORTEST_KIND = 4  # characters
# Of devices and places examples say which are meant.
EXAMPLED_KINDS = (*phrases("nouns", "bare_undertakings"), only_word("classes", "firms"))
SETTLED = lazy(f"(?:{pattern('nouns', 'settled').pattern})、")
FUSED: dict[str, list[str]] = dict(
    sorted(table("nouns")["pairs"]["names"].items(), key=lambda entry: -len(entry[0])),
)
# 粮肉奶|产量, 肉蛋奶|总产量
ONE_SIGN_EACH = lazy(
    rf"(?P<things>(?:{pattern('nouns', 'one_sign_products').pattern}){{2,5}})"
    rf"(?=总?(?:{pattern('nouns', 'outputs').pattern}))"
)


def own_item(phrase: str, covers: bool = False) -> str:
    """`phrase` behind its last 、, where what comes before is a statement in words and what remains a known name.

    `居民收入增长与经济增长同步、粮食产量` → `粮食产量`; `产业提升、平台建设项目` stays whole. What is covered
    wholly (`covers`) need not be known: `大班额清零、营养餐` → `营养餐`.
    """
    front, mark, name = phrase.rpartition("、")
    settled = bool(mark) and front.endswith(ENDINGS)
    return name if settled and (covers or any(form in index().names for form in forms(name))) else phrase


def behind_settled(joint: str) -> str:
    """What follows the last item of a list that says its target in words; all of it where there is none.

    Args:
        joint: a joint name (A、B、C), folded.
    """
    ends = [found.end() for found in SETTLED.finditer(joint)]
    return joint[ends[-1] :] if ends else joint


def without_examples(phrase: str) -> str:
    """示范园二期、物流港等|重大产业项目: a class that has a name of its own needs none of its examples.

    Args:
        phrase: a name, folded.
    """
    front, _, kind = phrase.rpartition(EXAMPLED)
    told = len(kind) >= SHORTEST_KIND and front and kind.endswith(EXAMPLED_KINDS) and not lacks_owner(kind)
    return kind if told and ClauseWords(phrase).spans(len(front), len(front) + 1) else phrase


def is_one_word(name: str, count: int) -> bool:
    """Whether `name` holds a word of `count` names that are written as a list: 存、贷款余额, 批发和零售业.

    Args:
        name: folded.
        count: how many names it should hold.
    """
    return any(len(parts) == count and word in name and names_in(word)[1:] for word, parts in FUSED.items())


def nth_of_fused(name: str, position: int, count: int) -> str | None:
    """The name at `position` (from 0) of the `count` that one word of `name` holds; None where it holds fewer.

    `城乡居民收入`, 0, 2 → `城镇居民收入`; `一二三产增加值`, 2, 3 → `三产增加值`; `粮肉奶产量`, 1, 3 → `肉产量`.
    """
    if (row := ONE_SIGN_EACH.match(name)) and len(row["things"]) == count and position < count:
        return row["things"][position] + name[row.end() :]
    word = next((word for word, parts in FUSED.items() if len(parts) == count and word in name), None)
    return None if word is None or position >= count else name.replace(word, FUSED[word][position], 1)


def all_before_row(first: Mention, position: int) -> str | None:
    """履约率、开工率,分别达到|90%、80%: the names are in the clause before, with their measures, or one that all share.

    Args:
        first: the first figure of the row.
        position: of the figure that is named, from 0.
    """
    joint = clause_subject(first)
    names = names_in(joint)
    return nth_name(joint, position, first.run) if len(names) == first.run and measure_of(names[-1]) else None


def nth_item(joint: str, position: int, count: int) -> str | None:
    """The name at `position` (from 0) of a joint name of `count`.

    一、二、三产 is one word of three names, though it looks like a list; 进出口 in a list of two is one name.

    Args:
        joint: as in 甲、乙和丙, folded.
    """
    items = _own_items(joint, count)
    listed, fused = nth_name(items, position, count), nth_of_fused(items, position, count)
    # 一、二、三产 has two 、 and three names; in a pair, what 、 parts are the two names, as a rule: not in 存、贷款
    return fused or listed if count > PAIR or is_one_word(items, count) else listed or fused


def _own_items(joint: str, count: int) -> str:
    """改革深化、|城乡居民收入: without an item that says its target in words, if enough names remain."""
    rest = behind_settled(joint)
    enough = len(names_in(rest)) >= count or nth_of_fused(rest, 0, count) is not None
    return rest if enough else joint
