"""Documents inside a text: a notice around a plan, several policies, annexes with titles, two reports in one file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plancli.lexicon.words import either, only_word, pattern, phrases, reach
from plancli.model import Span
from plancli.patterns import lazy
from plancli.read.metadata import openings, titles
from plancli.read.plain.pieces import PIECE, bounds
from plancli.segment.held import Held

LONGEST_TITLE = 60  # characters of a line
SHORTEST_NAMED = 6  # characters: shorter names recur as words
ANNEX = lazy(r"(?m)附 ?件? ?[0-9一二三四五六七八九十]{0,2} ?:?$")
FIRST = lazy(r" *(?:一、|第一[章条节]|\(一\)|1[.、])")
# What numbers its paragraphs is no mere notice around something else.
BODY = lazy(r"(?m)^ *(?:一、|第一[章条])(?!.*[.…·]{4})")
NUMBERED = lazy(r" *(?:[二三四五六七八九十]{1,3}、|第[二三四五六七八九十]{1,3}[章条])")
PERIOD = lazy(r"\([12][0-9]{3} ?年?[—–-]{1,2}[12][0-9]{3} ?年?\)$")
ADDRESSEES = lazy("各[^。;:]{1,40}:")
WORK_REPORT = only_word("classes", "work_report")
GREETED = only_word("classes", "greeting")
GREETING = lazy(
    rf"(?m)^ *(?:{either('classes', 'chairs')}[^\n:。]{{0,20}})?"  # 主任、各位副主任、
    rf"{GREETED}{either('classes', 'addressed')}[^\n]{{0,20}}[:：,，]?\s{{0,6}}"
    rf"{either('classes', 'speech_openers')}[^\n]{{0,30}}{either('classes', 'reporting')}"
)
SPEAKS_OF = lazy(
    rf"^(?:{either('classes', 'body_openers')}|[0-9(一二三四五六七八九十]|——|{either('classes', 'footers')})"
)
REVIEWED = lazy(f"(?:{pattern('structure', 'heading_review').pattern})表?$")
NO_NAME = lazy("[,。;:|]|^[(一二三四五六七八九十第]")
DOTS = lazy(r"[.…·]{4,}|\d$")
WIDE = lazy(r"[\s　]+")
OPENING_LINES = 12  # of a notice, before what it brings
NEAR = reach("inner_title")
FAR = reach("greeting")


@dataclass(frozen=True, slots=True)
class InnerDocument:
    """Where a document inside the text begins, and the title it has there; `frame` for a notice that only brings."""

    span: Span
    title: str
    frame: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def inner_documents(text: str, title: str) -> list[InnerDocument]:
    """The documents that a folded text holds, in order, covering it; one alone where it holds no other.

    Args:
        text: the folded text.
        title: of the whole, as its head says.
    """
    cuts = sorted({**_reports(text), **_titled(text, title)}.items())
    cuts = [(at, name) for at, name in cuts if at > 0]
    if not cuts:
        return [InnerDocument(Span(0, len(text)), title)]
    first = text[: cuts[0][0]]
    opening = _opening_title(first)
    frame = not BODY.search(first) and bool(
        titles.BRINGS.search(opening or first[: LONGEST_TITLE * 3].replace("\n", ""))
    )
    if not frame and len(first) < NEAR and (not opening or titles.plain(cuts[0][1]) in titles.plain(opening)):
        cuts = [(0, opening or cuts[0][1]), *cuts[1:]]  # a title that the first lines repeat begins nothing new
    else:
        cuts = [(0, opening or title), *cuts]
    ends = [at for at, _ in cuts[1:]] + [len(text)]
    return [
        InnerDocument(Span(at, end), name, frame and number == 0)
        for number, ((at, name), end) in enumerate(zip(cuts, ends, strict=True))
    ]


def _lines(text: str) -> Iterator[_Line]:
    for start, end in bounds(text, "\n"):
        at = start
        for raw in text[start:end].split("\n"):
            if (line := raw.strip()) and not (line.startswith("|") or line.count("|") > 1):
                yield _Line(at + len(raw) - len(raw.lstrip()), line)
            at += len(raw) + 1


class _HeldLines(Held[_Line]):
    """The lines of a large text, held by their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts, self._ends = array("q"), array("q")
        for line in _lines(text):
            self._starts.append(line.start)
            self._ends.append(line.start + len(line.text))

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, number: int) -> _Line:
        start = self._starts[number]
        return _Line(start, self.text[start : self._ends[number]])


def _opening_title(text: str) -> str:
    lines = [WIDE.sub("", line.text) for line in islice(_lines(text), OPENING_LINES)]
    # 附件1, and below it 2026年为民办实事清单
    annexed = openings.opening(lines[1:]) if lines and ANNEX.match(lines[0]) else ""
    return titles.title_of(lines) or annexed


def _titled(text: str, title: str) -> dict[int, str]:
    """Lines that are titles of documents behind the first: named by the notice, behind 附件, or where a list begins
    again."""
    lines = _HeldLines(text) if len(text) > PIECE else list(_lines(text))
    whole = titles.plain("".join(line.text for line in lines[:4])) + titles.plain(title)
    found: dict[int, str] = {}
    counted, last, told = 0, "", False
    for number, line in enumerate(lines):
        told = told or bool(ADDRESSEES.fullmatch(line.text))
        counted += bool(NUMBERED.match(line.text)) and not DOTS.search(line.text)
        before = lines[number - 1].text if number else ""
        if not _may_be_title(line.text) and not (ANNEX.match(before) and _names_annex(line.text)):
            continue
        name = WIDE.sub("", line.text)
        start, name = _with_lines_before(lines, number, name)
        annexed = bool(ANNEX.match(before)) or bool(ANNEX.match(lines[start - 1].text if start else ""))
        named = len(name) >= SHORTEST_NAMED and titles.plain(name) in whole and number > 1 and _begins(lines, number)
        again = counted > 1 and _begins(lines, number) and len(name) > SHORTEST_NAMED
        letter = told and name.endswith(phrases("classes", "notice_titles")) and _addressed(lines, number)
        period = number > 1 and PERIOD.search(name) is not None and lines[number - 1].text.endswith("。")
        if (annexed or named or again or letter or period) and name != last:
            at = lines[start - 1].start if annexed and start else lines[start].start
            found[at] = name
            counted, last = 0, name
    return found


def _addressed(lines: Sequence[_Line], number: int) -> bool:
    """Whether the line below a title says to whom it goes: a second notice in the file, behind the first."""
    return number + 1 < len(lines) and bool(ADDRESSEES.fullmatch(lines[number + 1].text))


def _with_lines_before(lines: Sequence[_Line], number: int, name: str) -> tuple[int, str]:
    """A title that is set in two lines: 甲市人民政府办公室关于 / 印发…的通知."""
    before = lines[number - 1] if number else None
    if before and before.text.endswith(phrases("classes", "title_openers")) and len(before.text) < LONGEST_TITLE:
        return number - 1, WIDE.sub("", before.text) + name
    return number, name


def _may_be_title(line: str) -> bool:
    if not 4 <= len(line) <= LONGEST_TITLE or SPEAKS_OF.match(line) or line.endswith((",", "、")):
        return False
    return titles.is_title(WIDE.sub("", line)) and not DOTS.search(line)


def _names_annex(line: str) -> bool:
    """2025年民生实事完成情况, below 附件2: a short line that ends on what a plan or a review is called."""
    name = WIDE.sub("", line)
    ends = openings.plans(name) or REVIEWED.search(name) is not None
    return 4 <= len(name) <= LONGEST_TITLE and ends and not (NO_NAME.search(name) or DOTS.search(line))


def _begins(lines: Sequence[_Line], number: int) -> bool:
    """Whether what is below a title is the beginning of a text: 一、, 第一章, a greeting, within some lines."""
    for line in lines[number + 1 : number + 6]:
        if FIRST.match(line.text):
            return not DOTS.search(line.text)
        if NUMBERED.match(line.text) or (_may_be_title(line.text) and not line.text.startswith("(")):
            return False
    return False


def _reports(text: str) -> dict[int, str]:
    """Where a second report begins: its title, or its greeting."""
    found: dict[int, str] = {}
    if GREETED not in text:  # a line begins anywhere, the word is found at once
        return found
    for number, greeting in enumerate(GREETING.finditer(text)):
        if not number and greeting.start() < FAR:
            continue
        at = text.rfind(WORK_REPORT, max(0, greeting.start() - NEAR), greeting.start())
        line = text.rfind("\n", 0, at) + 1 if at >= 0 else greeting.start()
        found[line] = text[line : text.find("\n", line)].strip() if at >= 0 else ""
    return found
