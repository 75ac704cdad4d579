"""Records as a REFI-QDA project (QDA-XML 1.0): documents, a tree of codes, each record a coded passage.

Programs for qualitative data analysis (MAXQDA, NVivo, ATLAS.ti, QualCoder …) import it. Topics and indicators are
codes, so are the roles of parts; the fields of a record are in a note on its passage. Identifiers come from what they
name, so that the same records give the same project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from plancli.columns import RECORD
from plancli.errors import UsageError
from plancli.export.about import About, program
from plancli.export.cells import header, legible, scalar
from plancli.export.exchange.archive import write_archive
from plancli.export.labels import values
from plancli.lexicon import indicators
from plancli.terms import Record

if TYPE_CHECKING:
    from plancli.export.review.texts import ReviewText


XMLNS = "urn:QDA-XML:project:1.0"
SPACES: Any = {None: XMLNS}
USER = "plancli"
OTHER = {"zh": "未收录的指标", "en": "Indicators not in the lexicon"}
PARTS = {"zh": "文档部分", "en": "Parts of documents"}
OTHER_TOPICS = {"zh": "其他主题", "en": "Other topics"}
VARIABLES = ("title", "region", "issuer", "document_number", "issued")


@dataclass(frozen=True, slots=True)
class _Names:
    """The words of a project in its language, and when its content was written."""

    lang: str
    when: str

    def field(self, name: str) -> str:
        return header(next(column for column in RECORD if column.name == name), self.lang)


def save(records: Sequence[Record], about: About, path: Path, style: Any) -> None:
    """Write the project of `records` and the documents of `about.texts`.

    Raises:
        UsageError: no documents are given.
        OSError: the file cannot be written.
    """
    if not about.texts:
        raise UsageError("a qdpx project carries the documents themselves", "-f qdpx", "give them with --texts PATHS")
    names = _Names(style.lang or "zh", f"{about.when:%Y-%m-%dT%H:%M:%SZ}")
    project = _project(about.texts, names)
    head = etree.tostring(project, xml_declaration=True, encoding="utf-8", pretty_print=True).decode()
    sources = ((f"Sources/{guid('source', text.document['doc'])}.txt", text.text) for text in about.texts)
    write_archive(path, [("project.qde", head), *sources])


def guid(*names: Any) -> str:
    """The identifier for `names`, always the same."""
    return str(uuid5(NAMESPACE_URL, "/".join(["plancli", *map(str, names)])))


def _project(texts: Sequence[ReviewText], names: _Names) -> Any:
    project = etree.Element(
        f"{{{XMLNS}}}Project", nsmap=SPACES, name="plancli", origin=program(), creationDateTime=names.when,
        creatingUserGUID=guid("user"),
    )  # fmt: skip
    _add(_add(project, "Users"), "User", guid=guid("user"), name=USER)
    codes = _add(_add(project, "CodeBook"), "Codes")
    rows = [record for text in texts for record in text.records]
    _codes(codes, rows, names)
    if any(text.parts for text in texts):
        _role_codes(codes, names)
    variables = _add(project, "Variables")
    for name in VARIABLES:
        _add(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")
    sources, notes = _add(project, "Sources"), _add(project, "Notes")
    for text in texts:
        _source(sources, notes, text, names)
    if not len(notes):
        # the schema of REFI-QDA asks for at least one note where there are any
        project.remove(notes)
    return project


def _codes(codes: Any, records: Iterable[Record], names: _Names) -> None:
    """Topics with their indicators; what the lexicon does not know is under one code by its own name."""
    known = {entry.id: entry for entry in indicators.entries()}
    topics: dict[str, Any] = {}
    for code in sorted({_code_of(record) for record in records}):
        identifier, phrase = code
        entry = known.get(identifier)
        topic = entry.topic if entry else "unnamed" if identifier else "other"
        if topic not in topics:
            words = values()["topic"].get(topic, OTHER_TOPICS if topic == "unnamed" else OTHER)
            topics[topic] = _code(codes, guid("topic", topic), words[names.lang], codable=False)
        name = (entry.name_zh if names.lang == "zh" else entry.name_en) if entry else identifier or phrase
        _code(topics[topic], guid("code", *code), name or "–", codable=True)


def _code_of(record: Record) -> tuple[str, str]:
    """The code of a record: its indicator in the lexicon, else its own words."""
    identifier = str(record.get("indicator_id") or "")
    return (identifier, "") if identifier else ("", str(record.get("indicator") or ""))


def _role_codes(codes: Any, names: _Names) -> None:
    parent = _code(codes, guid("parts"), PARTS[names.lang], codable=False)
    for role, words in values()["role"].items():
        _code(parent, guid("role", role), words[names.lang], codable=True)


def _code(parent: Any, identifier: str, name: str, codable: bool) -> Any:
    return _add(parent, "Code", guid=identifier, name=_xml(name), isCodable="true" if codable else "false")


def _source(sources: Any, notes: Any, text: ReviewText, names: _Names) -> None:
    document = text.document
    identifier = guid("source", document["doc"])
    source = _add(
        sources, "TextSource", guid=identifier, name=_xml(str(document["doc"])), creatingUser=guid("user"),
        plainTextPath=f"internal://{identifier}.txt", creationDateTime=names.when,
    )  # fmt: skip
    for place, part in enumerate(text.parts):
        selection = _selection(source, ("part", document["doc"], place), part["start"], part["end"], names)
        _coding(selection, guid("role", part["role"]), ("part", document["doc"], place), names)
    for record in text.records:
        _passage(source, notes, record, names)
    for name in VARIABLES:
        if document.get(name):
            value = _add(source, "VariableValue")
            _add(value, "VariableRef", targetGUID=guid("variable", name))
            _add(value, "TextValue").text = _xml(str(document[name]))


def _passage(source: Any, notes: Any, record: Record, names: _Names) -> None:
    """The passage of a record with its code, and a note that holds its fields."""
    key = ("record", record["doc"], record["id"])
    selection = _selection(source, key, record["start"], record["end"], names)
    # programs for qualitative research show it beside the code: the sentence, since the passage is only the figure
    _add(selection, "Description").text = _xml(str(record.get("quote") or ""))
    _coding(selection, guid("code", *_code_of(record)), key, names)
    _add(selection, "NoteRef", targetGUID=guid("note", *key))
    title = _xml(f"{record.get('indicator') or ''} {record.get('text')}")
    made = {"creatingUser": guid("user"), "creationDateTime": names.when}
    note = _add(notes, "Note", guid=guid("note", *key), name=title, **made)
    _add(note, "PlainTextContent").text = _xml("\n".join(_fields(record, names)))


def _fields(record: Record, names: _Names) -> Iterator[str]:
    for column in RECORD:
        value = scalar(record.get(column.name))
        if value not in (None, "", False):
            yield f"{names.field(column.name)}: {value}"


def _selection(source: Any, key: tuple[Any, ...], start: int, end: int, names: _Names) -> Any:
    return _add(
        source, "PlainTextSelection", guid=guid("selection", *key), startPosition=str(start), endPosition=str(end),
        creatingUser=guid("user"), creationDateTime=names.when,
    )  # fmt: skip


def _coding(selection: Any, code: str, key: tuple[Any, ...], names: _Names) -> None:
    coding = _add(
        selection, "Coding", guid=guid("coding", *key), creatingUser=guid("user"), creationDateTime=names.when
    )
    _add(coding, "CodeRef", targetGUID=code)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{XMLNS}}}{tag}", attributes)


def _xml(text: str) -> str:
    """`text` without the characters that XML cannot hold: they are written out."""
    return legible(text).replace("\r", "\\x0d")  # XML readers turn a lone CR into LF: offsets would move
