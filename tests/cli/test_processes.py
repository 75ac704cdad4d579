"""Commands as processes: pipes, signals, odd environments, full disks."""

import os
import pty
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from patience import PATIENCE, interruptible, wait_until
from rich.cells import cell_len

from .conftest import PLAN, PLANCLI

pytestmark = pytest.mark.processes


@pytest.fixture
def many(tmp_path):
    """A folder of many plans: enough for a run that lasts."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:03}.txt").write_text(PLAN * 100, encoding="utf-8")
    return folder


def workers_of(pid: int) -> list[str]:
    """Processes below `pid`, by /proc."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                if file.read().rsplit(")", 1)[1].split()[1] == str(pid):
                    found.append(name)
        except OSError:
            continue
    return found


def test_a_closed_pipe_ends_quietly(many):
    """A reader that has seen enough, as head has, gets no traceback and no complaint."""
    process = subprocess.Popen([*PLANCLI, "extract", many, "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(PATIENCE) == 0
    process.stderr.close()


def test_a_pipe_closed_before_the_first_line_ends_quietly(plan):
    """Also where all output comes at the very end."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run([*PLANCLI, "extract", plan, "-q"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert result.stderr == b""


def test_closed_standard_output_is_said(plan, tmp_path):
    """Without a stdout, one line says what to do; with -o all is well."""
    call = [*PLANCLI, "extract", str(plan), "-q"]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "_", *call], capture_output=True)
    assert closed.returncode == 1
    assert closed.stderr.count(b"\n") == 1
    assert b"Traceback" not in closed.stderr
    written = subprocess.run(["sh", "-c", '"$@" >&-', "_", *call, "-o", tmp_path / "o.jsonl"], capture_output=True)
    assert (written.returncode, written.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("number", "code", "word"),
    [(signal.SIGINT, 130, b"interrupted"), (signal.SIGTERM, 143, b"terminated"), (signal.SIGHUP, 143, b"terminated")],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_signals_end_with_one_line_and_nothing_left(many, tmp_path, number, code, word, jobs):
    """Ctrl-C is 130, SIGTERM and a closed terminal 143: one line, no worker or temporary file, the old output."""
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    call = [*PLANCLI, "extract", many, "-o", out, "-j", str(jobs)]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=interruptible)
    assert process.stderr
    assert wait_until(lambda: len(os.listdir(tmp_path)) == 3)  # the temporary file beside the old output
    time.sleep(0.15)
    children = workers_of(process.pid)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    said = process.stderr.read()
    assert process.wait(PATIENCE) == code
    # documents that were read by then may have been warned of
    assert [line for line in said.splitlines() if b"warning" not in line] == [b"plancli: " + word]
    assert wait_until(lambda: not any(os.path.exists(f"/proc/{child}") for child in children))
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "plans"]
    assert out.read_text() == "old"
    process.stderr.close()


ENVIRONMENTS = [
    {"LANG": "C", "LC_ALL": "C"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONHASHSEED": "7"},
    {"TZ": "Asia/Shanghai"},
    {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20"},
    {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc/none"},
    {"TMPDIR": "/nonexistent"},
    {"PYTHONUTF8": "0", "LANG": "en_US.ISO-8859-1"},
]


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda given: ",".join(given))
def test_the_environment_changes_no_byte(spawn, plan, tmp_path, environment):
    """Locale, encoding, hash seed, time zone, terminal and home change neither stdout nor files."""
    for arguments in (("extract", plan), ("extract", plan, "-f", "csv", "--lang", "zh"), ("segment", plan)):
        clean, odd = spawn(*arguments), spawn(*arguments, env=environment)
        assert (odd.returncode, odd.stdout, odd.stderr) == (clean.returncode, clean.stdout, clean.stderr)
        clean.stdout.decode("utf-8")
    spawn("extract", plan, "-o", tmp_path / "clean.csv")
    spawn("extract", plan, "-o", tmp_path / "odd.csv", env=environment)
    assert (tmp_path / "clean.csv").read_bytes() == (tmp_path / "odd.csv").read_bytes()


def test_words_do_not_come_from_a_shared_cache(spawn, plan, tmp_path):
    """A foreign jieba.cache in the temporary folder is not even looked at; HOME may be missing. rjieba has no cache."""
    poisoned = tmp_path / "tmp"
    poisoned.mkdir()
    (poisoned / "jieba.cache").write_bytes(b"poison")
    clean = spawn("segment", plan, "--words", env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    odd = spawn("segment", plan, "--words", env={"TMPDIR": str(poisoned), "XDG_CACHE_HOME": "/proc/none"})
    assert clean.returncode == odd.returncode == 0
    assert clean.stdout == odd.stdout
    assert odd.stderr == b""
    assert (poisoned / "jieba.cache").read_bytes() == b"poison"
    if find_spec("rjieba") is None:
        assert (tmp_path / "cache" / "plancli").stat().st_mode & 0o077 == 0


def on_terminal(*arguments, environment=None) -> str:
    """What a command prints where stdout and stderr are a terminal."""
    parent, child = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", **(environment or {})}
    process = subprocess.Popen([*PLANCLI, *map(str, arguments)], stdout=child, stderr=child, env=env)
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(PATIENCE)
    os.close(parent)
    return shown.decode("utf-8")


def test_a_terminal_gets_a_table_in_colour_and_no_colour_where_not_wanted(plan):
    """On a terminal extract shows a table; NO_COLOR takes the colour away."""
    assert "指标" in on_terminal("extract", plan)
    assert "\x1b[" in on_terminal("explain", "到2025年，建成5G基站2.6万个")
    assert "\x1b[" not in on_terminal("explain", "到2025年，建成5G基站2.6万个", environment={"NO_COLOR": "1"})


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 300])
def test_a_figure_is_never_broken(spawn, plan, width):
    """However narrow the terminal, figures and years stay in one piece; where a table has no room, rows are lists."""
    shown = spawn("extract", "-q", "-f", "table", plan, env={"COLUMNS": str(width)}).stdout.decode()
    assert all(word in shown for word in ("≥2.6万个", "2025", "目标"))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert ("文档 plan" in shown) == (width < 80)


def test_no_colour_and_no_bar_in_a_pipe(spawn, many):
    """Where stderr is no terminal, it holds whole lines only."""
    result = spawn("extract", many)
    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\r" not in result.stderr
    assert result.stderr.endswith(b"\n")
    assert all(line.startswith(b"plancli: ") for line in result.stderr.splitlines())


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "parquet", "sqlite", "duckdb", "dta", "md", "html"])
def test_a_full_disk_keeps_the_old_file(spawn, many, small_disk, form):
    """Every kind of output: `no space left`, exit 1, the old file's bytes, nothing beside it."""
    out = small_disk / f"out.{form}"
    out.write_text("old")
    (small_disk / "filling").write_bytes(b"x" * 190_000)
    result = spawn("extract", many, "-o", out)
    assert result.returncode == 1
    assert b"no space left" in result.stderr
    assert out.read_text() == "old"
    assert sorted(os.listdir(small_disk)) == ["filling", f"out.{form}"]


def test_a_disk_that_fills_while_a_database_grows_is_left_as_it_was(spawn, tmp_path, small_disk):
    """The first rows find room, the last ones none: no journal of SQLite stays behind."""
    many = tmp_path / "many.txt"
    many.write_text("".join(f"到2025年，建成基站{number}个。\n" for number in range(1, 1500)), encoding="utf-8")
    result = spawn("extract", many, "-o", small_disk / "out.sqlite")
    assert result.returncode == 1
    assert b"no space left" in result.stderr
    assert os.listdir(small_disk) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ["extract", "explain", "segment"])
def test_a_full_device_behind_standard_output_is_said(plan, command):
    """One line names what is full; it is no fault of ours, so there is no word of an internal error."""
    with open("/dev/full", "w") as full:
        done = subprocess.run([*PLANCLI, command, "-q", str(plan)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode() == "plancli: no space left · standard output · free some space or write elsewhere\n"


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
@pytest.mark.parametrize("call", [["extract", "-f", "table"], ["explain"]])
def test_what_people_read_is_utf8_in_a_pipe_too(spawn, plan, environment, call):
    """Tables and explanations have the same bytes whatever the locale."""
    wide = {"COLUMNS": "120"}
    assert spawn(*call, plan, env=environment | wide).stdout == spawn(*call, plan, env=wide).stdout


def test_a_folder_that_cannot_be_written_is_said(spawn, plan):
    """/proc takes no file: one line, exit 1."""
    result = spawn("extract", plan, "-o", "/proc/out.jsonl")
    assert result.returncode == 1
    assert result.stderr.count(b"\n") == 1


def test_completion_is_offered_for_the_usual_shells(spawn):
    """click writes the completion script for bash, zsh and fish."""
    for shell in ("bash", "zsh", "fish"):
        result = subprocess.run(
            PLANCLI, capture_output=True, env={**os.environ, "_PLANCLI_COMPLETE": f"{shell}_source"}, timeout=PATIENCE
        )
        assert b"plancli" in result.stdout
