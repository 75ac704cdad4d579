"""What is done belongs to a name where the thing alone does not say what is measured."""

from __future__ import annotations

from plancli.extract.link.indicator.deed.benefit import of_benefit
from plancli.extract.link.indicator.deed.stage import brought_to, of_stage
from plancli.extract.link.indicator.deed.toward import done_for
from plancli.extract.link.indicator.owner.rules import OwnerRule

RULES: tuple[OwnerRule, ...] = (of_benefit, done_for, of_stage, brought_to)
