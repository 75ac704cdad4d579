"""Mention → what its rules find, stage by stage. Each stage returns a value that the next one takes; none is changed.

indicator → comparator, kind, per year → status → new only        (`link`: later figures may take these up)
          → year → unit, modality, base year, departments         (`details`: they belong to this figure alone)
"""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.link import comparator, flags, kind, modality, unit, year
from plancli.extract.link.indicator.rules import indicator
from plancli.extract.link.linked import Before, Details, Judged, Linked, Measure, Named, Unmeasured
from plancli.extract.link.rule import first_answer
from plancli.extract.link.status import rules as status
from plancli.model import Answer


def link(mention: Mention, before: Before) -> Linked:
    """What later figures may take up of a mention: a `Measure`, or `Unmeasured` where nothing named is measured.

    Args:
        mention: a quantity in its surroundings.
        before: the linked mentions of its paragraph before it, the nearest last.
    """
    noun = indicator(mention, before)
    named = Named(noun, before)
    sort = first_answer(kind.RULES, mention, named)
    bound = kind.turned(first_answer(comparator.RULES, mention, named), sort, mention)
    annual = flags.annual(mention, named)
    if noun is None:
        # later figures of the sentence may still share its comparator or kind: 超过3家、5个新园区
        return Unmeasured(mention, None, bound, sort, annual)
    judged = first_answer(status.RULES, mention, named)
    return Measure(mention, noun, bound, sort, annual, judged, flags.flow(mention, named, sort.value))


def details(measure: Measure, before: Before, departments: Answer | None) -> Details:
    """What no later figure takes up: the year for which it is, how hard the promise is, who answers for it.

    Args:
        measure: as `link` found it.
        before: the linked mentions of its paragraph before it, the nearest last.
        departments: the list of departments behind it, if there is one.
    """
    mention, named = measure.mention, Named(measure.noun, before)
    dated = year.of(mention, Judged(measure.status.value, before, measure.status.role))
    return Details(
        year=dated,
        modality=first_answer(modality.RULES, mention, named),
        unit=unit.completed(mention, named),
        base_year=year.compared_with(mention, dated),
        departments=departments,
    )
