"""The site holds every page of docs/, and its links lead to pages of the site."""

import contextlib
import functools
import http.server
import re
import shutil
import sys
import threading
from pathlib import Path

import pytest

import build_site

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = build_site.languages()
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def test_every_page_of_docs_is_in_the_site():
    """No page is forgotten: what lies in docs/ is in the menu of one language, the lists of pages apart."""
    shown = {page for language in build_site.languages() for page in build_site.places(language)}
    pages = {*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")} - set(build_site.LISTS)
    assert sorted(page.relative_to(ROOT).as_posix() for page in pages - shown) == []


@pytest.mark.parametrize("language", build_site.languages(), ids=lambda language: language.code)
def test_links_lead_to_pages_of_the_site(language):
    """Within a language every link to another page is the way to that page among the pages of the site."""
    known = build_site.places(language)
    there = set(known.values())
    for page, place in known.items():
        for _, target in build_site.LINK.findall(build_site.laid_out(page, place, known)):
            if target.endswith(".md") and "://" not in target:
                assert (Path("/") / Path(place).parent / target).resolve().relative_to("/").as_posix() in there


@pytest.mark.parametrize(
    ("language", "target", "turned"),
    [
        (ENGLISH, "units.md#money", "[words](../units.md#money)"),
        (ENGLISH, "index.md", "[words](../index.md)"),
        (ENGLISH, "../README.zh.md", "[words](../zh/)"),
        (CHINESE, "zh/index.md", "[words](../index.md)"),
        (CHINESE, "cli.md", "[words](../../cli/)"),
        (ENGLISH, "../LICENSE", "words (`LICENSE`)"),
        (ENGLISH, "https://example.org/x.md", "[words](https://example.org/x.md)"),
    ],
)
def test_a_link_is_turned_where_it_must_be(language, target, turned):
    """A page has its place in the site, one of the other language its address; any other file is named."""
    known = build_site.places(language)
    assert build_site._link("words", target, ROOT / "docs" / "index.md", "decisions/x.md", known) == turned


def test_code_is_left_alone():
    """What looks like a link within a block of code is printed as it is."""
    page = ROOT / "docs" / "cli.md"
    blocks = re.findall(r"^```.*?^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    laid_out = build_site.laid_out(page, "cli.md", build_site.places(ENGLISH))
    assert blocks
    assert all(block in laid_out for block in blocks)


@pytest.mark.slow
@pytest.mark.processes
def test_the_site_is_built_with_a_search_in_both_languages(tmp_path):
    """Pages, and an index for the search that holds words of both languages; no link of a page is broken."""
    if not shutil.which("zensical", path=str(Path(sys.executable).parent)):
        pytest.skip("zensical is not installed (make site)")
    for language in build_site.languages():
        build_site.build(language, tmp_path)
    assert "Commands" in (tmp_path / "search.json").read_text(encoding="utf-8")
    assert "比较词" in (tmp_path / "zh" / "search.json").read_text(encoding="utf-8")
    for page in tmp_path.rglob("index.html"):
        for target in re.findall(r'href="?([^" >#]+)', page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), (page, target)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.processes
def test_search_finds_chinese_words_inside_sentences(tmp_path):
    """In a browser each word is found in its pages, marked, and the first result leads to a page that holds it."""
    pytest.importorskip("zensical", reason="the packages of `make site` are not installed")
    pytest.importorskip("playwright.sync_api")
    build_site.build(CHINESE, tmp_path)
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")]
    with _in_browser(tmp_path) as (page, home):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for word in ("目标", "单位", "年份", "词典"):
            count, address = _search(page, f"{home}/zh/", word)
            assert 5 <= count <= sum(text.count(word) for text in pages), word
            assert address.startswith(f"{home}/zh/"), word
            page.goto(address)
            assert word in page.locator("article").inner_text()
    assert [url for url in asked if not url.startswith((home, "blob:", "data:"))] == []


@contextlib.contextmanager
def _in_browser(folder):
    """An empty page of a browser, and the address at which `folder` is served."""
    from playwright.sync_api import sync_playwright

    serve = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server, sync_playwright() as driver:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(), f"http://127.0.0.1:{server.server_address[1]}"
        browser.close()
        server.shutdown()


def _search(page, start, word):
    """How many results the search shows for a word, and the address of the first in which it is marked."""
    page.goto(start)
    page.locator("button.md-search__button").click()
    page.keyboard.type(word)
    found = page.get_by_text(re.compile(r"^\d+ results$"))
    found.wait_for(timeout=60_000)
    first = page.locator("a:has(mark)", has_text=word).first
    first.wait_for(timeout=60_000)
    return int(found.inner_text().split()[0]), first.evaluate("link => link.href")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """No line for each request."""
