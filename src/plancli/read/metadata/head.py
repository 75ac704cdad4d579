"""What a document says about itself: title, region, issuer, 文号, 成文日期, horizon.

Judged from its head, its tail, one scan of its first million characters, and what the file or table it came in
tells (`hints`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plancli.lexicon import load
from plancli.lexicon.regions import Region, by_code, by_name, find_names
from plancli.lexicon.words import either, only_word, pattern
from plancli.model import Head
from plancli.patterns import lazy
from plancli.read.metadata import dates, openings, places, titles
from plancli.read.metadata.enacted import enacted
from plancli.read.metadata.script import as_written, in_simplified

HEAD = 3000  # characters in which a document says what it is
MOST_SEARCHED = 1_000_000  # characters; plans have a tenth of it, and what is longer is no document but a collection
TAIL = 800  # characters in which it is signed
PASSED_ON = pattern("head", "passing_on")
SPEAKS = lazy(f"{only_word('classes', 'greeting')}{either('classes', 'addressed')}")
GREETING = lazy(r"各位代表[：:！!,，]")
REPORT = only_word("classes", "work_report")
ABOUT = only_word("classes", "about")
GOVERNMENT = "政府"  # its reports are called after the year that they set tasks for
REPORTING = lazy("报告(?:政府)?工作")
NEWS = lazy(rf"《[^》]{{2,30}}》{either('head', 'quoting')}|{either('head', 'news')}")
ONLY_CHINESE = lazy(r"[\u4e00-\u9fff]{3,20}")
CHINESE = lazy(r"[\u4e00-\u9fff]")
IN_BRACKETS = lazy("[（(][^（()）]{4,24}[)）]")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the questions about a document look at: its lines in front and behind, its labels, the whole text."""

    text: str
    head: str
    lines: list[str]
    last: list[str]
    fields: dict[str, str]
    title: str


def head_of(text: str, hints: dict[str, str] | None = None) -> Head:
    """The head of a document.

    Args:
        text: the whole text as decoded.
        hints: what is beside the text, by key: title, region, issuer, document_number, issued, horizon,
            published (used as `issued` where nothing else gives it, except for reports, which are not issued),
            file (name of the file; believed only where the text says nothing).
    """
    plain = in_simplified(text)
    hints = {key: in_simplified(value.strip()) for key, value in (hints or {}).items() if value and value.strip()}
    head = _head(_page(plain, hints), hints)
    title, issuer, number = (as_written(one, text, plain) for one in (head.title, head.issuer, head.document_number))
    return replace(head, title=title, issuer=issuer, document_number=number)


def _head(page: _Page, hints: dict[str, str]) -> Head:
    genre = _genre(page)
    # a report is given, not issued: the day of the web page says nothing
    issued = _issued(page) or (None if genre == "report" else dates.iso_date(hints.get("published", "")))
    named = page.title or titles.named_in(page.head)
    span = dates.period(named) or _period_below(page) or dates.labelled_period(page.head)
    year = _report_year(page) if genre == "report" else None
    # names of places are read as of this year
    on = year or (int(issued[:4]) if issued else None) or (span[0] if span else None)
    number = titles.clean_number(page.fields.get("document_number", "")) or titles.document_number(page.lines)
    # a law has its number in the note below the title
    number = number or ((law := enacted(page.lines)) and law.number) or None
    issuer = _issuer(page)
    place = _region(page, hints, issuer, number, on)
    issuer = issuer or (_government_of(place) if genre == "report" and place else None)
    horizon = (
        year or dates.year_of_title(hints.get("horizon", "")) or _horizon(page, genre, span, named, issued or number)
    )
    horizon = horizon or dates.year_of_title(issued or number or _month(page) or "")  # at last the year of issue
    return Head(
        title=page.fields.get("title") or page.title or None,
        region=place.name if place else None,
        region_code=(place.code or None) if place else None,
        level=level_of(place),
        issuer=issuer,
        document_number=number and re.sub(r"\s+", "", number),
        issued=issued,
        horizon_year=horizon,
        period=span,
        genre=genre,
        file_year=dates.year_of_title(hints.get("file", "")),
    )


def _horizon(page: _Page, genre: str | None, span: tuple[int, int] | None, named: str, dated: str | None) -> int | None:
    """The year that the title, a deadline or a purpose gives; `dated`: its day of issue, else its number."""
    titled = span[1] if span else dates.year_of_title(named)
    now = dates.year_of_title(dated or "")
    due = None if genre == "report" else dates.deadline(page.text, now)  # a report mentions many, and none is its own
    return titled or due or dates.purposed(page.head)


def _page(text: str, hints: dict[str, str]) -> _Page:
    head = dates.plain_years(text[:HEAD])
    lines = titles.lines_of(head)
    last = titles.lines_of(dates.plain_years(text[-TAIL:]))
    fields = titles.labelled(lines) | {
        key: hints[key] for key in ("issuer", "document_number", "issued", "title") if key in hints
    }
    title = fields.get("title", "")
    if not CHINESE.search(title):  # a title in translation says little of genre and place
        title = titles.title_of(lines) or title or ("" if SPEAKS.search(head) else openings.opening(lines))
    return _Page(text[:MOST_SEARCHED], head, lines, last, fields, title)


def _genre(page: _Page) -> str:
    """Report, plan, rules or news: by the title, else by how the text begins."""
    if GREETING.search(page.head) and (REPORT in page.head or REPORTING.search(page.head)):
        return "report"
    if genre := titles.genre_of(page.title):
        return genre
    return "news" if NEWS.search(page.head) else titles.genre_of(titles.named_in(page.head))


def _signature(lines: list[str]) -> tuple[str, str] | None:
    """(body, date) of a signature: a line 江岸区人民政府办公室 with its date behind it or on the next line."""
    for at, line in enumerate(line.strip("（()）") for line in lines):
        found = dates.DATE.search(line)
        # a date in a sentence signs nothing
        if found is None or len(line) > 40 or not re.fullmatch(r"\s*日?", line[found.end() :]):
            continue
        body = line[: found.start()] or (lines[at - 1] if at else "")
        if _is_body(body):
            return body, line[found.start() :]
        if not line[: found.start()]:
            return "", line
    return None


def _is_body(line: str) -> bool:
    return 2 <= len(line) <= 40 and any(line.endswith(word) for word in load.table("head")["body"]["words"])


def _issued(page: _Page) -> str | None:
    """成文日期 where a field names it, else the date below the signature. The day a page went online is neither."""
    if value := page.fields.get("issued"):
        return dates.iso_date(value)
    if law := enacted(page.lines):
        return law.issued
    signature = _signature(page.lines[: titles.LINES]) or _signature(page.last)
    return dates.iso_date(signature[1]) if signature else None


def _issuer(page: _Page) -> str | None:
    """The issuing body: of the title (国务院关于…), the signature, or a field, which may leave out where."""
    front = PASSED_ON.split(page.title)[0] if ABOUT in page.title else ""
    if _is_body(front):
        return front
    signature = _signature(page.lines[: titles.LINES]) or _signature(page.last)
    signed = signature[0] if signature else ""
    field = page.fields.get("issuer", "")
    law = enacted(page.lines)
    if law and not field:
        return law.issuer
    chosen = field if find_names(field) or not (find_names(signed) or not CHINESE.search(field)) else signed
    return chosen or signed or field or _below_title(page) or None


def _line_below_title(page: _Page) -> str:
    at = next((at for at, line in enumerate(page.lines[: titles.LINES]) if page.title.endswith(line)), None)
    return page.lines[at + 1] if page.title and at is not None and at + 1 < len(page.lines) else ""


def _period_below(page: _Page) -> tuple[int, int] | None:
    """(2026—2028年) on the line below the title."""
    line = _line_below_title(page)
    return dates.period(line) if IN_BRACKETS.fullmatch(line) else None


def _below_title(page: _Page) -> str:
    """工业和信息化部 on the line below the title."""
    line = _line_below_title(page)
    known = bool(find_names(line)) or places.of_nation(line) is not None
    return line if known and ONLY_CHINESE.fullmatch(line) and _is_body(line) else ""


def _report_year(page: _Page) -> int | None:
    if reviewed := dates.year_reviewed(page.title):
        return reviewed + 1
    titled = dates.year_of_title(page.title)
    if titled is None or GOVERNMENT + REPORT in page.title:
        return titled or dates.report_year(page.head, page.text)
    past, tasks = dates.headed(page.text)
    # 2017年工作报告 with 一、2017年工作总结 and 二、2018年工作思路: the year of its title is the one it looks back on
    return titled + 1 if titled in past and titled + 1 in tasks else titled


def _government_of(place: Region) -> str:
    """Who gives a report that names no one."""
    return "国务院" if place.level == "nation" else f"{place.name}人民政府"


def _region(
    page: _Page, hints: dict[str, str], issuer: str | None, number: str | None, on: int | None
) -> Region | None:
    """The first of these that names one place: hint, issuer, title, meeting, speaker, number, own words, file name."""
    context = page.head + "\n".join(page.last)
    texts = [hints.get("region", ""), issuer or "", page.title]
    for text in texts:
        place = text and (places.of_nation(text) or by_name(text, on=on) or places.chain(text, context, on))
        if place:
            return place
    return (
        places.of_meeting(page.head, on)
        or _of_speaker(page, hints.get("file", ""), on)
        or (places.of_number(number) if number else None)
        or _of_self(page, hints.get("file", ""), on)
        or places.chain(hints.get("file", ""), context, on)
    )


def _of_speaker(page: _Page, file: str, on: int | None) -> Region | None:
    spoken = places.level_of_speaker(page.head)
    if spoken is None:
        return None
    level, words = spoken
    named = places.chain(words, page.head, on)
    return named or places.of_file(file, page.text, level, on) or _own(page.text, level, on)


def _of_self(page: _Page, file: str, on: int | None) -> Region | None:
    level = places.level_of_self(page.text)
    return (places.of_file(file, page.text, level, on) or _own(page.text, level, on)) if level else None


def _own(text: str, level: str, on: int | None) -> Region | None:
    return by_code("100000") if level == "nation" else places.most_named(text, level, on)


def level_of(place: Region | None) -> str | None:
    """The level of the contract; a functional area ranks one below what it is part of, a group has none. 天门 and the
    like are directly under their province, and are cities."""
    # GB/T 2260: 90 in the place of the prefecture is a county-level unit right under the province.
    if place is not None and place.level == "district" and place.code[2:4] == "90":
        return "city"
    if place is None or place.level in places.LEVELS:
        return place and place.level
    upper = by_code(place.parent) if place.level == "area" else None
    return places.LEVELS[min(places.LEVELS.index(upper.level) + 1, 3)] if upper else None


def _month(page: _Page) -> str | None:
    """The line below a title that says no more than 2023年8月."""
    return next((line for line in page.lines[: titles.LINES] if dates.MONTH.fullmatch(line)), None)
