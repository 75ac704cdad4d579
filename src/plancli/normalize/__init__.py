"""One meaning, one form: units, indicators, regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plancli.lexicon import user
from plancli.model import Document, Options, Target
from plancli.normalize import indicators, regions
from plancli.normalize.units import to_base


def normalized(targets: Iterable[Target], document: Document, options: Options) -> list[Target]:
    """`targets` with amounts in base units, indicator ids and regions.

    Raises:
        UsageError: a lexicon file of the user has a fault.
    """
    extra = user.read(options.lexicon).indicators if options.lexicon else None
    in_base = [replace(target, amount=to_base(target.amount)) for target in targets]
    return regions.resolve(indicators.resolve(in_base, document, extra), document, extra)
