"""An explanation as people read it: the sentence in colours, under it a line for each attribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.text import Text

from plancli.cli.explanation import part_of, words_of
from plancli.cli.messages import visible
from plancli.cli.terminal.console import console
from plancli.export.csvs import cell
from plancli.export.workbook.fit import width
from plancli.model import Document, RejectedNumber, Span, Target
from plancli.records.record import number
from plancli.trust import doubts

if TYPE_CHECKING:
    from plancli.extract import Extraction
    from plancli.structure.part import Part

QUANTITY, TRAP = "bold green", "red"
UNLINKED = "names_no_indicator"
COLOURS = {"indicator": "cyan", "comparator": "magenta", "year": "yellow", "kind": "blue", "status": "bright_black"}
SIGNS = {"=": "", "range": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "~ "}


def paint(document: Document, extraction: Extraction, stream: TextIO) -> None:
    """Print what `extraction` found in `document`, sentence by sentence, then the numbers outside of them."""
    out = console(stream)
    left = _not_taken(extraction)
    for quote, targets in _by_quote(extraction.targets):
        inside = [item for item in left if quote.start <= item.span.start < quote.end]
        left = [item for item in left if item not in inside]
        lines = [_sentence(document, quote, targets, inside)]
        for target in targets:
            part = _part(part_of(target, extraction))
            lines += [_headline(target), *_attributes(target, document), part, *_doubts(target)]
        for line in [*lines, *_named(inside), Text()]:
            out.print(line, soft_wrap=True)
    if not extraction.targets:
        out.print("no statement", soft_wrap=True)
    for line in _named(left):
        out.print(line, soft_wrap=True)


def _not_taken(extraction: Extraction) -> list[RejectedNumber]:
    """Numbers in traps, and quantities that measure nothing named, in order of the text."""
    unlinked = [RejectedNumber(item.span, item.text, UNLINKED) for item in extraction.unlinked]
    return sorted([*extraction.rejected, *unlinked], key=lambda item: (item.span.start, item.span.end))


def _by_quote(targets: Sequence[Target]) -> Iterable[tuple[Span, list[Target]]]:
    groups: dict[Span, list[Target]] = {}
    for target in targets:
        groups.setdefault(target.quote, []).append(target)
    return groups.items()


def _sentence(document: Document, quote: Span, targets: Sequence[Target], traps: Sequence[RejectedNumber]) -> Text:
    """The sentence; what attributes rest on in their colours, quantities and traps above all."""
    painted: dict[int, str] = {}
    for target in targets:
        for name, answer in target.answers:
            if answer.span and name in COLOURS:
                painted.update(dict.fromkeys(range(answer.span.start, answer.span.end), COLOURS[name]))
    # last, so that a figure keeps its colour where the words of an attribute hold it
    for span, colour in [(item.span, TRAP) for item in traps] + [(target.span, QUANTITY) for target in targets]:
        painted.update(dict.fromkeys(range(span.start, span.end), colour))
    text = Text()
    for at in range(quote.start, quote.end):
        text.append(_letter(document.text[at]), painted.get(at, ""))
    return text


def _letter(char: str) -> str:
    return " " if char in "\r\n\t" else visible(char)


def _headline(target: Target) -> Text:
    line = Text(f"  {visible(target.text)}", QUANTITY)
    return line.append(f"  {visible(target.indicator)} {_figure(target)}".rstrip(), "bold")


def _figure(target: Target) -> str:
    amount = target.amount
    if amount is None:
        return str(target.stated)
    value = cell(number(amount.value)) + ("" if amount.value_max is None else f"–{cell(number(amount.value_max))}")
    return f"{SIGNS[target.comparator]}{value} {amount.unit}"


def _part(part: Part) -> Text:
    """The role, genre and year of the part, and the reasons."""
    told = f"{part.role}, {part.genre}" + ("" if part.year is None else f", {part.year}")
    return Text(f"    {'part':<14}{told}").append(visible(f"  {'; '.join(part.reasons)}"), "dim")


def _doubts(target: Target) -> Iterable[Text]:
    """A line for each reason why a person should look, in words."""
    for name in target.doubts:
        yield Text(f"    {'doubt':<14}{name}", "yellow").append(f"  {doubts.words(name, 'en')}", "dim")


def _attributes(target: Target, document: Document) -> Iterable[Text]:
    """A line for each attribute: what, its value, the rule, the words."""
    rows = [(name, _value(answer.value), answer) for name, answer in target.answers]
    room = max((width(value) for _, value, _ in rows), default=0)  # in cells: a Chinese character takes two
    for name, value, answer in rows:
        line = Text(f"    {name:<14}").append(value + " " * (room - width(value)), COLOURS.get(name, ""))
        words = visible(words_of(answer, document).replace("\n", " "))
        line.append(f"  {answer.rule:<18}", "dim").append(f"  {words}")
        line.rstrip()
        yield line


def _value(value: Any) -> str:
    if value in (None, (), ""):
        return "-"
    return visible(cell(value if isinstance(value, bool | int | str | tuple | list) else str(value), raw=True))


def _named(items: Sequence[RejectedNumber]) -> list[Text]:
    """One line with the numbers that were not taken, each with its reason; no line where there are none."""
    if not items:
        return []
    line = Text("  not taken     ", "dim")
    for item in items:
        line.append(visible(item.text), TRAP).append(f" {item.trap}   ", "dim")
    return [line]
