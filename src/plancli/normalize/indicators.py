"""One name for what is measured: the id of the indicator lexicon, where a name in it fits exactly."""

from __future__ import annotations

from plancli.lexicon.indicators import Entry, Index, Match, dimension_of, index
from plancli.model import Answer, Target

FIELD = "indicator_id"


def answer(target: Target, extra: Index | None = None) -> Answer:
    """The id of one target and the rule that gave it; the value is None where no entry fits.

    Args:
        target: the record.
        extra: the user's own indicators, which are asked first.
    """
    if target.stated:  # known by its name alone: no unit says what it is
        return dict(target.answers)[FIELD]
    unit = target.amount.unit if target.amount else ""
    what = target.indicator, target.kind.value, dimension_of(unit), target.flow
    # what users say of their own documents goes before what was written for all
    if own := extra.lookup(*what) if extra else None:
        return user_exact_name(own[0]) if own[1] is Match.NAME else user_required_words(own[0])
    if found := index().lookup(*what):
        return exact_name(found[0]) if found[1] is Match.NAME else required_words(found[0])
    return not_in_lexicon()


def exact_name(entry: Entry) -> Answer:
    """The phrase is a name of the `entry`, once folded."""
    return Answer(entry.id, "exact_name")


def required_words(entry: Entry) -> Answer:
    """The phrase holds all the words that the `entry` asks for, and none that it forbids."""
    return Answer(entry.id, "required_words")


def user_exact_name(entry: Entry) -> Answer:
    """The phrase is a name of an `entry` in a lexicon file of the user's."""
    return Answer(entry.id, "user_exact_name")


def user_required_words(entry: Entry) -> Answer:
    """The phrase holds the words of an `entry` in a lexicon file of the user's."""
    return Answer(entry.id, "user_required_words")


def not_in_lexicon() -> Answer:
    """No entry fits: the id is None, never a guess."""
    return Answer(None, "not_in_lexicon")
