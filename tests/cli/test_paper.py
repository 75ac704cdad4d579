"""`plancli codebook` and `plancli methods`: what a paper needs beside the records."""

import json

import pytest

from .conftest import rows

PLACE = ("id", "doc", "start", "end", "text", "quote")


@pytest.fixture
def records(invoke, plan, tmp_path):
    """The records of a plan, and the record of the document."""
    path = tmp_path / "records.jsonl"
    invoke("extract", plan, "--status", "all", "-o", path, "--documents", tmp_path / "documents.jsonl")
    return path


def test_a_codebook_explains_what_the_records_used(invoke, records):
    """Fields with counts, values, rules with what they are for, decisions of meaning, each with an example."""
    text = invoke("codebook", records, "--lang", "en").stdout
    assert text.startswith("# Codebook · plancli ")
    assert "| indicator | Indicator | str | what is measured | 2 | 5G基站 |" in text
    assert "| year | sentence_period | 2 | 到2025年,…;…: the phrase governs the sentence" in text
    assert "| comparator | &gt;= | 1 |" in text or "| comparator | >= | 1 |" in text
    assert "bounds_that_include" in text
    assert "2 records of 1 document." in text
    assert "【2.6万个】以上" in text
    assert "| flow | Flow | bool | counts only what is newly added | 0 |" in text
    assert "doubling" not in text
    assert "# 编码手册" in invoke("codebook", records).stdout


def test_the_codebook_is_a_word_file_and_a_workbook_too(invoke, records, tmp_path):
    """The same tables; the same records give the same bytes."""
    import docx
    from openpyxl import load_workbook

    for suffix in ("docx", "xlsx"):
        one, other = (tmp_path / f"{name}.{suffix}" for name in ("one", "other"))
        for path in (one, other):
            assert invoke("codebook", records, "-o", path).exit_code == 0
        assert one.read_bytes() == other.read_bytes()
    tables = docx.Document(str(tmp_path / "one.docx")).tables
    assert [table.rows[0].cells[0].text for table in tables][:3] == ["字段", "字段", "属性"]
    assert load_workbook(tmp_path / "one.xlsx").sheetnames[:3] == ["字段", "取值", "规则"]
    assert "no such format" in invoke("codebook", records, "-o", tmp_path / "one.pdf").stderr


def test_methods_says_what_was_done_and_by_whom(invoke, records, tmp_path):
    """Corpus and version; with decisions, who reviewed, the precision of the sample and the agreement."""
    bare = invoke("methods", records, "--documents", tmp_path / "documents.jsonl", "--lang", "en").stdout
    assert "from 1 document of 1 region: 2 targets." in bare
    assert "The records were not reviewed by people." in bare
    (tmp_path / "about.csv").write_text("file,region\n", encoding="utf-8")
    told = invoke("methods", records, "--about", tmp_path / "about.csv").stdout
    assert "文档说明表 about.csv（SHA-256 " in told
    assert "a table of what is known of the documents (about.csv, SHA-256 " in told
    first, second = rows(records.read_text(encoding="utf-8"))
    lines = [
        {name: record[name] for name in PLACE} | {"verdict": verdict, "by": by, "changes": changes}
        for record, verdict, by, changes in (
            (first, "accept", "王", {}), (second, "accept", "王", {}),
            (first, "accept", "李", {}), (second, "change", "李", {"year": 2030}),
        )
    ]  # fmt: skip
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    text = invoke("methods", records, "--decisions", decisions, "--sample", "2").stdout
    chinese, english = text.strip().split("\n\n")
    assert "人工核对 4 条：确认 3、修改 1、删除 0、补录 0；核对人：王（2 条）、李（2 条）" in chinese
    assert "year 一致率 50.0 %" in chinese
    assert (
        "Of a systematic sample of 2 over confidence and documents, 2 records were checked and 1 was right" in english
    )
    assert "2 figures were coded by two people or more, 1 of them differently; verdict: agreement 50.0 %" in english
