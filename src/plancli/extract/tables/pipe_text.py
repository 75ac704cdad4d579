"""Tables in text form: rows of `a | b |` lines, as crawlers and Markdown write them, or of words between blanks."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.extract.tables.figure import figure_of
from plancli.extract.tables.words import starts
from plancli.lexicon.words import reach
from plancli.model import Cell, Document, Span, Table
from plancli.native import each_gap
from plancli.patterns import lazy
from plancli.segment.fold import fold

LINE = lazy(r"[^\n\r]+")
LINE_ENDS = "\n\r"
SEPARATOR = lazy(r"[\s|:\-—]*")
FURTHER = lazy(r"[①-⑳]|[(（]?\d[)）.、]|带?\*")
REACH_OF_NOTE = reach("table_note")
DRAWN = lazy("[│┃║｜]")
BARS = str.maketrans("│┃║｜┌┬┐├┼┤└┴┘─━", "||||" + "|" * 9 + "--")  # lines drawn with characters
ESCAPED = "\\|"  # a bar within a cell of Markdown
BLANK_LINE = lazy(r"\n[^\S\n]*\n")
LEAST_ROWS = 3  # a head, its rule, a row; fewer are bars in prose
RULE = lazy(r"[ \t]*[-=—]{2,}(?:[ \t]+[-=—]{2,})*[ \t]*")  # below a head, or at the end of a table
WORD = lazy(r"[^\s　]+")
PROSE = lazy("[。；;，,！？|]")
FIGURE_OR_NONE = lazy(r"[<>≤≥＜＞]?[-+]?[0-9][0-9.]*[%％‰]?|[-—–/]+")
HEAD = lazy("[0-9]{4} ?年|[(（][^()（）]{1,8}[)）]")
LEAST_COLUMNS, MOST_COLUMNS = 3, 12


def text_tables(document: Document) -> tuple[Table, ...]:
    """The tables that are in the text as rows with bars, outside of those that the format already has."""
    taken = [table.span for table in document.tables]
    found: list[Table] = []
    number = len(document.tables)
    text = document.text.translate(BARS) if DRAWN.search(document.text) else document.text
    text = text.replace(ESCAPED, " " * len(ESCAPED))
    for blocks, cells_in in ((_blocks, _cells), (_spaced, _words)):
        for block in blocks(text):
            start, end = block[0].start, block[-1].end
            # a Word table is in the text with its bars as well: it is read once, by its cells
            if any(span.start < end and start < span.end for span in taken):
                continue
            cells = tuple(cell for row, line in enumerate(block, 1) for cell in cells_in(text, line, row))
            number += 1
            found.append(Table(number, Span(start, end), cells))
    return tuple(found)


def note_below(text: str, table: Span) -> Span | None:
    """The note right below a table (注:①〔 〕内为五年累计数), with its further lines ②…; None where there is none.

    Args:
        text: decoded text of the document; `table` is a span of it.
    """
    end = table.end
    for match in LINE.finditer(text, table.end):
        line = fold(match[0]).strip()
        if not line:
            continue
        if (
            not (starts(line, "note") or (end > table.end and FURTHER.match(line)))
            or match.end() - table.end > REACH_OF_NOTE
        ):
            break
        end = match.end()
    return Span(table.end, end) if end > table.end else None


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of at least three lines with bars; the line under a Markdown head is one of them, and is stepped over."""
    # most texts have no bars: no line is looked at then
    if text.count("|") < LEAST_ROWS:
        return
    block: list[Span] = []
    ruled = False
    for start, end in each_gap(text, LINE_ENDS):
        line = text[start:end]
        if "|" in line and not SEPARATOR.fullmatch(line):
            block.append(Span(start, end))
        elif "|" in line:
            if "-" in line and len(block) > 1 and BLANK_LINE.search(text, block[-2].end, block[-1].start):
                # a head of its own, with its rule, behind a blank line: another table
                if len(block) - 1 + ruled >= LEAST_ROWS:
                    yield block[:-1]
                block, ruled = block[-1:], False
            ruled = ruled or ("-" in line and len(block) == 1)
        elif line.strip():
            if len(block) + ruled >= LEAST_ROWS:
                yield block
            block, ruled = [], False
    if len(block) + ruled >= LEAST_ROWS:
        yield block


def _spaced(text: str) -> Iterator[list[Span]]:
    """Lines of as many words each, a head and rows with a figure below its last year: what is left of a table that was
    copied."""
    block: list[Span] = []
    columns = dated = ruled = 0
    for start, end in each_gap(text, LINE_ENDS):
        if block and RULE.fullmatch(text, start, end):
            ruled = 1
            continue
        words = text[start:end].split() if end - start < REACH_OF_NOTE and not PROSE.search(text, start, end) else []
        if not (words or block):
            continue  # most lines are prose, and no table is begun
        if len(words) == columns and block and _is_figure(words[dated]):
            block.append(Span(start, end))
            continue
        if len(block) + ruled >= LEAST_ROWS:
            yield block
        ruled = 0
        dated = max((at for at, word in enumerate(words) if at and HEAD.search(word)), default=0)
        headed = LEAST_COLUMNS <= len(words) <= MOST_COLUMNS and dated
        block, columns = ([Span(start, end)], len(words)) if headed else ([], 0)
    if len(block) + ruled >= LEAST_ROWS:
        yield block


def _is_figure(word: str) -> bool:
    """12.5, —, 25左右; not 2025年, which heads another table."""
    if FIGURE_OR_NONE.fullmatch(word):
        return True
    return HEAD.search(word) is None and figure_of(fold(word)) is not None


def _words(text: str, line: Span, row: int) -> Iterator[Cell]:
    """The words of a line, each a cell."""
    for column, match in enumerate(WORD.finditer(text, line.start, line.end), 1):
        yield Cell(Span(*match.span()), row, column)


def _cells(text: str, line: Span, row: int) -> Iterator[Cell]:
    """The parts between bars, without blanks; bars at both ends close a row and open no cell."""
    start, end = line.start, line.end
    while start < end and text[start] in " \t|":
        start += 1
        if text[start - 1] == "|":
            break
    column = 1
    while start <= end:
        stop = text.find("|", start, end)
        stop = end if stop < 0 else stop
        if stop == end and not text[start:stop].strip():
            return
        left, right = start, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        yield Cell(Span(left, right), row, column)
        start, column = stop + 1, column + 1
