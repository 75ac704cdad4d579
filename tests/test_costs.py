"""A table costs what its cells cost in every format that holds one, and no row of pieces more than its length."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from patience import cpu_at_most

from plancli import pipeline
from plancli.model import Document
from plancli.read import documents

NAMES = ("高速公路里程", "产业园区面积", "软件业务收入", "森林覆盖率", "绿色工厂数量")
UNITS = ("公里", "平方公里", "亿元", "%", "家")
ROWS, YEARS = 300, range(2021, 2069)
HEAD = ["指标", "单位", *(f"{year}年" for year in YEARS)]


def line(number: int) -> list[str]:
    name = f"{NAMES[number % 5]}{'甲乙丙丁戊己庚辛'[number % 8]}{'东西南北'[number // 8 % 4]}"
    return [name, UNITS[number % 5], *(str((number * 7 + year) % 97 + 1) for year in YEARS)]


TABLE = [HEAD, *(line(number) for number in range(ROWS))]


def page() -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    return f"<html><meta charset=utf-8><body><h1>甲市发展规划</h1><table>{body}</table></body></html>".encode()


def book() -> bytes:
    workbook, target = Workbook(write_only=True), io.BytesIO()
    sheet = workbook.create_sheet()
    for row in TABLE:
        sheet.append([float(cell) if cell.isdigit() else cell for cell in row])
    workbook.save(target)
    return target.getvalue()


FORMATS = {
    "html": page,
    "xlsx": book,
    "csv": lambda: "\n".join(map(",".join, TABLE)).encode(),
    "txt": lambda: ("甲市发展规划\n\n" + "\n".join(map(" | ".join, TABLE))).encode(),
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_table_of_many_cells_costs_its_cells(suffix: str, tmp_path: Path) -> None:
    """Fifteen thousand cells: each a record, in seconds; as the square of them it would take minutes."""
    path = tmp_path / f"table.{suffix}"
    path.write_bytes(FORMATS[suffix]())
    with cpu_at_most(40):
        (document,) = documents(path)
        assert isinstance(document, Document)
        found = pipeline.extract(document, status=None)
    assert len(found) == ROWS * len(YEARS)
    assert {target.year for target in found} == set(YEARS)


PIECES = (
    "5%",
    "5%、",
    "|",
    "3至5",
    "3倍",
    "达到5个",
    "5|",
    "5个\n",
    "增长5%，",
    "一、建设\n",
    "2021-2025",
    "（",
    "第一",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_repeated_without_end_costs_its_length(piece: str, tmp_path: Path) -> None:
    """Twenty thousand times the same: seconds, whatever comes of it."""
    path = tmp_path / "plan.txt"
    path.write_text(f"规划\n\n{piece * 20_000}\n到2025年，建成5G基站2.6万个。\n", encoding="utf-8")
    with cpu_at_most(20):
        for document in documents(path):
            assert isinstance(document, Document)
            pipeline.extract(document, status=None)


def test_one_line_of_many_sentences_costs_its_length(tmp_path: Path) -> None:
    """A megabyte without a line end."""
    sentence = "到2025年，核心产业增加值达到1500亿元，建成5G基站2.6万个。为深入贯彻国家战略，加快推进各项工作。"
    path = tmp_path / "plan.txt"
    path.write_text(sentence * 7000, encoding="utf-8")
    with cpu_at_most(30):
        (document,) = documents(path)
        assert isinstance(document, Document)
        assert len(pipeline.extract(document, status=None)) == 14_000
