"""The offline page on which a person reviews records: one HTML file that loads nothing from elsewhere.

Texts and records are JSON in blocks that the browser does not run; the only script is ours, and the page names its
hash, so that nothing in a text can become one. Each document is parsed when it is shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from plancli.columns import RECORD
from plancli.export.about import program
from plancli.export.jsonl import dumps
from plancli.export.labels import fields, heads, rule_texts, values, words
from plancli.export.review.texts import ReviewText
from plancli.lexicon import indicators
from plancli.terms import Record
from plancli.trust.seen import HANGING, SEEN

SCRIPTS = ("data.js", "words.js", "decisions.js", "text.js", "record.js", "grid.js", "app.js")
LEFT_OUT = ("doc",)
COLUMNS = tuple(column.name for column in RECORD if column.name not in LEFT_OUT)
VERDICTS = ("accept", "change", "reject", "add")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is made: its language, whether it only shows, the decisions it begins with, a comparison to show."""

    lang: str = "zh"
    readonly: bool = False
    decisions: str = ""
    table: Record | None = None


@dataclass(slots=True)
class _Index:
    """What is known about the documents written so far."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)


def save(texts: Iterable[ReviewText], path: Path, style: PageStyle) -> int:
    """Write the page of `texts` to `path`; how many documents it holds.

    Raises:
        OSError: the file cannot be written.
    """
    template = (files("plancli.export.review") / "page.html.j2").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True).from_string(template)
    script, css = _script(), _file("page.css")
    index = _Index()
    content = page.stream(
        lang=style.lang, title=words(style.lang)["report" if style.readonly else "title"],
        script=Markup(script), style=Markup(css),
        # the page's own content security policy runs these scripts and no other, whatever a document holds
        script_hash=_hash(script), style_hash=_hash(css), documents=_blocks(texts, index),
        index=lambda: _json(_index(index, style)), units=_units(), indicators=_indicators(style.lang),
    )  # fmt: skip
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(content)
    return len(index.documents)


def _blocks(texts: Iterable[ReviewText], index: _Index) -> Iterator[Markup]:
    for text in texts:
        index.documents.append(_entry(text))
        # names what is under review: decisions of another set of records, kept by the browser, are not taken for
        # these
        index.digest.update(repr([(row.get("doc"), row.get("id")) for row in text.records]).encode())
        yield _json(
            {
                "text": text.text,
                "headings": [list(heading) for heading in text.headings],
                "parts": [dict(part) for part in text.parts],
                "joins": list(text.joins),
                "records": [_values(record, text.text) for record in text.records],
            }
        )


def _entry(text: ReviewText) -> dict[str, Any]:
    document = text.document
    known = {name: document.get(name) for name in ("doc", "title", "region", "sha256")}
    rows = zip(text.records, text.looks, text.sampled, strict=True)
    return known | {"records": [_light(record, look, sampled) for record, look, sampled in rows]}


def _light(record: Record, look: bool, sampled: bool) -> list[Any]:
    """What filters need of a record; the order is that of `LIGHT` in data.js."""
    topic = _topics().get(record.get("indicator_id") or "", "")
    doubts = list(record.get("doubts") or ())
    return [record.get("id"), record.get("status"), topic, record.get("confidence"), doubts, int(look), int(sampled)]


def _values(record: Record, text: str) -> list[Any]:
    return [_quote(record, text) if name == "quote" else record.get(name) for name in COLUMNS]


def _quote(record: Record, text: str) -> Any:
    """The place of the quote in the text, which is shorter than the quote; the quote where it is cut or changed."""
    quote, start = str(record.get("quote") or ""), record.get("start")
    if not isinstance(start, int):
        return quote
    at = text.rfind(quote, 0, start + len(quote))
    # two numbers in place of a sentence that the page holds already, in its text
    return [at, at + len(quote)] if quote and at >= 0 and at <= start <= at + len(quote) else quote


def _index(index: _Index, style: PageStyle) -> dict[str, Any]:
    opened = {entry["doc"]: sum(light[5] for light in entry["records"]) for entry in index.documents}
    # documents with most to look at first
    order = sorted(range(len(index.documents)), key=lambda number: (-opened[index.documents[number]["doc"]], number))
    return {
        "program": program(), "lang": style.lang, "readonly": style.readonly, "decisions": style.decisions,
        "digest": index.digest.hexdigest()[:16], "columns": COLUMNS, "documents": index.documents, "order": order,
        "words": {lang: words(lang) for lang in ("zh", "en")}, "values": values(), "verdicts": VERDICTS,
        "fields": fields(), "heads": heads(), "rules": rule_texts(), "grid": style.table,
        "seen": SEEN, "hanging": HANGING,
    }  # fmt: skip


def _json(value: Any) -> Markup:
    """`value` as JSON that no browser takes for markup."""
    return Markup(dumps(value).replace("<", "\\u003c"))  # a quote with </script> would end the script


def _script() -> str:
    return '"use strict";\n' + "\n".join(_file(name) for name in SCRIPTS)


def _file(name: str) -> str:
    return (files("plancli.export.review") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _topics() -> dict[str, str]:
    return {entry.id: entry.topic for entry in indicators.entries()}


def _units() -> list[str]:
    from plancli.lexicon import units

    return sorted({entry.base for entry in units.entries()})


def _indicators(lang: str) -> list[tuple[str, str]]:
    return [(entry.id, entry.name_zh if lang == "zh" else entry.name_en) for entry in indicators.entries()]
