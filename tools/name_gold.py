"""Figures whose names people told: what tells right names from wrong ones (train_names.py).

The best are the verdicts of tests/gold/judged: what a careful reader would write in a table. Annotated texts and the
composed ones that are developed on come beside them, and count less: they keep verbs that a table leaves out
(新改建农村公路), so of these a name counts as right that differs in such a verb only. Documents that are held out or
only scored (tests/gold/judged/held_out, the even ones of ../shared/wild/docs, the composed texts `test`) are no part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import calibration
import composed
import gold as stripped_gold
import judged_texts
from plancli.extract import measures
from plancli.extract.link.linked import Measure
from plancli.model import Document, Span
from plancli.read import documents, from_text
from plancli.read.plain.unwrap import unwrap
from plancli.segment.fold import fold
from plancli.terms import Row

SHARED = stripped_gold.SHARED
JUDGED = calibration.JUDGED
VERDICTS = "judged"
EVEN = re.compile(r"-\d*[02468]$")
MARKS = re.compile(r"[\s“”\"‘’'+《》]")
WHOLE_PLACE = re.compile(r"^(?:全[省市区县州国]|我[省市区县国]|本[省市区县])的?(?=..)")
VERBS = re.compile("[新改建化治理推培育引进办救更整造疏提]|完成|开工")
DEEDS = ("建设", "改造", "整治", "治理", "建设项目")


@dataclass(frozen=True)
class Named:
    """A figure, what linking found of it, and the names that are right; none where the text names nothing."""

    source: str
    document: str
    measure: Measure
    right: frozenset[str]


def squeezed(name: str) -> str:
    """A name without blanks, quotes and the whole place (全省): how names are compared here."""
    return WHOLE_PLACE.sub("", MARKS.sub("", fold(name)))


def named() -> Iterator[Named]:
    """Every figure whose name is known, each once, those that were judged first."""
    judged = (one for path in sorted(JUDGED.glob("*.jsonl")) for one in _judged(path))
    return _found((*judged, *_annotated(), *_composed()))


def held_out() -> Iterator[Named]:
    """The figures of documents that nothing is trained with; to be counted only."""
    return _found(_judged(JUDGED / "held_out" / "records.jsonl"))


def _found(told: Iterable[tuple[str, Path | Document, list[Row]]]) -> Iterator[Named]:
    seen = set()
    for source, path, rows in told:
        document = path if isinstance(path, Document) else next(iter(documents(path)))
        assert isinstance(document, Document)
        found = {(span.start, span.end): measure for span, measure in measured(document)}
        for row in rows:
            place = row["start"], row["end"]
            if place in found and (document.id, place) not in seen:
                seen.add((document.id, place))
                yield Named(source, document.id, found[place], _right(row, source, found[place].noun.phrase))


def only_scored(path: Path) -> bool:
    """Whether a document is held out: nothing is counted in it, and nothing trained with it."""
    return path.stem in _apart() or (path.parent.name == "docs" and EVEN.search(path.stem) is not None)


@cache
def _apart() -> frozenset[str]:
    return frozenset(Path(row["document"]).stem for row in stripped_gold.rows(JUDGED / "held_out" / "records.jsonl"))


def measured(document: Document) -> Iterator[tuple[Span, Measure]]:
    flat, places = unwrap(document) if document.joins else (document, None)
    for measure in measures(flat):
        span = measure.mention.quantity.span
        yield places.back(span) if places else span, measure


def _judged(path: Path) -> Iterator[tuple[str, Document, list[Row]]]:
    by_document = defaultdict(list)
    for row in stripped_gold.rows(path):
        if "should" in row:
            told = [row["should"]["indicator"] or ""]
        elif row["clean"]:
            told = [row["seen"]["indicator"]]
        else:
            continue  # wrong, and nobody wrote what is right
        by_document[row["document"]].append(row | {"names": told})
    for document, rows in by_document.items():
        found = judged_texts.document(document, rows[0]["sha256"])
        if found and (path.parent.name == "held_out" or not only_scored(SHARED / document)):
            yield VERDICTS, found, rows


def _annotated() -> Iterator[tuple[str, Path, list[Row]]]:
    for one in calibration.annotated():
        if not only_scored(one.document):
            sure = [row for row in one.gold if not row.get("optional") and not row.get("stated")]
            yield one.source, one.document, [row | {"names": [row["indicator"]]} for row in sure]


def _composed() -> Iterator[tuple[str, Document, list[Row]]]:
    for suite in ("dev", "dev2"):
        for one in composed.suite(suite):
            wants = [want for want in one.wants if not want.get("optional") and want["status"] in ("target", "actual")]
            rows = [want | {"names": want["indicator"]} for want in wants if not want.get("stated")]
            yield suite, from_text(one.text, id=f"{suite}-{one.name}"), rows


def _right(row: Row, source: str, own: str) -> frozenset[str]:
    names = {squeezed(name) for name in row["names"] or () if name}
    found = names | {form for name in names for form in _forms(name)}
    own = squeezed(own)
    turned = not names.isdisjoint(_forms(own))
    same = turned or (source != VERDICTS and any(_differ_in_verb(name, own) for name in names))
    return frozenset(found | {own} if same else found)


def _differ_in_verb(name: str, own: str) -> bool:
    """新改建|农村公路, 老旧小区|改造: what annotations keep and a table leaves out."""
    front = len(name) - len(own)
    return name in {own + deed for deed in DEEDS} or (name.endswith(own) and VERBS.search(name, 0, front) is not None)


def _forms(name: str) -> Iterator[str]:
    """The same name in another order: 入选名录的企业 and 企业入选名录; without 覆盖, 排名."""
    front, _, behind = name.partition("的")
    if front and behind and "的" not in behind:
        yield from (front + behind, behind + front)
    if len(name) > 4 and (bare := re.sub("全?覆盖$|全[国省球市]?(?:位次|排名)$", "", name)) != name:
        yield bare
