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
    return [target for document in read(shared, name) for target in pipeline.extract(document, status=None)]


def figures(shared: Path, name: str) -> set[tuple[object, ...]]:
    """Indicator, figure as written, year, status."""
    return {_row(target) for target in records(shared, name)}


def _row(target: Target) -> tuple[object, ...]:
    return target.indicator, f"{target.written_value} {target.written_unit}", target.year, target.status.value


def test_a_line_of_many_figures_cuts_no_paragraph(shared):
    """C: the PDF gives the records of the page that it was printed from."""
    assert figures(shared, "pdf_digit_heavy_line.pdf") == figures(shared, "pdf_digit_heavy_line.source.html")


def test_marked_characters_stand_in_their_lines(shared):
    """E: 一, 大, 人, 二 are in the sentence."""
    (document,) = read(shared, "pdf_actualtext_in_form.pdf")
    assert "到2025年，建成一体化大数据平台30个，" in document.text
    assert "人工智能企业达到二百家。" in document.text


def test_a_sideways_annex_that_is_printed_over_itself_is_told(shared):
    """F: what cannot be read is counted, with its page."""
    (document,) = read(shared, "sideways_table_on_portrait_page.pdf")
    assert any(one.startswith("page 2: ") and "not placed" in one for one in document.warnings)


def test_a_page_turned_by_the_viewer_is_read(shared):
    """F: six rows."""
    (document,) = read(shared, "page_turned_by_viewer_rotation.pdf")
    assert "6 | 指标6产业规模 | 亿元 | 60 | 125 | 预期性" in document.text


def test_a_three_rule_table_drawn_by_cells_is_a_table(shared):
    """G: figures with years and units, none made of a unit in brackets."""
    assert {row[1:3] for row in figures(shared, "three_rule_table_cell_borders.pdf")} >= {
        ("120 亿元", 2020), ("260 亿元", 2025), ("300 家", 2020), ("500 家", 2025), ("0.5 万个", 2020), ("2 万个", 2025)
    }  # fmt: skip


def test_years_as_rows_are_years(shared):
    """H: each row is a year, its figures are of what stands above them."""
    found = figures(shared, "year_rows_table.html")
    assert {(year, amount) for name, amount, year, _ in found if name == "数字服务出口规模"} == {
        (2024, "190 亿元"), (2026, "223 亿元"), (2028, "249 亿元")
    }  # fmt: skip
    assert len(found) == 13


def test_columns_of_metadata_are_no_indicators(shared):
    """K: citycode, provcode and counts of words give no record."""
    assert records(shared, "metadata_table.csv") == []
