"""The nouns of plancli, frozen and without logic. Stages meet here and nowhere else.

Every place in a document is a `Span`: half-open, in Unicode code points of the decoded text. Those of which a document
has thousands are not frozen by Python, which doubles what it costs to make one; they must not be changed all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plancli.terms import Comparator as Comparator
from plancli.terms import Kind as Kind
from plancli.terms import Modality as Modality
from plancli.terms import Number as Number
from plancli.terms import Review as Review
from plancli.terms import Stated as Stated
from plancli.terms import Status as Status


@dataclass(slots=True, unsafe_hash=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says about itself. `genre` is plan, report, rules, news or empty; it steers status. `told` names
    what the user said of it (`--about`), `file_year` is the year that the name of its file says."""

    title: str | None = None
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued: str | None = None
    horizon_year: int | None = None
    period: tuple[int, int] | None = None
    genre: str = ""
    told: tuple[str, ...] = ()
    file_year: int | None = None


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell of a table; `span` is where its text is in the document's text. Rows and columns count from 1."""

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose text is part of the document's text; `number` counts from 1 within the document."""

    number: int
    span: Span
    cells: tuple[Cell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text, exactly as decoded, with what is known about it.

    `pages` and `paragraphs` hold the start offset of each page and paragraph (first is page 1), empty
    where the format has none. `joins` holds the offsets of line ends inside a paragraph (hard-wrapped
    text, PDF lines) that reading steps over as if they were not there. `unsure` are figures that OCR is not sure of,
    `unsure_cells` what a table may hold otherwise than it was read.
    """

    id: str
    text: str
    head: Head = Head()
    source: str = ""
    sha256: str = ""
    format: str = "text"
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    joins: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    found_by: str = "whole_text"
    columns: tuple[tuple[str, str], ...] = ()
    unsure: tuple[Span, ...] = ()
    unsure_cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be used: a row of the error list. `trace` is the traceback of a fault of ours."""

    where: str
    what: str
    hint: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text it governs; `path` joins the headings above with ` / `."""

    span: Span
    title: str
    level: int
    path: str


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    section: Section


@dataclass(frozen=True, slots=True)
class Clause:
    """A window on the document's text, never a copy that lost its place."""

    span: Span
    sentence: Sentence


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A number, or a range up to `value_max`, with its unit."""

    value: Number
    value_max: Number | None
    unit: str


@dataclass(slots=True, unsafe_hash=True)
class Answer:
    """What a rule decided, which rule, and on which words.

    `doubt` names the reason (`lexicon/doubts.toml`) why a person should look at it; empty where there is none.
    """

    value: Any
    rule: str
    span: Span | None = None
    doubt: str = ""


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """What is written there: 2.6万个 → written 2.6 with the unit 万个. Nothing is judged yet.

    `form` is number, coverage (全覆盖), doubling (翻番), rank (前三位), share (四分之一, 七成) or multiple (3倍).
    `inner` is the comparator that the number holds in itself (40余个, 近百家, 数十), else None.
    """

    span: Span
    text: str
    written: Amount
    written_value: str
    form: str = "number"
    inner: Answer | None = None


@dataclass(slots=True, unsafe_hash=True)
class RejectedNumber:
    """A number that is no quantity, with the trap that caught it (5G, “1+2+N”, 文号 …)."""

    span: Span
    text: str
    trap: str


@dataclass(slots=True, unsafe_hash=True)
class Period:
    """A time expression.

    `year` is the (last) year it names, `year_from` the first of a span of years. Where it depends on the
    document, `offset` is counted from the document's reference year (今年 0, 明年 1, 去年 -1, 五年内 5).
    `role` is point (2020年), deadline (到2022年, 2025年底前), span (2021—2025年, “十四五”期间), base (较2017年),
    annual (每年, 年均) or stage (远期, 第二阶段: with the years that the text gives it elsewhere, if any).
    """

    span: Span
    text: str
    year: int | None
    year_from: int | None = None
    offset: int | None = None
    role: str = "point"


@dataclass(slots=True, unsafe_hash=True)
class Target:
    """One numeric statement, as the contract (section 1) defines it; `answers` explains every attribute.

    `amount` is None where the text promises without a figure; then `stated` says what (`in_step`), and `against`
    what it is measured by.
    """

    id: str
    doc: str
    region: str | None
    region_code: str | None
    span: Span
    text: str
    quote: Span
    quote_text: str
    section: str
    indicator: str
    indicator_id: str | None
    kind: Kind
    comparator: Comparator
    amount: Amount | None
    written_value: str
    written_unit: str
    year: int | None
    base_year: int | None
    flow: bool
    annual: bool
    status: Status
    modality: Modality | None
    departments: tuple[str, ...] = ()
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    confidence: Decimal | None = None
    doubts: tuple[str, ...] = ()
    review: Review | None = None
    stated: Stated | None = None
    against: str | None = None
    answers: tuple[tuple[str, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence that holds a number and a word of purpose but gave no record, with the reason."""

    doc: str
    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a run may be told, in one value.

    `mapping` renames columns of a table of documents (`province=region`); `lexicon` are the user's own
    lexicon files, `decisions` files of what people decided, `about` a table of what
    the user knows of files; `members`, `total_bytes` limit archives; `seconds`, `memory` limit one risky reader.
    """

    encoding: str | None = None
    text_column: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    region: str | None = None
    lexicon: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    about: str | None = None
    jobs: int = 1
    follow: bool = False
    ocr: bool = False
    members: int = 10_000
    total_bytes: int = 1_000_000_000
    seconds: float = 120.0
    memory: int = 2_000_000_000
