"""What is asked of docstrings: tools/described.py finds what they leave open, and lets pass what is said elsewhere."""

from __future__ import annotations

import ast
from pathlib import Path

from described import CONVENTIONS, Types, unsaid_errors, untold

HOME = '''
class Part:
    """A part of a document."""

class Bare:
    pass

Row = dict
"""A record."""
Rule = Callable[[Part, int], str | None]
"""Takes a part and an offset in the folded text."""
Plain = Callable[[int], str]
"""A kind that anything might be of by chance."""

class Reader(Protocol):
    """Reads what begins at an offset of a folded text."""

    def __call__(self, text: str, start: int) -> str | None: ...
'''
TYPES = Types.of([ast.parse(HOME)])


def _function(source: str) -> ast.FunctionDef:
    found = ast.parse(source).body[0]
    assert isinstance(found, ast.FunctionDef)
    return found


def _open(signature: str, docstring: str = "Does something.") -> list[str]:
    function = _function(f"def f{signature}: '{docstring}'")
    return untold(function, function.args.args, TYPES)


def test_a_plain_argument_wants_a_word() -> None:
    """A text or a number of which the docstring says nothing is found; named in it, it is not."""
    assert _open("(text: str, at: int)") == ["text", "at"]
    assert _open("(text: str, at: int)", "Cuts the folded text at `at`.") == []


def test_a_described_type_says_enough() -> None:
    """Types and aliases with a docstring speak for their arguments, also in sequences; a class without one does not."""
    assert _open("(part: Part, rows: Sequence[Row], more: Bare)") == ["more"]
    assert _open("(by_id: dict[str, Row])") == ["by_id"]


def test_functions_of_a_described_kind_need_no_arguments() -> None:
    """A function with the types of a `Callable`, or the types and names of a protocol, may also return less."""
    assert _open("(one: Part, other: int) -> str") == []
    assert _open("(text: str, start: int) -> str | None") == []
    assert _open("(text: str, begin: int) -> str | None") == ["text", "begin"]
    assert _open("(one: Part, other: int) -> int") == ["other"]
    assert _open("(place: int) -> str") == ["place"]


def test_errors_are_told_by_name() -> None:
    """An error that a function raises itself is found unless its docstring names it."""
    assert unsaid_errors(_function("def f(): raise UsageError(1)")) == ["UsageError"]
    assert unsaid_errors(_function("def f():\n '''Raises UsageError.'''\n raise errors.UsageError(1)")) == []


def test_conventions_are_written_down() -> None:
    """Each name that needs no word, since it means the same everywhere, is explained in CONTRIBUTING.md."""
    text = (Path(__file__).resolve().parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    style = text.partition("## Style")[2]
    assert [name for name in sorted(CONVENTIONS) if f"`{name}`" not in style] == []
