"""What the user says of files (`--about`), and what a file's name says against its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plancli.cli.app import cli
from plancli.read import read

REPORT = """各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、2023年工作回顾
（武汉）创新中心投入运营，天门工业园扩容，武汉客商来访。
二、2024年工作安排
天门全市新增规上企业30家。
"""


def run(folder: Path, table: str) -> Result:
    """Extract 天门.txt of `folder` with `table` as what is known of it."""
    (folder / "天门.txt").write_text(REPORT, encoding="utf-8")
    (folder / "about.csv").write_text(table, encoding="utf-8")
    told = ["--about", str(folder / "about.csv"), "--documents", str(folder / "documents.jsonl")]
    return CliRunner().invoke(cli, ["extract", str(folder / "天门.txt"), "-f", "jsonl", "--status", "all", *told])


def test_what_the_user_says_stands_above_the_text_with_one_warning_each(tmp_path: Path) -> None:
    """Region, year, genre and title come from the table; each that the text contradicts is warned of once."""
    result = run(tmp_path, "file,region,year,type\n天门.txt,湖北省潜江市,2025,report\n")
    document = json.loads((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))
    assert (document["region"], document["region_code"], document["level"]) == ("潜江市", "429005", "city")
    assert document["horizon_year"] == 2025
    assert document["warnings"] == [
        "region: 潜江市 as told, the text says 天门市",
        "horizon_year: 2025 as told, the text says 2024",
    ]
    assert json.loads(result.stdout.splitlines()[0])["region"] == "潜江市"


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("file,regio\n天门.txt,x\n", "unknown column regio"),
        ("name,region\n天门.txt,x\n", "unknown column name"),
        ("file,type\n天门.txt,essay\n", "unknown type essay"),
        ("file,year\n天门.txt,二四\n", "二四 is no year"),
        ("file,period\n天门.txt,2021\n", "unknown period"),
        ("file,region\n天门.txt,某某\n", "unknown region 某某"),
        ("file,region,year\n天门.txt,天门市,二四\n", "二四 is no year"),
        ("file,type\n别的.txt,plan\n", "别的.txt is not among the files"),
        ("file,type\n天门.txt,plan\n天门.txt,report\n", "天门.txt occurs twice"),
    ],
)
def test_a_table_that_cannot_be_meant_is_one_line_and_exit_2(tmp_path: Path, table: str, fault: str) -> None:
    """An unknown column, genre, year, period, place or file stops the run before anything is written."""
    result = run(tmp_path, table)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"plancli: {fault}")
    assert result.stderr.count("\n") == 1


def test_a_base_name_that_several_files_bear_is_refused(tmp_path: Path) -> None:
    """Which of two 报告.txt is meant is never guessed; the path says it."""
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "about.csv").write_text("file,year\n报告.txt,2024\n", encoding="utf-8")
    given = ["extract", str(tmp_path / "甲"), str(tmp_path / "乙"), "--about", str(tmp_path / "about.csv")]
    result = CliRunner().invoke(cli, given)
    assert result.exit_code == 2
    assert "several files" in result.stderr


def test_a_county_level_city_under_its_province_is_a_city(tmp_path: Path) -> None:
    """天门, named by its file and its text, is not taken for 武汉, and has the level of a city."""
    (tmp_path / "天门.txt").write_text(REPORT, encoding="utf-8")
    head = read(tmp_path / "天门.txt").head
    assert (head.region, head.region_code, head.level) == ("天门市", "429006", "city")


def test_a_file_named_after_another_place_or_year_is_warned_of(tmp_path: Path) -> None:
    """A national text in a file called 台州, and a report of 2024 in one called 2022, are said; agreement is not."""
    text = (
        "政府工作报告\n各位代表：\n现在，我代表国务院，向大会报告政府工作。\n二、2024年工作安排\n国内生产总值增长5%。\n"
    )
    for name, count in (("台州2024", 1), ("全国2022", 1), ("全国2024", 0)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert len(read(tmp_path / f"{name}.txt").warnings) == count, name
