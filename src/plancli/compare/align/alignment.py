"""Which statements are about the same thing: by `indicator_id`, else by the same noun phrase; never by similarity."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from plancli.compare.clause import clause_of
from plancli.lexicon import load, regions
from plancli.lexicon.scope import remembered, remembering
from plancli.segment.fold import fold
from plancli.terms import Record

PHRASE = "="  # before a phrase that has no id
NOT_ADDED_UP = ("share", "rank")  # per year or not, a rate is a rate


KEPT_BY = ("indicator", "indicator_id", "region_code", "region", "kind", "unit", "flow", "annual")


class Key(NamedTuple):
    """What two statements must have in common to be in one row of a table."""

    indicator: str
    kind: str
    unit: str
    flow: bool
    annual: bool


def key(record: Record, merged: Mapping[str, str] | None = None) -> Key:
    """The key of `record`.

    Args:
        record: a target record, as in section 1 of the contract.
        merged: folded phrase → folded phrase or indicator id that a person has approved as the same.
    """
    # What the words of its clause or its document decide is not kept.
    placed = record.get("region_code") or record.get("region")
    if merged or not placed or is_work_of(record.get("indicator_id")):
        return _key(record, merged or {})
    return _kept_key(*map(record.get, KEPT_BY))


@remembering(1 << 16)
def _kept_key(*values: Any) -> Key:
    """The key of records with these values: reports of many years and places say the same again and again."""
    return _key(dict(zip(KEPT_BY, values, strict=True)), {})


def _key(record: Record, merged: Mapping[str, str]) -> Key:
    return Key(
        identity(record, merged),
        str(record["kind"]),
        unit_class(record),
        is_work(record) or bool(record.get("flow")),
        bool(record.get("annual")) and _is_added_up(record),  # 年均增长5% and 增长5% are both rates of one year
    )


def is_work(record: Record) -> bool:
    """Whether the figure says what is done, and so is new whether or not it says so.

    建设农村公路5000公里 and 新建农村公路5000公里 are one figure, 累计建成 another.
    """
    if not is_work_of(record.get("indicator_id")):
        return False
    clause = clause_of(record)
    return not any(word in clause for word in load.table("compare")["work"]["stock"])


def identity(record: Record, merged: Mapping[str, str]) -> str:
    """The indicator: its id in the lexicon where it has one, else its folded phrase as `=phrase`.

    A bare 企业 or 项目 says too little to be the same as that of another place.

    Args:
        merged: folded phrase → what it stands for, as `merge.load` reads it.
    """
    if record.get("indicator_id"):
        return str(record["indicator_id"])
    phrase = folded(record)
    if phrase in merged:
        return merged[phrase]
    place = record.get("region_code") or record.get("region") or record.get("doc")
    # The place joins the key of a bare phrase, so that it meets nothing from elsewhere.
    return f"{PHRASE}{phrase} {place}" if phrase in _bare() else PHRASE + phrase


def folded(record: Record) -> str:
    """The noun phrase without the place, frames, spaces and case: 全省“双高”企业 → 双高企业."""
    return _read(str(record["indicator"]), record.get("region_code"), record.get("region"))[1]


def squeeze(text: str) -> str:
    """`text` in half width and lower case, without spaces and framing signs."""
    return "".join(fold(text).translate(_frames()).split()).casefold()


def phrase(record: Record) -> str:
    """The noun phrase as written, without the name of the record's own place before it."""
    return _read(str(record["indicator"]), record.get("region_code"), record.get("region"))[0]


@remembering(1 << 16)
def _read(indicator: str, code: str | None, name: str | None) -> tuple[str, str]:
    """The phrase of an indicator of a place, and the same folded."""
    text = indicator.strip()
    found = _without_place(text, _names(code, name)) or text
    return found, squeeze(found)


def unit_class(record: Record) -> str:
    """What may be compared as a number: the base unit itself, or for counts what is counted by it.

    企业50家 and 企业50户 are one count; 培训100人 and 100人次, 小区300个 and 4.5万户 are two.
    """
    unit = str(record["unit"])
    firms = load.table("compare")["firms"]
    if unit == firms["unit"] and any(word in str(record["indicator"]) for word in firms["words"]):
        return "things"
    return _counts().get(unit, unit)


def is_work_of(indicator_id: str | None) -> bool:
    """Whether figures of an indicator say what is done."""
    return indicator_id in _work()


def _is_added_up(record: Record) -> bool:
    return record["kind"] not in NOT_ADDED_UP and "/" not in str(record["unit"])


def _without_place(text: str, names: tuple[str, ...]) -> str:
    place = next((word for word in names if text.startswith(word)), None)
    if place is None and text.startswith(_prefix_words()):
        place = next((word for word, unless in _prefixes() if _begins(text, word, unless)), None)
    if place is None:
        return text
    # What is left may begin with another name of the place: 浙江省全省…
    rest = text[len(place) :]
    while word := next((word for word in _between() if rest.startswith(word)), ""):
        rest = rest.removeprefix(word)
    return _without_place(rest, names)


def _begins(text: str, word: str, unless: tuple[str, ...]) -> bool:
    return text.startswith(word) and not text.startswith(unless, len(word))


@remembered
def _names(code: str | None, name: str | None) -> tuple[str, ...]:
    """What the text may call this place: its full and short name, longest first."""
    region = regions.by_code(code) if code else None
    names = {name or "", region.name if region else "", region.short if region else ""} - {""}
    return tuple(sorted(names, key=lambda word: (-len(word), word)))  # 湖北省 before 湖北, or 省 would be left over


@cache
def _prefixes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry["word"], tuple(entry.get("unless", ()))) for entry in load.table("compare")["prefix"])


@cache
def _prefix_words() -> tuple[str, ...]:
    return tuple(word for word, _ in _prefixes())


@cache
def _between() -> tuple[str, ...]:
    """Longest first: 范围内的 is 范围内 and 的, whatever the order of the list."""
    return tuple(sorted(load.table("compare")["between"]["words"], key=len, reverse=True))


@cache
def _frames() -> dict[int, None]:
    return dict.fromkeys(map(ord, load.table("compare")["frames"]["signs"]))


@cache
def _bare() -> frozenset[str]:
    return frozenset(load.table("compare")["bare"]["words"])


@cache
def _work() -> frozenset[str]:
    return frozenset(load.table("compare")["work"]["indicators"])


@cache
def _counts() -> dict[str, str]:
    """Classifier → its group."""
    return {word: name for name, words in load.table("compare")["counts"].items() for word in words}
