"""Which achieved values cover the whole region and one year: only these are set beside a yearly target.

A report looks back on its year and on five years in one chapter, and says so once: what follows covers the same
years, until it says otherwise. So records are read in the order of their document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from plancli.compare.clause import clause_of
from plancli.lexicon import load
from plancli.patterns import lazy
from plancli.records.store import held, row_of
from plancli.terms import Record

SEVERAL, ONE = "several", "one"
SENTENCE_ENDS = lazy(r"[。！？!?；;\n]")
YEAR = lazy(r"20\d\d年(?!以来|代)")  # 2020年以来 is several years, 2020年代 ten
BETWEEN_SECTIONS = " / "
MOST_IN_A_YEAR = 12  # per cent
HEADING_OF_YEAR = lazy(r"20\d\d年|过去一年")


def of_one_year(records: Iterable[Record]) -> Iterator[Record]:
    """The achieved values of `records` that a yearly target may be set against, declines as negative growth."""
    state, doc, section = ONE, None, ""
    placed = sorted((*_place(record), number, held(record)) for number, record in enumerate(records))
    for record in (row_of(kept) for *_, kept in placed):
        if record.get("doc") != doc:
            state, doc, section = ONE, record.get("doc"), ""
        new, section = _new_headings(section, str(record.get("section") or "")), str(record.get("section") or "")
        before = _before(record)
        # The words in front of the figure decide; else the growth that opens a review, a new heading, or what held
        # before.
        state = _last_said(before) or (ONE if _opens_a_year(record) else _of_heading(new) or state)
        if record["status"] == "actual" and _is_of_a_year(record, state) and not _is_of_a_part(record, before):
            yield _as_growth(record)


def _place(record: Record) -> tuple[str, int]:
    return str(record.get("doc") or ""), int(record.get("start") or 0)


def _new_headings(old: str, new: str) -> str:
    """The headings of `new` that `old` is not under."""
    before, after = old.split(BETWEEN_SECTIONS), new.split(BETWEEN_SECTIONS)
    # How many headings from the top both places share; only those below are new.
    same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    return BETWEEN_SECTIONS.join(after[same:])


def _of_heading(heading: str) -> str | None:
    """A heading of five years alone, or of the year, says what its chapter covers; of both, the first."""
    year, several = HEADING_OF_YEAR.search(heading), _mark(SEVERAL).search(heading)
    if year is None or several is None:
        return ONE if year else SEVERAL if several else None
    return ONE if year.start() < several.start() else SEVERAL


def _opens_a_year(record: Record) -> bool:
    """The review of a year begins with the growth of its output, which in five years is far more than a tenth."""
    growth = record.get("indicator_id") == "gdp_growth" and record["status"] == "actual" and record["value"] is not None
    return growth and not record.get("annual") and abs(record["value"]) <= MOST_IN_A_YEAR


def _before(record: Record) -> str:
    """What its quote says up to the figure, with the figure."""
    quote, text = str(record.get("quote") or ""), str(record.get("text") or "")
    clause = clause_of(record)
    at = quote.find(clause)
    end = quote.find(text, max(at, 0))
    return quote[: end + len(text)] if end >= 0 else quote


def _last_said(text: str) -> str | None:
    """Whether the last words on time in `text` mean several years or one; None without such words."""
    found = [(match.end(), SEVERAL) for match in _mark(SEVERAL).finditer(text)]
    found += [(match.end(), ONE) for match in (*_mark(ONE).finditer(text), *YEAR.finditer(text))]
    return max(found)[1] if found else None


def _is_of_a_year(record: Record, state: str) -> bool:
    """Levels and shares are what there is at the end of a year, whatever the chapter looks back on."""
    if _own().search(_without_exceptions(clause_of(record))):
        return False
    base, year = record.get("base_year"), record.get("year")
    # 比2020年增长30% adds up years
    if record["kind"] in ("growth", "decrease") and base is not None and year is not None and year - base > 1:
        return False
    # A stock (保有量) is what it is at the end of the year; growth and additions pile up over the years.
    adds_up = record["kind"] in ("growth", "decrease", "multiple") or bool(record.get("flow"))
    return state == ONE or not (adds_up or _counts_work(record))


def _counts_work(record: Record) -> bool:
    """Whether a level may be what was done in five years: it is no rate."""
    return record["kind"] == "level" and "/" not in str(record["unit"]) and record["unit"] not in ("%", "倍")


def _is_of_a_part(record: Record, before: str) -> bool:
    """Whether the sentence is about a zone, a lower region or some firms; a word for the whole takes that back."""
    sentence = SENTENCE_ENDS.split(before)[-1]
    parts = [match.end() for match in _part().finditer(sentence) if match[0] not in str(record["indicator"])]
    wholes = [match.end() for match in _whole().finditer(sentence)]
    return bool(parts) and max(parts) > max(wholes, default=-1)  # the last word in the sentence counts


def _as_growth(record: Record) -> Record:
    """下降3.3% is growth of −3.3%, so that it can be set beside a target of growth."""
    if record["kind"] != "decrease" or record["value"] is None or record.get("indicator_id"):
        return record
    from plancli.lexicon.indicators import dimension_of, lookup

    found = lookup(str(record["indicator"]), "growth", dimension_of(str(record["unit"])), bool(record.get("flow")))
    if found is None:
        return record
    high = record.get("value_max")
    # The sign turns the ends round: 下降3%到5% is −5 to −3.
    low = -record["value"] if high is None else -high
    top = None if high is None else -record["value"]
    # and with them the bounds: 下降不超过3% is growth of at least −3%
    turned = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}.get(record["comparator"], record["comparator"])
    return {
        **record,
        "kind": "growth",
        "indicator_id": found[0].id,
        "value": low,
        "value_max": top,
        "comparator": turned,
    }


def _without_exceptions(clause: str) -> str:
    for word in load.table("compare")["several_years"]["unless"]:  # 五年规划 names a plan, and no time
        clause = clause.replace(word, "")
    return clause


@cache
def _mark(name: str) -> re.Pattern[str]:
    table = load.table("compare")["several_years" if name == SEVERAL else "one_year"]
    unless = "".join(f"(?!{re.escape(word)})" for word in table.get("unless", ()))
    return re.compile(unless + "(?:" + "|".join(map(re.escape, sorted(table["words"], key=len, reverse=True))) + ")")


@cache
def _own() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load.table("compare")["several_years"]["own"])))


@cache
def _part() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load.table("compare")["part_of_region"]["words"])))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load.table("compare")["part_of_region"]["whole"])))
