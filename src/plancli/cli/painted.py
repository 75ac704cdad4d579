"""An explanation as people read it: the sentence in colours, under it a line for each attribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from plancli.cli.explain import words_of
from plancli.cli.talk import visible
from plancli.cli.terminal import console
from plancli.export.csvs import cell
from plancli.export.record import number
from plancli.model import Document, Span, Target, Trapped

if TYPE_CHECKING:
    from plancli.extract import Extraction

QUANTITY, TRAP = "bold green", "red"
COLOURS = {"indicator": "cyan", "comparator": "magenta", "year": "yellow", "kind": "blue", "status": "bright_black"}
SIGNS = {"=": "", "range": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "~ "}


def paint(document: Document, extraction: Extraction) -> None:
    """Print what `extraction` found in `document`, sentence by sentence, then the numbers outside of them."""
    out = console()
    shown: set[int] = set()
    for quote, targets in _by_quote(extraction.targets):
        traps = [item for item in extraction.trapped if quote.start <= item.span.start < quote.end]
        shown.update(item.span.start for item in traps)
        out.print(_sentence(document, quote, targets, traps), soft_wrap=True)
        for target in targets:
            out.print(_headline(target), soft_wrap=True)
            for line in _attributes(target, document):
                out.print(line, soft_wrap=True)
        out.print(*_not_taken(traps), sep="", soft_wrap=True)
    rest = [item for item in extraction.trapped if item.span.start not in shown]
    if rest or not extraction.targets:
        out.print("no statement" if not extraction.targets else "elsewhere", soft_wrap=True)
        out.print(*_not_taken(rest), sep="", soft_wrap=True)


def _by_quote(targets: Sequence[Target]) -> Iterable[tuple[Span, list[Target]]]:
    groups: dict[Span, list[Target]] = {}
    for target in targets:
        groups.setdefault(target.quote, []).append(target)
    return groups.items()


def _sentence(document: Document, quote: Span, targets: Sequence[Target], traps: Sequence[Trapped]) -> Text:
    """The sentence; what attributes rest on in their colours, quantities and traps above all."""
    painted: dict[int, str] = {}
    for target in targets:
        for name, answer in target.answers:
            if answer.span and name in COLOURS:
                painted.update(dict.fromkeys(range(answer.span.start, answer.span.end), COLOURS[name]))
    for span, colour in [(item.span, TRAP) for item in traps] + [(target.span, QUANTITY) for target in targets]:
        painted.update(dict.fromkeys(range(span.start, span.end), colour))
    text = Text()
    for at in range(quote.start, quote.end):
        text.append(_letter(document.text[at]), painted.get(at, ""))
    return text


def _letter(char: str) -> str:
    return " " if char in "\r\n\t" else visible(char)


def _headline(target: Target) -> Text:
    amount = target.amount
    value = cell(number(amount.value)) + ("" if amount.value_max is None else f"–{cell(number(amount.value_max))}")
    line = Text(f"  {visible(target.text)}", QUANTITY)
    return line.append(
        f"  {visible(target.indicator)} {SIGNS[target.comparator]}{value} {amount.unit}".rstrip(), "bold"
    )


def _attributes(target: Target, document: Document) -> Iterable[Text]:
    for name, answer in target.answers:
        value = "–" if answer.value is None else visible(cell(_value(answer.value)))
        line = Text(f"    {name:<14}").append(value, COLOURS.get(name, ""))
        words = visible(words_of(answer, document).replace("\n", " "))
        yield line.append(f"  {answer.rule}", "dim").append(f"  {words}" if words else "")


def _value(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | tuple | list) else str(value)


def _not_taken(traps: Sequence[Trapped]) -> list[Text]:
    if not traps:
        return [Text()]
    line = Text("  not taken  ", "dim")
    for item in traps:
        line.append(visible(item.text), TRAP).append(f" {item.trap}  ", "dim")
    return [line, Text("\n")]
