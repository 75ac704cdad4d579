"""The region of a document is no part of a name; other words of its title that end like a place are."""

from __future__ import annotations

import pytest

from plancli import pipeline
from plancli.read import from_text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("临江市绿地系统规划（2021—2025年）", "绿化覆盖率"),
        ("白山市临江市绿地系统规划（2021—2025年）", "绿化覆盖率"),
        ("南岭市绿地系统规划（2021—2025年）", "临江市绿化覆盖率"),
    ],
)
def test_only_the_region_of_the_document_is_left_out(title: str, name: str) -> None:
    """What the column of regions says is cut off the front of a measure; another place stays."""
    assert _names(title, "到2025年，临江市绿化覆盖率达到43%。") == [name]


@pytest.mark.parametrize("field", ["老旧小区", "中心城区", "工业园区", "大型灌区"])
def test_a_word_of_the_title_that_ends_like_a_place_stays(field: str) -> None:
    """小区, 城区, 园区 and 灌区 say whose measure it is, though the title has them, too."""
    line = f"到2025年，{field}污水处理率达到95%。"
    assert _names(f"临江市{field}改造规划（2021—2025年）", line) == [f"{field}污水处理率"]


def _names(title: str, line: str) -> list[str]:
    document = from_text("\n".join((title, "一、目标", line)), "plan.txt")
    return [target.indicator for target in pipeline.extract(document, status=None)]
