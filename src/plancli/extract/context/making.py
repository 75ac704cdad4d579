"""Verbs of making (建设, 打造, 培育): what they govern is to be made, and no mere size, list or frame."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.lexicon.words import pattern

MAKING = pattern("status", "making")


def made(mention: Mention, since: int | None = None) -> bool:
    """Whether such a verb comes before the figure, behind the place `since`, or else in its piece of the clause."""
    start = mention.left if since is None else since
    return MAKING.search(mention.text, start, mention.quantity.span.start) is not None
