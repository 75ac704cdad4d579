"""Promise, achievement, or neither: the rules in the order in which they are asked."""

from __future__ import annotations

from functools import wraps

from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.extract.link.rule import StatusRule, first_answer
from plancli.extract.link.status import (
    achievements,
    all_words,
    classes,
    compositions,
    conditions,
    document_part,
    durations,
    enumerations,
    given_sets,
    payments,
    periods,
    promises,
    ranks,
    sizes,
)
from plancli.model import Status
from plancli.structure.part import AHEAD

OUTWEIGHABLE: tuple[StatusRule, ...] = (
    document_part.condition_of_rules,
    given_sets.touched,
    achievements.start_of_change,
    achievements.review_of_report,
    promises.intended,
)
"""The firm rules whose answer all words of the sentence may outweigh."""


def weighed(rule: StatusRule) -> StatusRule:
    """A rule that is asked in its place, and whose answer all words of the sentence may outweigh."""

    @wraps(rule)
    def asked(mention: Mention, named: Named) -> StatusAnswer | None:
        answer = rule(mention, named)
        if answer is None or (answer.value is Status.OTHER and document_part.conditioned(mention)):
            return answer  # 可申请, 应当: a condition in so many words
        return words_of_sentence(mention, named, answer)

    return asked


FIRM: tuple[StatusRule, ...] = (
    document_part.annex,
    enumerations.part_of_word,
    enumerations.campaign_name,
    achievements.start_of_change,
    # figures that are neither promised nor achieved
    payments.penalty,
    payments.condition_of_money,
    classes.threshold,
    classes.class_of_counted,
    classes.kinds_of_counted,
    classes.class_of_next,
    ranks.field_of_rank,
    enumerations.enumeration,
    enumerations.slogan,
    durations.frequency_in_name,
    durations.duration,
    document_part.task_of_programme,
    document_part.condition_of_rules,
    sizes.equivalent,
    sizes.size_in_name,
    given_sets.given_set,
    given_sets.one_of,
    achievements.described,
    ranks.ordered,
    given_sets.touched,
    given_sets.appointed,
    conditions.condition_clause,
    conditions.defined,
    payments.paid_to_each,
    payments.price,
    conditions.norm,
    conditions.score,
    conditions.eligibility,
    conditions.asked_for,
    sizes.size_of_each,
    sizes.size_of_thing,
    sizes.size_of_work,
    classes.class_of_several,
    classes.bounded_class,
    classes.class_made,
    enumerations.listed_behind,
    compositions.composition,
    compositions.composed_of,
    # what the sentence says: words first, then periods
    promises.quoted_promise,
    promises.aim_named,
    promises.forecast,
    achievements.review_of_report,
    promises.promise_word,
    promises.intended,
)
"""What a form, a word or a place in the sentence says by itself; some of it may be outweighed."""
LIKELY: tuple[StatusRule, ...] = (
    periods.past_year_behind,
    achievements.stands_so,
    periods.clause_in_past,
    achievements.by_now,
    promises.still_meant,
    periods.clause_in_future,
    periods.sentence_period,
    promises.bounded_ahead,
    achievements.still_so,
    promises.later_in_the_year,
    promises.series_of_years,
    # what the part of the document says, where the sentence is silent
    document_part.verb_of_making,
    document_part.task_among_rules,
    document_part.part_role,
)
"""What a time, a verb or the part of the document makes likely."""


def words_of_sentence(mention: Mention, named: Named, likely: StatusAnswer | None = None) -> StatusAnswer | None:
    """项目运营时间原则上不低于3年, below 重点任务: all words of a sentence together say another thing than its part.

    In reports the order of parts tells, and their sentences have too few words to tell more. Figures of one list are
    read alike.

    Args:
        likely: what a rule says; the first of `LIKELY` where none is given.
    """
    likely = likely or first_answer(LIKELY, mention, named)
    turned_into = TURNED_INTO.get(likely.rule)
    if mention.part.genre == "report" or not turned_into or periods.dated_ahead(mention, likely):
        return likely
    if likely.role is Role.BEGINS and mention.part.role in AHEAD and mention.part.genre == "plan":
        return likely  # 由60个工作日|压缩至40个工作日: a plan says what it is today
    before = named.previous.status if named.previous and mention.listed and mention.same_sentence else None
    if before is not None and before.value is likely.value:
        return likely
    status = all_words.more_likely(mention, named, likely)
    if status not in turned_into or (before is not None and status is not before.value):
        return likely
    return StatusAnswer(status, "words_of_sentence", doubt=all_words.UNCERTAIN)


IN_SO_MANY_WORDS = (
    periods.past_year_behind,
    achievements.stands_so,
    achievements.by_now,
    achievements.still_so,
    promises.later_in_the_year,
    promises.series_of_years,
)
"""Rules among the likely ones that a word decides (截至目前): they err so seldom that nothing outweighs them."""
OF_WHAT_WAS_REACHED = (periods.clause_in_past, achievements.review_of_report, achievements.start_of_change)
"""Rules of which nothing makes a promise: 仅完成3个, and the figures of a bulletin."""
TURNED_INTO = {
    rule.__name__: frozenset(Status) - {Status.TARGET} if rule in OF_WHAT_WAS_REACHED else frozenset(Status)
    for rule in (*OUTWEIGHABLE, *LIKELY)
    if rule not in IN_SO_MANY_WORDS
}
"""What all words of the sentence may turn the answer of each rule into."""
IN_ORDER = tuple(weighed(rule) if rule in OUTWEIGHABLE else rule for rule in FIRM)
RULES: tuple[StatusRule, ...] = (*IN_ORDER, words_of_sentence, *LIKELY)
