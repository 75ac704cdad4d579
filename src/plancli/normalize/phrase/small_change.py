"""Digits behind a unit that count a fraction of it: 五块|五, 两块|五毛, 一米|七五."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from plancli.lexicon.words import either, phrases
from plancli.normalize.phrase.reading import Reading
from plancli.numerals import numbers, shares
from plancli.numerals.forms import DIGIT_OF_FORM, NUMERALS
from plancli.patterns import lazy

OWN_FIGURE = rf"[\d{NUMERALS}到至~-]|{either('classes', 'own_figures')}"
SMALL_MONEY = lazy(
    rf"""
    (?: 零?(?P<cents>{DIGIT_OF_FORM})分钱?                                                   # 五块|五分, 五块|零五分
      | (?P<jiao>{DIGIT_OF_FORM}) (?: [角毛]钱? (?:(?P<fen>{DIGIT_OF_FORM})分?钱?)? )? )     # 五块|五毛二
    (?!{OWN_FIGURE})                                                # but no figure of its own: 五块|三个
    """,
    re.VERBOSE,
)
FEN = lazy(rf"(?P<fen>{DIGIT_OF_FORM})分?钱?(?!{OWN_FIGURE})")
AFTER_METRE = lazy(rf"(?P<digits>\d{{1,2}}|[{NUMERALS[3:13]}]{{1,2}})(?!{OWN_FIGURE})")
MONEY = phrases("classes", "spoken_money")


def with_change(text: str, reading: Reading) -> Reading:
    """五块五 is 5.5 元, 两块五毛 2.5, 五块五分 5.05, 一米七五 1.75 m.

    Args:
        text: the expression, folded, that `reading` was read in.
    """
    if reading.unit in MONEY and (match := SMALL_MONEY.match(text, reading.end)):
        cents = match["cents"] or match["fen"] or "零"
        change = Fraction(shares.value(match["jiao"] or "零")) / 10 + Fraction(shares.value(cents)) / 100
        return replace(reading, end=match.end(), value=reading.value + change, unit="元")
    if reading.unit in phrases("classes", "tenths") and (match := FEN.match(text, reading.end)):
        return replace(reading, end=match.end(), value=reading.value + Fraction(shares.value(match["fen"])) / 10)
    if reading.unit in phrases("classes", "metres") and (match := AFTER_METRE.match(text, reading.end)):
        digits = "".join(str(numbers.DIGIT_VALUES.get(sign, sign)) for sign in match["digits"])
        return replace(reading, end=match.end(), value=reading.value + Fraction(f"0.{digits}"))
    return reading
