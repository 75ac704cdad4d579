"""Compile what every figure passes through; where that is not possible, the wheel is pure Python and does the same.

`pip install .` compiles the passes written in C (`src/plancli/native`), which takes a few seconds, where it finds a C
compiler and Python's headers. The modules of Python are compiled when somebody asks, since that takes minutes: with
`PLANCLI_COMPILE=auto` where there is a compiler, with `PLANCLI_COMPILE=yes` in any case, and then a build fails where
compiling fails. `PLANCLI_COMPILE=no` compiles nothing. An editable install (`make`) stays as it is written.
`python hatch_build.py FOLDER` puts the package, with all compiled, into a folder.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
NEEDED = ["mypy[mypyc]>=1.15", "setuptools>=61"]
PASSES = Path("plancli", "native")
COMPILED = ("extract", "structure", "numerals", "normalize", "segment", "lexicon", "trust", "export", "records")
"""Packages of which modules are compiled; of these, `ONLY` names those few that extraction uses."""
ONLY = {
    "lexicon": ("words", "units", "regions", "indicators", "traps", "headline", "roles"),
    "segment": ("best_path", "clause_words", "clauses", "outline"),
    "trust": ("confidence", "coverage", "doubts", "features", "judge"),
    "export": ("jsonl", "target_lines"),
    "records": ("record",),
    "normalize": ("indicators", "regions", "targets", "units"),
}
FILES = ("model.py", "read/metadata/dates.py", "read/metadata/head.py", "read/metadata/places.py",
         "read/metadata/titles.py", "read/plain/hard_wraps.py", "read/plain/unwrap.py")  # fmt: skip
"""Single modules that every document passes through."""
CONSTANT = re.compile(r"^([A-Z][A-Z0-9_]+) = (?=[\w\"'])", re.MULTILINE)
FUTURE = "from __future__ import annotations\n"
LOOKS = ["--ignore-missing-imports", "--python-version", "{}.{}".format(*sys.version_info)]
SETUP = """
import sys
from setuptools import setup
from mypyc.build import mypycify
setup(name="plancli", ext_modules=mypycify(sys.argv[1:], opt_level="3", debug_level="0", multi_file=True),
      script_args=["-q", "build_ext", "--inplace"])
"""


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
            except (subprocess.CalledProcessError, OSError) as error:
                if os.environ.get("PLANCLI_COMPILE") == "yes":
                    raise
                self.app.display_warning(f"not compiled, which costs speed only: {_last_line(error)}")
        if not found:
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"] |= {str(path): name for name, path in found.items()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(getattr(self, "work", ""), ignore_errors=True)


def wanted() -> bool:
    """Whether to compile Python: if somebody asked for it, and, with `auto`, if that is possible."""
    said = os.environ.get("PLANCLI_COMPILE")
    return said == "yes" or (said == "auto" and possible())


def wanted_passes() -> bool:
    """Whether to compile what is written in C: where that is possible, unless somebody said no."""
    said = os.environ.get("PLANCLI_COMPILE")
    return said == "yes" or (said != "no" and possible())


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
    name = f"scan{sysconfig.get_config_var('EXT_SUFFIX')}"
    linker = shlex.split(sysconfig.get_config_var("LDSHARED") or "")
    if not linker:  # on Windows Python does not say how it links modules
        return {}
    compiler = shlex.split(os.environ.get("CC", "")) or linker[:1]
    flags = shlex.split(f"{sysconfig.get_config_var('CCSHARED') or ''} {os.environ.get('CFLAGS', '')}")
    sources = sorted(map(str, (ROOT / "src" / PASSES).glob("*.c")))
    headers = f"-I{sysconfig.get_path('include')}"
    command = [*compiler, *linker[1:], "-O2", "-fvisibility=hidden", *flags, headers, *sources, "-o", str(work / name)]
    subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return {(PASSES / name).as_posix(): work / name}


def modules(package: Path) -> list[Path]:
    """The modules to compile, in order; empty ones are left."""
    found = []
    for name in COMPILED:
        for path in sorted((package / name).rglob("*.py")):
            if name in ONLY and (path.parent.name != name or path.stem not in ONLY[name]):
                continue
            if path.stat().st_size > 100:
                found.append(path)
    return found + [package / name for name in FILES]


def compiled(work: Path) -> dict[str, Path]:
    """The compiled modules, made in `work`, by their place in the wheel.

    Raises:
        CalledProcessError: mypyc or the compiler failed; its output is in `stdout`.
    """
    source, names = prepared(work)
    command = [sys.executable, "-c", SETUP, *LOOKS, *names]
    asked = os.environ | {"CFLAGS": f"{DIRECT} {os.environ.get('CFLAGS', '')}"}
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    subprocess.run(command, cwd=source, check=True, text=True, env=asked, **output)  # type: ignore[call-overload]
    ending = sysconfig.get_config_var("EXT_SUFFIX")
    made = [path for path in source.rglob(f"*{ending}") if "build" not in path.relative_to(source).parts[:1]]
    return {path.relative_to(source).as_posix(): path for path in made}


def prepared(work: Path) -> tuple[Path, list[str]]:
    """A copy of `src` in `work` as mypyc gets it, and the names in it of the modules to compile."""
    source = work / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    paths = modules(source / "plancli")
    fields: Fields = {}
    for path in sorted(paths, key=lambda path: path.name != "model.py"):  # others inherit from its classes
        path.write_text(native(path.read_text("utf-8"), fields), "utf-8")
    return source, [str(path.relative_to(source)) for path in paths]


DIRECT = "-fvisibility=hidden -fno-semantic-interposition" if sys.platform == "linux" else ""
"""Functions of one module call those of another directly, not by a table; three in a hundred of the time."""
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
    changed = CONSTANT.sub(r"\1: Final = ", "".join(lines))
    return changed if changed == text else changed.replace(FUTURE, f"{FUTURE}from typing import Any, Final\n", 1)


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


def main() -> int:
    """Compile into the folder named, the modules of plancli beside what was compiled from them."""
    target = Path(sys.argv[1])
    shutil.copytree(ROOT / "src", target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    with tempfile.TemporaryDirectory(prefix="plancli-compiled-") as work:
        try:
            found = passes(Path(work)) | compiled(Path(work))
        except subprocess.CalledProcessError as error:
            print(error.stdout, file=sys.stderr)
            return 1
        for name, path in found.items():  # what they share is beside the package
            shutil.copy(path, target / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
