"""What a cell says: 17.1, >38, <1, 〔24〕, (约30%), 5-6, 8.5左右, — (nothing)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plancli.extract.tables.units import is_unit, tidy
from plancli.lexicon.words import comparators_behind, pattern, predicates
from plancli.model import Answer, Comparator, Kind, Modality, Number, Span
from plancli.patterns import lazy

SIGNS = {">": ">", "≥": ">=", ">=": ">=", "<": "<", "≤": "<=", "<=": "<=", "≧": ">=", "≦": "<=", "~": "~", "≈": "~"}
MARK = lazy(r"[①-⑳*#]+|\[\d\]$|[▲△]")
NUMBER = lazy(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
RANGE_SIGN = lazy(r"\s*(?:-|—|–|~|～|至|到|―|－)\s*")
CUMULATIVE = "〔[【"
PAIRS = {"〔": "〕", "[": "]", "【": "】", "(": ")"}
COMMA_BEHIND = lazy(r"(?<=[\d%)\]】〕])\s*[、,;](?!\d)")
HOLDS_FIGURE = lazy(r"\d")
BARE = lazy(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
STATE_WORDS = "state"  # 稳定在97, 提高到97: the state that is reached, not by how much it changes
LONGEST_CELL = 24  # characters: a longer cell is prose
LONGEST_REMARK = 60  # characters behind the comma after a figure


@dataclass(slots=True, unsafe_hash=True)
class CellFigure:
    """A figure with its place in the cell's text; `unit` is what the cell itself says, `kind` what its form says."""

    start: int
    end: int
    value: Number
    value_max: Number | None
    written: str
    unit: str
    comparator: Answer
    cumulative: bool
    kind: Kind | None = None
    modality: Modality | None = None


def figure_of(text: str) -> CellFigure | None:
    """The one figure that a folded cell holds; None where it holds words, several figures, or a sign for none.

    Words without a figure may follow it behind a comma: >7、力争投入强度高于“十三五”时期实际.

    Args:
        text: of the cell; offsets of the result are into it.
    """
    if BARE.fullmatch(text) and len(text) <= LONGEST_CELL:  # as nearly all cells of large tables are
        return CellFigure(0, len(text), Decimal(text.replace(",", "")), None, text, "", plain(), False)
    comma = COMMA_BEHIND.search(text)
    # a remark behind the figure is let go; one that holds a second figure makes the cell unreadable, and a wrong
    # value is worse than none
    if comma and len(text) <= LONGEST_REMARK and not HOLDS_FIGURE.search(text, comma.start()):
        text = text[: comma.start()]
    return None if len(text) > LONGEST_CELL else _whole(text)


def _whole(text: str) -> CellFigure | None:
    """The same of a text without remark, every character of which must belong to the figure."""
    # brackets are outside of sign and word in one table, inside in another: 〔>24〕, >〔24〕. So both orders are tried.
    start, end, cumulative = _unwrapped(text)
    modality, start = _modality_before(text, start, end)
    start, before = _comparator_before(text, start, end)
    if before is None and start < end and text[start] in PAIRS:
        start, end, inner = _unwrapped(text, start, end)
        cumulative = cumulative or inner
        start, before = _comparator_before(text, start, end)
    match = NUMBER.match(text, start, end)
    if match is None:
        return None
    value_end, upper = _upper(text, match.end(), end)
    unit, at = _unit(text, value_end, end)
    behind, stop = _comparator_behind(text, at, end)
    # every character must be accounted for: 12（预期）年 is no 12
    if text[stop:end].strip():
        return None
    return CellFigure(
        match.start(),
        at,
        Decimal(match[0].replace(",", "")),
        upper,
        match[0],
        unit,
        _comparator(before, behind, upper),
        cumulative,
        modality=modality,
    )


def _unwrapped(text: str, start: int = 0, end: int | None = None) -> tuple[int, int, bool]:
    """The part inside of brackets around a whole cell; 〔 〕 say that it is a sum over the period."""
    end = len(text) if end is None else end
    while start < end and (text[start].isspace() or MARK.match(text[start])):
        start += 1
    while start < end and (text[end - 1].isspace() or MARK.match(text[end - 1])):
        end -= 1
    cumulative = False
    while end - start > 2 and PAIRS.get(text[start]) == text[end - 1]:
        cumulative = cumulative or text[start] in CUMULATIVE
        start, end = start + 1, end - 1
    return start, end, cumulative


def _modality_before(text: str, start: int, end: int) -> tuple[Modality | None, int]:
    """力争15个: how hard the figure is meant, and where what follows that word begins."""
    for modality in (Modality.STRIVE, Modality.ENSURE):
        found = pattern("status", modality.value).match(text, start, end)
        if found is not None and found.end() > start:
            return modality, _skip(text, found.end(), end)
    return None, start


def _comparator_before(text: str, start: int, end: int) -> tuple[int, Answer | None]:
    for sign in sorted(SIGNS, key=len, reverse=True):  # = before >
        if text.startswith(sign, start, end):
            here = Span(start, start + len(sign))
            return _skip(text, here.end, end), table_cell_sign(sign, here)
    word = predicates().starting(text, start, end)
    if word is not None and (word[1].comparator or word[1].name == STATE_WORDS):
        here = Span(start, start + len(word[0]))
        said = table_cell_word(Comparator(word[1].comparator), here) if word[1].comparator else None
        return _skip(text, here.end, end), said
    return start, None


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _upper(text: str, start: int, end: int) -> tuple[int, Decimal | None]:
    """The upper end of a range."""
    joint = RANGE_SIGN.match(text, start, end)
    second = NUMBER.match(text, joint.end(), end) if joint else None
    # 5--6 and 5-+6 are slips, not ranges
    if second is None or second[0][0] in "+-":
        return start, None
    return second.end(), Decimal(second[0].replace(",", ""))


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """The longest unit behind the figure."""
    start = _skip(text, start, end)
    # longest first, so that 万元 is not read as 万
    for stop in range(end, start, -1):
        if is_unit(text[start:stop]):
            return tidy(text[start:stop]), stop
    return "", start


def _comparator_behind(text: str, at: int, end: int) -> tuple[Answer | None, int]:
    """The comparator word at `at`, if one is there (以上, 左右), and where it ends."""
    found = comparators_behind().starting(text, at, end)
    if found is None:
        return None, at
    here = Span(at, at + len(found[0]))
    word = found[1].comparator
    return table_cell_word(Comparator(word), here) if word else None, here.end


def _comparator(before: Answer | None, behind: Answer | None, upper: Decimal | None) -> Answer:
    """A sign or word before the figure, else a word behind it, else what a range or a plain figure says."""
    if before is not None:
        return before
    if behind is not None:
        return behind
    return table_cell_range() if upper is not None else plain()


def table_cell_sign(sign: str, here: Span) -> Answer:
    """≥80: the `sign` that is `here` in the cell."""
    return Answer(Comparator(SIGNS[sign]), "table_cell_sign", here)


def table_cell_word(value: object, here: Span | None = None) -> Answer:
    """80以上, 力争15: the word that is `here` in the cell says the `value`."""
    return Answer(value, "table_cell_word", here)


def table_cell_range() -> Answer:
    """80-85 in a cell."""
    return Answer(Comparator.RANGE, "table_cell_range")


def plain(value: Comparator = Comparator.EQ) -> Answer:
    """A bare figure."""
    return Answer(value, "plain")
