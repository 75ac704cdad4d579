"""`plancli evaluate`: predicted records against gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plancli.cli.command import command
from plancli.cli.messages import complain
from plancli.cli.options import file_option
from plancli.errors import UsageError
from plancli.patterns import lazy

if TYPE_CHECKING:
    from plancli.evaluate.score import Error, Score

FIGURES = ("detect", "mention", "record")
FLOOR = lazy(rf"({'|'.join(FIGURES)})=(0(?:\.\d+)?|1(?:\.0+)?)")
SHOWN_FIELDS = ("start", "text", "indicator", "kind", "comparator", "value", "value_max", "unit", "year", "status")
BELOW = 4  # exit code: below what --min asks, as verify and lexicon check use it


def _floors(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, float]:
    floors = {}
    for item in value:
        found = FLOOR.fullmatch(item)
        if not found:
            raise UsageError("not FIGURE=NUMBER", f"--floor {item}", "write for instance --floor record=0.9")
        floors[found[1]] = float(found[2])
    return floors


@command(
    "evaluate",
    examples=(
        "plancli evaluate gold/hubei.jsonl hubei.jsonl --errors 5",
        "plancli evaluate gold/a.jsonl a.jsonl gold/b.jsonl b.jsonl --floor detect=0.95 --floor record=0.9",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="GOLD PREDICTED...", type=click.Path(exists=True))
@click.option(
    "--floor", "floors", multiple=True, callback=_floors, metavar="FIGURE=N", help="Exit 4 where F1 is lower."
)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Print the first N errors of each kind.")
@file_option("-o", "--output", help="Write here (UTF-8; the old file stays until the new one is whole).")
@click.option("-f", "--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evaluate(files: tuple[str, ...], floors: dict[str, float], errors: int, output: Path | None, format: str) -> int:
    """Score predicted records against gold records.

    Precision, recall and F1 of targets and records, and the accuracy of each field.
    Files come in pairs and are pooled. PREDICTED should hold all statuses (extract --status all).
    """
    from plancli.cli.output import written
    from plancli.evaluate.load import pairs
    from plancli.evaluate.score import score

    if len(files) % 2:
        raise UsageError("files come in pairs", files[-1], "give GOLD PREDICTED, in this order")
    given = zip(map(Path, files[::2]), map(Path, files[1::2]), strict=True)  # GOLD PREDICTED GOLD PREDICTED …
    result = score(pair for gold, predicted in given for pair in pairs(gold, predicted))
    as_asked = json.dumps(as_json(result, errors), ensure_ascii=False) if format == "json" else _as_text(result, errors)
    # written before the floors are asked: a missed floor is only useful with the figure beside it
    with written(output) as stream:
        stream.write(f"{as_asked}\n")
    # rounded as it is printed: 0.95 must not fall short of 0.95
    low = [(name, floor) for name, floor in floors.items() if round(getattr(result, name).f1, 4) < floor]
    for name, floor in low:
        complain(f"{name} F1 {getattr(result, name).f1:.4f} · floor {floor} · see --errors 5")
    return BELOW if low else 0


def as_json(result: Score, errors: int) -> dict[str, Any]:
    """The score as one object: the keys of ../shared/tools/score.py, and `errors` where asked for."""
    found: dict[str, Any] = {}
    for name in FIGURES:
        count = getattr(result, name)
        rates = {key: round(getattr(count, key), 4) for key in ("precision", "recall", "f1")}
        found[name] = rates | {"gold": count.gold, "predicted": count.predicted, "right": count.right}
    found["fields"] = {name: round(result.accuracy(name), 4) for name in result.fields}
    if errors:
        found["errors"] = [_error(error) for error in _first(result.errors, errors)]
    return found


def _error(error: Error) -> dict[str, Any]:
    return {"error": error.what, "gold": _brief(error.gold), "predicted": _brief(error.predicted)}


def _brief(record: Any) -> dict[str, Any] | None:
    return None if record is None else {key: _plain(record.get(key)) for key in SHOWN_FIELDS}


def _plain(value: Any) -> Any:
    # for people and their scripts; the score itself is counted with exact numbers
    return value if value is None or isinstance(value, str | int) else float(value)


def _first(errors: Sequence[Error], most: int) -> list[Error]:
    """The first `most` errors of each kind, kinds in alphabetical order."""
    seen: Counter[str] = Counter()
    kept = []
    for error in sorted(errors, key=lambda error: error.what):
        seen[error.what] += 1
        if seen[error.what] <= most:
            kept.append(error)
    return kept


def _as_text(result: Score, errors: int) -> str:
    lines = []
    for name in FIGURES:
        count = getattr(result, name)
        rates = f"precision {count.precision:.4f}  recall {count.recall:.4f}  f1 {count.f1:.4f}"
        lines.append(f"{name:<8} {rates}  gold {count.gold}  predicted {count.predicted}  right {count.right}")
    lines.append("fields   " + "  ".join(f"{name} {result.accuracy(name):.4f}" for name in result.fields))
    for error in _first(result.errors, errors):
        lines += ["", error.what, *(f"  {side:<5} {_on_line(record)}" for side, record in _sides(error))]
    return "\n".join(lines)


def _sides(error: Error) -> list[tuple[str, Any]]:
    return [(name, record) for name, record in (("gold", error.gold), ("got", error.predicted)) if record]


def _on_line(record: Any) -> str:
    return " · ".join(f"{key} {value}" for key, value in _brief(record).items() if value is not None)  # type: ignore[union-attr]
