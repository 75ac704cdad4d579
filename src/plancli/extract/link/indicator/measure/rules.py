"""What of a thing is measured, where its name alone does not say it."""

from __future__ import annotations

from plancli.extract.link.indicator.measure.earned import of_earning
from plancli.extract.link.indicator.measure.kin import of_kin
from plancli.extract.link.indicator.measure.meant import for_each_place, of_those_meant
from plancli.extract.link.indicator.owner.rules import OwnerRule

RULES: tuple[OwnerRule, ...] = (of_earning, of_kin, of_those_meant, for_each_place)
