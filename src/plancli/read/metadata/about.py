"""What the user knows of files (`--about`): a table with a row for each, which overrules what the texts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from plancli.errors import UsageError
from plancli.lexicon.regions import Region, by_code, by_name
from plancli.model import Failure, Head, Options
from plancli.patterns import lazy
from plancli.read.files import load
from plancli.read.metadata import dates, places
from plancli.read.metadata.head import level_of

FILE = "file"
COLUMNS = ("region", "region_code", "year", "title", "type", "issued", "period", "issuer")
GENRES = ("plan", "report", "rules", "bulletin", "news", "notice", "letter", "law", "standard", "other")
YEAR = lazy(r"(?:19|20)\d\d")
PERIOD = lazy(r"((?:19|20)\d\d)\s*[-—–~至]+\s*((?:19|20)\d\d)")
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
WATCHED = ("region", "horizon_year", "title", "genre", "issued", "period", "issuer")


@dataclass(frozen=True, slots=True)
class AboutRow:
    """One row: the file as the user names it, what the row says about it, and where the row is."""

    file: str
    said: Mapping[str, str]
    place: str


def read_about(path: str) -> tuple[AboutRow, ...]:
    """The rows of a table (CSV, XLSX).

    Args:
        path: a change of the file is seen by its time.

    Raises:
        InputError: it cannot be read.
        UsageError: a column, genre, year, date, period or place that plancli does not know, or a file named twice.
    """
    status = Path(path).stat() if Path(path).exists() else None
    return _read(path, status.st_mtime_ns if status else 0)


@lru_cache(maxsize=4)
def _read(path: str, changed: int) -> tuple[AboutRow, ...]:
    from plancli.read.tables.sheets import sheets_of

    sheets = [sheet for sheet in sheets_of(load(Path(path)), path, Options()) if sheet.rows]
    if not sheets:
        raise UsageError("no row", path, f"give a table with the column {FILE} and any of {', '.join(COLUMNS)}")
    head = [name.strip().lower() for name in sheets[0].head]
    unknown = [name for name in head if name and name not in (FILE, *COLUMNS)]
    if FILE not in head or unknown:
        what = f"unknown column {unknown[0]}" if unknown else f"no column {FILE}"
        raise UsageError(what, path, f"columns are {FILE}, {', '.join(COLUMNS)}")
    rows = [
        _row(head, row, f"{path} {place}") for place, row in sheets[0].rows if not isinstance(row, Failure) and any(row)
    ]
    for row in rows:
        _check(row)
        if sum(other.file == row.file for other in rows) > 1:
            raise UsageError(f"{row.file} occurs twice", path, "leave one row for each file")
    return tuple(rows)


def _row(head: list[str], cells: list[str], place: str) -> AboutRow:
    said = {name: cell.strip() for name, cell in zip(head, cells, strict=False) if name and cell.strip()}
    return AboutRow(said.pop(FILE, ""), said, place)


def _unknown_place(said: Mapping[str, str]) -> bool:
    dated = "year" not in said or YEAR.fullmatch(said["year"]) is not None  # else the year is the first thing to report
    return ("region" in said or "region_code" in said) and dated and place_of(said) is None


def _check(row: AboutRow) -> None:
    """Refuse what would be passed over in silence."""
    said = row.said
    faults = [
        (not row.file, "no file named", "write its path or name"),
        ("type" in said and said.get("type") not in GENRES, f"unknown type {said.get('type')}", ", ".join(GENRES)),
        ("year" in said and not YEAR.fullmatch(said["year"]), f"{said.get('year')} is no year", "write 2025"),
        ("period" in said and not PERIOD.fullmatch(said["period"]), "unknown period", "write 2021-2025"),
        ("issued" in said and not dates.iso_date(said["issued"]), "unknown date of issue", "write 2021-03-05"),
        (_unknown_place(said), f"unknown region {said.get('region_code') or said.get('region')}", "see lexicon find"),
    ]
    for wrong, what, hint in faults:
        if wrong:
            raise UsageError(what, row.place, hint)


def place_of(said: Mapping[str, str]) -> Region | None:
    """The region that a row names: by code, else by name (浙江省, 湖北省天门市).

    Args:
        said: column → cell, as `told` takes it.
    """
    on = int(said["year"]) if "year" in said else None
    code = said.get("region_code", "")
    if code:
        return by_code(code, on)
    name = said.get("region", "")
    return by_name(name, on=on) or places.chain(name, "", on)


def check_files(rows: Iterable[AboutRow], paths: Iterable[str]) -> None:
    """Refuse rows whose file is not among `paths`, or is several of them. What archives hold is not known yet.

    Raises:
        UsageError: for the first such row.
    """
    known = list(paths)
    if any(path.lower().endswith(ARCHIVES) for path in known):  # a row may name a member
        return
    for row in rows:
        found = [path for path in known if path == row.file] or [path for path in known if _base(path) == row.file]
        if len(found) != 1:
            what = "is the name of several files" if found else "is not among the files"
            raise UsageError(f"{row.file} {what}", row.place, "write its path as it is given to the command")


def _base(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/").replace("!/", "/")).name


def said_of(rows: Iterable[AboutRow], source: str) -> Mapping[str, str]:
    """What a row says of the file `source`; nothing where none is about it."""
    known = list(rows)
    exact = [row for row in known if row.file == source]
    named = exact or [row for row in known if row.file == _base(source)]
    return named[0].said if len(named) == 1 else {}


def told(head: Head, said: Mapping[str, str]) -> tuple[Head, tuple[str, ...]]:
    """`head` with what the user says in place of what the text says, and a warning for each that disagrees.

    Args:
        said: column of the user's table → its cell, without blank ones.
    """
    if not said:
        return head, ()
    place = place_of(said)
    period = PERIOD.fullmatch(said.get("period", ""))
    span = (int(period[1]), int(period[2])) if period else head.period
    year = int(said["year"]) if "year" in said else span[1] if period and span else head.horizon_year
    new = replace(
        head,
        title=said.get("title", head.title),
        region=place.name if place else head.region,
        region_code=(place.code or None) if place else head.region_code,
        level=level_of(place) if place else head.level,
        issuer=said.get("issuer", head.issuer),
        issued=dates.iso_date(said["issued"]) if "issued" in said else head.issued,
        horizon_year=year,
        period=span,
        genre=said.get("type", head.genre),
        told=tuple(said),
    )
    return new, tuple(_disagreements(head, new))


def _disagreements(old: Head, new: Head) -> Iterable[str]:
    for name in WATCHED:
        text, user = getattr(old, name), getattr(new, name)
        if text and text != user:
            yield f"{name}: {user} as told, the text says {text}"
