"""Names that share a list of figures: A和B分别增长4%、5%."""

from __future__ import annotations

import re

from plancli.extract.context.conjunctions import joined
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.native import ending
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

RELATION = pattern("nouns", "relations")
FRONT = pattern("nouns", "fronts")
ATTRIBUTES = frozenset(phrases("nouns", "needs_head"))
BY_LENGTH = phrases("nouns", "needs_head")
MEASURES = phrases("nouns", "measures")
OPERATIONS = phrases("nouns", "operations")
OUTPUTS = frozenset(phrases("nouns", "outputs"))
TRIMMED = phrases("nouns", "trimmed")
LEVELS = phrases("nouns", "levels")
RELATIVE_IN_LIST = frozenset(phrases("nouns", "relative_in_list"))
HOW = phrases("nouns", "rate_modifiers")
RATE = "率"
SHARE = "占"
UNSAID = frozenset(word for role in ("relative", "relative_done", "relative_change") for word in phrases("nouns", role))
CLOSING = ")”"
BRANCHES = phrases("classes", "branches")
BRANCH_ENDS = phrases("classes", "branch_ends")  # 氢能、低空经济产业营业收入: the kind of thing goes with the measure.
IN_BRACKETS = lazy(r"[“(《][^”)》]*[”)》]")
HOW_DONE = rf"年?(?:{'|'.join(HOW)})?(?:{'|'.join(OPERATIONS)})(?:{either('classes', 'deed_measures')}|(?<=栏))"
EMITTED = phrases("nouns", "emitted")
YEAR_SIGN = "年"
OWNED = phrases("nouns", "owned")
OWNED_NAMES = frozenset(OWNED)
BARE_NAMES = OUTPUTS | {*phrases("nouns", "relative"), *phrases("nouns", "relative_in_list")}
# things sorted by an amount: 集体收入20万元以上的村, 营业收入过50亿元企业
BY_AMOUNT = lazy(
    r"""
    (?P<measure>[一-鿿]*?)
    (?P<bound>[过超]?)
    [0-9.]*[十百千万亿]*[元亩吨人]
    (?P<above>及?以上)?
    (?P<kind>.{1,10})  # 的村
    """,
    re.VERBOSE,
)
OPERATION = lazy(HOW_DONE)
OPERATED = lazy(rf"(?P<thing>[^、]{{2,}}?){HOW_DONE}")
NUMBER_OF_FIRMS = only_word("classes", "number_of_firms")  # 规上企业|数: who is counted has the other measures, too
CLASS_BY_SIZE = lazy("[0-9一二三四五六七八九十百千万亿]+级")  # 百亿级
STAGE_NAME = lazy(rf"新?(?:{pattern('nouns', 'come_so_far').pattern})+")
STAGE_END = lazy(rf"(?<=..){STAGE_NAME.pattern}$")
GENERAL = (*phrases("nouns", "generic"), *phrases("classes", "shared_heads"))
NOTE_INSIDE = lazy(r"\([^()]*\)(?=.$)")
PLACES_IN_RANK = phrases("classes", "ranking")
SAME_END = 2  # characters that two names end with alike
SHORT = 3  # characters: a tail such as 总量 is shared, a longer word is a name of its own


def nth_name(joint: str, position: int, count: int) -> str | None:
    """The name at `position` (from 0) of a joint name of `count`, completed by the measure or subject that all share.

    `城镇和农村居民人均可支配收入`, 0, 2 → `城镇居民人均可支配收入`; None where there are fewer names.
    """
    names = names_in(joint)
    if len(names) > count:
        names = names_in(joint, commas_only=True)
    if len(names) < 2 or position >= len(names):
        return None
    name, last = names[position], _next_measured(names, position)
    if position > 0 and STAGE_NAME.fullmatch(name) and (stage := STAGE_END.search(names[0])):
        return names[0][: stage.start()] + name  # 项目新签约、新开工、新竣工
    if position > 0 and (front := FRONT.match(names[0])) and not FRONT.match(name):
        name = front.group() + name
    if position > 0:
        name = _operated_on(names[0]) + name if _is_operation(name) else name
    # 利用外资和进出口: a last name that is nothing but a measure shares none; of 存、贷款余额 it does
    shares = measure_of(last) != last or ClauseWords(name).begins(len(name) - 1)
    if position < len(names) - 1 and shares and not _measured(name, last):
        tail = _shared_tail(name, last)
        return name + tail[_overlap(name, tail) :]
    bare = name.removeprefix(YEAR_SIGN) in BARE_NAMES or (name.endswith(RATE) and len(name) <= SHORT)
    first = measure_of(names[0])
    # 诉求解决率、群众满意率: what is solved owns no other rate
    bare = bare or (name in OWNED_NAMES and not first.endswith(RATE))
    # 专利拥有量、授权量
    bare = bare or (len(name) == len(first) == SHORT and name in MEASURES and first[-1] == name[-1])
    if position > 0 and bare and first:
        shared = _without_deed(names[0].removesuffix("数" if first == NUMBER_OF_FIRMS else first), measure_of(name))
        # 事故起数、死亡人数: 事故 says no more than its measure does
        alone = name in OWNED_NAMES and len(shared) < SHORT
        return name if alone or name.startswith(shared[:2]) else shared + name
    return name


def _next_measured(names: list[str], position: int) -> str:
    """户厕、|垃圾设施覆盖率|和污水治理(管控)率: of rates the next lends its measure, else the last name of all."""
    last = names[-1]
    if last.endswith(RATE):
        last = next((name for name in names[position + 1 :] if name.endswith(RATE) and measure_of(name) != name), last)
    return NOTE_INSIDE.sub("", last)


def _measured(name: str, last: str) -> bool:
    """Whether a name has its own measure; 化学需氧量 has none beside 氮氧化物排放量."""
    own, shared = measure_of(name), measure_of(last)
    return bool(own) and not (len(own) == 1 and shared in EMITTED)


def _without_deed(thing: str, measure: str) -> str:
    """粮食 of 粮食种植 (面积) for 产量: how it is grown or made goes with its area."""
    deed = next((word for word in TRIMMED if measure in OUTPUTS and thing.endswith(word)), "")
    return thing.removesuffix(deed) if len(thing) - len(deed) > 1 else thing


def _overlap(name: str, tail: str) -> int:
    """How many characters a name has of the tail already: 城镇|居民 and 居民|人均可支配收入."""
    return next((size for size in range(min(len(name), len(tail)), 1, -1) if name.endswith(tail[:size])), 0)


def says_nothing_alone(name: str) -> bool:
    """占比, 规模, 增速, 办结率和满意率: measures that need a subject.

    Args:
        name: folded.
    """
    if name in UNSAID or name.startswith(SHARE):
        return True
    return name.endswith(RATE) and UNSAID.issuperset(names_in(name))


def names_in(joint: str, commas_only: bool = False) -> list[str]:
    """The names of a joint name; what is in quotes or brackets is never cut.

    Args:
        joint: as in 甲、乙和丙, folded.
        commas_only: whether only 、 parts names, and 和, 及 are inside them.
    """
    masked = IN_BRACKETS.sub(lambda found: "□" * len(found.group()), joint).replace("以及", "□及")
    joints = joined(ClauseWords(masked), 0, len(masked))
    edges = [place for span in joints if not commas_only or masked[span[0]] == "、" for place in span]
    cuts = [0, *edges, len(joint)]
    names = (joint[start:end].removesuffix("以") for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return [name for name in names if name]


def _is_operation(name: str) -> bool:
    return name.removesuffix(measure_of(name)) in OPERATIONS


def _operated_on(first: str) -> str:
    """小麦 in 小麦播种、收获机械化率: the thing that all operations of a list are done to."""
    rest = first.removesuffix(measure_of(first))
    return next((rest.removesuffix(word) for word in OPERATIONS if rest.endswith(word)), "")


def of_operation(phrase: str, before: str) -> str:
    """建筑垃圾处置率 for 处置率 behind 建筑垃圾综合利用率: what all is done to is said once; empty for another name.

    Args:
        phrase: the second name of a list.
        before: the name in front of it.
    """
    done = OPERATION.fullmatch(phrase)
    thing = OPERATED.fullmatch(before) if done else None
    return thing["thing"] + phrase if thing else ""


def same_class(phrase: str, before: str) -> str:
    """集体收入100万元以上的村 for 100万元以上的村 behind 集体收入20万元以上的村, 产值过10亿元企业 for 10亿元企业 behind
    产值过50亿元企业; empty where the kinds differ.

    Args:
        phrase: the second name of a list.
        before: the name in front of it.
    """
    own, first = BY_AMOUNT.fullmatch(phrase), BY_AMOUNT.fullmatch(before)
    if not own or not first or own["measure"] or not first["measure"] or own["kind"] != first["kind"]:
        return ""
    if not (first["bound"] or first["above"]):
        return ""
    # 过50亿元企业、10亿元企业: the bound is said once
    bound = "" if own["bound"] or own["above"] else first["bound"]
    return first["measure"] + bound + phrase


def measure_of(name: str) -> str:
    """The word of measuring that a name ends with; of a rate with what makes it one: 无害化处理率."""
    listed = ending(name, MEASURES)
    return max(listed, _rate(name), key=len) if name.endswith(RATE) else listed


def without_level(head: str, phrase: str) -> str:
    """国家级 of 省级以上平台: one level takes the place of another; other attributes only of themselves.

    Args:
        head: the head noun of the figure before.
        phrase: the attribute that takes its place.
    """
    level = next((word for word in LEVELS if head.startswith(word)), "")
    return head.removeprefix(level) if phrase in LEVELS else head.removeprefix(phrase)


def joined_measure(head: str, phrase: str) -> str:
    """空气质量优良率 for 空气质量优良天数 and 优良率, 猕猴桃出口 for 猕猴桃综合产值 and 出口.

    Args:
        head: the subject, with its own measure.
        phrase: the measure that is read.
    """
    if phrase.endswith(RATE) and (at := head.find(phrase[:SAME_END], 1)) > 0:
        return head[:at] + phrase
    return without_measure(head, phrase).removesuffix(phrase) + phrase


def without_measure(head: str, phrase: str) -> str:
    """猕猴桃综合产值 + 出口 → 猕猴桃 + 出口: a measure takes the place of the measure of its subject.

    Args:
        head: the subject, with its own measure.
        phrase: the measure that is read.
    """
    if phrase not in RELATIVE_IN_LIST and phrase not in OUTPUTS and not phrase.endswith(RATE):
        return head
    measure = ending(head, MEASURES)
    rest = head.removesuffix(measure)
    for word in TRIMMED:
        rest = rest.removesuffix(word)
    if head in BARE_NAMES and rest != head:  # 营业收入、利润分别增长…,资产负债率: a measure owns no other
        return ""
    return rest if len(rest) > 1 else head


def _rate(name: str) -> str:
    words, at = ClauseWords(name), len(name) - 1
    while at > 0 and (not words.begins(at) or len(name) - at <= SHORT - 1):
        at -= 1
    while at > 0 and (word := ending(name, HOW, 0, at)):
        at = _word_start(words, at - len(word))
    return RATE if name[at:].removesuffix(RATE) in OPERATIONS else name[at:]


def _word_start_behind(name: str, at: int) -> int:
    """The first place from `at` on where a word begins: 建制镇|生活污水处理率."""
    words = ClauseWords(name)
    return next((place for place in range(at, len(name)) if words.begins(place) and name[place] not in CLOSING), at)


def _word_start(words: ClauseWords, at: int) -> int:
    while not words.begins(at):
        at -= 1
    return at


def _class_end(name: str, last: str) -> int:
    """百亿级 in 百亿级、五十亿级|企业: where the class of the last name ends, whose head all share; else 0."""
    return last.find(name[-1]) + 1 if CLASS_BY_SIZE.fullmatch(name) and name[-1] in last[:-1] else 0


def _shared_tail(name: str, last: str) -> str:
    """What the last name has that a shorter one lacks: 农村|居民收入 for 城镇; else its word of measuring."""
    measure = measure_of(last)
    if (at := _class_end(name, last)) > 0:
        return last[at:]
    for kind in BRANCHES if measure else ():
        if last.removesuffix(measure).endswith(kind) and not name.endswith(BRANCHES + BRANCH_ENDS):
            return kind + measure
    # 基础教育、职业教育发展指数, 主导产业和新兴产业营业收入占比: behind what both names end with
    size = SAME_END if len(measure) > 1 else 1  # 住宿业、餐饮业|营业额
    both = last.find(name[-size:], 1) if len(name) > SAME_END else -1
    if (measure or last.endswith(PLACES_IN_RANK)) and 0 < both < len(last) - len(measure) - size:
        return last[both + size :]
    alike = bool(measure) and len(last) - len(measure) <= len(name) + 1
    if name in ATTRIBUTES and (own := next((word for word in BY_LENGTH if last.startswith(word)), "")):
        return last.removeprefix(own)
    kin = len(last) > len(name) and name[-1:] == last[len(name) - 1]  # 东部、西部|片区
    # 主干道、20户以上自然村|通路比例: one defined by its size is not another kind of the same
    parted = not alike and not last[:1].isdigit()
    if name in ATTRIBUTES or (parted and len(name) <= SHORT and (kin or len(last) > len(name) + SHORT)):
        return last[_word_start_behind(last, len(name)) :]
    general = ending(last, GENERAL)
    if general and len(last) - len(general) == len(name) and not name.endswith(GENERAL):
        return general  # 刑事、治安|案件
    if verb := RELATION.search(last, 2):
        return last[verb.start() :]
    return measure
