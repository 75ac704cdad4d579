"""Records as a Frictionless data package: CSV with a schema, in one ZIP archive (Data Package v1 profile `tabular`)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plancli.columns import DOCUMENT, RECORD, Column
from plancli.export import csvs
from plancli.export.about import About, program
from plancli.export.exchange.archive import write_archive
from plancli.export.labels import values
from plancli.terms import Row

TYPES_OF_FIELDS = {"int": "integer", "number": "number", "bool": "boolean"}
CLOSED = ("kind", "comparator", "status", "modality")


def save_table(rows: Iterable[Row], columns: Sequence[Column], path: Path, style: Any) -> None:
    """Write one table as a package with one resource.

    Raises:
        OSError: the file cannot be written.
    """
    _write(path, [("records", columns, rows)], [])


def save(records: Sequence[Row], about: About, path: Path, style: Any) -> None:
    """Write target records, and the records of their documents where they are known.

    Raises:
        OSError: the file cannot be written.
    """
    tables: list[tuple[str, Sequence[Column], Iterable[Row]]] = [("records", RECORD, records)]
    if about.documents:
        tables.append(("documents", DOCUMENT, map(dict, about.documents)))
    _write(path, tables, about.sources)


def _write(path: Path, tables: Sequence[tuple[str, Sequence[Column], Iterable[Row]]], sources: Sequence[str]) -> None:
    known = {name for name, _, _ in tables}
    package = {
        "profile": "tabular-data-package",
        "name": "plancli-records",
        "title": "Numeric targets in policy texts",
        "created_by": program(),
        "sources": [{"title": Path(source).name, "path": Path(source).name} for source in sources],
        "resources": [_resource(name, columns, "documents" in known) for name, columns, _ in tables],
    }
    if not sources:
        # where nothing is known, the key is left out rather than given an empty list
        del package["sources"]
    head = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    write_archive(path, [("datapackage.json", head), *((f"{n}.csv", _csv(rows, cols)) for n, cols, rows in tables)])


def _csv(rows: Iterable[Row], columns: Sequence[Column]) -> str:
    """The rows as CSV. Cells are data here and not for a spreadsheet, so none is guarded against formulas."""
    stream = io.StringIO()
    csvs.write(rows, columns, stream, csvs.Plain(raw=True))
    return stream.getvalue()


def _resource(name: str, columns: Sequence[Column], with_documents: bool) -> Row:
    schema: Row = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if name == "documents":
        schema["primaryKey"] = "doc"
    elif with_documents:
        reference = {"resource": "documents", "fields": "doc"}
        schema["foreignKeys"] = [{"fields": "doc", "reference": reference}]
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _field(column: Column) -> Row:
    field: Row = {
        "name": column.name,
        "type": TYPES_OF_FIELDS.get(column.type, "string"),
        "title": column.en,
        "description": f"{column.meaning_en} / {column.meaning_zh}",
    }
    if column.type == "bool":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.name in CLOSED:
        # validating the package shows at once that another version has added a value
        field["constraints"] = {"enum": list(values()[column.name])}
    return field
