"""The workbook of a review: what a person fills in comes back as it was meant, or is named as a fault."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from plancli.cli.app import cli
from plancli.export.labels import values
from plancli.records.load import RecordFaultsError
from plancli.records.review_book import decisions_of
from plancli.records.review_sheets import is_review_book

PLAN = (
    "甲市数字经济发展规划\n一、目标\n到2025年，建成5G基站2.6万个以上，数字经济增加值占比达到60%，=投资3至5亿元。\n"
    "二、任务\n培育企业50家。\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a small plan."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    for arguments in (
        ("extract", folder / "plan.txt", "-q", "-o", folder / "records.jsonl"),
        ("review", folder / "records.jsonl", folder / "plan.txt", "-q", "-o", folder / "review.xlsx"),
    ):
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
        assert result.exit_code == 0, result.output
    return folder / "review.xlsx"


def filled(made: Path, cells: dict[tuple[str, str], object], sheet: str = "核对") -> Path:
    """A copy of the workbook in which (quantity, header) → value has been filled in."""
    book = load_workbook(made, rich_text=True)
    rows = list(book[sheet].iter_rows())
    heads = {cell.value: place for place, cell in enumerate(rows[0])}
    for row in rows[1:]:
        for (quantity, head), value in cells.items():
            if row[heads["数量原文"]].value == quantity:
                row[heads[head]].value = value
    path = made.with_name("filled.xlsx")
    book.save(path)
    return path


def read(path: Path) -> dict[str, tuple[str, dict]]:
    """Quantity → verdict and changes."""
    return {row["text"]: (row["verdict"], row["changes"]) for row in decisions_of(path, values())}


def test_an_untouched_workbook_decides_nothing(made):
    """Every record is in it, with its place, and none is decided."""
    assert is_review_book(made.read_bytes())
    assert decisions_of(made, values()) == []
    rows = list(load_workbook(made)["核对"].iter_rows(values_only=True))
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("lang", "sheet", "head", "said"), [("zh", "核对", "疑点", "抽样"), ("en", "Review", "Doubt", "Sample")]
)
def test_a_drawn_sample_stands_first_and_says_so(made, tmp_path, lang, sheet, head, said):
    """The rows of the sample, and no others, are named as such, in front of the doubtful ones."""
    records, plan = made.with_name("records.jsonl"), made.with_name("plan.txt")
    for seed in range(4):
        arguments = ("review", records, plan, "--sample", 2, "--seed", seed, "--lang", lang, "-o", tmp_path / "r.xlsx")
        assert CliRunner().invoke(cli, [str(argument) for argument in arguments]).exit_code == 0
        rows = list(load_workbook(tmp_path / "r.xlsx")[sheet].iter_rows(values_only=True))
        heads = [str(cell) for cell in rows[0]]
        at = heads.index(head)
        assert [str(row[at] or "").startswith(said) for row in rows[1:]] == [True, True, False, False]


def test_a_page_that_is_to_begin_with_a_workbook_says_what_it_wants(made, tmp_path):
    """The decisions of a workbook are not put into a page: one line, wrong use."""
    arguments = ("review", made.with_name("records.jsonl"), made.with_name("plan.txt"), "--decisions", made)
    result = CliRunner().invoke(cli, [str(argument) for argument in (*arguments, "-o", tmp_path / "review.html")])
    assert result.exit_code == 2
    assert result.stderr == f"plancli: a page begins with decisions.jsonl · {made} · give what a page saved\n"


def test_the_figure_is_bold_in_its_sentence_and_formulas_stay_text(made):
    """The quote is rich text with the figure marked; a sentence that begins with = is no formula."""
    book = load_workbook(made, rich_text=True)
    heads = [cell.value for cell in book["核对"][1]]
    quotes = [row[heads.index("原文")].value for row in book["核对"].iter_rows(min_row=2)]
    marked = [part.text for quote in quotes for part in quote if not isinstance(part, str)]
    assert sorted(marked) == ["2.6万个", "3至5亿元", "50家", "60%"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_correction_is_read_in_the_words_people_use(made):
    """Figures carry their unit, else that of the old figure; words of the list mean their values."""
    path = filled(
        made,
        {
            ("2.6万个", "决定"): "修改", ("2.6万个", "数值（改）"): 3, ("2.6万个", "年份（改）"): 2024,
            ("60%", "决定"): "修改", ("60%", "数值（改）"): "65%", ("60%", "状态（改）"): "实际",
            ("3至5亿元", "决定"): "修改", ("3至5亿元", "数值（改）"): "4至6亿元",
            ("50家", "决定"): "删除", ("50家", "备注"): "重复", ("50家", "核对人"): "王",
        },
    )  # fmt: skip
    assert read(path) == {
        "2.6万个": ("change", {"value": 30000, "value_max": None, "unit": "个", "year": 2024}),
        "60%": ("change", {"value": 65, "value_max": None, "unit": "%", "status": "actual"}),
        "3至5亿元": ("change", {"value": 400000000, "value_max": 600000000, "unit": "元", "comparator": "range"}),
        "50家": ("reject", {}),
    }
    (last,) = (one for one in decisions_of(path, values()) if one["by"])
    assert last["seen"]["value"] == 50
    assert (last["by"], last["note"]) == ("王", "重复")
    assert last["id"].startswith("r") or last["id"][0].isalpha()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({("60%", "数值（改）"): "65%"}, "a correction without a verdict"),
        ({("60%", "决定"): "确认", ("60%", "数值（改）"): "65%"}, "with corrections beside it"),
        ({("60%", "决定"): "也许"}, "is no verdict"),
        ({("60%", "决定"): "修改", ("60%", "数值（改）"): datetime(2025, 3, 5)}, "is a date"),
        ({("60%", "决定"): "修改", ("60%", "年份（改）"): datetime(2025, 3, 5)}, "is a date"),
        ({("60%", "决定"): "修改", ("60%", "数值（改）"): "很多"}, "is no figure"),
        ({("60%", "决定"): "修改", ("60%", "状态（改）"): "目的"}, "is not one of"),
        ({("60%", "决定"): "确认", ("60%", "年份"): 2030}, "年份 (Year) was overwritten"),
        ({("60%", "数值"): "65%"}, "数值 (Figure) was overwritten"),
    ],
)
def test_what_cannot_be_read_without_guessing_is_a_fault_with_its_place(made, cells, said):
    """One line says what, where and what to do; nothing of the workbook is applied."""
    with pytest.raises(RecordFaultsError) as fault:
        decisions_of(filled(made, cells), values())
    assert said in str(fault.value)
    assert "sheet 核对 row " in str(fault.value)


def test_rows_may_be_sorted_and_hidden_and_columns_added_moved_or_lost(made):
    """Cells are found by their headers; without the id, document, sentence and quantity say which record is meant."""
    path = filled(made, {("60%", "决定"): "确认"})
    book = load_workbook(path)
    sheet = book["核对"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    lost = rows[0].index("编号")
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate([rows[0], *reversed(rows[1:])]):
        sheet.append(
            ["我的列" if number == 0 else number, *reversed([value for at, value in enumerate(row) if at != lost])]
        )
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    (row,) = decisions_of(path, values())
    assert (row["id"], row["verdict"], row["text"]) == (None, "accept", "60%")
    assert row["quote"] in PLAN


def test_merged_cells_and_a_lost_column_of_verdicts_are_named(made):
    """Neither is guessed around."""
    book = load_workbook(made)
    book["核对"].merge_cells("A2:A3")
    book.save(made.with_name("merged.xlsx"))
    with pytest.raises(RecordFaultsError, match="merged cells"):
        decisions_of(made.with_name("merged.xlsx"), values())
    book = load_workbook(made)
    book["核对"].delete_cols(1)
    book.save(made.with_name("lost.xlsx"))
    with pytest.raises(RecordFaultsError, match="is gone"):
        decisions_of(made.with_name("lost.xlsx"), values())


VERDICT = st.sampled_from(["确认", "修改", "删除", None])
YEAR = st.integers(min_value=1990, max_value=2060)
NAME = st.text(st.characters(whitelist_categories=("Lo", "Nd", "Lu")), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VERDICT, YEAR, NAME), min_size=4, max_size=4))
def test_whatever_is_decided_comes_back(made, decided):
    """Verdicts, years and names of any record are read as they were filled in."""
    quantities = ["2.6万个", "60%", "3至5亿元", "50家"]
    cells: dict[tuple[str, str], object] = {}
    wanted = {}
    for quantity, (verdict, year, name) in zip(quantities, decided, strict=True):
        if verdict:
            cells[quantity, "决定"] = verdict
            wanted[quantity] = ({"确认": "accept", "修改": "change", "删除": "reject"}[verdict], {})
        if verdict == "修改":
            cells[quantity, "年份（改）"], cells[quantity, "指标（改）"] = year, name
            wanted[quantity] = ("change", {"indicator": name, "year": year})
    assert read(filled(made, cells)) == wanted


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_a_workbook_saved_by_libreoffice_is_read_alike(made, tmp_path):
    """Another program's file of the same decisions gives the same decisions."""
    path = filled(made, {("60%", "决定"): "确认", ("50家", "决定"): "修改", ("50家", "数值（改）"): "60家"})
    before = [row | {"place": ""} for row in decisions_of(path, values())]
    call = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={tmp_path.as_uri()}/profile",
        "--convert-to",
        "xlsx",
        "--outdir",
    ]
    subprocess.run([*call, str(tmp_path), str(path)], check=True, capture_output=True, timeout=170)
    after = decisions_of(tmp_path / "filled.xlsx", values())
    assert [row | {"place": ""} for row in after] == before
