"""What a plan is about, as its title says, owns what is said of no other field."""

from __future__ import annotations

import pytest

from plancli import pipeline
from plancli.extract.link.indicator.owner.title import topic_of
from plancli.read import from_text


def names(title: str, *lines: str) -> list[str]:
    document = from_text("\n".join((title, "一、发展目标", *lines)), "plan.txt")
    return [target.indicator for target in pipeline.extract(document, status=None)]


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("东山市低空经济发展三年行动计划（2024—2026年）", "低空经济"),
        ("东山市人民政府关于加快发展银发经济的指导意见", "银发经济"),
        ("关于印发《东山省肉牛产业高质量发展“十四五”规划》的通知", "肉牛产业"),
        ("工业母机高质量发展行动方案", "工业母机"),
        ("甲市软件产业发展规划", ""),
        ("东山市国民经济和社会发展第十四个五年规划纲要", ""),
        ("东山市教育与科技发展规划", ""),
        ("东山县乡村振兴实施方案", ""),
        ("东山县2024年民生实事实施方案", ""),
        ("东山市交通运输发展规划", ""),
        ("", ""),
    ],
)
def test_a_title_names_one_field_or_none(title: str, topic: str) -> None:
    """Region, time, kind of plan and what is done are no part of the field; two fields, or all, are none."""
    assert topic_of(title) == topic


PLAN = "东山市低空经济发展三年行动计划（2024—2026年）"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("到2026年，产业规模达到120亿元。", "低空经济产业规模"),
        ("到2026年，龙头企业达到30家。", "低空经济龙头企业"),
        ("到2026年，规上企业营业收入达到30亿元。", "低空经济规上企业营业收入"),
    ],
)
def test_words_of_any_field_are_of_the_title(line: str, name: str) -> None:
    """What consists of words that are said of any field is of the field of the plan."""
    assert names(PLAN, line) == [name]


@pytest.mark.parametrize(
    ("title", "line", "name"),
    [
        (PLAN, "到2026年，无人机企业达到30家。", "无人机企业"),
        (PLAN, "到2026年，低空经济规模达到120亿元。", "低空经济规模"),
        (PLAN, "到2026年，全市规上企业达到500家。", "规上企业"),
        (PLAN, "到2026年，全省营业收入达到500亿元。", "营业收入"),
        (PLAN, "延伸肉牛产业，到2026年，龙头企业达到30家。", "龙头企业"),
        ("东山市政府工作报告", "到2026年，龙头企业达到30家。", "龙头企业"),
        ("东山县乡村振兴实施方案", "到2026年，龙头企业达到30家。", "龙头企业"),
    ],
)
def test_what_has_a_field_of_its_own_is_not(title: str, line: str, name: str) -> None:
    """A name with a word of its own, a line that names another field, a title without a field: nothing is added."""
    assert names(title, line) == [name]


def test_a_heading_that_names_another_field_comes_first() -> None:
    """In a section on one industry of several the title says too little."""
    document = from_text("\n".join((PLAN, "一、做强航空制造产业", "到2026年，龙头企业达到30家。")), "plan.txt")
    assert [target.indicator for target in pipeline.extract(document, status=None)] == ["龙头企业"]
