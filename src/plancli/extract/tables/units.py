"""Units in tables: in brackets behind a label, in a column of their own, or above the table."""

from __future__ import annotations

from plancli.extract.tables.words import says
from plancli.lexicon.units import MULTIPLIERS, lookup
from plancli.lexicon.words import only_word, phrases
from plancli.patterns import lazy

UNIT = only_word("classes", "unit_word")
BRACKETS = lazy(rf"[(\[](?:{UNIT}[:：]?)?\s*([^()\[\]]{{1,14}})[)\]]\s*$")
UNIT_ABOVE = lazy(rf"{UNIT}\s*[:：]\s*([^\s,，;；。()（）|]{{1,12}})")
NO_UNIT = phrases("classes", "no_unit")


def unit_in_brackets(label: str) -> tuple[str, str]:
    """A folded label and its unit, or an empty string: 信息消费规模(万亿元) → 信息消费规模, 万亿元."""
    match = BRACKETS.search(label)
    if match is None or not is_unit(match[1]):
        return label, ""
    return label[: match.start()].rstrip(), tidy(match[1])


def is_unit(text: str) -> bool:
    """Is this a known unit, with or without multiplier, or one per another (件/万人)?

    Args:
        text: a folded cell.
    """
    first, *others = tidy(text).split("/")
    return bool(first) and _known(first) and all(_known(part) or says(part, "per") for part in others)


def unit_above(text: str, table: str = "") -> str:
    """单位:亿元 in what is above a table or in its titles; empty where the nearest line names none or several.

    Args:
        text: the folded lines above the table, which may hold the unit of another one; `table` is folded, too.
    """
    named = (units for line in reversed(text.splitlines()) if (units := UNIT_ABOVE.findall(line)))
    # what a table says itself comes before any line above it
    found = {tidy(unit) for unit in UNIT_ABOVE.findall(table) or next(named, [])}
    # 万元、人 is said of a table in which each column must say for itself which
    return found.pop() if len(found) == 1 and not any(mark in unit for unit in found for mark in "、和") else ""


def tidy(unit: str) -> str:
    """台(套) → 台套; 1/10万 → /10万, as running text has it; a sign for none → empty.

    Args:
        unit: as a folded cell has it, not empty.
    """
    plain = unit.replace("(", "").replace(")", "").replace(" ", "").replace("每", "/" if unit[0] != "每" else "")
    return "" if plain in NO_UNIT else plain.removeprefix("1") if plain.startswith("1/") else plain


def _known(part: str) -> bool:
    while part:
        if lookup(part) is not None:
            return True
        if part[0] not in MULTIPLIERS:
            return False
        part = part[1:]
    return True
