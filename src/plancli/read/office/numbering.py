"""Automatic numbers of paragraphs (一、 （二） 3.), which Word computes and the text does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from plancli.patterns import lazy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
NUMBERING_LEVELS = 9  # of a numbering definition (ECMA-376 17.9.6)
DIGITS = "〇一二三四五六七八九"
PLACE = lazy(r"%([1-9])")
CLOSED = "、）)】］。．，：》"
HIGHEST_NUMERAL = 9_999_999  # numerals are written up to here


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it writes, e.g. `（%1）`."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbers:
    """The lists of one file; asked in order of reading, since every number depends on those before."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[str] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """What Word writes in front of `paragraph`, with a blank where the number needs one; mostly nothing."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return ""
        number, depth = self._list_of(properties)
        if number not in self.lists or not 0 <= depth < NUMBERING_LEVELS:
            return ""
        abstract, levels = self.lists[number]
        self._count(number, abstract, levels, depth)
        level = levels.get(depth, Level())
        if level.format in ("bullet", "none"):
            return ""
        counts = self._counts[abstract]
        written = PLACE.sub(lambda found: _shown(int(found[1]) - 1, counts, levels, level.legal), level.text)
        return written if not written or written[-1] in CLOSED else written + " "

    def _list_of(self, properties: etree._Element) -> tuple[str, int]:
        style = properties.find(W + "pStyle")
        number, depth = self.styles.get(style.get(VAL, "") if style is not None else "", ("", 0))
        own = properties.find(W + "numPr")
        if own is None:
            return number, depth
        return _value(own.find(W + "numId"), number), _whole(own.find(W + "ilvl"), depth)

    def _count(self, number: str, abstract: str, levels: dict[int, Level], depth: int) -> None:
        counts = self._counts.setdefault(abstract, [None] * NUMBERING_LEVELS)
        if number not in self._restarted:
            self._restarted.add(number)
            for at, level in levels.items():
                if level.start < 0:  # an override: this list begins again
                    counts[at] = None
        now = counts[depth]
        counts[depth] = abs(levels.get(depth, Level()).start) if now is None else now + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = abs(levels.get(above, Level()).start)
        counts[depth + 1 :] = [None] * (NUMBERING_LEVELS - depth - 1)


def numbers_of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbers:
    """The lists that `numbering.xml` defines and the paragraph styles that use them."""
    if numbering is None:
        return Numbers({}, {})
    abstracts = {one.get(W + "abstractNumId", ""): _levels(one) for one in numbering.findall(W + "abstractNum")}
    lists = {}
    for one in numbering.findall(W + "num"):
        abstract = _value(one.find(W + "abstractNumId"), "")
        lists[one.get(W + "numId", "")] = (abstract, _overridden(abstracts.get(abstract, {}), one))
    return Numbers(lists, _styles(styles))


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_attribute(one, "ilvl"): _level(one) for one in abstract.findall(W + "lvl")}


def _level(one: etree._Element) -> Level:
    return Level(
        _whole(one.find(W + "start"), 1),
        _value(one.find(W + "numFmt"), "decimal"),
        _value(one.find(W + "lvlText"), ""),
        one.find(W + "isLgl") is not None,
    )


def _overridden(levels: dict[int, Level], number: etree._Element) -> dict[int, Level]:
    """`levels` with the overrides of one list; a start of its own is kept as a negative number."""
    changed = dict(levels)
    for one in number.findall(W + "lvlOverride"):
        depth, own, start = _attribute(one, "ilvl"), one.find(W + "lvl"), one.find(W + "startOverride")
        level = _level(own) if own is not None else changed.get(depth, Level())
        if start is not None:
            level = Level(-max(_whole(start, 1), 1), level.format, level.text, level.legal)
        changed[depth] = level
    return changed


def _styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Style → list and level; a style has those of the one it is based on."""
    if styles is None:
        return {}
    all_styles = {one.get(W + "styleId", ""): one for one in styles.findall(W + "style")}
    found = {}
    for name, style in all_styles.items():
        one: etree._Element | None = style
        for _ in range(20):  # a style may be based on itself in a broken file
            own = one.find(f"{W}pPr/{W}numPr") if one is not None else None
            if own is not None and own.find(W + "numId") is not None:
                found[name] = (_value(own.find(W + "numId"), ""), _whole(own.find(W + "ilvl"), 0))
                break
            one = all_styles.get(_value(one.find(W + "basedOn"), "")) if one is not None else None
    return found


def _value(element: etree._Element | None, otherwise: str) -> str:
    return otherwise if element is None else str(element.get(VAL, otherwise))


def _whole(element: etree._Element | None, otherwise: int) -> int:
    written = _value(element, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else otherwise


def _attribute(element: etree._Element, name: str) -> int:
    written = element.get(W + name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 3 else 0


def _shown(depth: int, counts: list[int | None], levels: dict[int, Level], legal: bool) -> str:
    # negative: a start of its own, not counted yet
    number = min(counts[depth] or abs(levels.get(depth, Level()).start), HIGHEST_NUMERAL)
    format = "decimal" if legal else levels.get(depth, Level()).format
    return FORMATS.get(format, str)(number)


def chinese(number: int) -> str:
    """十二 for 12, 一百零五 for 105; plain digits from 10,000 on, where no list counts.

    Args:
        number: not negative.
    """
    if number >= 10_000:
        return str(number)
    written, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + unit
        zero = (zero or bool(written)) and not digit  # 一百零五: one 零 for any run of zeros inside
    return written.removeprefix("一") if written.startswith("一十") else written or "〇"  # 十二, not 一十二


def _letters(number: int) -> str:
    # Word goes on with AA, BB, CC
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10) if number > 0 else ""


def _roman(number: int) -> str:
    if number > 3999:  # Roman numerals have no sign beyond M
        return str(number)
    written = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        count, number = divmod(number, size)
        written += sign * count
    return written


def _from(first: str, last: int) -> Callable[[int], str]:
    """Signs in a row of the code table: ① ② ③"""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "ideographDigital": lambda number: "".join(DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "decimalZero": lambda number: f"{number:02}",
    # full-width digits begin at U+FF10
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
