"""The review page in Firefox: opening, keys, decisions saved to and loaded from a file, the warning of unsaved work."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from patience import PATIENCE, wait_until
from reviews import page_of, page_of_many

driver = pytest.importorskip("marionette_driver")
BROWSER = shutil.which("firefox-esr") or shutil.which("firefox")
pytestmark = [pytest.mark.skipif(BROWSER is None, reason="no Firefox here"), pytest.mark.slow, pytest.mark.processes]

PLAN = (
    "甲市规划\n一、目标\n到2025年，建成5G基站2.6万个以上，占比达到60%。\n二、任务\n培育企业50家，𠮷祥工程投资3亿元。\n"
)
HOSTILE = "</script><script>document.title='caught'</script>\n到2025年，建成\u202e基站\u202c300个。\n"
SELECT = """const words = arguments[0];
const run = [...document.querySelectorAll('#text span[data-at]')].find((one) => one.textContent.includes(words));
const at = run.textContent.indexOf(words), range = document.createRange();
range.setStart(run.firstChild, at);
range.setEnd(run.firstChild, at + words.length);
getSelection().removeAllRanges();
getSelection().addRange(range);"""

# The driver leaves pages without a dialog: the page is asked whether it wants one.
LEAVING = """const event = new Event('beforeunload', { cancelable: true });
window.dispatchEvent(event);
return event.defaultPrevented;"""
OPENED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"  # milliseconds, as the page tells it


class Page:
    """A review page open in Firefox, driven by Mozilla's own client as a person drives it."""

    def __init__(self, firefox: Any, path: Path, downloads: Path) -> None:
        self.firefox, self.downloads = firefox, downloads
        self.open(path)

    def open(self, path: Path) -> None:
        self.firefox.navigate(path.as_uri())

    def find(self, selector: str) -> Any:
        return self.firefox.find_element(driver.By.CSS_SELECTOR, selector)

    def count(self, selector: str) -> int:
        return len(self.firefox.find_elements(driver.By.CSS_SELECTOR, selector))

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def type(self, selector: str, words: str) -> None:
        self.find(selector).clear()
        self.find(selector).send_keys(words)

    def key(self, key: str) -> None:
        self.find("body").send_keys(key)

    def show(self, words: str) -> None:
        """Click the figure `words` in the text of the plan."""
        self.click("nav li[title=plan]")
        marks = self.firefox.find_elements(driver.By.CSS_SELECTOR, "#text mark")
        next(mark for mark in marks if mark.text == words).click()

    def saved(self) -> list[dict[str, Any]]:
        """What the button writes to the folder of downloads."""
        target = self.downloads / "decisions.jsonl"
        target.unlink(missing_ok=True)
        self.click("#save")
        assert wait_until(lambda: target.exists() and not list(self.downloads.glob("*.part")))
        return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def firefox(downloads: Path) -> Iterator[Any]:
    """A headless Firefox that saves files without asking."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wishes = {"browser.download.folderList": 2, "browser.download.dir": str(downloads)}
    start = {"bin": BROWSER, "headless": True, "port": port, "prefs": wishes, "workspace": str(downloads)}
    running = driver.marionette.Marionette(startup_timeout=PATIENCE, **start)
    running.start_session({"strictFileInteractability": False})  # the page hides its input behind a button
    yield running
    running.quit(in_app=False)
    running.instance.close(clean=True)


@pytest.fixture
def page(firefox: Any, downloads: Path, tmp_path: Path) -> Page:
    """The page of two documents, one of them hostile."""
    return Page(firefox, page_of(tmp_path, plan=PLAN, hostile=HOSTILE), downloads)


def test_the_page_opens_from_a_file_and_shows_a_record_with_its_words(page):
    """The figure that is clicked is that of the record on the right."""
    page.show("2.6万个")
    assert page.find("tr[data-field=indicator] td").text == "5G基站"
    assert page.find("blockquote mark").text == "2.6万个"


def test_keys_accept_reject_undo_and_go_on(page):
    """A accepts, X rejects, U takes back, J goes to the next doubtful one; the file holds what is left."""
    page.type("#by", "王")
    page.show("2.6万个")
    page.key("a")
    page.show("60%")
    page.key("x")
    page.key("u")
    page.key("j")
    assert page.count("#text mark.current") == 1
    rows = page.saved()
    assert [(row["text"], row["verdict"], row["by"]) for row in rows] == [("2.6万个", "accept", "王")]


def test_a_change_and_an_addition_are_typed_in(page):
    """The form takes exact numbers; a selection behind a character of two UTF-16 units has its place in code points."""
    page.show("2.6万个")
    page.key("c")
    page.type("#edit-value", "26000.10")
    page.type("#edit-year", "2024")
    page.click("#apply")
    page.firefox.execute_script(SELECT, script_args=["祥工程"])
    page.key("n")
    page.type("#edit-indicator", "工程")
    page.type("#edit-value", "1")
    page.type("#edit-unit", "项")
    page.click("#apply")
    changed, added = page.saved()
    assert (changed["verdict"], changed["changes"]) == ("change", {"value": "26000.10", "year": 2024})
    assert (added["verdict"], PLAN[added["start"] : added["end"]]) == ("add", "祥工程")


def test_decisions_stay_in_the_browser_and_travel_by_file(page, tmp_path):
    """They are there when the page is opened again, and on another page of the same documents once loaded."""
    page.show("2.6万个")
    page.key("a")
    before = page.saved()
    page.open(tmp_path / "review.html")
    page.click("nav li[title=plan]")
    assert page.count("#text mark.decided-accept") == 1
    page.key("u")
    other = tmp_path / "elsewhere"
    other.mkdir()
    page.open(page_of(other, plan=PLAN))
    page.find("#file").send_keys(str(page.downloads / "decisions.jsonl"))
    assert wait_until(lambda: page.count("#text mark.decided-accept"))
    assert page.saved() == before


def test_decisions_of_other_documents_are_said_and_kept(page, tmp_path):
    """One line says how many there are; none is applied, all are saved again."""
    row = {"id": "t1", "doc": "elsewhere", "start": 0, "end": 1, "text": "1", "quote": "1", "verdict": "accept"}
    (tmp_path / "other.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    page.find("#file").send_keys(str(tmp_path / "other.jsonl"))
    assert wait_until(lambda: page.find("#message").text)
    assert [kept["doc"] for kept in page.saved()] == ["elsewhere"]
    assert not page.count("#text .decided-accept")


def test_unsaved_work_is_warned_of(page):
    """The page asks to be kept while something is unsaved, and no longer."""
    page.show("2.6万个")
    assert not page.firefox.execute_script(LEAVING)
    page.key("a")
    assert page.firefox.execute_script(LEAVING)
    page.saved()
    assert not page.firefox.execute_script(LEAVING)


def test_nothing_in_a_text_runs_or_turns_the_line_around(page):
    """A script in a text is shown as text; marks of direction are shown as signs."""
    page.click("nav li[title=hostile]")
    assert "caught" not in page.firefox.title
    shown = page.find("#text").text
    assert "</script>" in shown
    assert "\u202e" not in shown


def test_three_hundred_documents_open_within_three_seconds(firefox, downloads, tmp_path):
    """All are listed and the first record is shown when the page is loaded: the best of three openings counts."""
    path = page_of_many(tmp_path, 300)
    times = []
    for _ in range(3):
        page = Page(firefox, path, downloads)
        assert page.count("nav li") == 300
        assert page.count("tr[data-field=indicator]") == 1
        times.append(firefox.execute_script(OPENED))
    assert 0 < min(times) < 3000
