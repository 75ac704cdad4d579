"""Whether the name of a file, the title and the text agree on one place and one year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from plancli.lexicon.regions import Region, by_code, by_name
from plancli.model import Head
from plancli.read.metadata import dates, places


def warnings(head: Head, name: str) -> tuple[str, ...]:
    """A warning for region and for year where the file is called one thing and the document says another.

    Args:
        head: what was read of the document.
        name: the label of its file.
    """
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return (*_region(head, stem), *_year(head, stem))


def _region(head: Head, stem: str) -> Iterator[str]:
    """阿坝.docx read as 四川省; a file 台州 that holds the national report."""
    called = places.called(stem)
    found = (by_code(head.region_code) if head.region_code else None) or (by_name(head.region) if head.region else None)
    if called is None or found is None or _same(called, found):  # a file called 附件1.docx contradicts nothing
        return
    yield f"region: {found.name} by the text, {called.name} by the name of the file; say which with --about"


def _same(one: Region, other: Region) -> bool:
    """One place, also under its code of another year; a province named before its city is no other place."""
    return one.short == other.short and (one.parent == other.parent or one.name == other.name)


def _year(head: Head, stem: str) -> Iterator[str]:
    """A file named 2023 that holds the report of 2024."""
    called = dates.year_of_title(stem)
    if head.genre != "report" or called is None or head.horizon_year is None or called == head.horizon_year:
        return
    yield f"year: {head.horizon_year} by the text, {called} by the name of the file; say which with --about"
