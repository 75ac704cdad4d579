"""Limits, signals and odd names around a run, as a user meets them."""

import resource
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plancli.formats import FORMATS

from .conftest import PLAN, PLANCLI, rows
from .test_compare import record, write_records
from .test_faults import one_line

EVIL = (
    '=HYPERLINK("http://x","a")', 'a"b', "unit", "x", "X", "\x1b[31mred", "\u202egnp", "|p|", "<b>", "_x0041_",
    "长" * 300,
)  # fmt: skip


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Records of regions with names that break headers."""
    return write_records(tmp_path / "odd.jsonl", [record(region=name) for name in EVIL])


OF_TABLES = [form for form in FORMATS.values() if form.stream or form.table or form.compared]


@pytest.mark.parametrize("format", OF_TABLES, ids=lambda form: form.name)
def test_evil_names_as_columns_stop_no_format(invoke, odd, tmp_path, format):
    """Formulas, quotes, escapes, names of other columns, three hundred characters: written, and nothing of a library
    on stderr."""
    path = tmp_path / f"out{format.suffixes[0]}"
    result = invoke("compare", odd, "-o", path)
    assert result.exit_code == 0, result.stderr
    assert "Warning" not in result.stderr
    assert format.mark or b"\x1b" not in path.read_bytes()  # what has a mark holds bytes for programs, no text


@pytest.mark.parametrize("command", ["compare", "export"])
def test_evil_names_make_no_broken_workbook(invoke, odd, tmp_path, command):
    """Every sheet opens again, the hidden ones of charts too; no cell is a formula, no control character is left."""
    path = tmp_path / "out.xlsx"
    assert invoke(command, odd, "-o", path).exit_code == 0
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    with zipfile.ZipFile(path) as package:
        assert not any(b"\x1b" in package.read(name) for name in package.namelist())


SIMPLE = "到2025年，全市建成5G基站2.6万个，数字经济增加值占比达到60%。\n" * 3
TRADITIONAL = "到2025年，培育專精特新企業100家，研發經費投入強度提高到3.2%，建設園區五個。\n" * 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SIMPLE.encode("gbk") + TRADITIONAL.encode("big5"), "line 4"),
        (SIMPLE.encode("utf-16") + TRADITIONAL.encode("gb18030"), "not a text file"),
        (SIMPLE.encode("utf-16") + "建设园区五个工程".encode("gbk"), "line 4"),
        (SIMPLE.encode("utf-16-be") + "培育企業".encode("big5") + b"\n\n", "line 4"),
        (SIMPLE.encode("gbk") + "建设园区五个工程".encode("utf-16-le"), "line 4"),
        (SIMPLE.encode("gbk") * 500 + TRADITIONAL.encode("big5"), "line 1501"),
        (SIMPLE.encode("gb18030") + TRADITIONAL.encode("utf-16-le"), "not a text file"),
        (SIMPLE.encode() + b"\xed\xa0\x82\xed\xbd\x82" + SIMPLE.encode(), "line 4"),
    ],
    ids=[
        "GBK and Big5",
        "UTF-16 and GB18030",
        "UTF-16 and a few GBK",
        "UTF-16 and a few Big5",
        "GBK and a few UTF-16",
        "late",
        "GB18030 and UTF-16",
        "UTF-8 with surrogates",
    ],
)
def test_encodings_that_exclude_each_other_are_refused(invoke, tmp_path, data, said):
    """Two encodings that cannot both be read are named with the line, never read as nonsense."""
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    one_line(invoke("extract", path), 1, "plan.txt", said)


def test_cut_tables_of_documents_and_records_are_damaged(invoke, tmp_path):
    """JSON Lines and Parquet without their end: fewer rows never pass for all."""
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    texts = [PLAN * 3] * 4
    parquet.write_table(pyarrow.table({"title": list("甲乙丙丁"), "content": texts}), tmp_path / "docs.parquet")
    whole = (tmp_path / "docs.parquet").read_bytes()
    for end in (len(whole) // 2, len(whole) - 3):
        (tmp_path / "docs.parquet").write_bytes(whole[:end])
        one_line(invoke("extract", tmp_path / "docs.parquet"), 1, "damaged file")
    records = write_records(tmp_path / "r.jsonl", [record(), record(region="乙省")])
    records.write_bytes(records.read_bytes()[:-40])
    one_line(invoke("compare", records), 1, "damaged or cut off")


def limited(size: int):
    """For `preexec_fn`: so many bytes of address space."""
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))


def test_small_files_work_in_a_gigabyte(spawn, plan, tmp_path):
    """`ulimit -v` of 1 GB: text, page and workbook are read and written."""
    page = tmp_path / "plan.html"
    page.write_text(f"<html><body><p>{PLAN * 5}</p></body></html>", encoding="utf-8")
    for source, name in ((plan, "t.jsonl"), (page, "t.xlsx")):
        ended = spawn("extract", source, "-o", tmp_path / name, preexec_fn=limited(10**9))
        assert ended.returncode == 0, ended.stderr


def test_what_memory_cannot_hold_is_refused_and_nothing_is_left(spawn, tmp_path):
    """A text of 150 MB in 600 MB of address space: one line, no output, the next file is read."""
    (tmp_path / "big.txt").write_text("到2025年，建成5G基站2.6万个。\n" * 4_000_000, encoding="utf-8")
    (tmp_path / "small.txt").write_text(PLAN, encoding="utf-8")
    out = tmp_path / "t.jsonl"
    ended = spawn("extract", tmp_path / "big.txt", tmp_path / "small.txt", "-o", out, preexec_fn=limited(6 * 10**8))
    assert ended.returncode == 3, ended.stderr
    assert b"too large for the memory" in ended.stderr
    assert len(rows(out.read_text(encoding="utf-8"))) == 2


def test_a_parent_that_ignores_interrupts_changes_nothing(plan, tmp_path):
    """`command &` in a script: SIGINT is ignored there; the run ends, and leaves nothing behind."""

    def ignoring() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    call = [*PLANCLI, "extract", str(plan), "-j", "2", "-q", "-o", str(tmp_path / "t.jsonl")]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, preexec_fn=ignoring)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, b"")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.txt", "t.jsonl"]
