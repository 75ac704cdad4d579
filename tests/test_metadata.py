"""What a document says of itself, proven on the words of the lists, on short heads, and on the shared documents."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from time import process_time

import pytest
from lxml import etree

from plancli.lexicon import load
from plancli.model import Head
from plancli.read.metadata import dates, places, titles
from plancli.read.metadata.head import head_of

HEAD = load.table("head")


@pytest.mark.parametrize("genre", ["report", "plan", "rules"])
def test_each_word_of_a_genre_ends_a_title_of_that_genre(genre: str) -> None:
    """A title that ends on a word of the list is of its genre; the example is too."""
    for title in (*(f"某市某事{word}" for word in HEAD["genre"][genre]["words"]), HEAD["genre"][genre]["example"]):
        assert titles.genre_of(title) == genre, title


def test_a_notice_is_what_it_brings() -> None:
    """关于印发…规划的通知 is a plan; a notice of nothing has no genre."""
    assert titles.genre_of(HEAD["genre"]["notice"]["example"]) == "plan"
    assert titles.genre_of("关于印发《某市奖励办法》的通知") == "rules"
    assert titles.genre_of("关于放假的通知") == ""
    assert titles.genre_of("某省数字经济发展规划（2021—2025年）") == "plan"


@pytest.mark.parametrize("field", ["document_number", "issued", "issuer", "title"])
def test_each_label_of_a_head_table_is_read(field: str) -> None:
    """Every label is found before a colon, in a table row and above its value; the mark of a note is no value."""
    lines = ("{}：某值", "{} | 某值 | 别的", "索引号|1|{}|某值|", "{}：\n某值", "{}：[1]\n某值")
    for word in HEAD["label"][field]["words"]:
        for line in (one.format(word) for one in lines):
            assert titles.labelled(titles.lines_of(line)) == {field: "某值"}, line
    assert field in titles.labelled(titles.lines_of(HEAD["label"][field]["example"]))


def test_words_about_level_and_nation_are_proven_by_their_examples() -> None:
    """The speaker, the text's own words, the number's first sign and national bodies are recognised."""
    assert places.level_of_speaker(HEAD["speaker"]["example"]) == ("city", "市人民政府")
    assert places.level_of_speaker("我代表自治区人民政府，向大会报告") == ("province", "自治区人民政府")
    assert places.level_of_self(HEAD["self"]["example"]) == "city"
    for words, level in [(HEAD["self"][level], level) for level in places.LEVELS]:
        for word in words:
            assert places.level_of_self(word) == level, word
    nation = places.of_nation(HEAD["nation"]["example"])
    assert nation is not None
    assert nation.level == "nation"
    found = places.of_number(HEAD["number_prefix"]["example"])
    assert found is not None
    assert found.name == "湖北省"
    for sign, code in HEAD["number_prefix"]["codes"].items():
        region = places.of_number(f"{sign}政发〔2021〕1号")
        assert region is not None
        assert region.code == code


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("“十四五”规划", (2021, 2025)),
        ("“十五五”规划", (2026, 2030)),
        ('"十五"计划', (2001, 2005)),
        ("“九五”计划", (1996, 2000)),
        ("第十个五年计划", (2001, 2005)),
        ("第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("五年倍增计划(2018—2022年)", (2018, 2022)),
        ("2023-2025年行动计划", (2023, 2025)),
        ("三五家企业", None),
        ("2020年工作要点", None),
    ],
)
def test_a_title_names_its_period(text: str, years: tuple[int, int] | None) -> None:
    """Five-year plans by number, spans of years as written, else nothing."""
    assert dates.period(text) == years


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年05月24日", "2021-05-24"),
        ("二〇二六年一月二十七日", "2026-01-27"),
        ("２０２４ 年 7 月 1 日", "2024-07-01"),
        ("2 0 0 1年2月1 6日", "2001-02-16"),
        ("2025-09-25", "2025-09-25"),
        ("2021年13月1日", None),
        ("2021年", None),
    ],
)
def test_dates_are_read_however_written(text: str, date: str | None) -> None:
    """Digits, Chinese numerals, full width, gaps; no day that a calendar does not have."""
    assert dates.iso_date(text) == date


PLAN = """岸政办〔2021〕16号
区人民政府办公室关于印发江岸区数字经济实施方案的通知
各街道办事处：
《江岸区数字经济实施方案》已经区人民政府同意，现印发你们。
武汉市江岸区人民政府办公室
2021年5月21日
江岸区数字经济实施方案
为贯彻《省人民政府关于数字经济的意见》（鄂政发〔2020〕3号），到2022年，建成5G基站1000个。到2022年底，引进企业3家。
"""
REPORT = """各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2023年工作回顾
锚定目标，全市经济增长。襄阳获评先进。襄阳高新区与武汉协同。
二、2024年重点工作
奋力谱写襄阳新篇章。
"""


def test_a_plan_with_notice_signature_and_number() -> None:
    """The plan's own name is the title; the number and date are its own, not those it cites."""
    head = head_of(PLAN, {})
    assert head == Head(
        title="江岸区数字经济实施方案", region="江岸区", region_code="420102", level="district",
        issuer="武汉市江岸区人民政府办公室", document_number="岸政办〔2021〕16号", issued="2021-05-21",
        horizon_year=2022, period=None, genre="plan",
    )  # fmt: skip


def test_a_report_without_a_title_is_placed_by_its_own_words() -> None:
    """我代表市人民政府 gives the level, the city named most gives the place, the heading on tasks gives the year."""
    head = head_of(REPORT, {"file": "武汉"})
    assert (head.region, head.level, head.horizon_year, head.genre) == ("襄阳市", "city", 2024, "report")
    assert head.issuer == "襄阳市人民政府"
    assert head.title is None


@pytest.mark.parametrize(
    ("text", "hints", "region", "level"),
    [
        ("鼓楼区数字经济发展规划\n南京市鼓楼区人民政府\n2021年5月1日\n", {}, "鼓楼区", "district"),
        ("鼓楼区数字经济发展规划\n", {}, None, None),
        ("河北雄安新区数字经济规划\n", {}, "雄安新区", "city"),
        ("长三角一体化发展规划\n", {}, "长三角", None),
        ("广州开发区 广州市黄埔区促进产业发展的若干措施\n", {}, "黄埔区", "district"),
        ("国务院关于支持贵州发展的意见\n", {}, "全国", "nation"),
        ("加快发展数字经济。", {"file": "浙江省规划.docx"}, "浙江省", "province"),
        ("加快发展数字经济。", {"region": "湖州市"}, "湖州市", "city"),
        ("", {}, None, None),
    ],
)
def test_regions_by_context_level_and_hint(
    text: str, hints: dict[str, str], region: str | None, level: str | None
) -> None:
    """鼓楼区 only with its city; areas rank below what they lie in; the file's name is believed last."""
    head = head_of(text, hints)
    assert (head.region, head.level) == (region, level)


def test_the_code_is_that_of_the_document_s_date() -> None:
    """余杭市 of 1999 has its old code, 余杭区 of 2021 the new one."""
    old = head_of("余杭市“九五”计划\n余杭市人民政府\n1999年5月1日\n", {})
    new = head_of("余杭区行动方案\n余杭区人民政府\n2021年5月1日\n", {})
    assert (old.region_code, new.region_code) == ("330184", "330110")


@pytest.mark.shared
def test_all_metadata_of_the_shared_documents_are_right(shared: Path) -> None:
    """Region, code, level, number, date and horizon of the fifteen documents, without their names."""
    for wanted in json.loads((shared / "gold/documents.json").read_text(encoding="utf-8")):
        head = head_of((shared / "corpus" / wanted.pop("file")).read_text(encoding="utf-8"), {})
        assert {key: getattr(head, key) for key in wanted} == wanted


def docx_text(data: bytes) -> str:
    body = etree.fromstring(data)
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(run.text or "" for run in line.iter(word + "t")) for line in body.iter(word + "p"))


def reports(archive: Path, folder: Path) -> list[tuple[str, str]]:
    """(name, text) of each report of the archive, whose names are GBK."""
    found = []
    with zipfile.ZipFile(archive) as outer:
        for info in outer.infolist():
            (folder / "report.docx").write_bytes(outer.read(info))
            with zipfile.ZipFile(folder / "report.docx") as inner:
                name = info.filename.encode("cp437").decode("gbk")
                found.append((name, docx_text(inner.read("word/document.xml"))))
    return found


@pytest.mark.shared
def test_31_provincial_reports_are_placed_and_dated_even_without_their_heads(shared: Path, tmp_path: Path) -> None:
    """With the head, and from 各位代表 on, each report has its province and its year."""
    found = reports(shared / "samples/reports-2025-gbk-names.zip", tmp_path)
    assert len(found) == 31
    for name, text in found:
        for part in (text, text[text.index("各位代表") :]):
            head = head_of(part, {})
            assert head.region is not None, name
            short = name.removeprefix("2025年").partition("政府工作报告")[0]
            assert head.region.startswith(short), (name, head.region)
            assert (head.level, head.horizon_year, head.genre) == ("province", 2025, "report"), name


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "region", "level", "horizon"),
    [
        ("city-wuhan.txt", "武汉市", "city", 2024),
        ("city-jining.txt", "济宁市", "city", 2024),
        ("national-report-2025.txt", "全国", "nation", 2025),
        ("national-9th-plan-chinese-numerals.txt", "全国", "nation", 2000),
        ("yunnan-10th-plan.txt", "云南省", "province", 2005),
        ("huangpu-gb18030.txt", "黄埔区", "district", 2025),
    ],
)
def test_samples_are_placed_by_their_text(shared: Path, name: str, region: str, level: str, horizon: int) -> None:
    """City reports without a title, national documents, spaced digits, and a joint head."""
    data = (shared / "samples" / name).read_bytes()
    head = head_of(data.decode("gb18030" if "gb18030" in name else "utf-8"), {})
    assert (head.region, head.level, head.horizon_year) == (region, level, horizon)


@pytest.mark.shared
def test_a_head_costs_a_few_milliseconds(shared: Path) -> None:
    """Even a long report without a head is placed in less than 50 ms (about 8 on the machine it was written on)."""
    text = (shared / "samples/city-wuhan.txt").read_text(encoding="utf-8")
    assert min(seconds(text) for _ in range(5)) < 0.05


def seconds(text: str) -> float:
    start = process_time()
    head_of(text, {})
    return process_time() - start


@pytest.mark.parametrize("piece", ["，到2025年达到5%", "1", "达到", "，", "某市人民政府"])
def test_the_head_of_an_endless_text_costs_little(piece: str) -> None:
    """Twenty million characters in one line are judged by their beginning and their end in well under a second."""
    text = piece * (20_000_000 // len(piece))
    begin = process_time()
    head_of(text)
    assert process_time() - begin < 1.0
