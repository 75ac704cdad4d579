"""Words inside a phrase that do not belong to the name: where something is done, and that it is reached."""

from __future__ import annotations

import re

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import either, only_word, pattern, phrases, predicates, prenominal_words
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

TERRITORY = frozenset(phrases("nouns", "territory"))
VERBS = pattern("nouns", "strong")
TURN = pattern("nouns", "turns")
REALISED = only_word("classes", "realising")
COMPLETED = only_word("classes", "completing")
MEASURES = phrases("nouns", "measures")
PLANNED = lazy(f"(?:{pattern('nouns', 'planned_sums').pattern}|{pattern('stated', 'tasks').pattern})$")
HOW_REACHED = lazy(f"(?<=..)(?:{pattern('nouns', 'loose_ends').pattern}|{only_word('classes', 'in_turn')}|各)+$")
IN_TOWN, IN_COUNTRY = only_word("classes", "cities"), only_word("classes", "countryside")
BUILT_THERE = only_word("classes", "built_up")
INNER_DEED = lazy(rf"新?(?P<verb>{either('nouns', 'inner_deeds')}|{BUILT_THERE})")
JOINS = phrases("classes", "list_signs")
RANKED_IN = f"(?:{either('classes', 'level_signs')}|级)"
# 城市信用排名|稳定在地级市前二十
HELD = lazy(rf"(?<=..){either('classes', 'how_often_held')}?{either('nouns', 'held')}[^,;。]{{0,5}}{RANKED_IN}$")
# 空气质量指数|稳居三大城市群|首位, 活跃度|居全国示范区|首位
# 进入 and 跻身 may as well say by what a thing is ranked: 进入大学排名百强
HELD_WORDS = phrases("nouns", "held")
HOLDS = "|".join(one for one in phrases("predicates", "rank") if one not in HELD_WORDS)
HELD_AMONG = lazy(rf"(?<=..)(?:连续第?[0-9一二三四五六七八九十]+[年次季届个度]+)?(?:{HOLDS})[^,;。、”]{{2,9}}$")
PART_OF = "占"
NOT = "不"
RATED = (PART_OF, *MEASURES, *phrases("classes", "rates"))
REACHING_FIGURE = ("state", "plain", "more_than", "at_least", "at_most", "strive", "ensure")
OF_SUMS = (*phrases("nouns", "ranked_changes"), *phrases("classes", "rates"))
HOW_MEANT = pattern("nouns", "how_meant")
LOCATIVE = "在"
LONGEST_PLACE = 9  # characters from 在 to the end of a place
PLACE_ENDS = phrases("classes", "place_tails")
SHORTEST = 2  # characters: single ones name nothing
LOOSE = phrases("nouns", "loose_ends")
COMPARED = f"与.{{2,10}}?相比|{pattern('nouns', 'compared').pattern}"
# Side by side, not in a group that may be missing: `re` runs to their first characters.
COMPARES = lazy("|".join([*(f"{word}(?:{COMPARED})" for word in (*phrases("classes", "for_each"), "不")), COMPARED]))
# 剔除留抵退税因素, 扣除价格因素影响后: how a growth is reckoned.
ADJUSTED = lazy(
    rf"""
    (?:{pattern("nouns", "adjusting").pattern}) [^、]{{2,14}}?
    (?:{pattern("nouns", "adjusted_for").pattern})+ (?:后的?|的|$)  # 影响|较大的企业 adjusts nothing
    """,
    re.VERBOSE,
)
LONGEST_YARDSTICK = 14  # characters: 比省定目标高出, 高于全国平均水平
# 水质达到考核要求、|断面达标率: an item that says in words what it reaches.
STATED = lazy(f"[^、]{{2,}}?(?:{pattern('nouns', 'reached_in_words').pattern})[^、]{{2,}}$")


def is_territory(name: str) -> bool:
    """县区, 乡镇、城市社区: areas, of which a name says nothing but that they are covered.

    Args:
        name: folded.
    """
    return name in TERRITORY or all(
        one in TERRITORY or one.removeprefix(IN_TOWN).removeprefix(IN_COUNTRY) in TERRITORY for one in name.split("、")
    )


def without_place(phrase: str) -> str:
    """移动支付|在中心城市: where something is so is no part of its name, unless a 的 makes a modifier of it.

    Args:
        phrase: a name, folded.
    """
    # from the third character on: 在 at the beginning is a preposition that stripping has left
    at = phrase.find(LOCATIVE, 2)
    if at < 0 or len(phrase) - at > LONGEST_PLACE or not ClauseWords(phrase).spans(at, at + 1):
        return phrase
    if VERBS.search(phrase, at):
        return phrase
    return phrase[:at] if phrase.endswith(PLACE_ENDS) else phrase


def without_turn(phrase: str) -> str:
    """外贸进出口|促稳提质、力争增长3%: what is said in words, before the comma of a list, of the same thing.

    Args:
        phrase: a name, folded.
    """
    found = TURN.search(phrase, 2)
    return phrase[: found.start()] if found else phrase


def without_reaching(phrase: str, covers: bool) -> str:
    """行政村|基本实现|集体经济收入, 景区|实现|5G全覆盖: who reaches what is one name; a territory adds nothing.

    Args:
        phrase: a name, folded.
        covers: whether the figure is 全覆盖: then the name needs more than its subject.
    """
    at = phrase.find(REALISED, 2)
    if at < 0 or not ClauseWords(phrase).spans(at, at + len(REALISED)):
        return phrase
    subject, reached = phrase[:at], phrase[at + len(REALISED) :]
    while (shorter := next((subject.removesuffix(word) for word in LOOSE if subject.endswith(word)), "")) and shorter:
        subject = shorter
    return subject if reached in TERRITORY or (covers and len(reached) < SHORTEST) else subject + reached


def without_loose_end(phrase: str) -> str:
    """储备项目|动态, 粮食产量|继续: how something is held or reached is no part of its name.

    Args:
        phrase: a name, folded, in front of a word of reaching.
    """
    found = HOW_REACHED.search(phrase)
    return phrase[: found.start()] if found and ClauseWords(phrase).begins(found.start()) else phrase


def without_completing(phrase: str, share: bool) -> str:
    """重点项目|完成|投资, 园区|分别完成|收储土地: who completes what is one name; 完成整改的学校, 完成年度计划 stay.

    Args:
        phrase: a name, folded.
        share: whether a share is measured; 企业完成改造 is one of those that do so, unless a measure is behind it.
    """
    at = phrase.find(COMPLETED)
    done = phrase[at + len(COMPLETED) :]
    told = "的" in done or PLANNED.search(done) or (share and not done.endswith(MEASURES))
    if at < SHORTEST or len(done) < SHORTEST or told or not ClauseWords(phrase).spans(at, at + len(COMPLETED)):
        return phrase
    return HOW_REACHED.sub("", phrase[:at]) + done


def without_deed_inside(phrase: str) -> str:
    """实验室|集聚|科研团队, 示范区|推出|制度成果: whose it is and what it is are the name, not the verb between them.

    Args:
        phrase: a name, folded.
    """
    found = INNER_DEED.search(phrase, SHORTEST)
    if found is None or "的" in phrase[found.end() :] or len(phrase) - found.end() < SHORTEST:
        return phrase
    verb = prenominal_words().starting(phrase, found.end(), len(phrase))
    # 项目|建成|交付住房, 战略|实施|和重点项目: it is no verb of this object
    told = phrase[found.end()] in JOINS or (verb is not None and verb[1].verb and not verb[1].noun)
    if told or "、" in phrase or not ClauseWords(phrase).spans(*found.span("verb")):
        return phrase
    return HOW_REACHED.sub("", phrase[: found.start()]) + phrase[found.end() :]


def as_share(phrase: str, mention: Mention) -> str:
    """天然气占比 for 天然气占|2%, and for 天然气|仅占|2%: a name of what has a share, with the word for it.

    Args:
        phrase: a name in front of the mention, folded.
    """
    if any(one.word.endswith(PART_OF) for one in mention.consumed) and not phrase.endswith(RATED):
        phrase += PART_OF
    return f"{phrase}比" if phrase.endswith(PART_OF) else phrase


def without_adverb(phrase: str) -> str:
    """财政补助|仅|占总收入, 通村公路硬化率|虽: how a statement is meant is no part of a name; 已建成的小区 tells which.

    Args:
        phrase: a name, folded.
    """
    found = HOW_MEANT.search(phrase, SHORTEST)
    if found is None or "的" in phrase[found.end() :] or not ClauseWords(phrase).spans(*found.span()):
        return phrase
    rest = phrase[found.end() :]  # 企业|仅存, 小水电|只增不减: together they say more than how it is meant
    whole = (len(rest) == 1 and rest != PART_OF) or NOT in rest
    return phrase if whole else phrase[: found.start()] + rest


def without_yardstick(phrase: str) -> str:
    """生产总值增速|高于全省, 关键指标|均比省定目标高出: what a figure is compared with names nothing; empty where
    nothing else is left.

    Args:
        phrase: a name, folded.
    """
    if COMPARES.search(phrase) is None:  # nearly always
        return phrase
    words = ClauseWords(phrase)
    for found in COMPARES.finditer(phrase):
        # 公办园占|比|和普惠园覆盖率: a ratio that a list goes on behind compares nothing
        if phrase.startswith(JOINS, found.end()) or phrase.endswith(PART_OF, 0, found.start()):
            continue
        rest = len(phrase) - found.end()
        lead = (rest or len(found.group()) > 1) and rest <= LONGEST_YARDSTICK  # 居民收入比 ends with none
        told = found.start() == 1 or "的" in phrase[found.end() :]  # 高于省定标准的学校
        if lead and not told and words.spans(*found.span()):
            return phrase[: found.start()]
    return phrase


def without_adjustment(phrase: str) -> str:
    """剔除留抵退税因素|增长6%: for what a growth is adjusted names nothing; 扣除价格因素后|居民收入, 税收|剔除退税影响.

    Args:
        phrase: a name, folded.
    """
    if found := ADJUSTED.match(phrase):
        return phrase[found.end() :]
    inner = ADJUSTED.search(phrase, SHORTEST)
    return phrase[: inner.start()] if inner and inner.end() == len(phrase) else phrase


def without_field(phrase: str) -> str:
    """城市信用排名|稳定在地级市|前二十, 空气质量指数|稳居城市群|首位: what is ranked, without where.

    Args:
        phrase: a name, folded.
    """
    phrase = HELD.sub("", phrase)
    held = HELD_AMONG.search(phrase)
    return phrase[: held.start()] if held and ClauseWords(phrase).begins(held.start()) else phrase


def own_statement(phrase: str) -> str:
    """水质达到考核要求、|断面达标率: what is behind the last item that says its target in words.

    Args:
        phrase: a joint name (A、B、C), folded.
    """
    front, _, name = phrase.rpartition("、")
    return name if len(name) > SHORTEST and STATED.fullmatch(front) else phrase


def only_predicates(phrase: str) -> bool:
    """达到、超过|300个: whether a name holds words of reaching only, which name nothing.

    Args:
        phrase: folded.
    """
    found = (predicates().starting(part, 0, len(part)) for part in phrase.split("、"))
    reaching = [word[0] for word in found if word is not None and word[1].name in REACHING_FIGURE]
    return "、".join(reaching) == phrase


def is_sum(phrase: str) -> bool:
    """出口9亿元、|进口|2亿元: a sum of its own; 税收9亿元、|增速|5% is that of a sum.

    Args:
        phrase: a measure, folded.
    """
    return not phrase.endswith(OF_SUMS)
