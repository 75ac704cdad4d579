"""The review page in a real browser: clicking, typing, saving and loading, with texts that mean harm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import record as made_record
from making import write_records
from reviews import command as run
from reviews import page_of, page_of_many

playwright = pytest.importorskip("playwright.sync_api")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.skipif(BROWSER is None, reason="no Chromium here"), pytest.mark.browser, pytest.mark.slow]

PLAN = (
    "甲市数字经济发展规划\n一、目标\n到2025年，建成5G基站2.6万个以上，数字经济增加值占比达到60%。\n"
    "二、任务\n培育企业50家，𠮷祥工程投资3亿元。\n"
)
HOSTILE = (
    "</script><script>document.title='caught'</script><img src=x onerror=document.title='caught'>\n"
    "到2025年，建成\u202e基站\u202c300个。\n"
)


SELECT = """(words) => {
    const run = [...document.querySelectorAll('#text span[data-at]')].find((one) => one.textContent.includes(words));
    const at = run.textContent.indexOf(words), range = document.createRange();
    range.setStart(run.firstChild, at);
    range.setEnd(run.firstChild, at + words.length);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A page of two documents, one of them hostile."""
    return page_of(tmp_path, plan=PLAN, hostile=HOSTILE)


@pytest.fixture
def page(browser: Any, made: Path) -> Iterator[Any]:
    """The page, open; an error in its script fails the test."""
    context = browser.new_context(accept_downloads=True)
    opened, faults = context.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto(made.as_uri())
    yield opened
    assert faults == []
    context.close()


def show(page: Any, words: str) -> None:
    """Click the figure `words` in the text of the plan."""
    page.locator("nav li[title=plan]").click()
    page.locator("#text mark", has_text=words).first.click()


def saved(page: Any, tmp_path: Path) -> list[dict[str, Any]]:
    with page.expect_download() as download:
        page.locator("#save").click()
    target = tmp_path / "decisions.jsonl"
    download.value.save_as(target)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_a_click_on_a_figure_shows_its_record_and_the_rules_behind_it(page):
    """The record on the right is that of the figure, with its sentence."""
    show(page, "2.6万个")
    assert page.locator("tr[data-field=indicator] td").inner_text() == "5G基站"
    assert page.locator("blockquote mark").inner_text() == "2.6万个"
    assert "5G基站2.6万个以上" in page.locator("blockquote").inner_text()


def test_keys_accept_reject_and_undo(page, tmp_path):
    """A accepts, X rejects, U takes the last step back; the file holds what is left."""
    page.locator("#by").fill("王")
    show(page, "2.6万个")
    page.keyboard.press("a")
    show(page, "60%")
    page.keyboard.press("x")
    assert page.locator("#text mark.decided-reject").inner_text() == "60%"
    page.keyboard.press("u")
    rows = saved(page, tmp_path)
    assert [(row["text"], row["verdict"], row["by"]) for row in rows] == [("2.6万个", "accept", "王")]
    assert page.locator("#unsaved").inner_text() == ""


def test_a_change_holds_what_differs_and_nothing_else(page, tmp_path):
    """The form knows fields and units; only changed ones go into the decision, exactly."""
    show(page, "2.6万个")
    page.keyboard.press("c")
    page.locator("#edit-value").fill("2.6e4")
    page.locator("#apply").click()
    assert page.locator("#fault").inner_text() != ""
    page.locator("#edit-value").fill("26000.10")
    page.locator("#edit-year").fill("2024")
    page.locator("#apply").click()
    (row,) = saved(page, tmp_path)
    assert (row["verdict"], row["changes"]) == ("change", {"value": "26000.10", "year": 2024})
    show(page, "2.6万个")
    assert page.locator("ins").all_inner_texts() == ["26000.10", "2024"]


EVERY = {
    "indicator": "宏基站", "indicator_id": "my_stations", "kind": "share", "comparator": "range", "value": "1.5",
    "value_max": "2.5", "unit": "%", "year": "2031", "base_year": "2020", "status": "actual", "modality": "strive",
    "flow": True, "annual": True, "region": "乙市",
}  # fmt: skip


def test_every_field_can_be_changed_in_the_form_and_is_applied(page, tmp_path):
    """Typed, chosen or ticked: the decision holds all of it, and the command gives the record as it was wanted."""
    show(page, "2.6万个")
    page.keyboard.press("c")
    for name, value in EVERY.items():
        field = page.locator(f"#edit-{name}")
        if name in ("kind", "comparator", "status", "modality"):
            field.select_option(value)
        elif value is True:
            field.check()
        else:
            field.fill(value)
    page.locator("#edit-note").fill("全部改")
    page.locator("#apply").click()
    (row,) = saved(page, tmp_path)
    wanted = EVERY | {"value": 1.5, "value_max": 2.5, "year": 2031, "base_year": 2020}
    assert (row["changes"], row["note"]) == (wanted, "全部改")
    run("export", tmp_path / "records.jsonl", "--status", "all", "--decisions", tmp_path / "decisions.jsonl", "-q",
        "-o", tmp_path / "decided.jsonl")  # fmt: skip
    found = [json.loads(line) for line in (tmp_path / "decided.jsonl").read_text(encoding="utf-8").splitlines()]
    (changed,) = (one for one in found if one["review"] == "changed")
    assert {name: changed[name] for name in EVERY} == wanted


def test_a_selection_becomes_a_record_with_its_place_in_code_points(page, tmp_path):
    """Behind a character of two UTF-16 units, an added record still stands where it says."""
    page.locator("nav li[title=plan]").click()
    page.evaluate(SELECT, "祥工程")
    page.keyboard.press("n")
    page.locator("#edit-indicator").fill("工程")
    page.locator("#edit-value").fill("1")
    page.locator("#edit-unit").fill("项")
    page.locator("#apply").click()
    (row,) = saved(page, tmp_path)
    assert (row["verdict"], row["id"], row["text"]) == ("add", None, "祥工程")
    assert PLAN[row["start"] : row["end"]] == "祥工程"
    assert row["changes"]["indicator"] == "工程"
    assert row["quote"] in PLAN


def test_decisions_survive_the_page_and_travel_by_file(browser, made, tmp_path):
    """What was decided is there when the page is opened again, and in another browser once its file is loaded."""
    one, other = browser.new_context(accept_downloads=True), browser.new_context(accept_downloads=True)
    page = one.new_page()
    page.goto(made.as_uri())
    show(page, "2.6万个")
    page.keyboard.press("a")
    before = saved(page, tmp_path)
    page.reload()
    page.locator("nav li[title=plan]").click()
    assert page.locator("#text mark.decided-accept").count() == 1
    fresh = other.new_page()
    fresh.goto(made.as_uri())
    fresh.locator("nav li[title=plan]").click()
    assert fresh.locator("#text mark.decided-accept").count() == 0
    fresh.locator("#file").set_input_files(tmp_path / "decisions.jsonl")
    fresh.wait_for_selector("#text mark.decided-accept", state="attached")
    assert saved(fresh, tmp_path) == before
    one.close()
    other.close()


def test_decisions_of_other_documents_are_kept_and_not_applied(page, tmp_path):
    """Foreign, faulty and contradicting lines are said; the foreign and the contradicting ones are saved again."""
    show(page, "2.6万个")
    page.keyboard.press("a")
    (held,) = saved(page, tmp_path)
    foreign = {**held, "doc": "elsewhere", "id": "r1"}
    against = {**held, "verdict": "reject", "by": "李"}
    lines = [json.dumps(row, ensure_ascii=False) for row in (foreign, against)]
    (tmp_path / "other.jsonl").write_text("\n".join([*lines, "no JSON"]) + "\n", encoding="utf-8")
    page.locator("#file").set_input_files(tmp_path / "other.jsonl")
    page.wait_for_function("document.getElementById('message').textContent.includes('矛盾')")
    assert page.locator("#text mark.decided-reject").count() == 0
    assert sorted((row["doc"], row["verdict"]) for row in saved(page, tmp_path)) == [
        ("elsewhere", "accept"), ("plan", "accept"), ("plan", "reject"),
    ]  # fmt: skip


def test_a_decision_about_another_reading_waits(page, tmp_path):
    """Who accepted another year is said, shown nowhere as accepted, and saved again."""
    show(page, "2.6万个")
    page.keyboard.press("a")
    (held,) = saved(page, tmp_path)
    assert (held["seen"]["year"], held["seen"]["value"]) == (2025, 26000)
    page.keyboard.press("u")
    older = held | {"seen": held["seen"] | {"year": 2020}}
    (tmp_path / "older.jsonl").write_text(json.dumps(older, ensure_ascii=False) + "\n", encoding="utf-8")
    page.locator("#file").set_input_files(tmp_path / "older.jsonl")
    page.wait_for_function("document.getElementById('message').textContent.includes('读数')")
    assert page.locator("#text mark.decided-accept").count() == 0
    assert saved(page, tmp_path) == [older]


def test_unsaved_work_is_warned_of(page):
    """Leaving the page with unsaved decisions asks first."""
    show(page, "2.6万个")
    page.keyboard.press("a")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_nothing_in_a_text_runs_or_turns_the_line_around(page):
    """A script in a text is shown as text; marks of direction are shown as signs, and the offsets stay."""
    page.locator("nav li[title=hostile]").click()
    assert "caught" not in page.title()
    assert "</script>" in page.locator("#text").inner_text()
    assert "\u202e" not in page.locator("#text").inner_text()
    page.locator("#text mark", has_text="300个").click()
    assert page.locator("blockquote mark").inner_text() == "300个"


def test_filters_leave_what_they_ask_for(page):
    """Status, verdict and search narrow what is counted."""
    everything = int(page.locator("#count").inner_text().split(" ")[0])
    page.locator("#search").fill("企业")
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text().startswith("2 /")
    page.locator("#search").fill("")
    page.keyboard.press("Enter")
    page.locator("#verdict").select_option("accept")
    assert page.locator("#count").inner_text().startswith("0 /")
    page.locator("#verdict").select_option("none")
    assert page.locator("#count").inner_text().startswith(f"{everything} /")


def test_the_page_speaks_english_too(page):
    """One button changes the language of all words of the page."""
    page.locator("#language").click()
    assert page.locator("h1").inner_text() == "Review of records"
    show(page, "60%")
    assert page.locator("tr[data-field=status] td").inner_text() == "target"


def test_three_hundred_documents_open_within_three_seconds(browser, tmp_path):
    """Documents of 10,000 characters are all listed, the first record is shown; CPU time counts, not the clock."""
    path = page_of_many(tmp_path, 300)
    context = browser.new_context()
    page = context.new_page()
    meter = context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="load")
    page.locator("tr[data-field=indicator]").wait_for()
    assert page.locator("nav li").count() == 300
    spent = {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}
    assert 0 < spent["TaskDuration"] < 3
    context.close()


@pytest.fixture
def report(browser: Any, made: Path, tmp_path: Path) -> Iterator[Any]:
    """A report of the same records with their documents, open."""
    run("export", tmp_path / "records.jsonl", "--texts", made.parent / "plans", "-q", "-o", tmp_path / "report.html")
    context = browser.new_context()
    opened, faults = context.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    assert faults == []
    context.close()


def test_a_figure_of_the_report_leads_to_its_words_in_the_document(report):
    """From the comparison one click shows the whole text with the figure marked; nothing can be changed."""
    report.locator("#grid td.figure a", has_text="2.6").click()
    assert report.locator("#text mark.current").inner_text() == "2.6万个"
    assert "培育企业" in report.locator("#text").inner_text()
    assert not report.locator("#accept").count()
    assert not report.locator("#save").is_visible()
    report.keyboard.press("x")
    assert not report.locator(".decided").count()


def test_the_comparison_is_filtered_sorted_and_drawn(report):
    """A word filters rows, a header sorts them, an indicator shows its row as a chart."""
    everything = report.locator("#grid tbody tr").count()
    report.locator("#grid-filter").fill("基站")
    assert 0 < report.locator("#grid tbody tr").count() < everything
    report.locator("#grid td.name span").first.click()
    assert report.locator("#grid svg circle").count() == 1
    report.locator("#grid-filter").fill("")
    report.locator("#grid th.region").first.click()
    assert report.locator("#grid th.region").first.get_attribute("aria-sort") == "descending"


def test_a_report_without_documents_shows_each_sentence_once(browser, made, tmp_path):
    """Where the documents are not given, their sentences with records are the text."""
    run("export", tmp_path / "records.jsonl", "-q", "-o", tmp_path / "bare.html")
    page = browser.new_page()
    page.goto((tmp_path / "bare.html").as_uri())
    page.locator("#to-text").click()
    page.locator("nav li[title=plan]").click()
    text = page.locator("#text").inner_text()
    assert text.count("建成5G基站2.6万个以上") == 1
    assert page.locator("#text mark", has_text="60%").count() == 1
    page.close()


def test_parts_are_coloured_by_role_and_named_above_their_text(browser, tmp_path):
    """A review looks otherwise than tasks, and each part says what it is for and of which year."""
    lines = ["各位代表：", "现在，我代表市人民政府向大会报告工作。", "一、2024年工作回顾", "建成公园3座。"]
    text = "\n".join([*lines, "二、2025年主要工作", "建成公园5座。", ""])
    (tmp_path / "甲市政府工作报告.txt").write_text(text, encoding="utf-8")
    run("extract", tmp_path / "甲市政府工作报告.txt", "--status", "all", "-q", "-o", tmp_path / "p.jsonl")
    run("review", tmp_path / "p.jsonl", tmp_path / "甲市政府工作报告.txt", "-q", "-o", tmp_path / "p.html")
    page = browser.new_page()
    page.goto((tmp_path / "p.html").as_uri())
    heads = page.locator("#text .part").all_inner_texts()
    assert any("回顾" in head and "2024" in head for head in heads)
    assert page.locator("#text p.role-retrospect").count()
    assert page.locator("#text p.role-tasks").count()
    page.close()


def test_what_one_region_alone_has_is_folded_and_unfolds(browser, tmp_path):
    """The rest stands behind a button, and goes behind it again; a figure of it leads to its words."""
    shared = [made_record("5G基站", 80, region=name, doc=name) for name in ("湖北省", "浙江省")]
    alone = [made_record(f"独有{number}项", number, doc="湖北省") for number in range(30)]
    run("export", write_records(tmp_path / "r.jsonl", [*shared, *alone]), "-q", "-o", tmp_path / "r.html")
    page = browser.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    rows, button = page.locator("#grid tbody tr"), page.locator("#unfold")
    assert rows.count() == 1
    button.click()
    assert rows.count() == 31
    assert button.get_attribute("aria-expanded") == "true"
    page.locator("#grid td.figure a", has_text="29").click()
    page.locator("#text", has_text="独有29项").wait_for()  # the address changes first, then the page is drawn
    page.locator("#to-grid").click()
    button.click()
    assert rows.count() == 1
    page.close()
