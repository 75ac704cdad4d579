"""Faults of a user's lexicon file, each with its place: unknown keys, wrong types, words claimed twice, circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, NamedTuple

from plancli.lexicon.indicators import Index, entry, index, spelling
from plancli.lexicon.load import table
from plancli.lexicon.regions import by_code
from plancli.lexicon.units import entries as units
from plancli.lexicon.units import spellings
from plancli.model import Kind
from plancli.patterns import lazy

# not 1e9999999999, which would keep Fraction busy for ever
FACTOR = lazy(r"[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2}|/[0-9]{1,40})?")
TEXTS = "a list of texts"
KEYS: dict[str, dict[str, str]] = {
    "indicators": {
        "name_zh": "a text",
        "name_en": "a text",
        "topic": "a text",
        "of": "a text",
        "flow": "true or false",
        **dict.fromkeys(("dimensions", "kinds", "words", "all", "none", "yes", "no"), TEXTS),
    },
    "regions": {
        **dict.fromkeys(("code", "short", "level", "parent"), "a text"),
        **dict.fromkeys(("valid_from", "valid_to"), "a year"),
    },
    "units": {"base": "a text", "factor": "a text", "dimension": "a text", "write": TEXTS, "examples": "a table"},
}
NEEDED = {
    "indicators": ("name_zh", "name_en", "topic", "dimensions", "kinds"),
    "regions": ("parent",),
    "units": ("write",),
}
FITS: dict[str, Callable[[Any], bool]] = {
    "a text": lambda value: isinstance(value, str),
    TEXTS: lambda value: isinstance(value, list) and all(isinstance(item, str) and item for item in value),
    "true or false": lambda value: isinstance(value, bool),
    "a year": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "a table": lambda value: isinstance(value, dict),
}


class Fault(NamedTuple):
    """One fault, with its place in the file (from 1) and what to do about it."""

    file: str
    line: int
    column: int
    what: str
    hint: str


class _File(NamedTuple):
    name: str
    lines: list[str]

    def fault(self, path: tuple[str, ...], what: str, hint: str = "") -> Fault:
        line, column = self.place(path)
        return Fault(self.name, line, column, what, hint)

    def place(self, path: tuple[str, ...]) -> tuple[int, int]:
        """Line and column of a table (section, name) or of a key in it; of the table where the key is not found."""
        header = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in path[:2]))
        start = next((at for at, line in enumerate(self.lines) if header.match(line)), 0)
        for at in range(start + 1, len(self.lines) if len(path) > 2 else 0):  # down to the next table
            if self.lines[at].lstrip().startswith("["):
                break
            if re.match(rf"\s*[\"']?{re.escape(path[2])}[\"']?\s*=", self.lines[at]):
                return at + 1, len(self.lines[at]) - len(self.lines[at].lstrip()) + 1
        return start + 1, 1


def nearest(key: str, valid: list[str]) -> str:
    """A hint that names the valid key most like `key`, or all of them."""
    close = get_close_matches(key, valid, 1, 0.5)  # 0.5: half alike is worth a question
    return f"did you mean {close[0]}?" if close else "valid: " + ", ".join(valid[:12])


def faults(name: str, text: str, data: dict[str, Any], seen: dict[tuple[str, str], str]) -> list[Fault]:
    """The faults of one file.

    Args:
        name: of the file, for the messages.
        text: the file, for the places.
        data: what it holds.
        seen: words claimed by the files before, with the id that claims each; it is added to.
    """
    file = _File(name, text.splitlines())
    found: list[Fault] = []
    for section, parts in data.items():
        if section not in KEYS:
            found.append(file.fault((section,), f"unknown table {section}", nearest(section, list(KEYS))))
        elif not isinstance(parts, dict):
            found.append(file.fault((section,), f"{section} must be a table", f"write [{section}.NAME]"))
        else:
            for part, values in parts.items():
                found += _of_part(file, section, part, values, seen)
    found += _circles(file, data.get("indicators", {}))
    found += _unit_circles(file, data.get("units", {}), seen)
    # as an editor walks through them, whatever check has found each
    return sorted(found, key=lambda fault: (fault.line, fault.column))


def _of_part(file: _File, section: str, part: str, values: Any, seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    """Faults of one entry: its keys and their types first; what they mean only where those are right."""
    if not isinstance(values, dict):
        yield file.fault((section,), f"{section}.{part} must be a table", f"write [{section}.{part}]")
        return
    shapes = list(_shapes(file, section, part, values))
    yield from shapes
    if not shapes:
        yield from MEANINGS[section](file, part, values, seen)


def _shapes(file: _File, section: str, part: str, values: dict[str, Any]) -> Iterator[Fault]:
    keys = KEYS[section]
    for key, value in values.items():
        if key not in keys:
            # a slip (word for words) would otherwise drop half of an entry in silence
            yield file.fault((section, part, key), f"unknown key {key}", nearest(key, list(keys)))
        elif not FITS[keys[key]](value):
            yield file.fault((section, part, key), f"{key} must be {keys[key]}")
    extends = section == "indicators" and part in index().entries
    for key in () if extends else NEEDED[section]:
        if key not in values:
            yield file.fault((section, part), f"{section}.{part} lacks {key}", f"add {key} = …")


def _of_indicator(file: _File, part: str, values: dict[str, Any], seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    at = ("indicators", part)
    kinds, dimensions = [kind.value for kind in Kind], {unit.dimension for unit in units()}
    for kind in values.get("kinds", ()):
        if kind not in kinds:
            yield file.fault((*at, "kinds"), f"unknown kind {kind}", nearest(kind, kinds))
    for dimension in values.get("dimensions", ()):
        if not all(name in dimensions for name in dimension.split(" / ")):
            yield file.fault(
                (*at, "dimensions"), f"unknown dimension {dimension}", nearest(dimension, sorted(dimensions))
            )
    for word in values.get("words", ()):
        yield from _claimed(file, part, word, values, seen)
    for wrong in examples(part, values) if part not in index().entries and set(kinds) >= set(values["kinds"]) else ():
        yield file.fault(at, f"an example is wrong: {wrong}", "change the example or the words")


def _claimed(
    file: _File, part: str, word: str, values: dict[str, Any], seen: dict[tuple[str, str], str]
) -> Iterator[Fault]:
    """A word given under two ids for the same kind of statement would make one of them a guess."""
    shipped = index().entries.get(part)
    kinds = values.get("kinds") or (shipped.kinds if shipped else ())
    for kind in kinds:
        other = seen.setdefault((spelling(word), kind), part)
        theirs = [found.id for found in index().names.get(spelling(word), ()) if kind in found.kinds]
        claims = [name for name in (other, *theirs) if name != part]
        if claims:
            what = f"the word {word} belongs to two ids: {claims[0]} and {part}"
            yield file.fault(("indicators", part, "words"), what, "keep it under one")
            return


def _circles(file: _File, parts: Any) -> Iterator[Fault]:
    """`of` must lead to an entry that exists, and not back to where it began."""
    shipped = table("indicators")
    for part, values in parts.items() if isinstance(parts, dict) else ():
        trail, at = [part], values.get("of") if isinstance(values, dict) else None
        while isinstance(at, str) and at in parts and at not in trail and isinstance(parts[at], dict):
            trail.append(at)
            at = parts[at].get("of")
        if not isinstance(at, str) or (at in shipped and at not in trail):
            continue
        if at in trail:  # `of` has led back to where it was
            circle = " → ".join((*trail, at))
            yield file.fault(("indicators", part, "of"), f"{circle} is a circle", "drop one `of`")
        else:
            yield file.fault(("indicators", part, "of"), f"no indicator {at}", nearest(at, list(shipped)))


def _of_region(file: _File, part: str, values: dict[str, Any], seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    for parent in values["parent"].split():
        if by_code(parent) is None:
            yield file.fault(("regions", part, "parent"), f"no region has the code {parent}", "use a GB/T 2260 code")
    if code := values.get("code"):
        if not re.fullmatch(r"\d{6}", code):
            yield file.fault(("regions", part, "code"), f"{code} is no GB/T 2260 code", "six digits, or none")
        elif (other := by_code(code)) is not None and other.name != part:
            yield file.fault(("regions", part, "code"), f"{code} is the code of {other.name}", "drop it")


def is_factor(text: str) -> bool:
    """Whether `text` is a number above 0 of a size that units have: 1e9999999999 would not end."""
    try:
        return bool(FACTOR.fullmatch(text)) and Fraction(text) > 0
    except (ValueError, ZeroDivisionError):
        return False


def _measured_in(name: str, seen: dict[tuple[str, str], str]) -> str | None:
    """The name of the unit that a unit of the user, or else of plancli, is given in; None where it is neither's."""
    base = seen.get((name, "base")) or next((unit.base for unit in units() if unit.name == name), None)
    if base is None:
        return None
    shipped = spellings().get(base)
    return seen.get((base, "unit")) or (shipped.name if shipped else base)


def _unit_circles(file: _File, parts: Any, seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    """`base` must not lead back to where it began, here or by way of a file before: 斗 in 升 and 升 in 斗."""
    for part in parts if isinstance(parts, dict) else ():
        trail, at = [part], _measured_in(part, seen)
        while at is not None and at not in trail:
            trail.append(at)
            at = _measured_in(at, seen)
        if at == part and len(trail) > 1:
            circle = " → ".join((*trail, part))
            yield file.fault(("units", part, "base"), f"{circle} is a circle", "give them one base")


def _of_unit(file: _File, part: str, values: dict[str, Any], seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    at, factor = ("units", part), values.get("factor", "1")
    if not is_factor(factor):
        yield file.fault((*at, "factor"), f"{factor[:40]} is no number above 0", 'write "10" or "2000/3"')
    elif values.get("base", part) in (part, *values["write"]) and Fraction(factor) != 1:
        yield file.fault((*at, "factor"), f"{part} is {factor} of itself", "give another base, or drop the factor")
    seen[part, "base"] = values.get("base", part)
    if not values["write"]:
        yield file.fault((*at, "write"), "write is empty", "give the words that the unit is written by")
    for word in values["write"]:
        shipped = spellings().get(word)
        other = shipped.name if shipped else seen.setdefault((word, "unit"), part)
        if other != part:
            what = f"the spelling {word} belongs to two units: {other} and {part}"
            yield file.fault((*at, "write"), what, "keep it under one")


MEANINGS: dict[str, Callable[[_File, str, dict[str, Any], dict[tuple[str, str], str]], Iterator[Fault]]] = {
    "indicators": _of_indicator,
    "regions": _of_region,
    "units": _of_unit,
}


def examples(name: str, values: dict[str, Any]) -> list[str]:
    """What a user's examples prove wrong: names in `yes` that miss the id, names in `no` that get it.

    Args:
        values: the user's table of the indicator.
    """
    shipped = table("indicators")
    own = Index([entry(name, values, shipped.get(values.get("of", ""), {}))])
    asked = [(kind, dimension) for kind in values["kinds"] for dimension in values["dimensions"]]
    hit = {
        word: any(own.lookup(word, *what) for what in asked) for word in (*values.get("yes", ()), *values.get("no", ()))
    }
    missed = [f"{word} does not get {name}" for word in values.get("yes", ()) if not hit[word]]
    return missed + [f"{word} gets {name}" for word in values.get("no", ()) if hit[word]]
