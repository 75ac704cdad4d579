"""Doubts: each is raised where it should be, nowhere else, and has words in both languages."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cases import PLAN, unmarked

from plancli.lexicon import load
from plancli.model import Answer, Document, Head
from plancli.pipeline import analyse
from plancli.trust import doubts

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "plancli"
FILE = PACKAGE / "trust" / "doubts.cases.toml"
CASES = [
    (name, section, entry)
    for name, sections in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    for section in ("raised", "silent")
    for entry in sections[section]
]
LISTED = load.table("doubts")
FUNCTIONS = {rule.__name__ for rule in doubts.RULES} | {"clash"}


def document_of(entry: Any) -> tuple[Document, int]:
    """The document that a case describes, and where its marked quantity starts."""
    text, marks = unmarked(entry if isinstance(entry, str) else entry["text"])
    plan = isinstance(entry, str) or "region" in entry
    region = "湖北省" if isinstance(entry, str) else entry.get("region", "湖北省") or None
    code = "420000" if region else None
    head = Head(genre=PLAN.genre, region=region, region_code=code)
    if plan:
        head = Head(None, region, code, None, None, None, PLAN.issued, PLAN.horizon_year, PLAN.period, PLAN.genre)
    return Document("case", text, head), marks[0][0].start


@pytest.mark.parametrize(("name", "section", "entry"), CASES, ids=[f"{name}-{sort}" for name, sort, _ in CASES])
def test_a_doubt_is_raised_where_its_case_says(name: str, section: str, entry: Any) -> None:
    """The marked quantity carries the doubt, or does not."""
    document, start = document_of(entry)
    target = next(one for one in analyse(document).targets if one.span.start == start)
    assert (name in target.doubts) is (section == "raised"), target


def test_every_doubt_has_words_and_something_that_raises_it() -> None:
    """A function of that name, or an answer in the source of extraction; words in Chinese and English."""
    assert {name for name, entry in LISTED.items() if entry["raised"] == "function"} == FUNCTIONS
    for name, entry in LISTED.items():
        assert min(len(entry["zh"]), len(entry["en"])) > 0, name
    assert doubts.words("clash", "zh") != doubts.words("clash", "en")


def test_no_answer_raises_a_doubt_that_has_no_words() -> None:
    """Every name given as the doubt of an Answer stands in the list."""
    for path in [*PACKAGE.glob("extract/**/*.py"), *PACKAGE.glob("normalize/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Answer":
                given = [*node.args[3:4], *(word.value for word in node.keywords if word.arg == "doubt")]
                names = [item.value for item in given if isinstance(item, ast.Constant) and item.value]
                assert set(names) <= LISTED.keys(), path


def test_the_doubt_of_an_answer_reaches_the_record() -> None:
    """What a rule of extraction doubts stands first in the record, once."""
    from dataclasses import replace

    document, _ = document_of("到2025年，建成基站«300个»。")
    (target,) = analyse(document).targets
    unsure = replace(target, answers=(("status", Answer("target", "promise_word", None, "part_uncertain")),))
    assert doubts.doubts_of(unsure) == ("part_uncertain",)
