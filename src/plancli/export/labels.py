"""Words for people in Chinese and English: of the review page, of fields, values and reasons."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from plancli.columns import RECORD
from plancli.lexicon import indicators, load
from plancli.terms import Comparator, Kind, Modality, Status

Both = dict[str, str]
# Shown first on the page; what else a record holds is below, places come last.
FIRST = ("indicator", "kind", "comparator", "value", "value_max", "unit", "year", "base_year", "status", "region")
HIDDEN = ("id", "doc", "start", "end", "text", "quote", "section", "rules", "doubts", "confidence", "review")


def words(lang: str) -> Both:
    """The words of the page itself in `lang` (zh, en)."""
    return dict(_table()["words"][lang])


@cache
def values() -> dict[str, dict[str, Both]]:
    """Group → value → its words: kinds, statuses, verdicts, roles, topics, doubts."""
    table = load.table("compare")
    kinds = {str(kind): {"zh": table["kind_zh"][kind], "en": table["kind_en"][kind]} for kind in Kind}
    statuses = {str(status): {"zh": table["word_zh"]["status"][status], "en": str(status)} for status in Status}
    topics = {topic: {"zh": name, "en": topic} for topic, name in table["topic_zh"].items()}
    groups: dict[str, dict[str, Both]] = {name: dict(group) for name, group in _table()["values"].items()}
    doubts = {name: {"zh": entry["zh"], "en": entry["en"]} for name, entry in load.table("doubts").items()}
    return {"kind": kinds, "status": statuses, "topic": topics, "comparator": _signs(), "doubt": doubts, **groups}


def doubts_in_words(record: Mapping[str, Any], lang: str) -> str:
    """Why a person should look at a record, in words, with its confidence where it has one."""
    confidence = record.get("confidence")
    sure = [] if confidence is None else [f"{words(lang)['confidence']} {confidence}"]
    reasons = [values()["doubt"].get(name, {}).get(lang, name) for name in record.get("doubts") or ()]
    return listed([*reasons, *sure], lang)


def listed(reasons: Iterable[str], lang: str) -> str:
    """Reasons in one line."""
    return ("；" if lang == "zh" else "; ").join(reasons)


def indicator_name(record: Mapping[str, Any], lang: str) -> str:
    """The indicator of a record: its own words; in English its name in the lexicon, where it has one."""
    english = _english().get(str(record.get("indicator_id") or ""), "") if lang == "en" else ""
    return english or str(record.get("indicator") or "")


@cache
def _english() -> dict[str, str]:
    return {entry.id: entry.name_en for entry in indicators.entries()}


def reason_in_words(reason: str, lang: str) -> str:
    """Why a sentence gave no record, in words.

    Args:
        reason: as `extract --missed` has it; one that no list knows stays.
    """
    return str(load.table("missed").get(reason, {}).get(lang, reason))


def heads() -> dict[str, Both]:
    """Field → its header in both languages."""
    return {column.name: {"zh": column.zh, "en": column.en} for column in RECORD}


def fields() -> list[tuple[str, Both]]:
    """The fields that the page shows of a record, in their order, with their headers."""
    names = [column.name for column in RECORD]
    rest = [name for name in names if name not in FIRST and name not in HIDDEN]
    return [(name, heads()[name]) for name in (*FIRST, *rest)]


def rule_texts() -> Both:
    """Name of a rule (behind its attribute, where the lexicon of rules lists it) → the phrase it is for."""
    listed = load.table("rules")
    return {f"{attribute} {name}": text for attribute, names in listed.items() for name, text in names.items()}


def _signs() -> dict[str, Both]:
    signs: dict[str, Both] = _table()["values"]["comparator"]
    return {str(sign): signs[str(sign)] for sign in Comparator}


@cache
def _table() -> dict[str, Any]:
    text = (files("plancli.export") / "labels.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    # a modality that is added to `terms` and not to labels.toml fails here, not on a reader's page
    assert set(table["values"]["modality"]) == {str(modality) for modality in Modality}
    return table
