"""Whatever a record says, every format gives it back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import record

from plancli.columns import RECORD
from plancli.export import write
from plancli.formats import FORMATS, Format
from plancli.pipeline import about
from plancli.records.load import load_records

FORMS = [format for format in FORMATS.values() if format.back]
# What spreadsheets, SQL and CSV have a meaning of their own for, beside plain words.
WORDS = st.text("省市建成网络=+-@'\"\\,;|<>&{}[]%5.０ａ😀_x", min_size=1, max_size=12).map(str.strip).filter(bool)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3)
)


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few records of one document, each in a place of its own."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        text, value, unit = draw(WORDS), draw(NUMBERS), draw(st.sampled_from(["个", "%", "元"]))
        year = draw(st.one_of(st.none(), st.integers(1990, 2060)))
        made.append(
            record(
                draw(WORDS), int(value) if value == int(value) else Decimal(value), unit, year=year,
                id=f"t{number:016x}", text=text, quote=f"{draw(WORDS)}{text}", section=draw(WORDS), region="湖北省",
                written_value=draw(st.sampled_from(["80", "1-2", "一百"])),
                kind=draw(st.sampled_from(["level", "growth", "share", "rank"])), flow=draw(st.booleans()),
                comparator=draw(st.sampled_from(["=", ">=", ">", "<=", "<", "~"])),
                modality=draw(st.sampled_from([None, "binding", "strive"])),
                departments=draw(st.lists(st.sampled_from(["经信厅", "发展改革委", "A局"]), max_size=2)),
                rules={"kind": draw(WORDS)}, doubts=[],
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=records())
def test_every_format_gives_back_what_was_written(tmp_path: Path, form: Format, rows: list[dict[str, Any]]) -> None:
    """Text with signs of formulas, SQL and CSV, numbers, lists and closed vocabularies come back as they were."""
    pytest.importorskip("pyarrow")
    path = tmp_path / f"r{form.suffixes[0]}"
    style = write.Style(form.name)
    if form.book:
        write.book(rows, about(rows, compared=form.compared), path, style)
    else:
        write.to_path(rows, RECORD, path, style)
    assert load_records(path) == rows
