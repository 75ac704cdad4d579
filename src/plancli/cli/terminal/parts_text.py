"""The parts of a document as people read them: a line for each role, its year and reasons; under it its headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from plancli.cli.messages import visible
from plancli.cli.terminal.console import console
from plancli.model import Document
from plancli.segment.clauses import readable
from plancli.segment.outline import sections
from plancli.structure.part import Part

COLOURS_OF_ROLES = {"retrospect": "blue", "goals": "bold green", "tasks": "green", "rules": "magenta"}
MOST = 12  # Headings that are shown below a role; more are counted.


def show(document: Document, parts: list[Part]) -> None:
    """Print a document folded to its headings, below the roles of the parts that hold them."""
    out = console()
    out.print(Text(visible(f"{document.id} · {document.head.title or 'no title'}"), "bold"), soft_wrap=True)
    headings = [(section.span.start, section.title) for section in sections(readable(document)) if section.title]
    for title, inside in groupby(parts, key=lambda part: part.inner.title if part.inner.several else ""):
        if title:
            out.print(Text(visible(f" {title}"), "bold cyan"), soft_wrap=True)
        for alike in _runs(list(inside)):
            for line in _lines(alike, headings):
                out.print(line, soft_wrap=True)
    out.print()


def _runs(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts that follow each other and say the same of themselves are shown as one."""
    for _, alike in groupby(parts, key=lambda part: (part.role, part.genre, part.year, part.doubtful)):
        yield list(alike)


def _lines(parts: list[Part], headings: list[tuple[int, str]]) -> Iterator[Text]:
    first, last = parts[0], parts[-1]
    told = f"{first.genre}{'' if first.year is None else f' {first.year}'}"
    # so that a person sees at a glance which role most of the text has
    size = last.span.end - first.span.start
    line = Text("  ").append(f"{first.role:<11}", COLOURS_OF_ROLES.get(first.role, ""))
    line.append(f"{told:<14}{size:>8,} characters")
    if first.doubtful:
        line.append(f"  uncertain ({min(part.certainty for part in parts):.2f})", "yellow")
    reasons = list(dict.fromkeys(reason for part in parts for reason in part.reasons))[:3]
    yield line.append(visible(f"  {'; '.join(reasons)}"), "dim")
    held = [title for at, title in headings if first.span.start <= at < last.span.end]
    for title in held[:MOST]:
        yield Text(visible(f"      {title}"))
    if len(held) > MOST:
        yield Text(f"      … {len(held) - MOST:,} more headings", "dim")
