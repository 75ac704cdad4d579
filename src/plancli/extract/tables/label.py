"""The label of a row → the indicator: without number, unit, 其中, and the words of change that make its kind."""

from __future__ import annotations

from plancli.extract.link.flags import NEW
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.tables.words import starts
from plancli.lexicon.words import phrases, predicates
from plancli.model import Kind
from plancli.patterns import lazy

NUMBERED_LABEL = lazy(
    r"^\s*(?:[(（]?\d{1,3}[)）.、]\s*(?!\d)|\d{1,3}\s+(?=[一-鿿])|[一二三四五六七八九十]{1,3}、|[①-⑳]\s*)"
)
NUMBER_OF_ROW = lazy(r"\s*(\d{1,3})[.、]")
LABEL_ENDINGS = phrases("classes", "label_reached")
BESIDE_CHANGE = phrases("classes", "beside_change")
SHORTEST = 2


def without_number(label: str, counted: int = 0) -> str:
    """A label without its number and without 其中; `counted` is the number of the row above (4.5G基站 after 3.)."""
    # 4.5G基站 is indicator 4 about 5G only where the row above was number 3
    mine = f"{counted + 1}."
    plain = (
        label.removeprefix(mine).strip()
        if counted and label.startswith(mine)
        else NUMBERED_LABEL.sub("", label).strip()
    )
    return plain[len(starts(plain, "part")) :].strip(" :") or plain


def number_of(label: str, counted: int) -> int:
    """The number that a label begins with, 0 without one; 4.5 is the fourth only behind the third.

    Args:
        counted: the number of the row before; 0 where none has been counted yet.
    """
    match = NUMBER_OF_ROW.match(label)
    if match is None:
        return 0
    number = int(match[1])
    return number if number == counted + 1 or not label[match.end() : match.end() + 1].isdigit() else 0


def indicator_of(label: str) -> str:
    """规上工业增加值增长 → 规上工业增加值, 新增5G基站 → 5G基站; names like 人口自然增长率 stay what they are.

    Args:
        label: the cell that names a row, folded, without its number.
    """
    phrase = tidy(label)
    if (new := NEW.match(phrase)) and len(phrase) - new.end() >= SHORTEST:
        phrase = phrase[new.end() :]
    stop = _change_starts(phrase)
    return phrase[:stop] if stop >= SHORTEST else phrase


def _change_starts(phrase: str) -> int:
    """Where the words of change at the end of a label begin; its end where it has none."""
    stop = len(phrase)
    for word in LABEL_ENDINGS:
        stop -= len(word) if phrase.endswith(word) else 0
    found = predicates().ending(phrase, 0, stop)
    # 增长率 is the name of a figure, 增长 what is said of one
    if found is None or found[1].name not in ("growth", "decrease") or found[0].endswith("率"):
        return stop
    stop -= len(found[0])
    for word in BESIDE_CHANGE:
        stop -= len(word) if phrase.endswith(word, 0, stop) else 0
    return stop


def change_in(label: str) -> Kind | None:
    """增长 or 降低 that a `label` ends with; 增长 at its beginning names something else."""
    words = predicates()
    stop = len(label)
    # word by word from the end: 增长 in 年均增长目标, but not in 增长极数量
    while stop > 0 and (found := words.ending(label, 0, stop)) is not None:
        if found[1].kind in ("growth", "decrease"):
            return Kind(found[1].kind)
        stop -= len(found[0])
    return None
