"""Files for other programs: they are what those programs expect, and read again they are the same records."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from lxml import etree
from making import record, write_records

from plancli.cli.app import cli
from plancli.columns import Column
from plancli.errors import InputError
from plancli.export.exchange.stata import names_of
from plancli.records.load import load_records
from plancli.records.tables import rows_of

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"


def run(*arguments: object) -> object:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the records and documents of data/raw, every status."""
    folder = tmp_path_factory.mktemp("exchange")
    run("extract", RAW, "--status", "all", "-q", "-o", folder / "r.jsonl", "--documents", folder / "d.jsonl")
    return folder


def exported(folder: Path, name: str, *options: object) -> Path:
    run("export", folder / "r.jsonl", "--documents", folder / "d.jsonl", *options, "-q", "-o", folder / name)
    return folder / name


@pytest.mark.parametrize("name", ["r.sqlite", "r.dta", "r.zip", "r.csv", "r.xlsx", "r.parquet", "r.duckdb"])
def test_what_is_exported_and_read_again_is_the_same_records(extracted, name):
    """Every field of every record comes back, whatever the format."""
    pytest.importorskip("pyarrow")
    before = load_records(extracted / "r.jsonl")
    assert load_records(exported(extracted, name)) == before


def test_parquet_that_comes_in_one_piece_is_read_too(extracted):
    """Out of a pipe, or as decisions: the same rows as of the file, and what is damaged is refused in one line."""
    pytest.importorskip("pyarrow")
    path = exported(extracted, "p.parquet")
    rows = list(rows_of(path, print))
    assert [row.cells["id"] for row in rows] == [one["id"] for one in load_records(extracted / "r.jsonl")]
    assert rows[1].place == f"{path} row 2"
    path.write_bytes(path.read_bytes()[:-40] + b"PAR1")
    with pytest.raises(InputError, match="damaged Parquet file"):
        list(rows_of(path, print))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_stata_labels_variables_and_values(extracted, lang):
    """Variables have labels, closed vocabularies value labels in the language asked for; both read back alike."""
    import pandas as pd

    path = exported(extracted, f"l{lang}.dta", "--lang", lang)
    with pd.read_stata(path, iterator=True) as reader:
        labels = reader.variable_labels()
        growth = list(reader.value_labels()["kind"].values())
    assert labels["indicator"] == {"zh": "指标", "en": "Indicator"}[lang]
    assert growth[:2] == {"zh": ["绝对数", "增长"], "en": ["level", "growth"]}[lang]
    assert load_records(path) == load_records(extracted / "r.jsonl")


def test_frictionless_finds_the_data_package_valid(extracted):
    """The schema fits the tables, and each record points to its document."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(exported(extracted, "p.zip")))
    assert report.valid, report.flatten(["code", "message"])
    with zipfile.ZipFile(extracted / "p.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert [resource["name"] for resource in package["resources"]] == ["records", "documents"]
    assert package["resources"][0]["schema"]["foreignKeys"]


def test_sqlite_has_keys_views_documents_and_full_text_search(extracted):
    """What Datasette shows: tables with keys, views, and a search that finds Chinese words."""
    base = sqlite3.connect(exported(extracted, "k.sqlite"))
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA foreign_key_list(records)").fetchone()[2] == "documents"
    assert base.execute("SELECT count(*) FROM documents").fetchone() == (5,)
    assert base.execute("SELECT count(*) FROM targets").fetchone()[0] > 50
    found = base.execute("SELECT quote FROM records_fts WHERE records_fts MATCH '5G基站'").fetchall()
    assert found
    assert all("5G基站" in quote for (quote,) in found)
    base.close()


def test_duckdb_has_views_and_lists(extracted):
    """Targets, achievements and a row for each department are there to be asked; values are numbers, lists lists."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(exported(extracted, "k.duckdb")), read_only=True) as base:
        tables = {name for (name,) in base.execute("SHOW TABLES").fetchall()}
        assert {"records", "documents", "targets", "actuals", "regions", "duties"} <= tables
        assert base.execute("SELECT typeof(value), typeof(departments) FROM records LIMIT 1").fetchone() == (
            "DOUBLE",
            "VARCHAR[]",
        )
        both = "SELECT count(*) FROM records JOIN documents USING (doc)"
        assert base.execute(both).fetchone() == base.execute("SELECT count(*) FROM records").fetchone()


def test_the_same_records_give_the_same_bytes(extracted, monkeypatch):
    """No clock and no chance is in any of these files."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("s.dta", "s.zip", "s.sqlite", "s.qdpx"):
        texts = ("--texts", RAW) if name.endswith("qdpx") else ()
        first = exported(extracted, name, *texts).read_bytes()
        assert exported(extracted, name, *texts).read_bytes() == first


def test_a_project_for_qualitative_analysis_carries_texts_codes_and_passages(extracted):
    """Each record is a coded passage whose place in the text source holds its words."""
    path = exported(extracted, "q.qdpx", "--texts", RAW)
    space = {"q": "urn:QDA-XML:project:1.0"}
    with zipfile.ZipFile(path) as archive:
        project = etree.fromstring(archive.read("project.qde"))
        texts = {name.split("/")[1]: archive.read(name).decode() for name in archive.namelist() if "/" in name}
    codes = {code.get("guid"): code.get("name") for code in project.iterfind(".//q:Code", space)}
    passages = []
    for source in project.iterfind(".//q:TextSource", space):
        text = texts[source.get("plainTextPath").removeprefix("internal://")]
        for selection in source.iterfind("q:PlainTextSelection", space):
            place = slice(int(selection.get("startPosition")), int(selection.get("endPosition")))
            target = selection.find("q:Coding/q:CodeRef", space).get("targetGUID")
            if selection.find("q:NoteRef", space) is not None:
                passages.append((text[place], codes[target]))
    records = load_records(extracted / "r.jsonl")
    assert sorted(words for words, _ in passages) == sorted(record["text"] for record in records)
    assert ("2.6万个", "5G基站") in passages


@pytest.mark.shared
def test_the_project_is_valid_by_the_published_schema(extracted, shared):
    """REFI-QDA's own schema accepts it."""
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "refi-qda-project.xsd")))
    with zipfile.ZipFile(exported(extracted, "v.qdpx", "--texts", RAW)) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_a_project_without_texts_is_refused_in_one_line(extracted):
    """It would be a list of places in documents that nobody has."""
    result = CliRunner().invoke(cli, ["export", str(extracted / "r.jsonl"), "-o", str(extracted / "n.qdpx")])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "--texts" in result.stderr


def test_long_names_of_a_panel_are_shortened_alike():
    """Words are cut to one length, what a variable holds stays at its end, and two that would be one get numbers."""
    long = "social_consumer_goods_retail_sales_growth_annual"
    names = [f"{long}{end}" for end in ("", "_max", "_cmp", "_mod")]
    found = names_of([Column(name, "str", "", "", "", "") for name in (*names, f"{long}x", "end", "year")])
    stem = found[0]
    assert all(len(name) <= 32 for name in found)
    assert found[:4] == [stem, f"{stem}_max", f"{stem}_cmp", f"{stem}_mod"]
    assert len(set(found)) == len(found)
    assert found[5:] == ["_end", "year"]


def test_a_panel_for_stata_has_labels_and_value_labels(tmp_path):
    """The comparator of a target is a number with a label; variables are called by their indicators."""
    import pandas as pd

    rows = [record("GDP", 5, "%", indicator_id="gdp_growth", comparator=">=", modality="expected", region="浙江省")]
    path = tmp_path / "panel.dta"
    run("compare", write_records(tmp_path / "r.jsonl", rows), "--layout", "panel", "--lang", "en", "-q", "-o", path)
    with pd.read_stata(path, iterator=True) as reader:
        labels, values, frame = reader.variable_labels(), reader.value_labels(), reader.read()
    assert labels["gdp_growth"] == "Growth of gross regional product (%)"
    assert list(values["gdp_growth_cmp"].values())[:2] == ["=", "≥"]
    assert (frame["gdp_growth"][0], frame["gdp_growth_cmp"][0], frame["gdp_growth_mod"][0]) == (5.0, "≥", "expected")


def test_no_records_make_an_empty_stata_file(tmp_path):
    """A text without a target ends well in this format too."""
    path = tmp_path / "none.txt"
    path.write_text("没有数字。", encoding="utf-8")
    assert CliRunner().invoke(cli, ["extract", str(path), "-o", str(tmp_path / "none.dta")]).exit_code == 0
    assert len(pd.read_stata(tmp_path / "none.dta")) == 0
