"""Where the clause of a figure begins, for rules that look for words in it."""

from __future__ import annotations

from plancli.extract.context.mention import Mention

MARKS_OF_CLAUSE = ",;:。!?\n"


def clause_start(mention: Mention) -> int:
    """The start of the clause; for a figure in a list, of that in which the list began."""
    return mention.context.words.behind_last(MARKS_OF_CLAUSE, mention.sentence.start, mention.left - mention.listed)


def piece_start(mention: Mention) -> int:
    """The place behind the last comma, semicolon or colon in front of the figure."""
    return mention.context.words.behind_last(",;:", mention.sentence.start, mention.quantity.span.start)
