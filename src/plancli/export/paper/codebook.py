"""The codebook of some records: every field, value, rule, doubt and decision of meaning that they used, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancli.columns import RECORD, Column
from plancli.export.cells import legible
from plancli.export.csvs import cell
from plancli.extract import described
from plancli.lexicon import load
from plancli.terms import Record

WORDED = ("kind", "comparator", "status", "modality", "unit", "review", "stated")
LONGEST = 60  # characters of an example

HEADS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "fields": (
        ("name", "str", "字段", "Field"), ("label", "str", "名称", "Label"), ("type", "str", "类型", "Type"),
        ("meaning", "str", "含义", "Meaning"), ("count", "int", "非空记录数", "Records that have it"),
        ("example", "str", "例", "Example"),
    ),
    "values": (
        ("field", "str", "字段", "Field"), ("value", "str", "取值", "Value"), ("count", "int", "记录数", "Records"),
        ("example", "str", "例", "Example"),
    ),
    "rules": (
        ("attribute", "str", "属性", "Attribute"), ("rule", "str", "规则", "Rule"),
        ("count", "int", "记录数", "Records"), ("meaning", "str", "说明", "What it is for"),
        ("example", "str", "例", "Example"),
    ),
    "doubts": (
        ("doubt", "str", "疑点", "Doubt"), ("count", "int", "记录数", "Records"), ("meaning", "str", "说明", "Reason"),
        ("example", "str", "例", "Example"),
    ),
    "meanings": (
        ("decision", "str", "约定", "Decision"), ("count", "int", "记录数", "Records"),
        ("meaning", "str", "说明", "What was decided"), ("example", "str", "例", "Example"),
    ),
}  # fmt: skip
TITLES_OF_BOOK = {
    "zh": {
        "fields": "字段", "values": "取值", "rules": "规则", "doubts": "疑点", "meanings": "含义的约定",
        "book": "编码手册",
    },
    "en": {
        "fields": "Fields", "values": "Values", "rules": "Rules", "doubts": "Doubts",
        "meanings": "Decisions of meaning", "book": "Codebook",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodebookTable:
    """One table of the codebook."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Record, ...]


def scope(records: Sequence[Record], lang: str) -> str:
    """What the codebook covers, in one line."""
    documents = len({record.get("doc") for record in records})
    if lang == "zh":
        return f"共 {len(records)} 条记录，{documents} 份文档。例中所说的数值用【】标出。"
    named = f"{len(records)} record{'s' * (len(records) != 1)} of {documents} document{'s' * (documents != 1)}"
    return f"{named}. In examples the figure is marked by 【】."


def codebook(records: Sequence[Record], lang: str) -> list[CodebookTable]:
    """The tables of the codebook of `records` in `lang` (zh, en); those that would be empty are left out."""
    made = {
        "fields": _fields(records, lang), "values": _values(records), "rules": _rules(records),
        "doubts": _doubts(records, lang), "meanings": _meanings(records, lang),
    }  # fmt: skip
    found = ((name, tuple(rows)) for name, rows in made.items())
    return [CodebookTable(TITLES_OF_BOOK[lang][name], _columns(name), rows) for name, rows in found if rows]


def _columns(name: str) -> tuple[Column, ...]:
    return tuple(Column(key, kind, zh, en, zh, en) for key, kind, zh, en in HEADS[name])


def _fields(records: Sequence[Record], lang: str) -> Iterator[Record]:
    for column in RECORD:
        filled = [record for record in records if record.get(column.name) not in (None, False, "", [], {})]
        said = (column.zh, column.meaning_zh) if lang == "zh" else (column.en, column.meaning_en)
        shown = _short(cell(filled[0][column.name], raw=True)) if filled else ""
        yield {
            "name": column.name, "label": said[0], "type": column.type, "meaning": said[1], "count": len(filled),
            "example": shown,
        }  # fmt: skip


def _values(records: Sequence[Record]) -> Iterator[Record]:
    for name in WORDED:
        yield from (
            {"field": name, "value": value, "count": count, "example": example}
            for value, count, example in _counted((record.get(name), record) for record in records)
        )


def _rules(records: Sequence[Record]) -> Iterator[Record]:
    attributes = dict.fromkeys(name for record in records for name in (record.get("rules") or {}))
    for attribute in attributes:
        used = (((record.get("rules") or {}).get(attribute), record) for record in records)
        for rule, count, example in _counted(used):
            meaning = _explained().get((attribute, rule)) or _explained().get(("", rule), "")
            yield {"attribute": attribute, "rule": rule, "count": count, "meaning": meaning, "example": example}


def _doubts(records: Sequence[Record], lang: str) -> Iterator[Record]:
    used = ((doubt, record) for record in records for doubt in record.get("doubts") or ())
    for doubt, count, example in _counted(used):
        meaning = load.table("doubts").get(doubt, {}).get(lang, "")
        yield {"doubt": doubt, "count": count, "meaning": meaning, "example": example}


def _meanings(records: Sequence[Record], lang: str) -> Iterator[Record]:
    for name, entry in load.table("meanings").items():
        using = [record for record in records if _uses(record, entry)]
        if using:
            yield {"decision": name, "count": len(using), "meaning": entry[lang], "example": _example(using[0])}


def _uses(record: Record, entry: Mapping[str, Any]) -> bool:
    if "column" in entry:
        value = record.get(entry["column"])
        return (value if value is not None else "—") in entry["values"]
    return any(rule in entry["rules"] for rule in (record.get("rules") or {}).values())


def _counted(pairs: Iterable[tuple[Any, Record]]) -> Iterator[tuple[str, int, str]]:
    """Each value with how many records have it and an example, the most frequent first."""
    counts: Counter[str] = Counter()
    first: dict[str, Record] = {}
    for value, record in pairs:
        if value not in (None, ""):
            counts[str(value)] += 1
            first.setdefault(str(value), record)
    # among equals in the order of the records
    yield from ((value, count, _example(first[value])) for value, count in counts.most_common())


def _example(record: Record) -> str:
    """The figure in its words, marked: what surrounds it in the sentence, with the document."""
    quote, text = str(record.get("quote") or ""), str(record.get("text") or "")
    at = quote.find(text)
    if at < 0:
        return f"{_short(quote)} ({record.get('doc')})"
    room = max(0, LONGEST - len(text)) // 2
    before, behind = quote[:at], quote[at + len(text) :]
    before = before if len(before) <= room else f"…{before[-room:]}"
    behind = behind if len(behind) <= room else f"{behind[:room]}…"
    return f"{_on_a_line(before)}【{_on_a_line(text)}】{_on_a_line(behind)} ({record.get('doc')})"


def _on_a_line(text: str) -> str:
    return " ".join(legible(text).split())


def _short(text: str) -> str:
    line = _on_a_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


@cache
def _explained() -> dict[tuple[str, str], str]:
    """(Attribute, name of the rule) → what it is for; under an empty attribute the same, for a rule that moved."""
    found: dict[tuple[str, str], str] = {}
    for attribute, name, text in described.rules():
        found[attribute, name] = found["", name] = text
    for attribute, names in load.table("rules").items():
        for name, text in names.items():
            found[attribute, name] = text
            found.setdefault(("", name), text)  # records of an older version may have the rule at another attribute
    return found
