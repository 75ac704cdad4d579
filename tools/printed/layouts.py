"""What a page looks like: chosen at random by a seed, the same for every program that prints it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

OFFICIAL = ("AR PL UMing CN", "AR PL UKai CN")  # where they are not installed: what the program takes
LATIN = ("Liberation Serif", "Liberation Sans", "DejaVu Serif", "DejaVu Sans")
CHINESE = ("Noto Serif CJK SC", "Noto Sans CJK SC")
PAPERS = {"a4": (210, 297), "a5": (148, 210), "us-letter": (216, 279), "iso-b5": (176, 250)}  # millimetres
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

    @property
    def millimetres(self) -> tuple[int, int]:
        return PAPERS[self.paper]


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
