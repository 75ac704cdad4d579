"""The pages of docs/zh that are made from the program, in Chinese; what it says in English only is in chinese.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from pages import ROOT, command, grid, help_of, link_modules, measured_and_counted, page, section_of
from plancli.cli.app import COMMANDS
from plancli.columns import DOCUMENT, RECORD
from plancli.lexicon import indicators as indicator_words
from plancli.lexicon.load import table as words

CHINESE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("chinese.toml").read_text(encoding="utf-8"))
MISSING = "（暂无中文说明）"


def said(table: str, name: str, of: str = "") -> str:
    """The Chinese text of `name`, that of its owner `of` first; where there is none, the page says so."""
    texts = CHINESE[table]
    separator = " " if table == "options" else "."
    return texts.get(f"{of}{separator}{name}") or texts.get(name, MISSING)


def _options(name: str) -> Iterator[tuple[str, str]]:
    for option in command(name).params:
        if isinstance(option, click.Option):
            longest = max(option.opts, key=len)
            yield "、".join(f"`{text}`" for text in option.opts), said("options", longest, name)


def cli() -> str:
    """Every command: a sentence, its options in Chinese, and its help as the program prints it."""
    parts = []
    for name in COMMANDS:
        parts += [f"## {name}\n", f"{said('commands', name)}\n", f"```text\n{help_of(name)}\n```\n"]
        if rows := list(_options(name)):
            parts.append(grid(("选项", "含义"), rows))
    return page(
        "命令",
        "帮助信息由程序输出，为英文；每条命令之下附有各选项的中文说明。`PATH` 可以是文件、文件夹（连同其下全部内容）"
        "或表示标准输入的 `-`。在管道里，命令之间以 JSON Lines 传递记录；在终端上则显示为表。\n",
        "退出码：`0` 全部正常，`1` 没有可用的输入，`2` 用法错误，`3` 有输入失败，`4` 检查发现差异，"
        "`130` 被中断，`143` 被终止。\n",
        f"```text\n{help_of()}\n```\n",
        *parts,
    )


def _rule_tables() -> Iterator[str]:
    for module in link_modules():
        name = section_of(module)
        about = "in_front" if module.__name__.endswith(".in_front") else name
        rows = ((f"`{rule.__name__}`", said("rules", rule.__name__, name)) for rule in module.RULES)
        yield f"## {name}\n\n{said('sections', about)}\n\n{grid(('规则', '针对的说法'), rows)}"


def rules() -> str:
    """The rules of each attribute in the order in which they are asked, comparator words and doubts."""
    others = ((of, f"`{name}`", said("rules", name, of)) for of, names in words("rules").items() for name in names)
    comparators = (
        (
            f"`{group['comparator']}`",
            "、".join(entry["word"] for place in ("before", "behind") for entry in group.get(place, ())),
            said("comparators", name),
        )
        for name, group in words("comparators").items()
    )
    return page(
        "规则",
        "对每个数的每项属性，按下列顺序逐条询问，最先作答的规则决定结果，其名称写入记录的 `rules`；"
        "为空或为假的属性也同样写明规则。`plancli explain` 显示规则及其依据的词。\n",
        *_rule_tables(),
        "## 其他名称\n",
        "不需要逐条询问的属性、表格里的数字，以及文中没有说明的情形。\n",
        grid(("属性", "`rules` 中的名称", "含义"), others),
        "## 比较词\n",
        grid(("比较符", "词", "理由"), comparators),
        "## doubts\n",
        "记录的 `doubts`：程序没有把握、应当由人核对的地方。\n",
        grid(("`doubts` 中的名称", "原因"), ((f"`{name}`", entry["zh"]) for name, entry in words("doubts").items())),
    )


def data_model() -> str:
    """The record and the document record in Chinese, from columns.csv."""
    head = ("字段", "类型", "名称", "含义")
    rows = {
        name: [(f"`{c.name}`", c.type, c.zh, c.meaning_zh) for c in columns]
        for name, columns in (("目标记录", RECORD), ("文档记录", DOCUMENT))
    }
    return page(
        "数据模型",
        "一条记录就是文本对某个指标作出的一次数值表述。JSON Lines 每行一个对象，字段顺序如下；"
        "没有值的字段为 `null`，不会缺失。\n",
        *(f"## {name}\n\n{grid(head, found)}" for name, found in rows.items()),
    )


def indicators() -> str:
    """The indicator lexicon in Chinese, by topic."""
    entries = indicator_words.entries()
    topics, kinds = words("compare")["topic_zh"], words("compare")["kind_zh"]
    parts = []
    for topic in dict.fromkeys(entry.topic for entry in entries):
        found = [entry for entry in entries if entry.topic == topic]
        rows = (
            (f"`{e.id}`", e.name_zh, "、".join(e.words[1:6]), "、".join(str(kinds.get(kind, kind)) for kind in e.kinds))
            for e in found
        )
        parts += [f"## {topics.get(topic, topic)}\n", grid(("编号", "指标", "其他名称", "类别"), rows)]
    return page(
        "指标",
        f"词典收录 {len(entries)} 个指标，各有编号。"
        "没有编号的记录保留原文短语，只与完全相同的短语对比，绝不按相似度合并。\n",
        *parts,
    )


def units() -> str:
    """Units in Chinese, from units.toml."""
    measured, counted = measured_and_counted()
    rows = ((e.dimension, f"`{e.base}`", e.factor, "、".join(e.write)) for e in measured)
    return page(
        "单位",
        "数值按基本单位保存，完全精确：换算系数是分数；单位前的万、亿、万亿按倍数计算。\n",
        grid(("量纲", "基本单位", "系数", "写法"), rows),
        "## 量词\n",
        f"量词以自身为单位，共 {len(counted)} 个：{'、'.join(counted)}。\n",
    )


def performance() -> str:
    """The figures of docs/performance.md, in Chinese."""
    lines = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8").splitlines()
    made = next(line for line in lines if line.startswith("Made by")).partition(" on ")[2]
    rows = [[part.strip() for part in line.split("|")[1:-1]] for line in lines if line.startswith("| ")][2:]
    return page(
        "性能",
        f"数字与[英文页](../performance.md)相同，由 `tools/bench.py` 测得（{made.rstrip('.')}）。\n",
        "速度以 CPU 时间计，以 `jieba.lcut` 处理同一批文本的速度为 1，两者交替测量；大于 1 表示比 jieba 快。"
        "中位数后的括号内是最小值和最大值。各种状态的记录都算在内，包括写出 JSON。"
        "下限或上限是对程序的要求，没有达到的如实注明。\n",
        "`corpus` 是规划和政府工作报告，`wild` 是各类政策文件；`10 × corpus` 是同样的文本复制十份。\n",
        grid(("测量", "结果", "要求"), (map(_measured, row) for row in rows)),
        "## 对使用者意味着什么\n",
        "- 耗时与文本总长成正比，内存不随文档数量增长：文件再多，也可以一次跑完。\n"
        "- 有几个核心就用几个：`-j 0`；机器不止一台的，见[分片运行](recipes/shards.md)。\n"
        "- 反复运行同一个文件夹时加 `--resume`，只读新增和改动的文件。\n",
    )


def _measured(text: str) -> str:
    for english, chinese in CHINESE["performance"].items():
        text = text.replace(english, chinese)
    return text
