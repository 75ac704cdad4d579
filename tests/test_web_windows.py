"""A large page is parsed in pieces, and reads as if it were parsed at once, whatever is wrong with its tags."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, integers
from patience import PATIENCE

from plancli.read.web import tree, windows
from plancli.read.web.tree import Selectors, page_of

# Blocks as pages have them; those behind the stroke are broken in one of the ways in which pages are.
SOUND = """
<p>到2025年，建成<b>{}</b>个站点。</p>
<p class="x"><span style="color: red">培育企业{}家</span>，<a href="/a">详见附件</a>。</p>
<h2 id="h{}">发展目标</h2>
<ul><li>一是{}个<li>二是<i>{}</i>个</ul>
<table><tr><td>指标<td>单位</tr><tr><td>绿化率<td>{}</table>
<table class="Custom_UnionStyle"><tbody><tr><td><p>学校</p></td><td>{}所</td></tr></tbody></table>
<div class="zoom"><p>完成投资{}亿元。</p><br/><img src="a.png">
</div>
<div><section id="Content"><p>新建公园{}座
<div style="display: none"><p>隐藏{}</p></div>
<div class="share"><p>分享{}</p></div>
<!-- <p> {} --><script>if (1 < 2) document.write("<p>")</script>
<form><select><option>甲<option>乙</select></form>
<svg><path d="M0"/></svg><dl><dt>甲<dd>{}家</dl>
<p>没有结束的段落{}个
</section></div>
<h1>某市规划</h1><meta name="PubDate" content="2021-0{}">
字在段落之外，{}个<br>
<p>删去<del>{}个</del>，保留10<sup>4</sup>户</p>
"""
BROKEN = """
<p><b>没有结束{}个</p>
</b></i>
</div></section>
<a href="/b">甲{}<a href="/c">乙</a>
<p>甲<div>乙{}</div></p>
<table><p>丙{}</p><tr><td>丁</table>
<td>戊{}
</body></html>
<li>己{}<div><li>庚</div>
<p title="a>b">辛{}</p
<p title='壬{}>
<![CDATA[ {} ]]><?xml version="1.0"?></>
<template><p>癸{}</template>
<h1><h2>子{}</h1>
<p><font size=3><span><p>丑{}</font></span>
<textarea><p>寅{}
"""


def page(seed: int, broken: bool) -> str:
    """A page of such blocks at random."""
    dice = random.Random(seed)
    blocks = SOUND.split("\n") * 2 + (BROKEN.split("\n") if broken else [])
    body = [dice.choice(blocks).replace("{}", str(dice.randint(1, 99))) for _ in range(dice.randint(1, 40))]
    begin = dice.choice(["<!DOCTYPE html>", ""]) + dice.choice(
        ["<html><head><title>某市规划</title></head><body>", "<div>", ""]
    )
    return begin + "\n".join(body) + dice.choice(["</body></html>", ""])


def told(source: str, hidden: bool) -> tuple[object, ...]:
    """All that a page is asked for."""
    one = page_of(source, Selectors(".share", "#Content, .Custom_UnionStyle, .zoom"), hidden)
    number = {id(element): at for at, element in enumerate(one.elements)}
    elements = [
        (of.tag, dict(of.attributes), of.first, of.last, [number.get(id(child)) for child in of.children])
        for of in one.elements
    ]
    return (
        elements,
        one.units,
        [number[id(element)] for element in one.wanted],
        (one.metas, one.titles, one.embeds, one.strikes),
    )


@settings(max_examples=150, deadline=None)
@given(integers(0, 10**9), booleans(), booleans())
def test_a_page_in_pieces_is_that_of_one_piece(seed, broken, hidden):
    """Elements, text and all the rest are the same, wherever pages are cut."""
    source = page(seed, broken)
    with pytest.MonkeyPatch.context() as patched:
        whole = told(source, hidden)
        patched.setattr(windows, "SIZE", 30)
        assert told(source, hidden) == whole


def test_a_sound_page_is_cut_and_a_broken_one_is_not(monkeypatch):
    """Behind a tag without partner the rest is one piece: what a browser does with it begins far before."""
    monkeypatch.setattr(windows, "SIZE", 100)
    block = "<p>到2025年，建成<b>30</b>个站点。</p>\n"
    sound = "<div id='Content'>" + block * 50
    assert len(list(windows.pieces(sound))) > 10
    assert len(list(windows.pieces(f"<div><b>甲</div>{sound}"))) == 1
    assert "".join(piece.source for piece in windows.pieces(block * 50)) == block * 50


def test_a_piece_that_is_read_otherwise_is_read_with_the_others(monkeypatch):
    """Where the parser finds other tags open than were counted, the page is parsed at once."""
    source = page(3, broken=False)
    whole = told(source, hidden=False)
    parts = [windows.Piece(source[:50], (), ("section",)), windows.Piece(source[50:], ("section",), ())]
    monkeypatch.setattr(tree, "pieces", lambda _: iter(parts))
    assert told(source, hidden=False) == whole


RUN = """
import re, sys
from plancli.model import Options
from plancli.read.web.html import read_bytes
block = "<p>到2025年，建成<b>30</b>个站点。</p>"
read = list(read_bytes(f"<div id='Content'>{block * int(sys.argv[1])}</div>".encode(), "page.html", Options()))
assert read[0].text.count("建成30个") == int(sys.argv[1])
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024)
"""


@pytest.mark.slow
@pytest.mark.processes
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is asked of /proc")
def test_a_page_takes_a_small_multiple_of_its_size():
    """Of a page of short paragraphs less than 12 bytes more for each byte; parsed at once it takes 45."""
    used = []
    for blocks in (100_000, 200_000):
        call = [sys.executable, "-c", RUN, str(blocks)]
        used.append(int(subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout))
    size = len("<p>到2025年，建成<b>30</b>个站点。</p>".encode())
    assert used[1] - used[0] < 12 * size * 100_000
