"""`plancli extract`: every input is used or said, nothing stops the others, the order never changes."""

import os
import subprocess
import sys
import time

import pytest

from plancli.columns import DOCUMENT, RECORD

from .conftest import PLAN, rows


def test_records_go_to_stdout_and_one_line_to_stderr(invoke, plan):
    """In a pipe: JSON Lines with the keys of the contract; what was read is said in one line."""
    result = invoke("extract", plan)
    assert result.exit_code == 0
    assert [row["indicator"] for row in rows(result.stdout)] == ["5G基站", "数字经济增加值占比"]
    assert list(rows(result.stdout)[0]) == [column.name for column in RECORD]
    said = result.stderr.splitlines()
    assert said[0] == "plancli: 1 read, 0 skipped, 0 failed, 2 targets"
    assert said[1:] == ["plancli: 2 sure, none to look at"]


def test_quiet_says_nothing_and_verbose_more(invoke, plan):
    """-q leaves stderr empty where nothing failed; -v names what was skipped."""
    (plan.parent / ".hidden").touch()
    assert invoke("extract", plan, "-q").stderr == ""
    assert ".hidden · no document" in invoke("extract", plan.parent, "-v").stderr


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\t ", "\u3000\u3000".encode()])
def test_an_empty_file_alone_exits_with_1(invoke, tmp_path, content):
    """0 bytes, only a BOM, only blanks, only U+3000: one line, a row in the list of errors, nothing usable."""
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    result = invoke("extract", path, "--errors", tmp_path / "errors.jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[0].startswith("plancli: empty · ")
    (row,) = rows((tmp_path / "errors.jsonl").read_text(encoding="utf-8"))
    assert (row["what"], row["where"]) == ("empty", str(path))


def test_a_bad_file_does_not_stop_the_others(invoke, plan, tmp_path):
    """An empty file beside a plan: exit 3, all records, the failure said and listed."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    result = invoke("extract", tmp_path, "--errors", tmp_path / "errors.jsonl")
    assert result.exit_code == 3
    assert len(rows(result.stdout)) == 2
    assert "1 read, 0 skipped, 2 failed, 2 targets" in result.stderr
    assert len(rows((tmp_path / "errors.jsonl").read_text(encoding="utf-8"))) == 2


def test_the_list_of_errors_is_empty_where_nothing_failed(invoke, plan, tmp_path):
    """A script may always read it."""
    assert invoke("extract", plan, "--errors", tmp_path / "errors.jsonl").exit_code == 0
    assert (tmp_path / "errors.jsonl").read_text() == ""


@pytest.mark.parametrize("place", ["nowhere.txt", "empty_folder"])
def test_nothing_to_read_exits_with_1_and_keeps_the_old_output(invoke, tmp_path, place):
    """A missing file or an empty folder: one line, and an older result stays."""
    (tmp_path / "empty_folder").mkdir()
    (tmp_path / "out.jsonl").write_text("old")
    result = invoke("extract", tmp_path / place, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert place in result.stderr
    assert (tmp_path / "out.jsonl").read_text() == "old"


def test_documents_are_described(invoke, plan, tmp_path):
    """--documents writes a record of each document."""
    invoke("extract", plan, "--documents", tmp_path / "documents.jsonl")
    (row,) = rows((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))
    assert list(row) == [column.name for column in DOCUMENT]
    assert (row["doc"], row["targets"], row["characters"]) == ("plan", 2, len(PLAN))


@pytest.mark.parametrize(("encoding", "bom"), [("utf-8-sig", b""), ("gb18030", b""), ("utf-16", b"")])
def test_encodings_of_one_text_give_the_same_records(invoke, plan, tmp_path, encoding, bom):
    """The same text in another encoding: the same records, byte for byte."""
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "plan.txt"
    other.write_bytes(bom + (PLAN * 5).encode(encoding))
    plan.write_bytes((PLAN * 5).encode())
    assert invoke("extract", other).stdout == invoke("extract", plan).stdout


def test_stdin_is_a_document(invoke):
    """`-` reads standard input."""
    result = invoke("extract", "-", input=PLAN)
    assert {row["doc"] for row in rows(result.stdout)} == {"stdin"}


def test_files_of_one_name_get_ids_of_their_own(invoke, tmp_path):
    """Two folders, one stem: the folder tells them apart."""
    for folder in ("hubei", "zhejiang"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    found = rows(invoke("extract", tmp_path).stdout)
    assert [row["doc"] for row in found] == ["hubei/plan"] * 2 + ["zhejiang/plan"] * 2


@pytest.mark.parametrize("status", ["target", "actual", "other", "all"])
def test_status_chooses_records(invoke, tmp_path, status):
    """Each status alone, and all of them."""
    path = tmp_path / "plan.txt"
    path.write_text(
        "2020年，全省建成5G基站1万个。到2025年，建成5G基站2万个。给予每家企业奖励50万元。", encoding="utf-8"
    )
    found = {row["status"] for row in rows(invoke("extract", path, "--status", status).stdout)}
    assert found == ({"target", "actual", "other"} if status == "all" else {status})


def test_status_may_be_repeated(invoke, tmp_path):
    """Two statuses are the records of both."""
    path = tmp_path / "plan.txt"
    path.write_text("2020年，全省建成5G基站1万个。到2025年，建成5G基站2万个。", encoding="utf-8")
    result = invoke("extract", path, "--status", "target", "--status", "actual")
    assert {row["status"] for row in rows(result.stdout)} == {"target", "actual"}


def test_a_run_does_not_read_what_it_wrote_before(invoke, plan):
    """The same call twice, with its results in the folder of the documents, gives the same results and exit code."""
    folder = plan.parent
    lists = [*("--documents", folder / "d.jsonl"), *("--errors", folder / "e.jsonl"), *("--missed", folder / "m.jsonl")]
    done = [invoke("extract", folder, "-o", folder / "t.jsonl", *lists) for _ in range(2)]
    said = [f"plancli: 1 read, {skipped} skipped, 0 failed, 2 targets" for skipped in (0, 4)]
    assert [(one.exit_code, one.stderr.splitlines()[0]) for one in done] == [(0, line) for line in said]


def test_nothing_writes_over_its_input_or_its_other_output(invoke, plan, tmp_path):
    """A document is never replaced by its records, and two lists never go into one file."""
    before = plan.read_bytes()
    for arguments, says in [
        (("extract", plan, "-f", "jsonl", "-o", plan), "input and output are one file"),
        (("segment", plan, "-f", "jsonl", "-o", plan), "input and output are one file"),
        (("extract", plan.parent, "-f", "jsonl", "-o", plan), "input and output are one file"),
        (("explain", plan, "-o", plan), "input and output are one file"),
        (("extract", plan, "-o", tmp_path / "a.jsonl", "--errors", tmp_path / "a.jsonl"), "two outputs are one file"),
    ]:
        done = invoke(*arguments)
        assert (done.exit_code, says in done.stderr) == (2, True)
    assert plan.read_bytes() == before
    assert os.listdir(tmp_path) == [plan.name]
    assert invoke("extract", plan, "-f", "jsonl", "-o", "/dev/null", "--errors", "/dev/null").exit_code == 0


def test_the_order_of_arguments_changes_nothing(invoke, tmp_path):
    """Files are read in the order of their names, however a shell lists them."""
    names = [tmp_path / name for name in ("b.txt", "a.txt", "c.txt")]
    for path in names:
        path.write_text(PLAN + path.stem, encoding="utf-8")
    found = [invoke("extract", "-q", *order).stdout for order in (names, sorted(names), names[::-1])]
    assert len(set(found)) == 1
    assert list(dict.fromkeys(row["doc"] for row in rows(found[0]))) == ["a", "b", "c"]


def test_workers_change_nothing(spawn, tmp_path):
    """One process or three: the same bytes on stdout, and the same errors in the same order."""
    for number in range(12):
        text = "" if number % 5 == 4 else PLAN.replace("2.6", f"{number}.6") * (1 + number % 3)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    one, three = (spawn("extract", tmp_path, "-j", jobs) for jobs in (1, 3))
    assert one.returncode == three.returncode == 3
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "parquet", "sqlite", "duckdb", "md", "html"])
def test_every_format_is_written_by_suffix(invoke, plan, tmp_path, form):
    """The suffix of -o says the format; the file is there and holds something."""
    result = invoke("extract", plan, "-o", tmp_path / f"out.{form}")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / f"out.{form}").stat().st_size > 100
    assert sorted(os.listdir(tmp_path)) == sorted([f"out.{form}", "plan.txt"])


def test_a_table_is_shown_where_asked_for(invoke, plan):
    """--format table is what a terminal gets by itself."""
    result = invoke("extract", plan, "-f", "table", env={"COLUMNS": "200"})
    assert "指标" in result.stdout
    assert "≥2.6万个" in result.stdout


def test_markup_and_escapes_of_a_text_are_shown_literally(invoke, tmp_path):
    """[red], ANSI escapes and bidi overrides of a document or its name are text on the terminal."""
    path = tmp_path / "[red]x\x1b[31m.txt"
    path.write_text("到2025年，建成[red]5G[/x]基站\x1b[31m\u202e2.6万个。", encoding="utf-8")
    result = invoke("extract", path, "-f", "table", env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.stderr
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout
    assert "[red]" in result.stdout


def test_missed_sentences_are_written_with_the_reason(invoke, plan, tmp_path):
    """--missed writes JSON Lines, also where nothing was missed."""
    result = invoke("extract", plan, "--missed", tmp_path / "missed.jsonl")
    assert result.exit_code == 0
    assert (tmp_path / "missed.jsonl").exists()


ODD_NAMES = [
    b"a\nb.txt",
    b"-f.txt",
    b";$(x).txt",
    "浙江 计划😀.txt".encode(),
    "湖北".encode("gb18030") + b".txt",
    b"=1+1.txt",
]


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "sqlite", "duckdb", "parquet", "md", "html"])
def test_odd_file_names_go_through_to_every_format(spawn, tmp_path, form):
    """Newlines, dashes, shell signs, emoji and GBK bytes in names harm no output; each file has an id of its own."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ODD_NAMES:
        with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as file:
            file.write(PLAN)
    documents = tmp_path / "documents.jsonl"
    result = spawn("extract", folder, "-o", tmp_path / f"out.{form}", "--documents", documents)
    assert result.returncode == 0, result.stderr
    found = rows(documents.read_text(encoding="utf-8"))
    assert len({row["doc"] for row in found}) == len(ODD_NAMES)
    assert "湖北" in {row["doc"] for row in found}


def test_a_name_that_begins_with_a_dash_is_given_behind_two(spawn, tmp_path):
    """`--` ends the options, as everywhere."""
    (tmp_path / "-f.txt").write_text(PLAN, encoding="utf-8")
    assert spawn("extract", "--", "-f.txt", cwd=tmp_path).returncode == 0


def test_a_pipe_of_the_shell_is_read(tmp_path, plan):
    """<(command) is a file that can be read once."""

    program = f"{sys.executable} -c 'from plancli.cli import main; main()'"
    call = ["bash", "-c", f"{program} extract <(cat {plan}) -q"]
    result = subprocess.run(call, capture_output=True, check=True)
    assert len(rows(result.stdout.decode())) == 2


def test_a_very_long_line_costs_little(invoke, tmp_path):
    """A line of three million characters without a stop is read in a bounded time."""
    path = tmp_path / "line.txt"
    path.write_text("加快发展数字经济" * 400_000 + "，到2025年，建成5G基站2.6万个。", encoding="utf-8")
    assert [row["indicator"] for row in rows(invoke("extract", path).stdout)] == ["5G基站"]


def test_a_book_in_one_line_costs_what_its_length_costs(invoke, tmp_path):
    """Ten thousand figures in one sentence are read in linear time, quoted in part, and the file is warned of."""
    path = tmp_path / "line.txt"
    path.write_text("到2025年，某市第一产业园建成5G基站2.6万个，加快推进数字经济发展，" * 10_000, encoding="utf-8")
    begin = time.process_time()
    result = invoke("extract", path)
    assert time.process_time() - begin < 20
    found = rows(result.stdout)
    assert len(found) == 10_000
    assert max(len(row["quote"]) for row in found) <= 4000
    assert "370,000 characters without a stop" in result.stderr


def test_the_last_line_counts_targets_and_records(invoke, tmp_path):
    """Where achievements are written too, both counts are said; an id begins with a letter that no date begins with."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN + "2020年，全省已建成5G基站1.2万个。\n", encoding="utf-8")
    result = invoke("extract", path, "--status", "all")
    assert result.stderr.splitlines()[0] == "plancli: 1 read, 0 skipped, 0 failed, 2 targets of 3 records"
    assert {row["id"][0] for row in rows(result.stdout)} == {"t"}
