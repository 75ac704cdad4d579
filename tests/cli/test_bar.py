"""The bar of a long run: on a terminal alone, after a moment, and gone when the run ends."""

from __future__ import annotations

import io
import sys

import pytest

from plancli.cli.terminal import progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """stderr is a terminal, and patience is short; no fixture, since pytest puts its own stderr back after those."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    return made


def test_a_pipe_sees_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """All items come, and nothing is written where nobody looks."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert list(progress.watched("abc", 3, "read")) == list("abc")
    assert written.getvalue() == ""


def test_a_terminal_sees_the_label_and_all_items_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """More documents than files, as in an archive, are no fault."""
    terminal = terminal_of(monkeypatch)
    assert list(progress.watched("abcde", 3, "5 read")) == list("abcde")
    assert "5 read" in terminal.getvalue()


def test_a_short_run_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most runs are over before anybody has looked."""
    terminal = terminal_of(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    assert list(progress.watched("abc", 3, "read")) == list("abc")
    assert terminal.getvalue() == ""


def test_a_run_that_breaks_takes_its_bar_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message behind it is not written into a bar."""
    terminal_of(monkeypatch)
    stopped = []
    made = progress._bar

    def bar() -> object:
        found = made()
        stop = found.stop
        monkeypatch.setattr(found, "stop", lambda: (stopped.append(True), stop())[1])
        return found

    monkeypatch.setattr(progress, "_bar", bar)

    def broken():
        yield "a"
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        list(progress.watched(broken(), 2, "read"))
    assert stopped == [True]
