"""The lexicon in force is that of the stage at work: no other thread, no caller and no kept answer has it."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Iterator
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from threading import Barrier, Thread
from types import CodeType, FrameType
from typing import Any

import pytest
from click.testing import CliRunner

import plancli
from plancli.cli.app import cli
from plancli.lexicon import headline, regions, scope, units
from plancli.lexicon.lexicon import SHIPPED, Lexicon
from plancli.model import Options
from plancli.read import documents

PACKAGE = Path(plancli.__file__).parent
PLANS = Path(__file__).parents[1] / "data" / "raw"
GRAIN = '[units.qun]\nwrite = ["囷"]\nbase = "石"\nfactor = "200"\n'
VALLEY = '[regions."光谷"]\nparent = "420100"\n'


@pytest.fixture
def grain(tmp_path: Path) -> Path:
    """A lexicon file with a unit of its own."""
    path = tmp_path / "grain.toml"
    path.write_text(GRAIN, encoding="utf-8")
    return path


@pytest.fixture
def valley(tmp_path: Path) -> Path:
    """A lexicon file with a place of its own."""
    path = tmp_path / "valley.toml"
    path.write_text(VALLEY, encoding="utf-8")
    return path


def knows_grain() -> bool:
    """Whether the unit of `grain` is one here and now."""
    return units.lookup("囷") is not None


def test_an_exception_puts_back_what_was_in_force(grain: Path) -> None:
    """Whatever ends the block, the lexicon of before is in force again."""
    own = SHIPPED.with_files([grain])
    with pytest.raises(ZeroDivisionError), own.in_force():
        1 // (not knows_grain())
    assert not knows_grain()


def test_a_thread_has_a_lexicon_of_its_own(grain: Path) -> None:
    """Two threads inside two blocks at the same moment: each asks its own lexicon, and a third the shipped one."""
    inside, found = Barrier(3), {}

    def ask(name: str, lexicon: Lexicon) -> None:
        with lexicon.in_force():
            inside.wait(60)  # all three are in their blocks before the first asks
            found[name] = knows_grain()
            inside.wait(60)

    given = {"own": SHIPPED.with_files([grain]), "shipped": SHIPPED, "other": SHIPPED}
    threads = [Thread(target=ask, args=one) for one in given.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"own": True, "shipped": False, "other": False}


def test_a_copied_context_changes_nothing_outside(grain: Path) -> None:
    """What a task puts into force in a context of its own is not in force for who started it."""

    def within() -> tuple[bool, bool]:
        with SHIPPED.with_files([grain]).in_force():
            return knows_grain(), outside.run(knows_grain)

    outside = copy_context()
    assert copy_context().run(within) == (True, False)
    assert not knows_grain()


def test_documents_half_read_leave_nothing_in_force(grain: Path, tmp_path: Path) -> None:
    """Who takes one document and goes on with other things has the shipped lexicon meanwhile."""
    table = tmp_path / "plans.jsonl"
    table.write_text('{"text": "到2025年，储备五千囷。"}\n{"text": "到2030年，储备六千囷。"}\n', encoding="utf-8")
    reading = documents(table, Options(lexicon=(str(grain),), text_column="text"))
    next(reading)
    assert not knows_grain()
    assert len(list(reading)) == 1
    assert not knows_grain()


def functions_with_block(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The functions of a module that put a lexicon in force."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            blocks = [inner for inner in ast.walk(node) if isinstance(inner, ast.With | ast.AsyncWith)]
            if any("in_force" in ast.unparse(item.context_expr) for block in blocks for item in block.items):
                yield f"{path.stem}.{node.name}", node


def test_no_generator_is_left_with_a_lexicon_in_force() -> None:
    """A generator that stops inside such a block would leave its lexicon to its caller: none has one, nor `async`."""
    found = [pair for path in PACKAGE.rglob("*.py") for pair in functions_with_block(path)]
    assert len(found) > 5
    yielding = [
        name
        for name, node in found
        if isinstance(node, ast.AsyncFunctionDef) or any(isinstance(inner, ast.Yield) for inner in ast.walk(node))
    ]
    assert yielding == ["lexicon.in_force"]  # the block itself, a context manager


def test_what_is_kept_is_kept_for_its_lexicon(valley: Path) -> None:
    """Asked before, in and behind a block: 光谷居民收入 is the residents' income only where 光谷 is a place."""
    asked = "光谷居民收入"
    assert headline.named(asked) is None
    with SHIPPED.with_files([valley]).in_force():
        assert regions.find_names(asked)
        assert headline.named(asked) is not None
    assert headline.named(asked) is None


def modules() -> list[Any]:
    """Every module of plancli that may be imported; a worker of its own takes the process over."""
    names = [module.name for module in walk_packages(plancli.__path__, "plancli.")]
    return [import_module(name) for name in names if not name.endswith(("__main__", "worker"))]


def kept_for_all() -> dict[CodeType, str]:
    """Each function of plancli whose answers are kept whatever lexicon is in force, by its code."""
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            held = vars(value) if inspect.isclass(value) else {"": value}
            for part, one in held.items():
                if isinstance(one, functools._lru_cache_wrapper):
                    found[one.__wrapped__.__code__] = f"{module.__name__}.{name}.{part}"
    return found


@pytest.fixture
def mistaken(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The functions that asked the lexicon in force while their answer was going to be kept for all lexicons."""
    codes, found, get = kept_for_all(), set(), scope.Scope.get

    def watched(self: scope.Scope[Any]) -> Any:
        frame: FrameType | None = sys._getframe(1)
        # up to the nearest answer that is kept for each lexicon, or to a lexicon being made, which is in force then
        while frame is not None and frame.f_code.co_name not in ("ask", "with_files"):
            if frame.f_code in codes:
                found.add(codes[frame.f_code])
            frame = frame.f_back
        return get(self)

    monkeypatch.setattr(scope.Scope, "get", watched)
    return found


def test_no_answer_that_depends_on_the_lexicon_is_kept_for_all(
    mistaken: set[str], valley: Path, tmp_path: Path
) -> None:
    """Documents extracted, records compared and read back, expressions normalised: `@cache` holds nothing of these."""
    records, shown = tmp_path / "records.jsonl", tmp_path / "plan.xlsx"
    for arguments in (
        ["extract", PLANS, "--lexicon", valley, "-o", records],
        ["compare", records],
        ["compare", records, "--suggest"],
        ["compare", records, "--lang", "en"],
        ["cascade", records],
        ["export", records, "-o", shown],
        ["normalize", "人民币2.6万元以上，时速30公里"],
    ):
        result = CliRunner().invoke(cli, list(map(str, arguments)))
        assert result.exit_code == 0, result.output
    assert mistaken == set()


def test_the_watch_sees_a_mistake(mistaken: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit asked for while a word list is made would be found."""
    monkeypatch.setattr("plancli.lexicon.load._made", lambda found: {"units": {"known": knows_grain()}})
    monkeypatch.setattr("plancli.lexicon.load.kept", lambda name, sources, make: make())
    import_module("plancli.lexicon.load")._tables.__wrapped__()
    assert mistaken == {"plancli.lexicon.load._tables."}


@pytest.mark.processes
def test_workers_read_with_the_lexicon_of_the_run(grain: Path, tmp_path: Path) -> None:
    """Two processes give what one gives: the words of the user are there in each."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"到2025年，储备{number + 2}千囷。", encoding="utf-8")
    plans, said = [str(path) for path in sorted(tmp_path.glob("*.txt"))], {}
    for jobs in (1, 2):
        runner = CliRunner()
        result = runner.invoke(cli, ["extract", *plans, "--lexicon", str(grain), "-j", str(jobs), "-q"])
        said[jobs] = result.stdout
    assert said[1] == said[2]
    assert said[1].count('"unit": "石"') == 4
