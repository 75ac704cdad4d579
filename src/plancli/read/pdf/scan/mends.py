"""Signs and figures that a model confuses because they are printed alike, put right where their place leaves one way.

A character is exchanged for another, none is added or lost. A correction within a figure is reported as unsure.
"""

from __future__ import annotations

import re

from plancli.patterns import lazy
from plancli.read.pdf.scan.rapid import ScanLine

WIDE_SIGNS = dict(zip("(),:;!?", "（），：；！？", strict=True))
HAN_CLASS = r"[㐀-䶿一-鿿]"
BESIDE_HAN = lazy(rf"(?<={HAN_CLASS})[(),:;!?]|[(),:;!?](?={HAN_CLASS})")
ZERO = lazy(r"(?<=\d)[OoＯ](?=[\d.%年])|(?<=\d\.)[OoＯ](?=[\d%])")
ONE = lazy(r"(?<=\d)[lI|](?=[\d.%年])|(?<=\d\.)[lI|](?=[\d%])")
POINT = lazy(r"(?<=\d)[。·．](?=\d+[%％])")
PAGE_NUMBER = lazy(r"[一—–－-](\d{1,4})[一—–－-]")
DASH = lazy(r"(?<=\d{4})[一ー](?=\d{4})|(?<=\d年)[一ー](?=\d{4})")


def mended(line: ScanLine) -> ScanLine:
    """The line with signs as wide as Chinese ones, and letters inside figures as figures, of which nothing is sure."""
    page = PAGE_NUMBER.fullmatch(line.text)
    text = f"—{page[1]}—" if page else DASH.sub("—", BESIDE_HAN.sub(_wide, line.text))
    figures = POINT.sub(".", ONE.sub("1", ZERO.sub("0", text)))
    sure = tuple(known if one == other else 0.0 for known, one, other in zip(line.sure, text, figures, strict=True))
    return line._replace(text=figures, sure=sure)


def _wide(sign: re.Match[str]) -> str:
    return WIDE_SIGNS[sign[0]]
