"""The house itself: no two modules import each other, no room is overfull, no function is long, no package is idle."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"
FILES = sorted(PACKAGE.rglob("*.py"))
# Used by a library of ours where it finds it, or not yet: the README says which.
NOT_IMPORTED = {"defusedxml", "regex", "duckdb"}
NAMES = {"charset-normalizer": "charset_normalizer", "python-docx": "docx"}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(PACKAGE)}:{node.name}", node


def lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its signature's first and its docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno - docstring


def circles() -> list[list[str]]:
    """Groups of modules that reach each other by imports (Tarjan's strongly connected components)."""
    graph = grimp.build_graph("plancli", cache_dir=None)
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        numbers[module] = lowest[module] = len(numbers)
        stack.append(module)
        for other in sorted(graph.find_modules_directly_imported_by(module)):
            if other not in numbers:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], numbers[other])
        if lowest[module] == numbers[module]:
            place = stack.index(module)
            found.append(stack[place:])
            del stack[place:]

    for module in sorted(graph.modules):
        if module not in numbers:
            visit(module)
    return [sorted(group) for group in found if len(group) > 1]


def test_no_modules_import_each_other() -> None:
    """Also by the imports within functions, whoever reads one module need not read another that leads back to it."""
    assert circles() == []


def test_no_room_holds_more_than_sixteen_modules() -> None:
    """A folder can be taken in at a glance."""
    rooms = Counter(path.parent.relative_to(PACKAGE) for path in FILES if path.name != "__init__.py")
    assert [room for room, number in rooms.items() if number > 16] == []


def test_modules_and_functions_are_short() -> None:
    """No module is over 300 lines, no function over 40; half of the functions are within 6 lines, 90 % within 18."""
    assert [path.name for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []
    sizes = {name: lines(function) for name, function in functions()}
    assert [name for name, size in sizes.items() if size > 40] == []
    assert statistics.median(sizes.values()) <= 6
    assert statistics.quantiles(sizes.values(), n=10)[-1] <= 18


def test_no_function_changes_a_global() -> None:
    """What holds for one call must not hold for the next: no `global`, and no cache is cleared."""
    assert [str(path) for path in FILES if re.search(r"^\s+global |cache_clear", path.read_text("utf-8"), re.M)] == []


@pytest.mark.parametrize("place", ["dependencies", "optional-dependencies"])
def test_every_declared_package_is_imported(place: str) -> None:
    """A package that no module imports leaves pyproject.toml, or README says that it is not used yet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"] if place.startswith("optional") else {"": project["dependencies"]}
    shipped = [items for name, items in extras.items() if name not in ("dev", "site")]
    packages = {re.split(r"[<>=\[]", item)[0] for items in shipped for item in items}
    source = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))
    idle = {name for name in packages - {"plancli"} if NAMES.get(name, name) not in imported}
    assert idle <= NOT_IMPORTED
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in idle - {"defusedxml", "python-docx"}:
        assert re.search(rf"^\|.*`{name}`.*not used yet", readme, re.MULTILINE), name
