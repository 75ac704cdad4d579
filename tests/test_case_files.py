"""The small files of ../shared/cases/files come out as their README says."""

from pathlib import Path

import pytest

from plancli import pipeline
from plancli.model import Document, Target
from plancli.read import documents

pytestmark = pytest.mark.shared


def read(shared: Path, name: str) -> list[Document]:
    found = list(documents(shared / "cases/files" / name))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def records(shared: Path, name: str) -> list[Target]:
    return [target for document in read(shared, name) for target in pipeline.extract(document)]


def figures(shared: Path, name: str) -> set[tuple[object, ...]]:
    """Indicator, amount as a user reads it, unit, year, status."""
    return {_row(target) for target in records(shared, name)}


def _row(target: Target) -> tuple[object, ...]:
    return target.indicator, str(target.amount), target.year, target.status
