"""The clause of a quote that states the figure; the rest of the sentence is about something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancli.patterns import lazy

# 、 as well: 粮食产量稳定在500亿斤、生猪出栏3000万头 states two things, and each is asked about alone
CLAUSE_ENDS = lazy("[,，;；:：。!！?？、\\n]")


def clause_of(record: Mapping[str, Any]) -> str:
    """The clause that holds the quantity; of several, the one that shares most with the indicator's name.

    Args:
        record: a target record; without a quote, its indicator takes the place of one.
    """
    quote, text, name = (str(record.get(key) or "") for key in ("quote", "text", "indicator"))
    # a record made by hand may have a quote that does not hold its text: then all of the quote
    clauses = [clause for clause in CLAUSE_ENDS.split(quote) if text and text in clause]
    # 50% may occur in three clauses of one sentence: the one that also names the indicator is the one that is meant
    return max(clauses, key=lambda words: len(set(words) & set(name)), default=quote or name)
