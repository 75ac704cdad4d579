"""Measure `plancli normalize` on the test suites of other number readers, read from folders given by path.

    python tools/peers.py cn2an ~/cn2an-0.5.24              the sdist
    python tools/peers.py recognizers ~/Recognizers-Text    a checkout, for its Specs/*/Chinese
    python tools/peers.py jionlp ~/JioNLP                   a checkout: test/test_money_parser.py

Nothing of the suites is kept. A phrase is right where every number that the suite finds is found, with the same
value, and no other. `--wrong` prints what is not.
"""

from __future__ import annotations

import argparse
import ast
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from plancli.normalize.phrase.expressions import rows

Case = tuple[str, str, list[tuple[float, ...]]]
"""Class, phrase, and the numbers it holds: one of two for a range."""
MODELS = {
    "NumberModel": "number", "NumberModelPercentMode": "percentage", "PercentModel": "percentage",
    "NumberRangeModel": "range", "OrdinalModel": "number", "DimensionModel": "dimension", "CurrencyModel": "currency",
    "TemperatureModel": "dimension", "AgeModel": "dimension",
}  # fmt: skip


def cn2an(folder: Path) -> Iterator[Case]:
    """The numerals of cn2an's own tests, each with its number."""
    for values in _dicts((folder / "cn2an" / "cn2an_test.py").read_text(encoding="utf-8")):
        for phrase, number in values.items():
            if isinstance(phrase, str) and isinstance(number, int | float):
                yield "number", phrase, [(float(number),)]


def _dicts(source: str) -> Iterator[dict[object, object]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            try:
                yield ast.literal_eval(node)
            except ValueError:
                continue


def recognizers(folder: Path) -> Iterator[Case]:
    """The Chinese specs of Recognizers-Text; what a spec does not expect of any platform is left out."""
    for path in sorted(folder.glob("Specs/Number*/Chinese/*.json")):
        for spec in json.loads(path.read_text(encoding="utf-8-sig")):
            found = [_resolved(result.get("Resolution") or {}) for result in spec.get("Results", ())]
            if path.stem in MODELS and None not in found:
                yield MODELS[path.stem] if found else "none", spec["Input"], [one for one in found if one]


def _resolved(resolution: dict[str, object]) -> tuple[float, ...] | None:
    written = str(resolution.get("value", "")).strip("[]()").rstrip("%")
    try:
        return tuple(float(Decimal(part)) for part in written.split(",") if part)
    except InvalidOperation:
        return None


def jionlp(folder: Path) -> Iterator[Case]:
    """The amounts of JioNLP's test of money: pairs of a phrase and what it is worth."""
    source = (folder / "test" / "test_money_parser.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.List) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict):
            try:
                phrase, money = ast.literal_eval(node)
            except ValueError:
                continue
            worth = money.get("num") if isinstance(phrase, str) else None
            if worth is not None:
                yield "currency", phrase, [tuple(map(float, worth if isinstance(worth, list) else [worth]))]


SUITES: dict[str, Callable[[Path], Iterator[Case]]] = {"cn2an": cn2an, "recognizers": recognizers, "jionlp": jionlp}


def right(phrase: str, wanted: list[tuple[float, ...]]) -> bool:
    """Whether the numbers of `phrase` are those wanted, shares as numbers or in per cent."""
    found = [
        tuple(float(row[key]) for key in ("value", "value_max") if row[key] is not None)
        for row in rows(phrase)
        if row["type"] == "quantity"
    ]
    return len(found) == len(wanted) and all(map(_same, found, wanted))


def _same(found: tuple[float, ...], wanted: tuple[float, ...]) -> bool:
    scales = (1, 0.01, 0.001)  # the suite may write 75 % as 0.75, 5 ‰ as 0.005
    return len(found) == len(wanted) and any(
        all(math.isclose(one * scale, other, rel_tol=1e-9) for one, other in zip(found, wanted, strict=True))
        for scale in scales
    )


def main() -> None:
    """Count right and wrong for each class of a suite."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", choices=sorted(SUITES))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print the phrases that are read otherwise")
    arguments = parser.parse_args()
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for kind, phrase, wanted in SUITES[arguments.suite](arguments.folder):
        correct = right(phrase, wanted)
        counts[kind][correct] += 1
        if arguments.wrong and not correct:
            print(kind, phrase, wanted, [row["text"] for row in rows(phrase)], sep="\t")
    for kind, count in sorted(counts.items()):
        print(f"{kind:<12} {count[True]:>4} of {count.total():>4}  {count[True] / count.total():.3f}")


if __name__ == "__main__":
    main()
