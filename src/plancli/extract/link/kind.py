"""What sort of figure it is: a level, a change, a share, a multiple or a rank."""

from __future__ import annotations

from dataclasses import replace

from plancli.extract.context.mention import Consumed, Mention
from plancli.extract.link.indicator.lead import strip_front
from plancli.extract.link.linked import ComparatorAnswer, Linked, Named, Origin
from plancli.extract.link.rule import Rule
from plancli.lexicon import indicators
from plancli.lexicon.words import only_word, pattern, phrases
from plancli.model import Answer, Comparator, Kind, Span

FORMS = {"rank": Kind.RANK, "coverage": Kind.SHARE, "doubling": Kind.MULTIPLE}
PERCENT = ("%", "‰")
RATIO = "ratio"
OF = "的"
DONE = only_word("classes", "completing")
REACHED = (*phrases("classes", "has_reached"), *phrases("classes", "arrival"), "占")
LARGEST_GROWTH = 30  # %: what is above is an index (102 %), a share, or how much of something is done
NOT_CHANGE = ("state", "rank")
TO = frozenset(
    (*phrases("classes", "arrival"), *phrases("classes", "become"))
)  # 增长 in 增长到 names a state that is reached.
CHANGE_BEHIND = (
    (phrases("classes", "growth_behind"), Kind.GROWTH),
    (phrases("classes", "decrease_behind"), Kind.DECREASE),
)
ALL_BEHIND = tuple(word for words, _ in CHANGE_BEHIND for word in words)
IN_TURN = only_word("classes", "in_turn")
OWN_RATE = only_word("classes", "own_rate")
MINUS = phrases("classes", "minus")
NAMES_OF_CHANGE = {
    Kind.GROWTH: phrases("classes", "names_of_growth"),
    Kind.DECREASE: phrases("classes", "names_of_decrease"),
}
LESS = pattern("nouns", "less")
TURNED = {
    Comparator.GE: Comparator.LE,
    Comparator.LE: Comparator.GE,
    Comparator.GT: Comparator.LT,
    Comparator.LT: Comparator.GT,
}
RATES_AND_STRENGTHS = phrases("classes", "rates") + phrases("classes", "strengths")
RATES_OF_CHANGE = phrases("classes", "rates_of_change")


def form_of_number(mention: Mention, _: Named) -> Answer | None:
    """前三位, 全覆盖, 翻番: the form says it."""
    kind = FORMS.get(mention.quantity.form)
    return Answer(kind, "form_of_number", mention.quantity.span) if kind else None


def own_measure(mention: Mention, named: Named) -> Answer | None:
    """失业率、价格涨幅分别控制在5.5%、2%: the change in front of 分别 is the last name's, not that of a rate."""
    noun = named.noun
    if noun is None or noun.origin is not Origin.ROW or mention.quantity.written.unit not in PERCENT:
        return None
    # 失业率 is a share whatever is said of the others; 增长率 and 涨幅 are themselves the change
    if not noun.phrase.endswith(RATES_AND_STRENGTHS) or noun.phrase.endswith(RATES_OF_CHANGE):
        return None
    word = _change(mention)
    apart = word is not None and any(
        other.word.startswith(IN_TURN) and other.span.start > word.span.start for other in mention.consumed
    )
    return Answer(Kind.SHARE, "own_measure", noun.span) if apart else None


def minus_sign(mention: Mention, named: Named) -> Answer | None:
    """增长-2.5%, 增速为负3%, 分别增长2%、-3%, 固定资产投资-2%: so much less, written as a growth with a minus."""
    if not signed(mention):
        return None
    name = named.noun.phrase if named.noun else ""
    changes = mention.says("growth") is not None or name.endswith(NAMES_OF_CHANGE[Kind.GROWTH])
    before = None if changes else same_as_before(mention, named)
    changes = changes or (before is not None and before.value == Kind.GROWTH) or _told_by_growth(mention, named)
    return Answer(Kind.DECREASE, "minus_sign", mention.consumed[0].span) if changes else None


def signed(mention: Mention) -> bool:
    """Whether a minus comes right before the figure: -2%, 负3%."""
    sign = mention.consumed[0] if mention.consumed else None
    return sign is not None and sign.word in MINUS and sign.span.end == mention.quantity.span.start


def turned_back(bound: Comparator, previous: Linked) -> Comparator:
    """分别不低于-2%、3%: what the words say of the figures behind one with a minus, whose own bound is turned.

    Args:
        bound: that of the figure before, `previous`.
    """
    lessened = signed(previous.mention) and previous.kind is not None and previous.kind.value == Kind.DECREASE
    return TURNED.get(bound, bound) if lessened else bound


def turned(bound: ComparatorAnswer, sort: Answer, mention: Mention) -> ComparatorAnswer:
    """增速不低于-2%, 增长-2%以上 are a decrease by 2 % or less; -2%以内 and -2%余 describe its size.

    Args:
        bound: as the words of the text say it.
        sort: the kind; where a minus makes it, its place is that of the sign.
    """
    place = sort.span
    signed = (
        place is not None
        and place.end == mention.quantity.span.start
        and mention.text[place.start : place.end] in MINUS
    )
    if not signed or not (bound.in_front or bound.value is Comparator.GE):
        return bound
    return replace(bound, value=TURNED.get(bound.value, bound.value))


def verb_of_change(mention: Mention, named: Named) -> Answer | None:
    """增长13%, 下降35.9%: a verb of change right before the figure (提高到 names a state)."""
    word = _change(mention)
    if (
        word is not None
        and named.noun is not None
        and named.noun.origin is Origin.BEHIND
        and mention.quantity.written.unit not in PERCENT
    ):
        # 增加|20所学校 counts schools that are new, as its flow says; 减少|20所学校 must not read as 20 schools to be
        # had
        word = word if word.group.name == "decrease" else None
    return Answer(Kind(word.group.kind or Kind.LEVEL), "verb_of_change", word.span) if word else None


def _change(mention: Mention) -> Consumed | None:
    state = False
    for word in mention.consumed:
        if word.group.name in ("growth", "decrease"):
            if state and word.word in phrases("classes", "led_to_state"):
                return None
            return word
        state = state or word.group.name in NOT_CHANGE
    return None


def verb_of_less(mention: Mention, _: Named) -> Answer | None:
    """压减粗钢300万吨, 为企业减负2500亿元: the verb of cutting comes before what is cut."""
    if mention.says("state", "rank", "plain", "growth"):
        return None
    found = LESS.search(mention.text, mention.left, mention.before_end)
    if found is None or not (found.end() == mention.before_end or _leads(mention, found.start())):
        return None
    return Answer(Kind.DECREASE, "verb_of_less", Span(*found.span()))


def _leads(mention: Mention, at: int) -> bool:
    """Whether nothing but verbs and adverbs comes before a word: in 建设减灾社区 it is part of the name."""
    return strip_front(mention.context, mention.left, at).start >= at


def points_of_percent(mention: Mention, _: Named) -> Answer | None:
    """5.9个百分点: a difference of shares."""
    if "百分点" not in mention.quantity.written.unit:
        return None
    return Answer(Kind.GROWTH, "points_of_percent", mention.quantity.span)


def times(mention: Mention, _: Named) -> Answer | None:
    """达到2020年的3倍."""
    return Answer(Kind.MULTIPLE, "times", mention.quantity.span) if mention.quantity.written.unit == "倍" else None


def same_as_before(mention: Mention, named: Named) -> Answer | None:
    """增长13%,力争15%; 分别增长4.3%、5.5%: the figure takes up indicator and kind of the one before."""
    previous, noun = named.previous, named.noun
    if previous is None or noun is None or noun.origin not in (Origin.PREVIOUS, Origin.ROW):
        return None
    if noun.origin is Origin.ROW and not mention.listed:
        return None
    # 增长5%,达到3万亿元: another unit, so another kind; 增速由5%提高到8%: both ends are growth
    ends = previous.mention.starts_change and mention.quantity.written.unit in PERCENT
    if mention.quantity.written.unit != previous.mention.quantity.written.unit:
        return None
    if mention.says("state", "rank") and not ends:
        return None
    found = _taken_up(previous)
    return Answer(found.value, "same_as_before", found.span) if found else None


def _taken_up(previous: Linked) -> Answer | None:
    """The kind of a figure for those that go on with it: where its name has a measure of its own, that of its verb;
    without the minus that belongs to one figure alone."""
    named = Named(previous.noun, ())
    found = previous.kind
    if signed(previous.mention) and found is not None and found.value == Kind.DECREASE:
        return Answer(Kind.GROWTH, found.rule, found.span)
    return verb_of_change(previous.mention, named) if own_measure(previous.mention, named) else previous.kind


def growth_behind(mention: Mention, _: Named) -> Answer | None:
    """保持10%以上的增长: the change follows."""
    text, at = mention.text, mention.behind
    if not text.startswith(ALL_BEHIND, at):
        return None
    for words, kind in CHANGE_BEHIND:
        if (word := next((word for word in words if text.startswith(word, at)), None)) is None:
            continue
        if text[at + len(word) : at + len(word) + 1] not in TO:
            return Answer(kind, "growth_behind", Span(at, at + len(word)))
    return None


def named_change(mention: Mention, named: Named) -> Answer | None:
    """价格指数涨幅在2%左右: the name itself is that of a change."""
    noun = named.noun
    # 人口自然增长率 is a rate of births and deaths, which itself may fall
    if noun is None or mention.quantity.written.unit not in PERCENT or noun.phrase.endswith(OWN_RATE):
        return None
    for kind, names in NAMES_OF_CHANGE.items():
        if noun.phrase.endswith(names):
            return Answer(kind, "named_change", noun.span)
    return None


def measure_of_growth(mention: Mention, named: Named) -> Answer | None:
    """地区生产总值按6%安排, CPI控制在2%左右: of such a measure a small percentage is its growth."""
    noun, quantity = named.noun, mention.quantity
    if noun is None or quantity.written.value >= LARGEST_GROWTH or not _told_by_growth(mention, named):
        return None
    # 收入完成60% is a share of what was planned, 为2019年的40% one of another year
    of_other = mention.text.endswith(OF, mention.left, quantity.span.start)
    if of_other or any(DONE in word.word for word in mention.consumed) or _reaches(mention):
        return None
    return Answer(Kind.GROWTH, "measure_of_growth", noun.span)


def _reaches(mention: Mention) -> bool:
    """民间投资达到45%, 研发投入占3%: what is reached is a share, whose whole the text leaves out."""
    return any(word.word.endswith(REACHED) for word in mention.consumed)


def _told_by_growth(mention: Mention, named: Named) -> bool:
    """Whether a percentage is said of a measure that is stated by its growth: investment, output, prices."""
    if named.noun is None or mention.quantity.written.unit != PERCENT[0]:
        return False
    found = indicators.lookup(named.noun.phrase, Kind.GROWTH, RATIO)
    return found is not None and found[1] is indicators.Match.NAME and found[0].kinds[0] == Kind.GROWTH


def share(mention: Mention, _: Named) -> Answer | None:
    """普及率达到95%: a percentage that is no change is a share."""
    quantity = mention.quantity
    return Answer(Kind.SHARE, "share") if quantity.written.unit in PERCENT or quantity.form == "share" else None


def level(mention: Mention, _: Named) -> Answer | None:
    """Everything else is an amount or a stock."""
    return Answer(Kind.LEVEL, "level")


# The form of the number is surest; then words at the figure, in front before behind; last what unit and name make
# likely. `level` is what is left.
RULES: tuple[Rule, ...] = (
    form_of_number,
    own_measure,
    minus_sign,
    verb_of_change,
    verb_of_less,
    points_of_percent,
    growth_behind,
    same_as_before,
    times,
    named_change,
    measure_of_growth,
    share,
    level,
)
