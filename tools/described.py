"""Whether docstrings say what a caller must know: each argument that its name and type leave open, and what is raised.

An argument needs no words where its type is a class or an alias of ours that has a docstring (or a plain sequence of
such), where it is a `path: Path`, a `stream: TextIO` or the like, where its name means the same everywhere, and in a
function of a kind that is described once: `Rule` and the like are aliases of `Callable[[…], …]` with a docstring, or
protocols that are called, and a function of that signature is one of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SEQUENCES = {"Sequence", "Iterable", "Iterator", "Collection", "list", "tuple", "set", "frozenset", "None"}
PLAIN = {("path", "Path"), ("path", "Path | None"), ("stream", "TextIO"), ("data", "bytes")}
# Names that mean the same in every function: CONTRIBUTING.md says what.
CONVENTIONS = {"lang", "statuses", "style"}


@dataclass(frozen=True, slots=True)
class Signature:
    """What functions of one kind take and return; `names` is empty where they may call their arguments as they like."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    results: frozenset[str]

    def fits(self, other: Signature) -> bool:
        """Whether a function of signature `other` is of this kind; it may return less."""
        return self.types == other.types and self.names in ((), other.names) and other.results <= self.results


def _signature(function: ast.FunctionDef) -> Signature:
    arguments = [argument for argument in function.args.args if argument.arg != "self"]
    types = tuple(ast.unparse(argument.annotation or ast.Name("")) for argument in arguments)
    return Signature(tuple(argument.arg for argument in arguments), types, _alternatives(function.returns))


def _alternatives(result: ast.expr | None) -> frozenset[str]:
    return frozenset(ast.unparse(result).split(" | ")) if result else frozenset()


@dataclass(slots=True)
class Types:
    """What is described elsewhere: names of types, and signatures of functions that are of one kind."""

    names: set[str] = field(default_factory=set)
    signatures: list[Signature] = field(default_factory=list)

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> Types:
        """The types of these modules that have a docstring."""
        types = cls()
        for tree in trees:
            for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
                types._add(node, _is_text(after))
        return types

    def _add(self, node: ast.stmt, described: bool) -> None:
        if isinstance(node, ast.ClassDef) and ast.get_docstring(node):
            self.names.add(node.name)
            called = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__call__"]
            if any(ast.unparse(base) == "Protocol" for base in node.bases):
                self.signatures += map(_signature, called)
        elif described and isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self.names.add(node.targets[0].id)
            self._add_callable(node.value)

    def _add_callable(self, value: ast.expr) -> None:
        if isinstance(value, ast.Subscript) and ast.unparse(value.value) == "Callable":
            arguments, result = value.slice.elts  # type: ignore[attr-defined]
            types = tuple(map(ast.unparse, getattr(arguments, "elts", ())))
            # without a type of ours, anything might have the signature by chance
            if any(name[:1].isupper() and name != "Any" for name in types):
                self.signatures.append(Signature((), types, _alternatives(result)))

    def say(self, argument: ast.arg) -> bool:
        """Whether name and type of `argument` say what it is."""
        annotation = ast.unparse(argument.annotation) if argument.annotation else ""
        if argument.arg == "_" or argument.arg in CONVENTIONS or (argument.arg, annotation) in PLAIN:
            return True
        names = set(re.findall(r"\w+", annotation)) - SEQUENCES
        return bool(names) and names <= self.names

    def are_of(self, function: ast.FunctionDef) -> bool:
        """Whether `function` is of a kind that is described once."""
        return any(kind.fits(_signature(function)) for kind in self.signatures)


def _is_text(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def untold(function: ast.FunctionDef, arguments: Iterable[ast.arg], types: Types) -> list[str]:
    """The arguments of `function` of which neither its docstring nor their type says what they are."""
    said = (ast.get_docstring(function) or "").lower()
    if types.are_of(function):
        return []
    return [argument.arg for argument in arguments if not types.say(argument) and not _is_named(argument.arg, said)]


def _is_named(argument: str, said: str) -> bool:
    """A docstring may name `documents` as "a document", and `until_year` as "the year"."""
    if re.search(rf"`{re.escape(argument)}`|^\s*{re.escape(argument)}: ", said, re.MULTILINE):
        return True
    return any(re.search(rf"\b{re.escape(word[:-1])}", said) for word in argument.split("_") if len(word) > 2)


def unsaid_errors(function: ast.FunctionDef) -> list[str]:
    """The errors that `function` itself raises and its docstring does not name."""
    said = ast.get_docstring(function) or ""
    return sorted(name for name in set(_raised(function)) if name not in said)


def _raised(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        made = node.exc.func if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) else None
        if isinstance(made, ast.Name | ast.Attribute):  # getattr(errors, kind)(…) is of no kind that can be told
            yield ast.unparse(made).rpartition(".")[2]
