"""Wrong calls: exit code 2 and one line that says what, where, and what to do."""

import subprocess
import sys

import pytest

CALLS = [
    (["extract"], "PATHS..."),
    (["extract", "PLAN", "--no-such"], "No such option"),
    (["nosuch"], "no command nosuch"),
    (["extrat", "x"], "did you mean extract?"),
    (["extract", "PLAN", "--status", "goal"], "'goal' is not one of"),
    (["extract", "PLAN", "-j", "-1"], "-1 is not in the range"),
    (["extract", "PLAN", "--map", "province"], "not NAME=FIELD"),
    (["extract", "PLAN", "-o", "out.docx"], "suffix names no format"),
    (["extract", "PLAN", "-f", "xlsx"], "xlsx cannot go into a pipe"),
    (["extract", "PLAN", "-f", "table", "-o", "out.txt"], "a table is shown, not written"),
    (["extract", "PLAN", "-f", "table", "-o", "out.md"], "a table is shown, not written"),
    (["export", "PLAN", "-f", "nosuch"], "'nosuch' is not one of"),
    (["evaluate", "PLAN"], "files come in pairs"),
    (["normalize", "--column", "x"], "--column needs one file"),
    (["explain", ""], "nothing to explain · explain '' · give a sentence in quotes, or a file"),
    (["explain", "建成3家", " "], "nothing to explain"),
]


@pytest.mark.parametrize(("arguments", "says"), CALLS)
def test_a_wrong_call_is_one_line_and_exit_2(invoke, plan, arguments, says):
    """No traceback, no page of usage: one line on stderr, nothing on stdout."""
    result = invoke(*(plan if argument == "PLAN" else argument for argument in arguments))
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.startswith("plancli: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_version_and_help_are_no_errors(invoke):
    """--version names the program; -h is --help."""
    assert invoke("--version").stdout.startswith("plancli 0.")
    assert invoke("-h").exit_code == invoke("extract", "-h").exit_code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "ascii", "nosuch"])
def test_a_wrong_encoding_is_no_internal_error(invoke, plan, encoding):
    """One line says that the text is not in it; a file that cannot be read exits with 1."""
    done = invoke("extract", plan, "--encoding", encoding)
    assert (done.exit_code, "internal error" in done.stderr) == (1, False)
    assert encoding in done.stderr


def test_the_package_is_the_command():
    """`python -m plancli` does what `plancli` does, for those whose scripts are not on the path."""
    done = subprocess.run([sys.executable, "-m", "plancli", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"plancli ")


def test_records_that_are_none_are_one_line(invoke, plan):
    """A text given to export is no file of records."""
    result = invoke("export", plan)
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith("plancli: ")
    assert "Traceback" not in result.stderr


def test_the_traceback_comes_with_debug_only(spawn, tmp_path):
    """--debug shows where an error arose; without it, one line."""
    plain, debug = (spawn("export", tmp_path / "no.jsonl", *more) for more in ((), ("--debug",)))
    assert b"Traceback" not in plain.stderr
    assert plain.stderr.count(b"\n") == 1
    assert b"Traceback" in debug.stderr
    assert plain.returncode == debug.returncode == 1


def test_no_command_at_all_shows_the_help(invoke):
    """`plancli` alone is wrong use, and the help is the answer; stdout stays empty."""
    result = invoke()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr
