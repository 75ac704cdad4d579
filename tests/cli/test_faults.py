"""Hostile files, names and processes, as a user meets them: one line each, and the rest goes on."""

import os
import tarfile

import pytest
from openpyxl import Workbook

from .conftest import PLAN, rows

CIRCLE = '[units.a]\nwrite = ["甲斗"]\nbase = "乙斗"\n[units.b]\nwrite = ["乙斗"]\nbase = "甲斗"\n'
DEAR = '[units.a]\nwrite = ["甲斗"]\nfactor = "{}"\n'


def one_line(result, code: int, *words: str) -> None:
    """The command ended with `code` and said `words` in a line of its own, without an internal error."""
    assert result.exit_code == code, result.stderr
    assert "internal error" not in result.stderr
    assert any(all(word in line for word in words) for line in result.stderr.splitlines()), result.stderr


def test_a_far_cell_makes_no_empty_cells(invoke, tmp_path):
    """One cell in the last row and column of a sheet: the stored cells are read, the rectangle is not walked."""
    book = Workbook()
    for row in (["指标", "单位", "2025年"], ["高速公路里程", "公里", 300]):
        book.active.append(row)
    book.active["XFD1048576"] = "注"
    book.save(tmp_path / "far.xlsx")
    found = invoke("extract", tmp_path / "far.xlsx")
    assert found.exit_code == 0
    assert [row["value"] for row in rows(found.stdout)] == [300_000]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CIRCLE, "is a circle"),
        (DEAR.format("0"), "0 is no number above 0"),
        (DEAR.format("-1"), "-1 is no number above 0"),
        (DEAR.format("1e9999999999"), "is no number above 0"),
        ("a = " + "[" * 100_000, "nested too deep"),
        ("[" + "a." * 50_000 + "b]\n", "nested too deep"),
    ],
)
def test_a_lexicon_that_leads_nowhere_is_refused(invoke, plan, tmp_path, text, said):
    """Circles of units, factors that no unit has, nesting without end: wrong use, with the place."""
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    one_line(invoke("extract", plan, "--lexicon", path), 2, said, str(path))


def test_a_lexicon_is_a_regular_file(invoke, plan, tmp_path):
    """A device has no end and a pipe may have no writer."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in ("/dev/zero", pipe):
        one_line(invoke("extract", plan, "--lexicon", path), 2, "no regular file", str(path))


def test_one_bit_in_any_header_of_a_tar_loses_no_member_in_silence(invoke, tmp_path):
    """Whichever header is hurt: exit 3, or 1 where nothing is left."""
    path = tmp_path / "plans.tar"
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(PLAN, encoding="utf-8")
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        for number in range(3):
            archive.add(tmp_path / f"{number}.txt", f"{number}.txt")
    sound = path.read_bytes()
    assert invoke("extract", path).exit_code == 0
    for header in (0, 1024, 2048):
        hurt = bytearray(sound)
        hurt[header + 3] ^= 4
        path.write_bytes(hurt)
        one_line(invoke("extract", path), 3 if header else 1, "damaged file")
    path.write_bytes(sound[:3072])
    one_line(invoke("extract", path), 3, "damaged file")


def test_a_csv_cut_inside_quotes_is_damaged(invoke, tmp_path):
    """The rows before the cut are read; the one that it went through is said."""
    path = tmp_path / "plans.csv"
    whole = 'id,标题,正文\n1,甲省规划,"到2025年，建成5个产业园区。"\n'
    path.write_text(whole + '2,乙省规划,"到2025年，建成20', encoding="utf-8")
    found = invoke("extract", path)
    one_line(found, 3, "damaged file", "row 3", "quotation mark")
    assert [row["value"] for row in rows(found.stdout)] == [5]
    path.write_text(whole.rstrip('"\n'), encoding="utf-8")
    assert invoke("extract", path).exit_code != 0


def test_closed_standard_input_is_said(spawn):
    """`<&-`: every command that reads it says so in one line."""
    for call in (["extract", "-"], ["compare", "-"], ["normalize"]):
        ended = spawn(*call, preexec_fn=lambda: os.close(0))
        assert b"standard input is closed" in ended.stderr, ended.stderr
        assert b"internal error" not in ended.stderr
        assert ended.returncode in (1, 2)


def test_standard_input_given_twice_is_read_once(invoke):
    """`-` twice: one document, the other is skipped."""
    found = invoke("extract", "-", "-", input=PLAN)
    assert found.exit_code == 0
    assert len(rows(found.stdout)) == 2
    assert "1 skipped" in found.stderr


@pytest.mark.parametrize("suffix", ["parquet", "dta", "xlsx", "sqlite", "duckdb"])
def test_a_figure_that_no_double_holds_stops_no_table(invoke, tmp_path, suffix):
    """亿 three hundred times: the record is written, without infinity."""
    path = tmp_path / "plan.txt"
    path.write_text(f"到2025年，数字经济规模达到5{'亿' * 60}元，企业达到20家。", encoding="utf-8")
    assert invoke("extract", path, "-o", tmp_path / f"t.{suffix}").exit_code == 0


def test_a_quotation_mark_that_ends_before_its_cell_is_said(invoke, tmp_path):
    """One mark is missing: the next row is in its cell, and a warning names the line."""
    path = tmp_path / "plans.csv"
    first, second = "到2025年，建成驿站5个。推进平安建设，守护家园。", "到2025年，建成书屋7个。推进全民阅读，涵养书香。"
    path.write_text(f'标题,正文\n甲市规划,"{first}\n乙市规划,"{second}"\n', encoding="utf-8")
    assert "line 3: a quotation mark ends before its cell does" in invoke("extract", path).stderr


@pytest.mark.shared
@pytest.mark.parametrize("name", [f"rec-xlsx-11-{n}.xlsx" for n in (4, 9, 14, 16, 25, 31, 32, 33)])
def test_damaged_workbooks_of_records_are_damaged_files(invoke, shared, name):
    """Whatever is wrong in the package or its XML."""
    one_line(invoke("compare", shared / "cases/faults" / name), 1, "damaged file", name)


def test_a_locked_workbook_of_records_is_encrypted(invoke, tmp_path):
    """A workbook of records that was saved with a password, and other things that are no records, are named."""
    path = tmp_path / "records.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"))
    one_line(invoke("compare", path), 1, "encrypted", "records.xlsx", "remove the password")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    one_line(invoke("compare", path), 1, "looks like PNG", "records.xlsx")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["mht-damaged.mht", "mht-cut-90.mht", "one-bit-in-second-header.tar"])
def test_damaged_archives_are_damaged_files(invoke, shared, name):
    """A page saved as one file without its end, and an archive with one bit changed."""
    code = 3 if name.endswith("tar") else 1
    one_line(invoke("extract", shared / "cases/faults" / name), code, "damaged file", name)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["rec-toml-11-12.toml", "rec-toml-13-1.toml"])
def test_hostile_lexicons_end_in_a_line(invoke, shared, plan, name):
    """Nested without end; a factor of ten thousand million digits."""
    one_line(invoke("extract", plan, "--lexicon", shared / "cases/faults" / name), 2, name)


def test_a_text_without_stops_is_quoted_around_its_figures(invoke, tmp_path):
    """No quote repeats a sentence of thousands of characters, each holds its figure, and it is said."""
    path = tmp_path / "plan.txt"
    path.write_text("到2025年，建成5个产业园区、" * 1000, encoding="utf-8")
    found = invoke("extract", path, "--status", "all")
    quotes = rows(found.stdout)
    assert quotes
    assert all(len(row["quote"]) <= 610 and "5个" in row["quote"] for row in quotes)
    assert "without a stop" in found.stderr


def test_a_pattern_that_runs_out_of_time_is_named_with_its_place(invoke, plan, monkeypatch):
    """A trap that backtracks without end, where the text is made for it: its name, the character, and no hang."""
    from plancli.lexicon import traps

    slow = {"on": "digit", "pattern": r"(?:\d|\d\d)+[^\d个]"}
    for on in ("digit", "numeral"):
        traps._quick(on, False)  # what looks at a short stretch stays as it is
    monkeypatch.setattr(traps, "table", lambda name: {"endless": slow})
    monkeypatch.setattr(traps, "SECONDS", 0.02)
    traps._pattern.cache_clear()
    traps._guards.cache_clear()
    plan.write_text("规划。" + "1" * 180 + "个园区。", encoding="utf-8")
    try:
        one_line(invoke("extract", plan), 1, "pattern_timeout", "trap endless, character")
    finally:
        traps._pattern.cache_clear()
        traps._guards.cache_clear()


def test_a_page_of_endless_nesting_is_refused(invoke, tmp_path):
    """The parser's cost grows as the square of the depth: beyond any real page it is not started."""
    path = tmp_path / "page.html"
    path.write_text("<html><body>" + "<div>" * 200_000 + PLAN + "</div>" * 200_000, encoding="utf-8")
    one_line(invoke("extract", path), 1, "nested too deep", "page.html")


@pytest.mark.parametrize("piece", ["5%", "5%、", "达到5个", "3倍", "建成5个园区、", "百分之五"])
def test_an_endless_row_of_figures_is_not_read_and_said(invoke, tmp_path, piece):
    """Thousands of figures in one clause are no statement; the sentence behind them is."""
    path = tmp_path / "plan.txt"
    path.write_text(f"规划\n\n{piece * 3000}\n到2025年，建成5G基站2.6万个。\n", encoding="utf-8")
    found = invoke("extract", path)
    assert [row["value"] for row in rows(found.stdout)] == [26_000]
    assert "more than 1,000 figures" in found.stderr


def test_a_long_list_with_commas_is_read(invoke, tmp_path):
    """Five hundred villages with their figures: each is a record."""
    path = tmp_path / "plan.txt"
    path.write_text(
        "到2025年，" + "，".join(f"甲村建成大棚{number}个" for number in range(1, 501)) + "。", encoding="utf-8"
    )
    assert len(rows(invoke("extract", path, "--status", "all").stdout)) == 500


def test_a_mail_nested_without_end_is_damaged(invoke, tmp_path):
    """A part in a part in a part: one line."""
    head = "From: a@b.cn\nTo: c@d.cn\nSubject: plan\nDate: Mon, 1 Mar 2021 10:00:00 +0800\nMIME-Version: 1.0\n"
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    path = tmp_path / "plan.eml"
    path.write_text(head + parts + "Content-Type: text/plain\n\n" + PLAN, encoding="utf-8")
    one_line(invoke("extract", path), 1, "plan.eml")
