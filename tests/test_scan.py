"""Pictures of pages: set upright, cut into lines and cells, two readings held against each other."""

import subprocess
from pathlib import Path

import pytest

from plancli.read.pdf.page import RuledLine, Unsure
from plancli.read.pdf.scan.agree import corrected, passed_over, signs
from plancli.read.pdf.scan.picture import Grey, upright
from plancli.read.pdf.scan.ruling import ruling, three_rules, without
from plancli.read.pdf.scan.strips import Strip, strips
from plancli.read.pdf.scan.tesseract import Word, _with_figures, recognise, reread
from plancli.read.pdf.scan.unsure import two_ways

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
    assert len(strips(picture, [RuledLine(False, 358.0, 80.0, 140.0)])) == 3


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


def test_a_row_between_two_rules_is_one_of_a_table_where_lines_meet_both():
    """The last row of a table alone on its page; two underlines, or one stroke that meets them, are none."""
    rules = [(50, 100, 800, 103), (50, 200, 800, 203)]
    lines = [(at, 100, at + 3, 203) for at in (50, 300, 797)]
    assert [len(found) for found in ruling(drawn(*rules, *lines))] == [2, 3]
    assert [len(found) for found in ruling(drawn(*rules, lines[1]))] == [2, 0]


def test_of_two_readings_the_one_that_makes_a_word_is_taken():
    """千焰 is no word and 千兆 is one; where both are words, or the second is none, the first stays."""
    assert corrected("千焰宽带用户达到60万户", "千兆宽带用户达到60万户") == "千兆宽带用户达到60万户"
    assert corrected("覆盖率达到98%", "履盖率达到98%") == "覆盖率达到98%"
    assert corrected("建成园区3个", "建成圆区") == "建成园区3个"


def test_a_character_that_one_reading_passes_over_is_taken_from_the_other():
    """千宽带 is no word where 千兆 is one; a character more inside a word of the first is none."""
    assert passed_over("千宽带用户达到60万户", "千兆宽带用户达到60万户") == [(1, "兆")]
    assert passed_over("覆盖率达到98%", "覆盖一率达到98%") == []
    assert passed_over("覆盖率", "覆盖率达到") == []


def test_figures_that_two_readings_give_differently_are_told():
    """3000 or 5000: neither is taken for granted."""
    assert two_ways("新建杆塔3000根、基站20个", "新建杆塔5000根、基站20个") == [
        Unsure("3000", "建杆塔", "根、基", "5000")
    ]
    assert two_ways("新建杆塔3000根", "新建杆塔根") == [Unsure("3000", "建杆塔", "根")]
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


def test_a_turned_page_is_straight_both_ways():
    """Rows of letters and vertical lines: after a turn of a degree both are where they were, but for two pixels."""
    turn, left, tall = 0.0175, 300, 900
    canvas = bytearray(b"\xff" * (WIDTH * tall))
    for top in range(100, 800, 40):
        for x in range(60, 840):
            for y in range(20):
                if x % 20 < 16:
                    canvas[round(top + y + turn * x) * WIDTH + x] = 0
    for y in range(60, 840):
        for x in range(4):
            canvas[y * WIDTH + round(left + x - turn * y)] = 0
    straight = upright(Grey(bytes(canvas), WIDTH, tall))
    columns = [column for column in range(WIDTH) if straight.pixels[column::WIDTH].count(0) > 700]
    assert columns
    assert columns[-1] - columns[0] <= 6


def test_grey_paper_is_white_and_faint_lines_stay():
    """Paper of a level of 220 with grain becomes white; letters and a thin line keep their order of dark."""
    pixels = bytes(220 - at % 7 for at in range(400)) + b"\x3c\xa0" + bytes(220 - at % 7 for at in range(400))
    bleached = Grey(pixels, 802, 1).bleached()
    assert set(bleached.pixels[:400]) == {255}
    assert bleached.pixels[400] < 80 < bleached.pixels[401] < 204


def test_a_line_that_cells_bring_in_pieces_is_one():
    """Gaps of some pixels between pieces count; a row of letters is no line."""
    pieces = [(50 + 206 * n, 50, 250 + 206 * n, 53) for n in range(3)]
    across, _ = ruling(drawn(*pieces, *[(x, 200, x + 16, 220) for x in range(60, 840, 20)]))
    assert [(rule.start, rule.end) for rule in across] == [(50.0, 662.0)]


def test_a_rule_that_leaves_out_a_merged_column_is_of_the_table():
    """The last rule of a three-rule table may begin behind its first column."""
    rules = [
        RuledLine(True, at, start, 800.0) for at, start in ((50.0, 60.0), (90.0, 60.0), (300.0, 160.0), (350.0, 600.0))
    ]
    assert three_rules(rules) == rules[:3]


def test_the_strokes_of_one_character_are_one_strip():
    """元 has a bar far above its legs."""
    assert len(strips(drawn((100, 100, 136, 105), (96, 114, 140, 140)), [])) == 1


def test_signs_that_look_alike_are_told_apart_by_their_place():
    """A dash between years, quotation marks that open and close."""
    assert signs("规划(2021一2025年)") == "规划(2021—2025年)"
    assert signs('“一网通办"率，"小巨人"企业') == "“一网通办”率，“小巨人”企业"
    assert signs("压减26%o") == "压减26%。"
    assert signs("第一季度") == "第一季度"


def test_a_figure_alone_is_taken_from_a_model_of_figures():
    """Where the first reading saw letters, or is less sure of another figure; else its own stays."""

    def word(text: str, sure: float) -> list[Word]:
        return [Word(text, 0, 10, 10, 10, sure)]

    first = [
        (1, word("本", 60)),
        (2, word("98:5", 70)),
        (3, word("4.1", 95)),
        (4, word("万吨", 96)),
        (5, word("2025年", 80)),
    ]
    figures = [(1, word("5.2", 92)), (2, word("93.5", 94)), (3, word("41", 80)), (5, word("2025", 95))]
    found = {number: words[0].text for number, words in _with_figures(first, figures)}
    assert found == {1: "5.2", 2: "93.5", 3: "4.1", 4: "万吨", 5: "2025年"}


TSV = "5\t{strip}\t1\t1\t{line}\t1\t{left}\t16\t{wide}\t20\t{sure}\t{text}"


@pytest.fixture
def speaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A tesseract that says for each of its models and modes what a test has it say: strip, line, text, sureness."""

    def says(answers: dict[str, list[tuple[int, int, str, float]]]) -> None:
        for mode, words in answers.items():
            rows = [
                TSV.format(strip=strip, line=line, left=8, wide=20 * len(text), sure=sure, text=text)
                for strip, line, text, sure in words
            ]
            (tmp_path / mode).write_text("\n".join(["level\tpage_num", *rows]) + "\n", encoding="utf-8")

    program = tmp_path / "tesseract"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "chi_sim\\neng\\nHanS\\n" && exit 0\ncat "{tmp_path}/$4-$6"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return says


def test_each_strip_is_read_in_the_mode_of_its_shape(speaking):
    """Lines by two models, whose figures are told where they differ; cells also by one of figures; blocks at once."""
    speaking(
        {
            "HanS+chi_sim-13": [(1, 1, "新建基站3000个", 91.0), (1, 1, "。", 2.0)],
            "chi_sim-13": [(1, 1, "新建基站5000个", 88.0)],
            "HanS+chi_sim-7": [(1, 1, "本", 60.0), (2, 1, "万吨", 96.0)],
            "eng-7": [(1, 1, "5.2", 92.0), (2, 1, "7", 40.0)],
            "HanS+chi_sim-6": [(1, 1, "园区]", 90.0), (1, 2, "平台", 90.0)],
        }
    )
    line, figure, unit = Strip(60, 100, 840, 120), Strip(60, 140, 100, 160), Strip(200, 140, 240, 160)
    block = Strip(60, 200, 400, 260, several=True)
    glyphs, doubts = recognise(drawn(*letters(100)), [line, figure, unit, block], 20.0)
    said = "".join(glyph.char for glyph in glyphs)
    assert len(said) == len("新建基站3000个5.2万吨园区平台")
    assert all(words in said for words in ("新建基站3000个", "5.2", "万吨", "园区", "平台"))
    assert doubts == [Unsure("3000", "建基站", "个", "5000")]


def test_letters_are_spread_evenly_over_their_word(speaking):
    """A word of two letters and 40 pixels: each has 20, on the base of its strip."""
    speaking({mode: [(1, 1, "园区", 90.0)] for mode in ("HanS+chi_sim-7", "eng-7")})
    glyphs, _ = recognise(drawn(*letters(100)), [Strip(60, 100, 120, 120)], 20.0)
    assert [(one.char, one.left, one.right, one.base) for one in glyphs] == [
        ("园", 52.0, 72.0, 120.0),
        ("区", 72.0, 92.0, 120.0),
    ]


def test_a_cell_in_which_no_line_is_found_is_read_anyhow(speaking):
    """The mode for one line without layout sees what the careful one passes over; a second look may ask for it too."""
    speaking({"HanS+chi_sim-7": [], "eng-7": [], "HanS+chi_sim-13": [(1, 1, "无", 70.0)]})
    glyphs, _ = recognise(drawn(*letters(100)), [Strip(60, 100, 90, 120)], 20.0)
    assert [one.char for one in glyphs] == ["无"]
    speaking({"chi_sim-13": [(2, 1, "3.5%", 90.0)]})
    assert reread(drawn(*letters(100)), [Strip(60, 100, 90, 120)] * 2, 20.0) == {2: "3.5%"}
