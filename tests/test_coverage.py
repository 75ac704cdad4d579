"""Whether a document is silent of a headline indicator, or plancli is blind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from plancli.batch import run
from plancli.cli.app import cli
from plancli.lexicon import headline
from plancli.model import Failure, Options
from plancli.pipeline import read_source
from plancli.run.discover import Source, discover

REPORT = """2026年政府工作报告
各位代表：
现在，我代表省人民政府向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，进出口总额增长6%，粮食产量达到500万吨。
二、2026年工作安排
今年主要预期目标是：地区生产总值增长5%左右，居民收入增长与经济增长同步，固定资产投资更加有效。
"""
SAID = {
    "budget_revenue_growth": "公共预算收入",
    "retail_sales_growth": "社会消费品零售|社零",
    "fixed_investment_growth": "固定资产投资|固投",
    "industry_va_growth": "规[^，。]{0,3}工业增加值",
    "service_va_growth": "(?:三产|第三产业|[，。；]服务业)增加值",
    "trade_growth": "进出口|外贸",
    "urban_jobs": "城镇新增就业",
    "unemployment_rate": "失业率",
    "cpi": "消费价格|物价|CPI",
    "grain_output": "粮食总?产量",
    "income_growth": "居民收入",
    "rd_growth": "研发(?:经费)?投入增",
    "energy_intensity": "能耗强度|生产总值能耗|GDP能耗",
    "carbon_intensity": "碳排放强度|二氧化碳排放",
    "air_quality_days": "优良天数",
    "pm25": "PM2.5|细颗粒物",
}
"""Words of which a report that is silent of an indicator holds none; they are not those that the program looks for."""


def test_figure_words_absent_and_unread(tmp_path: Path) -> None:
    """A figure, a target in words, a name that gave nothing, and silence; what only the review names is absent."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    result = CliRunner().invoke(cli, ["coverage", str(tmp_path / "report.txt"), "-f", "jsonl"])
    states = {row["indicator_id"]: row["state"] for row in map(json.loads, result.stdout.splitlines())}
    assert list(states) == list(headline.ids())
    assert states["gdp_growth"] == "figure"
    assert states["income_growth"] == "words"
    assert states["fixed_investment_growth"] == "unread"
    assert states["trade_growth"] == states["grain_output"] == states["cpi"] == "absent"


def test_a_name_within_that_of_a_part_leaves_the_whole_absent(tmp_path: Path) -> None:
    """Urban and rural income are no income of all; where only another kind of a figure is read, it is unread."""
    goals = "城乡居民人均可支配收入分别增长5%、6%，粮食播种面积和产量完成国家任务。进出口总额达到300亿元以上。"
    text = REPORT.replace("居民收入增长与经济增长同步，", "") + goals + "\n"
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["coverage", str(tmp_path / "report.txt"), "-f", "jsonl"])
    states = {row["indicator_id"]: row["state"] for row in map(json.loads, result.stdout.splitlines())}
    assert (states["income_growth_urban"], states["income_growth"]) == ("figure", "absent")
    assert states["trade_growth"] == "unread"
    assert states["grain_output"] in ("words", "unread")


def test_the_records_of_documents_say_the_same(tmp_path: Path) -> None:
    """`coverage --documents` reads from document records what `coverage` reads from the documents."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    report, documents = str(tmp_path / "report.txt"), str(tmp_path / "documents.jsonl")
    CliRunner().invoke(cli, ["extract", report, "--documents", documents, "-o", str(tmp_path / "targets.jsonl")])
    first = CliRunner().invoke(cli, ["coverage", report, "-f", "jsonl"])
    second = CliRunner().invoke(cli, ["coverage", "--documents", documents, "-f", "jsonl"])
    assert first.stdout == second.stdout != ""


@pytest.mark.parametrize("given", [[], ["--documents", "nothing.csv"]])
def test_nothing_to_look_at_is_one_line(given: list[str], tmp_path: Path) -> None:
    """Neither documents nor records, or a file that holds none, is said in one line."""
    (tmp_path / "nothing.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    given = [str(tmp_path / part) if part.endswith(".csv") else part for part in given]
    result = CliRunner().invoke(cli, ["coverage", *given])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


@pytest.mark.shared
def test_of_31_reports_every_absent_indicator_is_absent(shared: Path) -> None:
    """In no part of a report that promises stands a word of an indicator that is called absent."""
    sources = [
        one for one in discover((str(shared / "samples" / "reports-2025-gbk-names.zip"),)) if isinstance(one, Source)
    ]
    texts = {
        document.id: document.text
        for source in sources
        for document in read_source(source, Options())
        if not isinstance(document, Failure)
    }
    documents = [item.document for item in run(sources, Options()) if not isinstance(item, Failure)]
    assert len(documents) == 31
    faults = []
    for document in documents:
        parts = [part for part in document["parts"] if part["role"] in ("goals", "tasks")]
        promised = "\n".join(texts[document["doc"]][part["start"] : part["end"]] for part in parts)
        absent = [name for name, state in document["coverage"].items() if state == "absent" and name in SAID]
        faults += [(document["doc"], name) for name in absent if re.search(SAID[name], promised)]
    assert not faults, faults
