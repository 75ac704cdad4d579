"""A document as what a program prints: title, headings, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from printed.layouts import Look

HEADING = re.compile(r"(?:第?[一二三四五六七八九十百]{1,4}[、章节编篇]|[（(][一二三四五六七八九十]{1,3}[)）]).{1,40}")
END = "。；！？：，、"
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]")
LEAD = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^。]{2,30}。")
LONG = 600  # characters; longer paragraphs stand in no frame
EVERY = 14  # paragraphs between two tables


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is title, heading, text, box (a paragraph in a frame) or table; `rows` are those of a table, and then
    `text` is empty. The first `lead` characters of a paragraph are set as headings are; the cells of the first column
    of a `merged` table that say the same are one.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    lead: int = 0
    merged: bool = False


def blocks_of(text: str, seed: str, tables: bool = True, merged: bool = False) -> list[Block]:
    """The paragraphs of a text, one a line, with small indicator `tables` between them."""
    dice = Random(seed)
    blocks: list[Block] = []
    for number, line in enumerate(line.strip() for line in text.split("\n")):
        if line:
            blocks.append(_block(line, not blocks))
        if tables and number % EVERY == EVERY - 1 and len(blocks) > 3:
            rows = tuple(_grouped(dice) if merged else _table(dice))
            blocks.append(Block("table", rows=rows, merged=merged))
    return blocks


def decorated(blocks: list[Block], look: Look, seed: str) -> list[Block]:
    """The blocks with what an odd layout adds to paragraphs: frames, bullets, and leads in another font."""
    dice = Random(seed)
    return [_decorated(one, look, dice) if one.kind == "text" else one for one in blocks]


def _decorated(one: Block, look: Look, dice: Random) -> Block:
    chance = dice.random()
    if look.box and chance < 0.1 and len(one.text) < LONG:
        return replace(one, kind="box")
    if look.bullet and chance < 0.35 and not NUMBERED.match(one.text):
        return replace(one, text=look.bullet + one.text)
    lead = LEAD.match(one.text)
    return replace(one, lead=lead.end()) if look.headings_in and lead else one


def groups(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where a first cell begins that goes on below, and over how many rows."""
    found: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if found and rows[found[-1][0]][0] == row[0]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


def plain(blocks: list[Block]) -> str:
    """The same as text: a paragraph a line, the cells of a row with bars between them."""
    lines = (["\n".join(map(" | ".join, one.rows))] if one.rows else [one.text] for one in blocks)
    return "\n".join(line for part in lines for line in part) + "\n"


def _block(line: str, first: bool) -> Block:
    if first and len(line) <= 40 and line[-1] not in END and "：" not in line:
        return Block("title", line)
    if HEADING.fullmatch(line) and line[-1] not in END:
        return Block("heading", line)
    return Block("text", line)


NAMES = (
    ("数字经济核心产业增加值占地区生产总值比重", "%", 5, 15), ("规模以上工业企业", "家", 100, 4000),
    ("每万人口高价值发明专利拥有量", "件", 3, 30), ("5G基站", "万个", 1, 9), ("森林覆盖率", "%", 20, 60),
    ("城镇污水集中收集率", "%", 60, 95), ("全员劳动生产率", "万元/人", 10, 30), ("常住人口城镇化率", "%", 50, 80),
    ("跨境电子商务交易额", "亿元", 10, 900), ("公共图书馆", "个", 3, 90), ("千兆光网用户", "万户", 20, 300),
    ("养老机构护理型床位占比", "%", 40, 70), ("社会消费品零售总额", "亿元", 200, 9000),
    ("新增城镇就业", "人", 3000, 90000),
)  # fmt: skip


def _table(dice: Random) -> Iterator[tuple[str, ...]]:
    yield "序号", "指标", "单位", "2020年", "2025年", "属性"
    for number, (name, unit, low, high) in enumerate(dice.sample(NAMES, dice.randint(3, 8)), 1):
        start = dice.randint(low, high)
        yield str(number), name, unit, str(start), f"{start * 1.3:.1f}", dice.choice(["预期性", "约束性"])


def _grouped(dice: Random) -> Iterator[tuple[str, ...]]:
    head, *rows = _table(dice)
    names = dice.sample(["经济发展", "创新驱动", "民生福祉", "绿色生态"], 2)
    yield "类别", *head[1:]
    for number, row in enumerate(rows):
        yield names[2 * number >= len(rows)], *row[1:]
