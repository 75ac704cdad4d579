"""`plancli normalize` and `plancli extract` read a figure the same way: value, unit and comparator."""

from decimal import Decimal

import pytest
from cases import PLAN
from hypothesis import given
from hypothesis import strategies as st

from plancli.lexicon import units
from plancli.lexicon.load import table
from plancli.model import Document
from plancli.normalize.phrase.expressions import rows
from plancli.pipeline import analyse
from plancli.records.record import to_record

FRAMES = ("景区接待量达到{}。", "工程占地率为{}。", "力争入选项目{}。")
NUMBERS = st.one_of(
    st.integers(min_value=2, max_value=9999).map(str),
    st.decimals(min_value="1.1", max_value="999.9", places=1).map(str),
    st.sampled_from(["三", "十二", "二十五", "三百", "二百余", "数十", "十几", "两三百", "三五", "40余"]),
)
TIMES = st.sampled_from(["", "万", "亿"])
MEASURES = st.sampled_from(["个", "家", "户", "人次", "元", "公里", "吨", "%", "个百分点", "千瓦", "亩", "人公里"])
BOUNDS = st.sampled_from(["", "以上", "左右", "以下"])
WRITTEN = (
    "六七成半", "6—7成半", "六成五至七成五", "三四成", "七成五", "7成5", "1点45亿元", "两个半小时", "三个半月",
    "一万分之三",
    "百分之二三十", "千分之三点二", "8.5/10万", "每千人3.5张", "每万人20件", "每生每年800元", "25微克每立方米",
    "1.2万—1.5万亿元",
    "1万(含)-5万元", "3~5个百分点", "10万万元", "1亿5000万元", "3亿多美元", "800元/生·年", "450克标准煤/千瓦时",
    "零下5度", "-18℃", "20个点位", "2个点", "前10名", "第3位", "翻两番", "3倍以上", "1/3", "百分百",
)  # fmt: skip
BOUNDED = ("不低于30%", "过2000亿元", "超15.3万户", "近百家", "上千名", "不超过5‰", "逾四分之三", "至少建成12所")
# Read apart on purpose: of a phrase 度 is of temperature, 块 of money and 兆 a number; of a document they are
# kWh, pieces and Mbit/s.
APART = ("度", "块", "兆", "成", "km2", "k㎡")
SIGNS_OF_NUMERALS = "百千万亿兆分"  # these go on with a numeral in front of them
EVERY_UNIT = [
    word
    for entry in units.entries()
    if not entry.near
    for word in entry.write
    if word not in APART and word[0] not in SIGNS_OF_NUMERALS
]
FORMS = (
    "35",
    "3.5",
    "1,234",
    "3万",
    "2.5万",
    "二十五",
    "一百二",
    "40余",
    "数十",
    "3至5",
    "1.5-2",
    "两百至三百五十",
    "１２",
)
GROUPS = table("comparators").values()
BEFORE = [row["word"] for group in GROUPS for row in group["before"]]
BEHIND = [row["word"] for group in GROUPS for row in group["behind"]]
Said = tuple[Decimal, Decimal | None, str, str]


def of_phrase(phrase: str) -> list[Said]:
    """What `normalize` says of a phrase."""
    found = [row for row in rows(phrase) if row["type"] == "quantity"]
    return [(_decimal(row["value"]), _decimal(row["value_max"]), row["unit"], row["comparator"]) for row in found]


def in_sentence(frame: str, phrase: str) -> Said | None:
    """What `extract` says of the phrase in a sentence; None where it makes not exactly one record of it."""
    found = analyse(Document("case", frame.format(phrase), PLAN)).targets
    if len(found) != 1:
        return None
    row = to_record(found[0])
    return _decimal(row["value"]), _decimal(row["value_max"]), row["unit"], row["comparator"]


def _decimal(value: object) -> Decimal | None:
    """To nine digits: `normalize` writes twelve of what has no end."""
    return None if value is None else Decimal(f"{Decimal(str(value)):.9g}")


@pytest.mark.parametrize("phrase", WRITTEN + BOUNDED)
def test_odd_phrases_are_read_alike(phrase: str) -> None:
    """In a sentence that it fits in, a phrase of few words has what it has alone."""
    (alone,) = of_phrase(phrase)
    assert alone in [in_sentence(frame, phrase) for frame in FRAMES]


@given(NUMBERS, TIMES, MEASURES, BOUNDS)
def test_figures_with_units_and_bounds_are_read_alike(number: str, times: str, unit: str, bound: str) -> None:
    """Number, multiplier, unit and bound give in a sentence what they give alone."""
    if number[-1] in "余百十几" or (unit in "%个百分点" and times):
        times = ""
    phrase = number + times + unit + bound
    alone = of_phrase(phrase)
    assert len(alone) == 1
    assert in_sentence(FRAMES[0], phrase) == alone[0]


@given(st.sampled_from(FORMS), st.sampled_from(EVERY_UNIT))
def test_every_unit_is_read_alike(number: str, unit: str) -> None:
    """Each unit of the lexicon behind each form of a number is worth in a sentence what it is worth alone."""
    assert in_sentence("设施规模达到{}。", number + unit) == of_phrase(number + unit)[0]


@given(st.sampled_from(["", *BEFORE]), st.sampled_from(FORMS[:6]), MEASURES, st.sampled_from(["", *BEHIND]))
def test_every_bound_is_read_alike(before: str, number: str, unit: str, behind: str) -> None:
    """Each word that bounds a figure, in front of it, behind it and on both sides, bounds it in both."""
    phrase = before + number + unit + behind
    assert in_sentence("设施规模{}。" if before else FRAMES[0], phrase) == of_phrase(phrase)[0]
