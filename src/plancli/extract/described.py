"""What the rules say of themselves, from their source: a compiled function has no docstring."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files

ROOT = "plancli.extract.link"


def rules() -> Iterator[tuple[str, str, str]]:
    """Attribute, name and sentence of every rule, in the order in which they are asked."""
    # every module is imported to be asked: only `docs` and `lexicon list rules` do so, never a run
    for module in pkgutil.walk_packages(import_module(ROOT).__path__, f"{ROOT}."):
        asked = getattr(import_module(module.name), "RULES", ())
        # rules in a folder (link/status) decide the attribute that the folder is named after
        attribute = module.name.removeprefix(f"{ROOT}.").partition(".")[0]
        for rule in asked:
            yield attribute, rule.__name__, sentences(rule.__module__)[rule.__name__]


@cache
def sentences(module: str) -> dict[str, str]:
    """The docstring of each function of a module, on one line."""
    package, _, name = module.rpartition(".")
    tree = ast.parse((files(package) / f"{name}.py").read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name: " ".join((ast.get_docstring(node) or "").split()) for node in functions}
