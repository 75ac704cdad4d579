"""Pictures of pages: set upright, cut into lines and cells, two readings held against each other."""

import subprocess
from pathlib import Path

import pytest

from plancli.read.pdf.page import Rule
from plancli.read.pdf.scan.agree import corrected, two_ways
from plancli.read.pdf.scan.picture import Grey, upright
from plancli.read.pdf.scan.ruling import ruling, three_rules, without
from plancli.read.pdf.scan.strips import Strip, strips
from plancli.read.pdf.scan.tesseract import recognise

WIDTH, HEIGHT = 900, 400


def drawn(*boxes: tuple[int, int, int, int], fall: float = 0.0) -> Grey:
    """Black boxes (left, top, right, bottom) on white; with `fall`, each column lies that much lower than the last."""
    canvas = bytearray(b"\xff" * (WIDTH * HEIGHT))
    for left, top, right, bottom in boxes:
        for column in range(left, right):
            for row in range(top + int(fall * column), bottom + int(fall * column)):
                canvas[row * WIDTH + column] = 0
    return Grey(bytes(canvas), WIDTH, HEIGHT)


def letters(top: int, left: int = 60, right: int = 840, size: int = 20) -> list[tuple[int, int, int, int]]:
    """A line of letters."""
    return [(x, top, x + size - 4, top + size) for x in range(left, right - size, size)]


def test_lines_of_any_height_are_cut_apart():
    """A title of large letters, a heading, a line of small ones: three strips, none lost."""
    picture = drawn(*letters(30, size=60, right=500), *letters(150, size=34, right=300), *letters(240))
    assert [(one.top, one.bottom) for one in strips(picture, [])] == [(30, 90), (150, 184), (240, 260)]


def test_cells_are_cut_at_wide_gaps_and_at_ruling_lines():
    """White of more than a letter and a half parts cells; a ruling line parts them however near they stand."""
    picture = drawn(*letters(100, 60, 160), *letters(100, 260, 360), *letters(100, 366, 460))
    assert len(strips(picture, [])) == 2
    assert len(strips(picture, [Rule(False, 358.0, 80.0, 140.0)])) == 3


def test_a_cell_of_two_lines_beside_one_of_a_single_line_is_two_strips():
    """Lines that overlap those of another column are parted within their own."""
    picture = drawn(*letters(100, 60, 200), *letters(130, 60, 200), *letters(115, 400, 500))
    assert len(strips(picture, [])) == 3


def test_a_page_that_was_put_in_askew_is_set_upright():
    """Lines that fall by one in a hundred overlap in every row; upright they are parted again."""
    lines = [box for top in range(60, 300, 34) for box in letters(top)]
    askew, straight = drawn(*lines, fall=0.02), drawn(*lines)
    assert len(strips(askew, [])) < 8
    assert len(strips(upright(askew), [])) == 8
    assert upright(straight) == straight


def test_three_lines_of_one_extent_are_those_of_a_table_and_an_underline_is_none():
    """The lines are found, told apart and painted over."""
    picture = drawn((50, 50, 800, 53), (50, 100, 800, 102), (50, 300, 800, 303), (200, 200, 500, 202))
    across, down = ruling(picture)
    assert len(across) == 4
    assert not down
    assert [rule.at for rule in three_rules(across)] == [51.0, 100.5, 301.0]
    assert strips(without(picture, across, down), []) == []


def test_of_two_readings_the_one_that_makes_a_word_is_taken():
    """千焰 is no word and 千兆 is one; where both are words, or the second is none, the first stays."""
    assert corrected("千焰宽带用户达到60万户", "千兆宽带用户达到60万户") == "千兆宽带用户达到60万户"
    assert corrected("覆盖率达到98%", "履盖率达到98%") == "覆盖率达到98%"
    assert corrected("建成园区3个", "建成圆区") == "建成园区3个"


def test_figures_that_two_readings_give_differently_are_told():
    """3000 or 5000: neither is taken for granted."""
    assert two_ways("新建杆塔3000根、基站20个", "新建杆塔5000根、基站20个") == ["3000 or 5000"]
    assert two_ways("新建杆塔3000根", "新建杆塔根") == ["3000"]
    assert two_ways("达到3.5%", "达到3.5%") == []


@pytest.mark.parametrize("ends", ["exit 1", "kill -9 $$", "echo page; kill -9 $$"])
def test_a_dead_tesseract_is_no_empty_page(ends, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where tesseract dies, or says nothing, its lines are not taken for blank ones."""
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && echo chi_sim && exit 0\n{ends}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(subprocess.CalledProcessError):
        recognise(drawn(*letters(100)), [Strip(60, 100, 840, 120)], 20.0)
