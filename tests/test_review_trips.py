"""A thousand random decisions, made on the page and in the workbook, come back as they were made."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from deciding import BASE, KINDS, SIGNS, STATUSES, UNITS, changes, words
from openpyxl import load_workbook
from patience import PATIENCE
from reviews import command, page_of

from plancli.export.labels import values
from plancli.records.decisions import load_decisions
from plancli.records.review_book import decisions_of
from plancli.terms import Row

NUMBER = 1000
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DO = """(steps) => steps.forEach((step) => {
    if (step.undo) { undo(); return; }
    document.getElementById("by").value = step.by;
    put(decisionFor(step.record, step.verdict, step.changes, step.note));
})"""


def text_of(figures: int) -> str:
    return "甲市规划\n" + "".join(f"到2025年，第{at}区培育企业{at + 2}家。\n" for at in range(figures))


def steps_of(records: list[Row], random: Random) -> tuple[list[Row], dict[Any, Row]]:
    """Random steps on the page, and by record what is decided at the end."""
    steps: list[Row] = []
    states: list[dict[Any, Row]] = [{}]
    while len(steps) < NUMBER:
        if random.random() < 0.15 and len(states) > 1:
            steps.append({"undo": True})
            states.pop()
            continue
        verdict = random.choice(("accept", "change", "reject", "add"))
        record = dict(random.choice(records))
        if verdict == "add":
            record |= {"id": None, "start": record["start"] - random.randrange(1, 3)}
        given = changes(random) if verdict in ("change", "add") else {}
        if verdict == "add":
            given = {
                "indicator": "园区",
                "kind": "level",
                "comparator": "=",
                "value": 1,
                "unit": "个",
                "status": "target",
            } | given
        step = {"record": record, "verdict": verdict, "changes": given, "note": words(random), "by": words(random, 4)}
        steps.append(step)
        states.append({**states[-1], key_of(record): step})
    return steps, states[-1]


def key_of(row: Row) -> Any:
    return row["id"] or (row["start"], row["end"])


def read_page(page: Any, target: Path) -> list[Row]:
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(target)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_loses_none_of_a_thousand_steps(tmp_path: Path) -> None:
    """Accepted, changed in any field, rejected, added, taken back: the file holds what is left, and so does a page that
    has loaded it; the commands apply all of it."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = page_of(tmp_path, plan=text_of(200))
    records = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    steps, wanted = steps_of(records, Random(11))
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(path.as_uri())
        page.evaluate(DO, steps)
        rows = read_page(page, tmp_path / "decisions.jsonl")
        fresh = browser.new_context().new_page()
        fresh.goto(path.as_uri())
        fresh.locator("#file").set_input_files(tmp_path / "decisions.jsonl")
        fresh.wait_for_function("document.getElementById('message').textContent !== ''")
        assert read_page(fresh, tmp_path / "again.jsonl") == rows
        browser.close()
    found = {key_of(row): row for row in rows}
    assert len(found) == len(rows)
    assert set(found) == set(wanted)
    for key, step in wanted.items():
        assert {name: found[key][name] for name in ("verdict", "changes")} == {
            "verdict": step["verdict"], "changes": step["changes"],
        }  # fmt: skip
        assert (found[key]["note"], found[key]["by"]) == (step["note"], step["by"].strip())
    assert len(load_decisions(tmp_path / "decisions.jsonl")) == len(rows)
    command(
        "export",
        tmp_path / "records.jsonl",
        "--decisions",
        tmp_path / "decisions.jsonl",
        "-q",
        "-o",
        tmp_path / "o.jsonl",
    )


def fill(made: Path, random: Random, path: Path) -> dict[str, Row]:
    """Random decisions in the rows of the workbook; what each is expected to be read as, by id."""
    book = load_workbook(made, rich_text=True)
    rows = list(book["核对"].iter_rows())
    heads = {cell.value: place for place, cell in enumerate(rows[0])}
    wanted = {}
    for row in rows[1:]:
        said, expected = _decision(random)
        for head, value in said.items():
            cell = row[heads[head]]
            cell.value, cell.data_type = value, "s" if isinstance(value, str) else "n"
        if expected:
            wanted[str(row[heads["编号"]].value)] = expected
    book.save(path)
    return wanted


def _decision(random: Random) -> tuple[Row, Row | None]:
    """What a person fills in, and what it means."""
    verdict = random.choice(("确认", "修改", "删除", None))
    if verdict is None:
        return {}, None
    note, by = words(random), words(random, 4)
    said: Row = {"决定": verdict, "备注": note, "核对人": by}
    meant: Row = {}
    if verdict == "修改":
        unit = random.choice(list(UNITS))
        number = Decimal(random.randrange(1, 10**5)) / random.choice((1, 10, 100))
        every = {
            "指标（改）": words(random), "数值（改）": f"{number}{unit}", "年份（改）": random.randrange(1950, 2061),
            "比较符（改）": random.choice(SIGNS), "状态（改）": random.choice(STATUSES),
            "类型（改）": random.choice(KINDS),
        }  # fmt: skip
        chosen = random.sample(list(every), random.randrange(1, len(every)))
        for head, name in (("指标（改）", "indicator"), ("年份（改）", "year")):
            if head in chosen:
                said[head] = meant[name] = every[head]
        for head, name in (("比较符（改）", "comparator"), ("状态（改）", "status"), ("类型（改）", "kind")):
            if head in chosen:
                meant[name] = every[head]
                said[head] = values()[name][every[head]]["zh"]
        if "数值（改）" in chosen:
            said["数值（改）"] = every["数值（改）"]
            meant |= {"value": number * UNITS[unit], "value_max": None, "unit": BASE[unit]}
    word = {"确认": "accept", "修改": "change", "删除": "reject"}[verdict]
    return said, {"verdict": word, "changes": meant, "note": note, "by": by}


def read_book(path: Path) -> dict[str, Row]:
    names = ("verdict", "changes", "note", "by")
    return {row["id"]: {name: row[name] for name in names} for row in decisions_of(path, values())}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a thousand records."""
    folder = tmp_path_factory.mktemp("trips")
    (folder / "plan.txt").write_text(text_of(NUMBER), encoding="utf-8")
    command("extract", folder / "plan.txt", "-q", "-o", folder / "records.jsonl")
    command("review", folder / "records.jsonl", folder / "plan.txt", "-q", "-o", folder / "review.xlsx")
    return folder / "review.xlsx"


@pytest.mark.slow
def test_the_workbook_loses_none_of_a_thousand_rows(made: Path, tmp_path: Path) -> None:
    """Also where a person has sorted the rows, hidden some, and put columns between."""
    wanted = fill(made, Random(5), tmp_path / "filled.xlsx")
    assert len(wanted) > NUMBER / 2
    assert read_book(tmp_path / "filled.xlsx") == wanted
    book = load_workbook(tmp_path / "filled.xlsx")
    sheet = book["核对"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    order = list(range(len(head)))
    Random(7).shuffle(order)
    Random(8).shuffle(rows)
    for number, row in enumerate([head, *rows], 1):
        for place, at in enumerate(order, 1):
            cell = sheet.cell(number, 2 * place)
            cell.value = row[at]
            cell.data_type = "s" if isinstance(row[at], str) else cell.data_type
        sheet.cell(number, 1).value = "我的列" if number == 1 else number
        sheet.row_dimensions[number].hidden = number % 3 == 2
    book.save(tmp_path / "sorted.xlsx")
    assert read_book(tmp_path / "sorted.xlsx") == wanted


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_loses_none_of_a_thousand_rows(made: Path, tmp_path: Path) -> None:
    """Another program's file of the same decisions gives the same decisions."""
    wanted = fill(made, Random(6), tmp_path / "filled.xlsx")
    call = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", "xlsx"]
    call += ["--outdir", str(tmp_path / "out"), str(tmp_path / "filled.xlsx")]
    subprocess.run(call, check=True, capture_output=True, timeout=PATIENCE)
    assert read_book(tmp_path / "out" / "filled.xlsx") == wanted
