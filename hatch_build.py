"""Compile what every figure passes through; where that is not possible, the wheel is pure Python and does the same.

`pip install .` compiles the passes written in C (`src/plancli/native`) and the modules of Python that extraction spends
its time in, in a minute or two on two cores, where it finds a C compiler and Python's headers.
PLANCLI_COMPILE=passes compiles the passes alone, in seconds, PLANCLI_COMPILE=no nothing, and PLANCLI_COMPILE=yes fails
where compiling fails.

An editable install (`make`) keeps its modules as they are written, so that a change is at work at once.
`python hatch_build.py --passes` puts the passes beside it, `python hatch_build.py FOLDER` puts the package, with all
compiled, into a new folder.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence, Set
from functools import cache, partial
from importlib.util import find_spec
from itertools import accumulate
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any
from zlib import crc32

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
NEEDED = ["mypy[mypyc]>=1.15,<3", "setuptools>=61"]
PASSES = Path("plancli", "native")
BOXING = "plancli/native/boxing"
OWN = [f"{BOXING}/calls.c", f"{BOXING}/kept.c"]
# the arguments of a call are put down faster one by one than by vectors
COMPACT = ["-fno-tree-vectorize", "-include", f"{BOXING}/compact.h"]
BY_OWN = {
    "CPyTagged_StealAsObject": "kept_number", "CPyStr_GetItem": "kept_item", "CPyStr_GetSlice": "kept_slice",
    "PyObject_Vectorcall": "quick_call", "PyObject_VectorcallMethod": "quick_method",
}  # fmt: skip
"""What has the place of functions of mypyc and Python: a tenth of the time."""
COMPILED = ("extract",)
"""Packages that are compiled but for what `ONLY` leaves out, which names modules of other packages as well."""
ONLY = {
    "lexicon": ("words", "units", "regions", "indicators", "traps"),
    "segment": ("clause_words", "windowed_words", "clauses", "outline"),
    "trust": ("confidence", "doubts", "features", "judge"),
    "export": ("target_lines",),
    "normalize": ("apart", "cut", "indicators", "regions", "targets", "units", "unsure"),
    "extract/tables": ("statements", "pipe_text"),
    "numerals": ("base_units", "bracketed", "figures", "measured", "numbers", "ranks", "shares", "tenths", "words"),
    "structure": ("evidence", "inner", "part", "parts", "sequence", "units", "work"),
}
"""What a document passes through but a few times is left: it would take a quarter of the minute."""
FILES = ("model.py", "read/metadata/dates.py", "read/metadata/head.py", "read/metadata/titles.py",
         "read/plain/columns.py", "read/plain/hard_wraps.py", "read/plain/offsets.py")  # fmt: skip
"""Single modules that every document passes through."""
MADE = ("__pycache__", "*.so", "*.pyd")
NO_MODULES = shutil.ignore_patterns(*MADE)
NO_SOURCE = shutil.ignore_patterns(*MADE, "*.[ch]", "boxing")  # an installed package needs none
CONSTANT = re.compile(r"^([A-Z][A-Z0-9_]+) = (?=[\w\"'])", re.MULTILINE)


def architectures(flags: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of `flags`, those that say for which processors code is made (`-arch arm64`), and the others."""
    places = [place for place, flag in enumerate(flags[:-1]) if flag == "-arch"]
    named = [flag for place in places for flag in flags[place : place + 2]]
    taken = {place + more for place in places for more in (0, 1)}
    return named, [flag for place, flag in enumerate(flags) if place not in taken]


def configured(name: str) -> list[str]:
    """What Python was built with: the words of a variable of its configuration."""
    return shlex.split(str(sysconfig.get_config_var(name) or ""))


ENDING: str = sysconfig.get_config_var("EXT_SUFFIX")
LINKER = architectures(configured("LDSHARED"))[1]  # on Windows Python does not say how it links modules
COMPILER = shlex.split(os.environ.get("CC", "")) or LINKER[:1]
# a Python of macOS for two processors (universal2) has modules for both, unless ARCHFLAGS says for which
FOR = architectures(shlex.split(os.environ.get("ARCHFLAGS", "")) or configured("CFLAGS"))[0]
LINKER = [*COMPILER, *LINKER[1:], *FOR]
OLDEST = str(sysconfig.get_config_var("MACOSX_DEPLOYMENT_TARGET") or "")  # macOS that Python, and so the wheel, is for
# functions of one module call those of another directly, not by a table: three in a hundred of the time
FLAGS = [
    "-Wno-attributes",  # clang has another name for that of `built`
    "-fvisibility=hidden", *["-fno-semantic-interposition", "-fno-plt"] * (sys.platform == "linux"),
    *FOR, *configured("CCSHARED"), f"-I{sysconfig.get_path('include')}",
    *shlex.split(os.environ.get("CFLAGS", "")),
]  # fmt: skip
EDGES = {"startswith": "_begins_with", "endswith": "_ends_with"}
EDGE_CALLS = """
from collections.abc import Callable
from plancli import native as _native
_begins_with: Final = _native.begins_with
_ends_with: Final = _native.ends_with
"""
UPPER = re.compile(r"[A-Z][A-Z0-9_]+")
ENUMERATION = re.compile(r"^class (\w+)\(\w*Enum\):", re.MULTILINE)
LOOKED_UP = ("dataclasses.replace", "plancli.native.each_gap", "plancli.native.ending", "plancli.native.places")
MADE_BY_CALL = frozenset("Decimal Fraction array defaultdict islice pairwise merge blake2b product".split())
"""What the standard library makes of what it is given; where it only names a type, it keeps its name."""
FUTURE = "from __future__ import annotations\n"
LOOKS = ["--ignore-missing-imports", "--python-version", "{}.{}".format(*sys.version_info)]
GENERATE = """
import json, sys
from mypyc.build import mypycify
made = mypycify(sys.argv[2:], opt_level="2", debug_level="0", multi_file=True)
with open(sys.argv[1], "w") as stream:
    json.dump([[one.name, one.sources, one.include_dirs, one.extra_compile_args] for one in made], stream)
"""
TOP_LEVEL = re.compile(r"^(?=char CPyDef_\w*__top_level__\(void\) \{)", re.MULTILINE)
MOST_AT_ONCE = 8  # compilers
DOORS = 16  # of modules in one file: each is a few lines, and C needs longer for its headers


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """What hatchling calls before it makes a wheel."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        return NEEDED if wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put compiled modules beside those that they were made from."""
        steps = [step for step, asked in ((passes, wanted_passes()), (compiled, wanted())) if asked]
        if version == "editable" or not steps:
            return
        self.work = tempfile.mkdtemp(prefix="plancli-compiled-")
        found: dict[str, Path] = {}
        for step in steps:  # what one could not compile, the other can still
            try:
                found |= step(Path(self.work))
            except Exception as error:  # a new mypyc may make other files, or a source may not parse
                if os.environ.get("PLANCLI_COMPILE") == "yes":
                    raise
                self.app.display_warning(f"not compiled, which costs speed only: {_last_line(error)}")
        if not found:
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"] |= {str(path): name for name, path in apart(Path(self.work), found).items()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(getattr(self, "work", ""), ignore_errors=True)


def apart(work: Path, found: dict[str, Path]) -> dict[str, Path]:
    """`found` with a file of its own for each name: hatchling puts each file into a wheel once, under one name."""
    made = {name: work / "wheel" / name for name in found}
    for name, place in made.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found[name], place)
    return made


def wanted() -> bool:
    """Whether to compile Python: where that is possible, unless somebody said otherwise."""
    said = os.environ.get("PLANCLI_COMPILE")
    return said == "yes" or (said not in ("no", "passes") and possible())


def wanted_passes() -> bool:
    """Whether to compile what is written in C: as Python, and also where somebody wants nothing else."""
    return wanted() or (os.environ.get("PLANCLI_COMPILE") == "passes" and possible())


def possible() -> bool:
    """Whether there are a C compiler and Python's headers."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "")
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return bool(compiler) and shutil.which(compiler[0]) is not None and headers.exists()


def passes(work: Path) -> dict[str, Path]:
    """The module of C, made in `work`, by its place in the wheel.

    Raises:
        CalledProcessError: the compiler failed; its output is in `stdout`.
    """
    if not LINKER:
        return {}
    name = f"scan{ENDING}"
    folder = ROOT / "src" / PASSES
    written = crc32(b"".join(path.read_bytes() for path in sorted(folder.glob("*.[ch]"))))
    sources = sorted(map(str, folder.glob("*.c")))
    run([*LINKER, "-O2", *FLAGS, f"-DPLANCLI_WRITTEN={written}L", *sources, "-o", str(work / name)], work)
    return {(PASSES / name).as_posix(): work / name}


def modules(package: Path) -> list[Path]:
    """The modules to compile, in order; empty ones are left."""
    folders = {path.parent for name in COMPILED for path in (package / name).rglob("*.py")}
    folders |= {package / name for name in ONLY}
    found = []
    for path in (path for folder in sorted(folders) for path in sorted(folder.glob("*.py"))):
        chosen = ONLY.get(path.parent.relative_to(package).as_posix())
        if (chosen is None or path.stem in chosen) and path.stat().st_size > 100:
            found.append(path)
    return found + [package / name for name in FILES]


def compiled(work: Path) -> dict[str, Path]:
    """The compiled modules, made in `work`, by their place in the wheel.

    Raises:
        CalledProcessError: mypyc or the compiler failed; its output is in `stdout`.
        OSError: Python does not say how modules are linked, as on Windows.
    """
    if not LINKER:
        raise OSError("Python does not say how it links modules here")
    source, names = prepared(work)
    run([sys.executable, "-c", GENERATE, "made.json", *LOOKS, *names], source)
    (library, files, folders, flags), *doors = json.loads((source / "made.json").read_text("utf-8"))
    together = f"{library}{ENDING}"
    flags = [*flags, *(f"-I{folder}" for folder in folders)]
    written = [file for file in files if Path(file).name.startswith("__native")]
    own = [*COMPACT, *(f"-D{name}={put}" for name, put in BY_OWN.items())]
    objects = built(source, [*flags, *own], written)
    objects += built(source, flags, [*(file for file in files if file not in written), *OWN])
    run([*LINKER, *objects, "-o", together], source)
    ways = {name.removesuffix(".__init__"): first[0] for name, first, *_ in doors}
    return {together: source / together} | opened(source, ways, names)


def opened(source: Path, doors: dict[str, str], names: list[str]) -> dict[str, Path]:
    """What Python imports under the name of each module, which is a door to the library that holds all of them.

    Args:
        doors: the files of C of which each opens one module, by its name.
        names: the files of the modules.
    """
    rooms: list[dict[str, str]] = []  # what is imported under one name can be there once in a file of C
    for name in doors:
        last = name.rpartition(".")[2]
        room = next((room for room in rooms if last not in room and len(room) < DOORS), None)
        if room is None:
            rooms.append(room := {})
        room[last] = name
    objects = built(source, [], [_room(source, number, room, doors) for number, room in enumerate(rooms)])
    for each in objects:
        run([*LINKER, each, "-o", each.removesuffix(".o") + ENDING], source)
    made = {name: source / f"doors{number}{ENDING}" for number, room in enumerate(rooms) for name in room.values()}
    return {path.removesuffix(".py") + ENDING: made[_module(path)] for path in names}


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _room(source: Path, number: int, room: dict[str, str], doors: dict[str, str]) -> str:
    """A file of C with all doors of a room: each of them has an alias for its name, the same in all."""
    apart = '#define PyInit___init__ door_{0}\n#include "{1}"\n#undef PyInit___init__\n'
    name = f"doors{number}.c"
    (source / name).write_text("".join(apart.format(last, doors[full]) for last, full in room.items()), "utf-8")
    return name


def built(source: Path, flags: list[str], files: list[str]) -> list[str]:
    """The objects of these files of C, the largest of which are begun first, as many at a time as there are cores."""
    for file in files:
        path = source / file
        text = path.read_text("utf-8")
        # what runs once, when a module is loaded, is not worth the time to make it fast
        path.write_text(TOP_LEVEL.sub('__attribute__((cold, optimize("O0"))) ', text), "utf-8")
    made = {file: f"{file.removesuffix('.c')}.o" for file in files}
    calls = [[*COMPILER, "-O1", *flags, *FLAGS, "-c", file, "-o", made[file]] for file in files]
    calls.sort(key=lambda call: -(source / call[-3]).stat().st_size)
    with ThreadPool(cores()) as pool:
        pool.map(partial(run, folder=source), calls, chunksize=1)
    return list(made.values())


def cores() -> int:
    """How many compilers run at once: each takes some hundred megabytes."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(mine, MOST_AT_ONCE)


def run(call: Sequence[str], folder: Path) -> None:
    """Run a compiler.

    Raises:
        CalledProcessError: it failed; its output is in `stdout`.
    """
    told = {"MACOSX_DEPLOYMENT_TARGET": OLDEST} if OLDEST else {}
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    subprocess.run(call, cwd=folder, check=True, env={**told, **os.environ}, **said)  # type: ignore[call-overload]


def prepared(work: Path) -> tuple[Path, list[str]]:
    """A copy of `src` in `work` as mypyc gets it, and the names in it of the modules to compile."""
    source = work / "src"
    shutil.copytree(ROOT / "src", source, ignore=NO_MODULES)
    paths = modules(source / "plancli")
    fields: Fields = {}
    for path in sorted(paths, key=lambda path: path.name != "model.py"):  # others inherit from its classes
        path.write_text(native(path.read_text("utf-8"), fields), "utf-8")
    return source, [str(path.relative_to(source)) for path in paths]


Fields = dict[str, list[ast.AnnAssign]]


def native(text: str, fields: Fields) -> str:
    """The source of a module in the form that mypyc makes most of; it does the same.

    A constant that is `Final` is a variable of C, where another is looked up in a dictionary each time. The `__init__`
    that `dataclass` makes is Python's even in a compiled class, one that is written out is not.

    Args:
        text: the source as it is written.
        fields: those of the data classes met so far, by the name of the class; those of this module are added.
    """
    lines = text.splitlines(keepends=True)
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and (flags := _plain_dataclass(node, fields)) is not None:
            own = [item for item in node.body if isinstance(item, ast.AnnAssign)]
            names = {ast.unparse(item.target) for item in own}
            above = [item for base in node.bases for item in fields[ast.unparse(base)]]
            fields[node.name] = [item for item in above if ast.unparse(item.target) not in names] + own
            lines[(own[-1].end_lineno or 0) - 1] += _init(fields[node.name])  # one entry still, so that numbers hold
            lines[node.decorator_list[0].lineno - 1] = f"@dataclass({', '.join([*flags, 'init=False'])})\n"
    changed = CONSTANT.sub(r"\1: Final = ", edited("".join(lines)))
    return changed if changed == text else changed.replace(FUTURE, f"{FUTURE}from typing import Any, Final\n", 1)


Edit = tuple[int, int, str]
"""From which byte of a source to which, and what is put there."""


def edited(text: str) -> str:
    """The source of a module with its constants declared, and with what is quicker than methods of a text."""
    sizes = [len(line) for line in text.encode().splitlines(keepends=True)]
    at = [0, *accumulate(sizes)]
    tree, source = ast.parse(text), text.encode()
    calls = [*(edit for node in ast.walk(tree) for edit in _edge(node, at, source)), *_named(tree, at)]
    declared = [edit for node in tree.body for edit in _declared(node, at)]
    edits = [*calls, *declared, *_members(tree, at)]
    for begin, end, put in sorted(edits, reverse=True):
        source = source[:begin] + put.encode() + source[end:]
    return source.decode().replace(FUTURE, FUTURE + EDGE_CALLS, 1) if calls else source.decode()


def _edge(node: ast.AST, at: list[int], source: bytes) -> Iterator[Edit]:
    """`text.startswith(words, place)` as a call of what C has for it (`plancli.native.begins_with`): of a method that
    is told a place, the arguments become a tuple, which is then taken apart; that is two thirds of its time. Of many
    words, C tries those alone that have the character at that end of the text."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_edge(node.args):
        value, name = node.func.value, node.func.attr
        end = at[(value.end_lineno or 0) - 1] + (value.end_col_offset or 0)
        first = at[node.args[0].lineno - 1] + node.args[0].col_offset
        # parentheses around either would be torn apart
        if name in EDGES and source[end:first] == f".{name}(".encode():
            begin = at[value.lineno - 1] + value.col_offset
            yield from ((end, first, ", "), (begin, begin, f"{EDGES[name]}("))


def _named(tree: ast.Module, at: list[int]) -> Iterator[Edit]:
    """What a function would look up in a dictionary at each use under a name that is `Final`: functions of modules that
    are not compiled and those behind a decorator, their constants, what the standard library makes, and members of
    enumerations, which Python looks up in three places."""
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    given = [found for node in imports if isinstance(node, ast.ImportFrom) for found in _apart(node)]
    own = [
        (node.name, " = " + node.name)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    made = dict((*given, *own))
    enumerations = {name for node in imports if isinstance(node, ast.ImportFrom) for name in _enumerations(node)}
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    used: dict[str, str] = {}
    for node, name in _looked_up(tree, made.keys() - bound, enumerations - bound):
        kept = f"_final_{name.replace('.', '_')}"
        used[name] = f"{kept}: Final{made.get(name, f' = {name}')}\n"
        begin, end = at[node.lineno - 1] + node.col_offset, at[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        yield begin, end, kept
    lines = [line for name, line in sorted(used.items()) if name not in dict(own)]
    if lines:
        behind = at[imports[-1].end_lineno or 0]
        yield behind, behind, "".join(lines)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in used:
            behind = at[node.end_lineno or 0]
            yield behind, behind, used[node.name]


def _looked_up(tree: ast.Module, names: Set[str], enumerations: Set[str]) -> Iterator[tuple[ast.expr, str]]:
    """Where functions of a module use one of `names`, or a member of one of `enumerations`, and the name of either."""
    parts = _of_functions(tree)
    called = {id(part.func) for part in parts if isinstance(part, ast.Call)}
    for part in parts:
        if isinstance(part, ast.Name) and part.id in names and (part.id not in MADE_BY_CALL or id(part) in called):
            yield part, part.id
        elif isinstance(part, ast.Attribute) and UPPER.fullmatch(part.attr) and ast.unparse(part.value) in enumerations:
            yield part, ast.unparse(part)


def _of_functions(tree: ast.Module) -> list[ast.AST]:
    """All that functions consist of, each once, but what must stay as it is written: parts of a text with values, of
    whose places Python errs, annotations, and what a pattern of `match` names."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.pattern | ast.AnnAssign)]
    left = {id(part) for node in nodes for part in ast.walk(getattr(node, "annotation", node))}
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    parts = {id(part): part for function in functions for line in function.body for part in ast.walk(line)}
    return [part for number, part in parts.items() if number not in left]


def _apart(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """What an import names and mypyc does not call or read directly, each with type and value of its copy."""
    for one in node.names:
        name = one.asname or one.name
        if node.module == "bisect":
            yield name, f"[Callable[..., int]] = _native.{one.name}"
        elif one.name in MADE_BY_CALL or f"{node.module}.{one.name}" in LOOKED_UP or _is_apart(node.module, one.name):
            yield name, f" = {name}"


def _enumerations(node: ast.ImportFrom) -> Iterator[str]:
    """The enumerations of the package that an import names."""
    for one in node.names:
        if (node.module or "").startswith("plancli.") and one.name in _all_enumerations():
            yield one.asname or one.name


@cache
def _all_enumerations() -> frozenset[str]:
    texts = (path.read_text("utf-8") for path in (ROOT / "src" / "plancli").rglob("*.py"))
    return frozenset(found for text in texts for found in ENUMERATION.findall(text))


@cache
def _is_apart(module: str | None, name: str) -> bool:
    """Whether `name` of a module of the package is a function of Python or behind a decorator, or a constant of a
    module that is not compiled."""
    path = ROOT / "src" / f"{(module or '').replace('.', '/')}.py"
    if not (module or "").startswith("plancli.") or not path.exists():
        return False
    body = ast.parse(path.read_text("utf-8")).body
    if UPPER.fullmatch(name):  # of a row whose length is known mypyc would make a new tuple wherever it is used
        made = [node for node in body if isinstance(node, ast.Assign) and name in _targets(node)]
        rows = [isinstance(node.value, ast.Tuple) and isinstance(node.targets[0], ast.Name) for node in made]
        return path not in _chosen() and rows == [False]
    found = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == name]
    return bool(found) and (path not in _chosen() or bool(found[0].decorator_list))


def _targets(node: ast.Assign) -> set[str]:
    return {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}


@cache
def _chosen() -> frozenset[Path]:
    """The modules of this checkout that are compiled."""
    return frozenset(modules(ROOT / "src" / "plancli"))


def _members(tree: ast.Module, at: list[int]) -> Iterator[Edit]:
    """`unit in RATES` asks a set that is made of the row of texts once: a row is gone through, text by text."""
    rows = {
        node.targets[0].id: node
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_row(node.value)
    }
    asked = [node for node in _of_functions(tree) if isinstance(node, ast.Compare) and len(node.ops) == 1]
    names = [node.comparators[0] for node in asked if isinstance(node.ops[0], ast.In | ast.NotIn)]
    used = [name for name in names if isinstance(name, ast.Name) and name.id in rows]
    for name in used:
        begin = at[name.lineno - 1] + name.col_offset
        yield begin, begin + len(name.id), f"_members_{name.id}"
    for row in {name.id for name in used}:
        behind = at[rows[row].end_lineno or 0]
        yield behind, behind, f"_members_{row}: Final = frozenset({row})\n"


def _is_row(value: ast.expr) -> bool:
    """Whether a value is a row of several texts: of the lexicon, or written out."""
    if isinstance(value, ast.Tuple):
        return all(map(_is_text, value.elts))
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "phrases"


def _is_edge(given: list[ast.expr]) -> bool:
    """Whether a call with these arguments is told a place, or a row of words that has a name: C knows both better."""
    if len(given) == 1:
        return ast.unparse(given[0]).startswith("phrases(") or bool(UPPER.fullmatch(ast.unparse(given[0])))
    return len(given) in (2, 3)


def _declared(node: ast.stmt, at: list[int]) -> Iterator[Edit]:
    """A constant with a type of its own, a dictionary or a row of texts as `Final`, and several that are given together
    (`LOOK, BIAS = "look", "bias"`). Of a row whose length is known mypyc would make a new tuple wherever it is used."""
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    value = getattr(node, "value", None)
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and UPPER.fullmatch(ast.unparse(target.elts[0])):
        each = zip(map(ast.unparse, target.elts), map(ast.unparse, value.elts), strict=True)
        put = "; ".join(f"{name}: Final = {given}" for name, given in each)  # one line still
        yield at[node.lineno - 1], at[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0), put
        return
    if not isinstance(target, ast.Name) or not UPPER.fullmatch(target.id) or value is None:
        return
    if isinstance(node, ast.AnnAssign):
        if ast.unparse(node.annotation).startswith("Final"):
            return
        begin = at[node.annotation.lineno - 1] + node.annotation.col_offset
        end = at[(node.annotation.end_lineno or 0) - 1] + (node.annotation.end_col_offset or 0)
        yield from ((begin, begin, "Final["), (end, end, "]"))
    elif isinstance(value, ast.Dict | ast.Set) or (isinstance(value, ast.Tuple) and all(map(_is_text, value.elts))):
        end = at[target.lineno - 1] + (target.end_col_offset or 0)
        yield end, end, ": Final[tuple[str, ...]]" if isinstance(value, ast.Tuple) else ": Final"


def _is_text(item: ast.expr) -> bool:
    """Whether an item of a tuple is a text, or several."""
    if isinstance(item, ast.Starred):
        return isinstance(item.value, ast.Call) and ast.unparse(item.value.func) == "phrases"
    return isinstance(item, ast.Constant) and isinstance(item.value, str)


def _plain_dataclass(node: ast.ClassDef, fields: Fields) -> list[str] | None:
    """The flags of a data class that only holds what it is given, but for those that Python alone heeds; else None."""
    decorator = node.decorator_list[0] if len(node.decorator_list) == 1 else None
    bases = all(ast.unparse(base) in fields for base in node.bases)
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "dataclass" or not bases:
        return None
    own = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    if not own or decorator.lineno != decorator.end_lineno or any("field(" in ast.unparse(item) for item in own):
        return None
    flags = [ast.unparse(keyword) for keyword in decorator.keywords]
    frozen = ["unsafe_hash=True"] if "frozen=True" in flags and "unsafe_hash=True" not in flags else []
    return [flag for flag in flags if flag not in ("frozen=True", "slots=True")] + frozen


def _init(fields: list[ast.AnnAssign]) -> str:
    """An `__init__` that takes these fields, and how to send a value to another process: by calling it again."""
    names = [ast.unparse(item.target) for item in fields]
    values = [ast.unparse(item).replace("\n", " ") for item in fields]
    body = "".join(f"        self.{name} = {name}\n" for name in names)
    again = f"        return self.__class__, ({' '.join(f'self.{name},' for name in names)})\n"
    told = f"\n    def __reduce__(self) -> tuple[Any, ...]:\n{again}"
    return f"\n    def __init__(self, {', '.join(values)}) -> None:\n{body}{told}"


def _last_line(error: Exception) -> str:
    return (str(getattr(error, "stdout", "")).strip().splitlines() or [str(error)])[-1]


def here() -> int:
    """Put the module of C beside its files, where it can be compiled; else plancli does the same in Python."""
    if wanted_passes():
        with tempfile.TemporaryDirectory(prefix="plancli-compiled-") as work:
            try:
                for name, path in passes(Path(work)).items():
                    put(path, ROOT / "src" / name)
            except (subprocess.CalledProcessError, OSError) as error:
                print(f"not compiled, which costs speed only: {_last_line(error)}", file=sys.stderr)
                return int(os.environ.get("PLANCLI_COMPILE") == "yes")
    return 0


def put(made: Path, place: Path) -> None:
    """Put a file where another process may be using one of this name."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.copy(made, beside)
    os.replace(beside, place)


def main() -> int:
    """Compile into the folder named, the modules of plancli beside what was compiled from them."""
    if sys.argv[1:] == ["--passes"]:
        return here()
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        return refused("one folder is needed", "python hatch_build.py FOLDER, or --passes", 2)
    target = Path(sys.argv[1])
    if target.exists() and not (target.is_dir() and not os.listdir(target)):
        return refused(f"{target} is there already", "name a new folder, or remove it", 2)
    if not possible() or find_spec("mypyc") is None:
        return refused("nothing to compile with", f"a C compiler, Python's headers and {NEEDED[0]} are needed")
    with tempfile.TemporaryDirectory(prefix="plancli-compiled-") as work:
        try:
            found = passes(Path(work)) | compiled(Path(work))
            package = filled(Path(work) / "package", found)
            shutil.copytree(package, target, dirs_exist_ok=True)
        except (subprocess.CalledProcessError, OSError) as error:
            return refused("not compiled", _last_line(error))
    return 0


def filled(package: Path, found: dict[str, Path]) -> Path:
    """The folder `package` with the modules of plancli, and beside them what was made of them."""
    shutil.copytree(ROOT / "src", package, ignore=NO_SOURCE)
    for name, path in found.items():  # what they share is beside the package
        shutil.copy(path, package / name)
    return package


def refused(what: str, hint: str, code: int = 1) -> int:
    """Say in a line why nothing was made; the exit code."""
    print(f"hatch_build.py: {what} · {hint}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
