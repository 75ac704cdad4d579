"""The user's own words: TOML files with units, indicators and regions, checked before anything is read by them.

[indicators.bookshops]                 # a new indicator; all keys as in indicators.toml
[indicators.gdp]                       # more words for one that ships with plancli
words = ["本级生产总值"]
[regions."光谷"]                       # a place without a code of its own, in 武汉市
parent = "420100"
[units.dou]
write = ["斗"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from plancli.errors import UsageError
from plancli.lexicon import load, user_check
from plancli.lexicon.indicators import Entry, entry
from plancli.lexicon.regions import Region
from plancli.lexicon.units import UnitEntry, spellings
from plancli.lexicon.user_check import Fault
from plancli.patterns import lazy

LARGEST = 10_000_000  # bytes
MOST_DOTS = 1000  # in a line; a key has a handful of parts
POSITION = lazy(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class UserTable(NamedTuple):
    """One table of a user's file: where it is from and what it says."""

    path: Path
    name: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UserWords:
    """What the user's files add."""

    entries: tuple[Entry, ...] = ()
    regions: tuple[Region, ...] = ()
    units: tuple[UnitEntry, ...] = ()


def read(paths: Iterable[Path | str]) -> UserWords:
    """The user's lexicon files as one.

    Args:
        paths: TOML files; a name may occur only once in all of them.

    Raises:
        UsageError: for the first fault, with file, line, column, and the nearest valid key.
    """
    files = [Path(path) for path in paths]
    # the first fault ends a run; `plancli lexicon check` lists all of them
    for fault in check(files):
        raise UsageError(fault.what, f"{fault.file}:{fault.line}:{fault.column}", fault.hint)
    parts = [part for path in files for part in _parts(path)]
    own = {part.name: part.values for section, part in parts if section == "indicators"}
    return UserWords(
        tuple(_indicator(part, own) for section, part in parts if section == "indicators"),
        tuple(_region(part) for section, part in parts if section == "regions"),
        _in_base([_unit(part) for section, part in parts if section == "units"]),
    )


def check(paths: Iterable[Path | str]) -> list[Fault]:
    """Every fault in the user's files, in the order of files and lines; empty when all is well.

    Args:
        paths: TOML files; one that cannot be read is a fault as well.
    """
    faults: list[Fault] = []
    seen: dict[tuple[str, str], str] = {}
    for path in map(Path, paths):
        text, fault = _text(path)
        if fault is None:
            faults += user_check.faults(str(path), text, tomllib.loads(text), seen)
        else:
            faults.append(fault)
    return faults


def _text(path: Path) -> tuple[str, Fault | None]:
    """The text of a file that is TOML, or the fault that keeps it from being one."""
    try:
        if path.exists() and not path.is_file():
            return "", Fault(str(path), 1, 1, "the lexicon file is no regular file", "give a file in TOML")
        if path.stat().st_size > LARGEST:
            return "", Fault(str(path), 1, 1, "the lexicon file is too large", f"at most {LARGEST:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
        deep = next((at for at, line in enumerate(text.split("\n"), 1) if line.count(".") > MOST_DOTS), 0)
        if deep:  # the parser of Python takes the square of the parts of a key
            return "", Fault(str(path), deep, 1, "TOML: a key nested too deep", f"at most {MOST_DOTS} dots in a line")
        tomllib.loads(text)
    except OSError as error:
        return "", Fault(str(path), 1, 1, "cannot read the lexicon file", error.strerror or "")
    except UnicodeDecodeError:
        return "", Fault(str(path), 1, 1, "the lexicon file is not UTF-8", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        at = POSITION.search(str(error))
        line, column = (int(at[1] or text.count("\n") + 1), int(at[2] or 1)) if at else (1, 1)
        return "", Fault(str(path), line, column, f"TOML: {POSITION.sub('', str(error))}", "")
    except (ValueError, RecursionError) as error:  # nested too deep, a number of thousands of digits
        return "", Fault(str(path), 1, 1, "TOML: nested too deep, or a number too long", str(error))
    return text, None


def _parts(path: Path) -> list[tuple[str, UserTable]]:
    data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    return [(section, UserTable(path, name, values)) for section in data for name, values in data[section].items()]


def _indicator(part: UserTable, own: dict[str, dict[str, Any]]) -> Entry:
    """The user's entry; one that names an id of plancli gets that entry's names and meaning as well."""
    shipped = {**own, **load.table("indicators")}
    base = load.table("indicators").get(part.name, {})
    if not base:
        return entry(part.name, part.values, shipped.get(part.values.get("of", ""), {}), str(part.path))
    merged = {**base, **part.values, "words": [*base.get("words", ()), *part.values.get("words", ())]}
    return entry(part.name, merged, shipped.get(base.get("of", ""), {}), str(part.path))


def _region(part: UserTable) -> Region:
    values = part.values
    short = values.get("short", part.name)
    years = int(values.get("valid_from", 1949)), values.get("valid_to")  # 1949: since ever, for our purposes
    return Region(values.get("code", ""), part.name, short, values.get("level", "area"), values["parent"], *years, "")


def _unit(part: UserTable) -> UnitEntry:
    values = part.values
    base, factor = values.get("base", values["write"][0]), Fraction(str(values.get("factor", "1")))
    return UnitEntry(part.name, base, factor, values.get("dimension", "count"), tuple(values["write"]))


def _in_base(units: list[UnitEntry]) -> tuple[UnitEntry, ...]:
    """The units in what they are measured in at last: a 引 of ten 丈 in m, as a 丈 is.

    Args:
        units: the user's, of which none leads back to itself (`check`).
    """
    known = {**spellings(), **{word: unit for unit in units for word in (unit.name, *unit.write)}}
    found = []
    for unit in units:
        base, factor = unit.base, unit.factor
        while base in known and known[base].base != base:
            base, factor = known[base].base, factor * known[base].factor
        found.append(replace(unit, base=base, factor=factor))
    return tuple(found)
