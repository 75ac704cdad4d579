"""What a page looks like: chosen at random by a seed, the same for every program that prints it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

OFFICIAL = ("AR PL UMing CN", "AR PL UKai CN")  # where they are not installed: what the program takes
LATIN = ("Liberation Serif", "Liberation Sans", "DejaVu Serif", "DejaVu Sans")
CHINESE = ("Noto Serif CJK SC", "Noto Sans CJK SC")
PAPERS = {"a4": (210, 297), "a5": (148, 210), "us-letter": (216, 279), "iso-b5": (176, 250)}  # millimetres
# the last two count the pages as well
ODD_NUMBERS = ("— {} —", "· {} ·", "~{}~", "第 {} 页", "{} / {total}", "第 {} 页 共 {total} 页")
NUMBERS = ("", "{}", "- {} -", "第{}页")
RULINGS = ("grid", "three rules", "under rows", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points, margins in millimetres; `spaced` is the room between paragraphs in font heights."""

    size: float
    latin: str
    chinese: str
    paper: str
    margin: int
    columns: int
    indented: bool
    justified: bool
    leading: float
    spaced: float
    head: str
    number: str
    heading: float
    ruling: str
    footnotes: bool
    headings_in: str = (
        ""  # the Chinese font of headings and of what stands in one line with its text; none: that of the text
    )
    landscape: bool = False
    apart: float = 0.0  # em between characters
    hanging: bool = False  # first lines stand out
    box: bool = False  # some paragraphs stand in a frame
    bullet: str = ""  # in front of some paragraphs
    number_above: bool = False  # the page number stands in the line of the head
    watermark: str = ""  # across each page
    ruled: bool = False  # a rule between columns, and below the head
    merged: bool = False  # tables have a first column whose cells go over rows
    fitted: bool = False  # the names of a table have what its other columns leave, and these break no line
    tables: bool = True
    left: int = 0  # millimetres of the left margin more than of the right one

    @property
    def millimetres(self) -> tuple[int, int]:
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)


def look(seed: str) -> Look:
    """The layout of this seed."""
    dice = Random(seed)
    paper = dice.choice(["a4", "a5", "us-letter", "a4", "a4"])
    columns = dice.choice([1, 1, 1, 2])
    small = columns == 2 or paper == "a5"
    return Look(
        size=dice.choice([9, 9.5, 10, 10.5] if small else [10.5, 11, 12, 14, 16]),
        latin=dice.choice(LATIN),
        chinese=dice.choice(CHINESE),
        paper=paper,
        margin=dice.choice([15, 20, 28]),
        columns=columns,
        indented=dice.random() < 0.8,
        justified=dice.random() < 0.6,
        leading=dice.choice([1.3, 1.5, 1.75, 2.0]),
        spaced=dice.choice([0, 0, 0.3, 0.8]),
        head=dice.choice(["", "", "政府公报 2023年第12期", "规划文本"]),
        number=dice.choice(NUMBERS),
        heading=dice.choice([1.0, 1.0, 1.2, 1.4]),
        ruling=dice.choice(RULINGS),
        footnotes=dice.random() < 0.3,
    )


def ordinary(seed: str) -> Look:
    """A layout as offices, gazettes and portals print: letters with figures in a Western font, and ruled tables."""
    dice = Random(seed)
    paper, columns = dice.choice([("a4", 1), ("a4", 1), ("a4", 1), ("iso-b5", 1), ("us-letter", 1), ("a4", 2)])
    return Look(
        size=dice.choice([9, 10.5] if columns == 2 else [10.5, 12, 14, 16]),
        latin=dice.choice(LATIN[:3]),
        chinese=dice.choice([*OFFICIAL, *CHINESE]),
        paper=paper,
        margin=dice.choice([20, 25, 28]),
        columns=columns,
        indented=dice.random() < 0.85,
        justified=dice.random() < 0.7,
        leading=dice.choice([1.5, 1.75, 2.0]),
        spaced=dice.choice([0, 0, 0.5]),
        head=dice.choice(["", "", "政府公报 2023年第12期"]),
        number=dice.choice(NUMBERS),
        heading=dice.choice([1.0, 1.2]),
        ruling=dice.choice(RULINGS[:2]),
        footnotes=dice.random() < 0.4,
    )


def odd(seed: str) -> Look:
    """A layout with what the others have not: sheets across, fonts by kind, frames, wide letters, marks on pages."""
    dice = Random(seed)
    paper = dice.choice(["a4", "a4", "iso-b5", "a5"])
    landscape = paper != "a5" and dice.random() < 0.3
    columns = dice.choice([1, 1, 2] if not landscape else [1, 2, 2])
    small = (columns == 2 and not landscape) or paper == "a5"
    hanging = dice.random() < 0.15
    return Look(
        size=dice.choice([8.5, 9, 10] if small else [10.5, 11.5, 13, 15, 16]),
        latin=dice.choice([*LATIN, "Liberation Mono", "Noto Serif CJK SC"]),
        chinese=dice.choice([*CHINESE, "Noto Sans Mono CJK SC", "Noto Serif CJK TC"]),
        paper=paper,
        margin=dice.choice([12, 18, 24, 30]),
        columns=columns,
        indented=not hanging and dice.random() < 0.75,
        justified=dice.random() < 0.5,
        leading=dice.choice([1.2, 1.4, 1.6, 2.2]),
        spaced=dice.choice([0, 0.2, 0.5, 1.0]),
        head=dice.choice(["", "甲市人民政府办公室文件", "2023年第12期（总第456号）", "“十四五”规划汇编 第三编"]),
        number=dice.choice(ODD_NUMBERS),
        heading=dice.choice([1.0, 1.1, 1.3, 1.5]),
        ruling=dice.choice(RULINGS),
        footnotes=dice.random() < 0.4,
        headings_in=dice.choice(["", "Noto Sans CJK SC", "Noto Serif CJK TC"]),
        landscape=landscape,
        apart=dice.choice([0, 0, 0, 0.03, 0.1]),
        hanging=hanging,
        box=dice.random() < 0.4,
        bullet=dice.choice(["", "", "●", "◆", "•", "➢", "■"]),
        number_above=dice.random() < 0.3,
        watermark=dice.choice(["", "", "", "内部资料", "征求意见稿"]),
        ruled=dice.random() < 0.4,
        merged=dice.random() < 0.5,
        fitted=True,
        tables=columns == 1,  # six columns of a table in half a page run into each other
        left=dice.choice([0, 0, 8]),
    )
