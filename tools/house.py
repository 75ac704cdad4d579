"""What the house looks like, counted: `python tools/house.py` prints a table, `--list NAME` the places behind a line.

Each line of the table is a measure of the source tree with the bound that tests/test_layout.py holds, or `-` where a
number only tells. A measure is a function that returns places, so that what is counted can also be looked at.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import statistics
import tokenize
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grimp

from described import Types, unsaid_errors, untold

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"
FILES = sorted(PACKAGE.rglob("*.py"))
LINE = 100  # a pattern of more characters than this cannot be taken in at a glance
HAN = re.compile(r"[\u4e00-\u9fff]")
# Three words or more between bars, or two of two characters or more: a list of words, whatever is around it.
ALTERNATION = re.compile(
    r"(?:[\u4e00-\u9fff]+\|){2,}[\u4e00-\u9fff]+|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,}\|[\u4e00-\u9fff]{2,}"
)
NUMERAL = re.compile("[零〇○一二两三四五六七八九十百千万亿几数半年月日]")
# Seven characters or more of which one must or must not be there: units, ends of places, how other words go on.
ROW = re.compile(r"\[(?!\^)([^\]]*)\]")
LONGEST_ROW, LONGEST_SIGNS = 7, 3
GRAMMAR_OF_NUMERALS = ("numerals/", "extract/find/quantities.py")  # the characters that figures are made of
ASKED_BY_CHARACTER = ("frozenset", "set", "tuple", "strip", "lstrip", "rstrip")
VERBOSE_COMMENT = re.compile(r" #[^\n]*")
LOOKS_LIKE_PATTERN = re.compile(r"\(\?[:P=!<]|\[\^|\\[dsbw]")
# Words that read as translated: what "stands" in a text is in it, what "is none" is not one.
TRANSLATED = re.compile(
    r"(?<![\w`_])(?:[Ss]tands?|stood)\b(?!s?_|\(| for| out| alone|-in)|\b(?<!there )(?:is|are|was|were) none\b"
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
TYPE_NAME = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*")


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package, read once."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def at(self, node: ast.AST) -> str:
        """The place of a node as an editor takes it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    texts = {path: path.read_text(encoding="utf-8") for path in FILES}
    return tuple(Module(str(path.relative_to(PACKAGE)), text, ast.parse(text)) for path, text in texts.items())


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[Module, ast.AST]]:
    """Each node of these kinds in the package, with its module."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, kinds):
                yield module, node


def functions() -> Iterator[tuple[Module, ast.FunctionDef]]:
    for module, node in nodes(*FUNCTIONS):
        assert isinstance(node, ast.FunctionDef)
        yield module, node


def size(function: ast.FunctionDef) -> int:
    """Lines of a function without its signature's first and its docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno - docstring


def circles() -> list[str]:
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
    return [" ↔ ".join(sorted(group)) for group in found if len(group) > 1]


def full_rooms() -> list[str]:
    """Folders of more than sixteen modules."""
    rooms = Counter(path.parent.relative_to(PACKAGE) for path in FILES if path.name != "__init__.py")
    return [f"{room}: {number}" for room, number in rooms.items() if number > 16]


def long_modules() -> list[str]:
    return [f"{module.name}: {module.lines}" for module in modules() if module.lines > 300]


def long_functions() -> list[str]:
    return [f"{module.at(node)} {node.name}: {size(node)}" for module, node in functions() if size(node) > 40]


def _parameters(function: ast.FunctionDef) -> list[ast.arg]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument for argument in every if argument.arg not in ("self", "cls")]


def _is_command(function: ast.FunctionDef) -> bool:
    """Click hands an argument to a command for each of its options."""
    return any("command" in ast.unparse(decorator) for decorator in function.decorator_list)


def many_parameters() -> list[str]:
    """Functions of more than five parameters, other than commands."""
    return [
        f"{module.at(node)} {node.name}: {len(_parameters(node))}"
        for module, node in functions()
        if len(_parameters(node)) > 5 and not _is_command(node)
    ]


def _mixed_tuple(annotation: ast.expr | None) -> bool:
    if not isinstance(annotation, ast.Subscript) or ast.unparse(annotation.value) != "tuple":
        return False
    items = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
    return len({ast.unparse(item) for item in items} - {"..."}) > 1


def hidden_arguments() -> list[str]:
    """Parameters that are a tuple of unlike things: arguments that nobody can name."""
    return [
        f"{module.at(node)} {node.name}({argument.arg})"
        for module, node in functions()
        for argument in _parameters(node)
        if _mixed_tuple(argument.annotation)
    ]


def _strings(module: Module) -> Iterator[tuple[ast.expr, str, bool]]:
    """Each text in a module that is no docstring, as written, and whether it is handed on as a verbose pattern."""
    verbose: set[int] = set()
    parts: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and re.search(r"\bVERBOSE\b", ast.unparse(node)):
            verbose |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            parts |= {id(inner) for inner in ast.walk(node) if inner is not node}
        if isinstance(node, ast.Expr):
            parts.add(id(node.value))
    for node in ast.walk(module.tree):
        if id(node) in parts or not isinstance(node, (ast.Constant, ast.JoinedStr)):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value, id(node) in verbose
        elif isinstance(node, ast.JoinedStr):
            pieces = [piece.value for piece in node.values if isinstance(piece, ast.Constant)]
            yield node, "{}".join(map(str, pieces)), id(node) in verbose


def long_patterns() -> list[str]:
    """Regular expressions longer than a line and not written verbose; a part that has several lines is."""
    return [
        f"{module.at(node)}: {len(text)}"
        for module in modules()
        for node, text, verbose in _strings(module)
        if not verbose and "\n" not in text and len(text) > LINE and LOOKS_LIKE_PATTERN.search(text)
    ]


def _words_in(node: ast.expr) -> int:
    """How many Chinese words of two characters or more a literal holds, one beside the other."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        items = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        items = node.value.split()
    else:
        return 0
    return sum(1 for item in items if len(HAN.findall(item)) >= 2 and len(item) <= 8)


def word_lists() -> list[str]:
    """Lists of Chinese words in code: four as a tuple, list, set or text, three between the bars of a pattern (two,
    where they are no single characters), seven characters of which one must or must not be there, three that are asked
    one by one.
    """
    return [
        f"{module.at(node)}: {ast.get_source_segment(module.text, node)!s:.90}".replace("\n", " ")
        for module in modules()
        if not module.name.startswith(GRAMMAR_OF_NUMERALS)
        for node in listed_in(module)
    ]


def listed_in(module: Module) -> Iterator[ast.expr]:
    """Each place of a module with such a list; what a verbose pattern says behind # is none."""
    patterns = {
        id(node): VERBOSE_COMMENT.sub("", text) if verbose else text for node, text, verbose in _strings(module)
    }
    signs = {id(node) for node in _asked_by_character(module)}
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)) or id(node) in patterns:
            assert isinstance(node, ast.expr)
            text = patterns.get(id(node), "")
            rows = max((_characters(found[1]) for found in ROW.finditer(text)), default=0)
            asked = id(node) in signs and _characters(text) >= LONGEST_SIGNS
            if _words_in(node) >= 4 or ALTERNATION.search(text) or rows >= LONGEST_ROW or asked:
                yield node


def _characters(text: str) -> int:
    """How many Chinese characters a text has, numerals and ranges apart."""
    return len(HAN.findall(NUMERAL.sub("", re.sub("[\u4e00-\u9fff]-[\u4e00-\u9fff]", "", text))))


def _asked_by_character(module: Module) -> Iterator[ast.AST]:
    """Texts whose characters are asked one by one: those of a set, on the right of `in`, what is stripped; by name."""
    names = {}
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id] = node.value
    for node in ast.walk(module.tree):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            asked = node.args if called in ASKED_BY_CHARACTER else []
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            asked = node.comparators
        for one in asked:
            yield names.get(one.id, one) if isinstance(one, ast.Name) else one


def changed_globals() -> list[str]:
    """Places where a function changes what its module holds: `global`, a cleared cache, an entry of a module's dict."""
    found = []
    for module in modules():
        for number, line in enumerate(module.text.splitlines(), 1):
            if re.search(r"^\s+global |cache_clear", line):
                found.append(f"{module.name}:{number}: {line.strip()}")
        found += [f"{module.at(node)}: {name}" for name, node in _mutations(module)]
    return found


def _mutations(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """What functions of a module add to, or take from, a container at its top."""
    own = {
        target.id
        for node in module.tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, (ast.Dict, ast.List, ast.Set))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for function in ast.walk(module.tree):
        if not isinstance(function, FUNCTIONS):
            continue
        local = {
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            name = _changed(node)
            if name in own - local:
                yield name, node


def _changed(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
        return node.value.id if isinstance(node.value, ast.Name) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        adds = node.func.attr in ("append", "add", "update", "extend", "pop", "clear", "setdefault", "insert")
        return node.func.value.id if adds and isinstance(node.func.value, ast.Name) else ""
    return ""


def shared_names() -> list[str]:
    """Classes, and aliases of types, that have one name in different modules."""
    homes: dict[str, set[str]] = defaultdict(set)
    for module, node in nodes(ast.ClassDef):
        assert isinstance(node, ast.ClassDef)
        homes[node.name].add(module.name)
    for module in modules():
        for name in _aliases(module):
            homes[name].add(module.name)
    return [f"{name}: {', '.join(sorted(places))}" for name, places in homes.items() if len(places) > 1]


def _aliases(module: Module) -> Iterator[str]:
    """The types that a module gives a name of its own: `Row = dict[str, Any]`, `Taken = Quantity | None`."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Subscript, ast.BinOp)):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name) and TYPE_NAME.fullmatch(one.id))


SAME_KIND = ("RULES", "SCOPE", "FIELD", "NAME")  # each module has one of its own, and they are for the same thing


def ambiguous_constants() -> list[str]:
    """Constants of the same name in two modules of a room (the folder of a stage) that are two different things."""
    return list(_ambiguous(module for module in modules() if not module.name.startswith("read/")))


def ambiguous_in_readers() -> list[str]:
    """The same among the readers, whose room is the folder: each format has measures of its own."""
    readers = [module for module in modules() if module.name.startswith("read/")]
    rooms = sorted({module.name.rpartition("/")[0] for module in readers})
    return [
        name for room in rooms for name in _ambiguous(one for one in readers if one.name.rpartition("/")[0] == room)
    ]


def ambiguous_between_formats() -> list[str]:
    """Names that readers in different folders use for different things; no module sees both."""
    return list(_ambiguous(module for module in modules() if module.name.startswith("read/")))


def _ambiguous(some: Iterable[Module]) -> Iterator[str]:
    rooms: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for module in some:
        for name, value in _constants(module):
            rooms[module.name.partition("/")[0], name][value].append(module.name)
    for (_, name), meanings in sorted(rooms.items()):
        if len(meanings) > 1 and name not in SAME_KIND:
            yield f"{name}: {', '.join(place for places in meanings.values() for place in places)}"


def _constants(module: Module) -> Iterator[tuple[str, str]]:
    """Each constant at the top of a module, with what it is; one letter is a type variable."""
    for node in module.tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and target.id.isupper() and len(target.id) > 1 and node.value is not None:
                yield target.id, ast.unparse(node.value)


def silent_functions() -> list[str]:
    """Public functions with arguments that neither their docstring nor a type with a docstring describes."""
    types = Types.of(module.tree for module in modules())
    told = ((module, node, untold(node, _parameters(node), types)) for module, node in _public())
    return [f"{module.at(node)} {node.name}({', '.join(missing)})" for module, node, missing in told if missing]


def silent_errors() -> list[str]:
    """Public functions that raise an error of which their docstring says nothing."""
    told = ((module, node, unsaid_errors(node)) for module, node in _public())
    return [f"{module.at(node)} {node.name}: {', '.join(missing)}" for module, node, missing in told if missing]


def _public() -> Iterator[tuple[Module, ast.FunctionDef]]:
    """Functions at the top of a module that others may call."""
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _is_command(node):
                yield module, node


def undocumented() -> list[str]:
    """Public functions without a docstring."""
    return [f"{module.at(node)} {node.name}" for module, node in _public() if not ast.get_docstring(node)]


def translated() -> list[str]:
    """English that reads as translated, in the source and in the pages."""
    pages = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md")), *sorted(PACKAGE.rglob("*.toml"))]
    texts = [(path.relative_to(ROOT), path.read_text(encoding="utf-8")) for path in [*FILES, *pages]]
    return [
        f"{name}:{number}: {line.strip():.100}"
        for name, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        if TRANSLATED.search(line)
    ]


@cache
def comments() -> Counter[str]:
    """Lines with a comment, module by module; what tools are told (`noqa`, `fmt`, `type`) does not count."""
    found: Counter[str] = Counter()
    for module in modules():
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
            if token.type == tokenize.COMMENT and not re.match(r"# ?(?:noqa|fmt|type|pragma|cog)", token.string):
                found[module.name] += 1
    return found


def bare_rooms() -> list[str]:
    """Folders with fewer than three comments in a hundred lines, rounded."""
    lines: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for module in modules():
        room = str(Path(module.name).parent)
        lines[room] += module.lines
        said[room] += comments()[module.name]
    rates = {room: 100 * said[room] / number for room, number in lines.items()}
    return [f"{room}: {rate:.1f} ({lines[room]} lines)" for room, rate in sorted(rates.items()) if rate < 2.5]


PLACES: dict[str, tuple[Callable[[], list[str]], int | None]] = {
    "import circles": (circles, 0),
    "folders over 16 modules": (full_rooms, 0),
    "modules over 300 lines": (long_modules, 0),
    "functions over 40 lines": (long_functions, 0),
    "functions over 5 parameters": (many_parameters, 0),
    "arguments in tuples": (hidden_arguments, 0),
    "long patterns not verbose": (long_patterns, 0),
    "word lists in Python": (word_lists, 0),
    "globals that change": (changed_globals, 3),  # the processes of run/ and read/sandbox: one set for each process
    "types of one name": (shared_names, 0),
    "constants of one name": (ambiguous_constants, 0),
    "the same, in a reader": (ambiguous_in_readers, 0),
    "the same, between formats": (ambiguous_between_formats, 0),
    "public without docstring": (undocumented, 0),
    "public, argument untold": (silent_functions, 0),
    "public, error untold": (silent_errors, 0),
    "translated English": (translated, 0),
    "folders short of comments": (bare_rooms, 0),
}
"""Each measure with the places that it counts, and how many there may be."""


def figures() -> dict[str, float]:
    """What is a figure of its own and no list of places."""
    sizes = [size(node) for _, node in functions()]
    lengths = [module.lines for module in modules()]
    return {
        "modules": len(lengths),
        "lines": sum(lengths),
        "module, median": statistics.median(lengths),
        "function, median (≤ 6)": statistics.median(sizes),
        "function, 90 % (≤ 18)": statistics.quantiles(sizes, n=10)[-1],
        "function, longest (≤ 40)": max(sizes),
        "comments per 100 lines": round(100 * comments().total() / sum(lengths), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", metavar="NAME", help="print the places behind a line of the table")
    wanted = parser.parse_args().list
    if wanted:
        name = next(name for name in PLACES if name.startswith(wanted))
        print("\n".join(PLACES[name][0]()))
        return
    for name, value in figures().items():
        print(f"{name:28} {value:>8g}")
    for name, (places, bound) in PLACES.items():
        print(f"{name:28} {len(places()):>8}   {'-' if bound is None else f'≤ {bound}'}")


if __name__ == "__main__":
    main()
