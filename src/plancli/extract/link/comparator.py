"""How a figure bounds its indicator: the words before it, behind it, inside it."""

from __future__ import annotations

from plancli.extract.context.mention import Consumed, Mention
from plancli.extract.link.kind import signed, turned_back
from plancli.extract.link.linked import ComparatorAnswer, Named, Origin
from plancli.extract.link.rule import ComparatorRule
from plancli.lexicon import load
from plancli.lexicon.words import both, comparators_behind, only_word, phrases, reach
from plancli.model import Comparator, Span
from plancli.patterns import lazy

FAR = [
    (row, group["comparator"])
    for group in load.table("comparators").values()
    for row in group["before"]
    if row.get("far")
]
FAR_WORDS = {row["word"]: comparator for row, comparator in FAR}
GUARDED = "|".join("".join(f"(?<!{sign})" for sign in row.get("not_after", ())) + row["word"] for row, _ in FAR)
# six characters take a verb and its aspect (至少落地建成); with more room the word may be of another figure
WORD_FAR_BEFORE = lazy(f"({GUARDED})[一-鿿]{{1,6}}$")
FAR_REACH = max(map(len, FAR_WORDS)) + 6
ROW_END = lazy(r"(?:[、和与及][0-9.,]+[^0-9、和与及,。;以左超约]{0,4})+")
ROW_REACH = reach("row_of_figures")
DEEDS = phrases("nouns", "deeds")
EACH_IN_TURN = only_word("classes", "in_turn")
FULL_SHARE = 100  # %: more there cannot be
ROW_BREAKS = lazy("[,。;]")
BETWEEN = lazy("[、和]")
TOP = "前"
NEARLY = phrases("classes", "nearly")
BOUNDS = ("at_least", "more_than", "at_most", "less_than", "about")


def two_ends(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """3至5家: two figures."""
    if mention.quantity.written.value_max is None:
        return None
    return ComparatorAnswer(Comparator.RANGE, "two_ends", mention.quantity.span)


def rank_within(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """前三位, 十强: third, tenth or better."""
    words = mention.quantity.text
    # 第三名 is held exactly; 前三名 and 十强 are three and ten places, of which any will do
    if mention.quantity.form == "rank" and (words.startswith("前") or words.endswith("强")):
        return ComparatorAnswer(Comparator.LE, "rank_within", mention.quantity.span)
    return None


def share_within(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """进入全国前30%: within the first 30 per cent, or better."""
    start = mention.quantity.span.start
    if mention.quantity.written.unit not in ("%", "‰") or not mention.text.endswith(TOP, mention.left, start):
        return None
    return ComparatorAnswer(Comparator.LE, "share_within", Span(start - 1, start))


def nearly_all(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """基本全覆盖, 基本实现全覆盖: not quite all."""
    if mention.quantity.form != "coverage":
        return None
    word = next((word for word in mention.consumed if word.word in NEARLY), None)
    return ComparatorAnswer(Comparator.ABOUT, "nearly_all", word.span) if word else None


def words_on_both_sides(mention: Mention, named: Named) -> ComparatorAnswer | None:
    """突破1.3万亿元以上: the stricter of the two."""
    front, back = _front(mention, named), mention.comparator_behind
    if front is None or back is None:
        return None
    value = both(front.group.comparator or "", back.group.comparator or "")
    return ComparatorAnswer(Comparator(value), "words_on_both_sides", front.span)


def word_behind(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """开放200个以上: the word directly follows the unit."""
    word = mention.comparator_behind
    return (
        ComparatorAnswer(Comparator(word.group.comparator or Comparator.EQ), "word_behind", word.span) if word else None
    )


def word_in_front(mention: Mention, named: Named) -> ComparatorAnswer | None:
    """产值超700亿元: the word is among the predicate words."""
    word = _front(mention, named)
    return (
        ComparatorAnswer(Comparator(word.group.comparator or Comparator.EQ), "word_in_front", word.span, in_front=True)
        if word
        else None
    )


def word_before_verb(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """每个县至少落地1个: the verb comes between the word and the figure."""
    start = mention.quantity.span.start
    found = WORD_FAR_BEFORE.search(mention.text, max(mention.left, start - FAR_REACH), start)
    return (
        ComparatorAnswer(Comparator(FAR_WORDS[found.group(1)]), "word_before_verb", Span(*found.span(1)))
        if found
        else None
    )


def shared_from_end(mention: Mention, named: Named) -> ComparatorAnswer | None:
    """分别保持在95%、97%以上: the word behind the last figure of a row holds for all of them."""
    written = mention.quantity.written
    if mention.run < 2 or named.noun is None or (written.unit == "%" and written.value == FULL_SHARE):
        return None
    if named.noun.origin is not Origin.ROW and not _in_turn(mention):  # 产量分别稳定在80、60吨以上
        return None
    found = ROW_END.match(mention.text, mention.behind, min(len(mention.text), mention.behind + ROW_REACH))
    if found is None:
        return None
    group = comparators_behind().starting(mention.text, found.end(), len(mention.text))
    return ComparatorAnswer(Comparator(group[1].comparator or "="), "shared_from_end") if group else None


def _in_turn(mention: Mention) -> bool:
    start = mention.quantity.span.start
    at = mention.text.rfind(EACH_IN_TURN, max(mention.sentence.start, start - ROW_REACH), start)
    return at >= 0 and not ROW_BREAKS.search(mention.text, at, start)


def more_inside(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """40余个, 近百家: the number says itself that it is no exact one."""
    inner = mention.quantity.inner
    return ComparatorAnswer(Comparator(inner.value), inner.rule, inner.span) if inner else None


def shared_in_list(mention: Mention, named: Named) -> ComparatorAnswer | None:
    """分别超过8万元、4.5万元: the word before the first figure holds for all of them, also where one name has both."""
    previous, noun = named.previous, named.noun
    own = mention.consumed[1:] if signed(mention) else mention.consumed
    if previous is None or noun is None or not mention.listed or own:
        return None
    bare = BETWEEN.fullmatch(mention.text, previous.mention.behind, mention.quantity.span.start) is not None
    alike = previous.mention.quantity.written.unit.lstrip("万亿") == mention.quantity.written.unit.lstrip("万亿")
    each = (bare and alike) or (
        any(word.word.startswith(EACH_IN_TURN) for word in previous.mention.consumed) and noun.origin is Origin.PREVIOUS
    )
    # 超过8万元、4.5万元 of two things that are named apart: then 超过 belongs to the first alone
    if noun.origin is not Origin.ROW and not each:
        return None
    found = previous.comparator
    if found is None or not found.in_front:
        return None
    return ComparatorAnswer(turned_back(found.value, previous), "shared_in_list", found.span, in_front=True)


def plain(mention: Mention, _: Named) -> ComparatorAnswer | None:
    """达到, 完成, 新增 alone bound nothing."""
    return ComparatorAnswer(Comparator.EQ, "plain")


def _front(mention: Mention, named: Named) -> Consumed | None:
    """The comparator word nearest to the figure; one in front of a word of growing bounds something else.

    突破20项关键技术 is a deed: where what is counted follows, 突破 bounds nothing.
    """
    for word in mention.consumed:
        if word.group.name in BOUNDS:
            deed = word.word in DEEDS and named.noun is not None and named.noun.origin is Origin.BEHIND
            # 提升100所学校的…: the word says what is done to the schools, and bounds their number not at all
            return None if deed else word
        if word.group.name in ("growth", "decrease", "state", "rank", "place"):
            return None
    return None


# From what is written at the figure to what other figures lend it. `word_before_verb` is nearly last: so far in
# front, the word may belong to a figure in between.
RULES: tuple[ComparatorRule, ...] = (
    two_ends,
    rank_within,
    share_within,
    nearly_all,
    words_on_both_sides,
    word_behind,
    word_in_front,
    more_inside,
    shared_in_list,
    shared_from_end,
    word_before_verb,
    plain,
)
