"""Where the figure of a decision is in a text that may have changed since."""

from __future__ import annotations

from plancli.model import Span
from plancli.trust.decisions import Decision


def locate(decision: Decision, text: str) -> Span | None:
    """The place of the figure in `text`: where it was, if it still is there, else in its sentence, if that is
    once; None where neither does."""
    start, end = decision.start, decision.end
    if start is not None and end is not None and decision.text and text[start:end] == decision.text:
        around = text[max(0, end - len(decision.quote)) : start + len(decision.quote)]
        if decision.quote in around:
            return Span(start, end)
    # twice in the text: which one was meant is a guess
    if not decision.text or text.count(decision.quote) != 1 or decision.quote.count(decision.text) != 1:
        return None
    at = text.find(decision.quote) + decision.quote.find(decision.text)
    return Span(at, at + len(decision.text))
