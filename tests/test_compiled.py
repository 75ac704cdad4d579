"""hatch_build.py: modules are compiled where that is possible, and everything works where it is not."""

import ast
import importlib.util
import runpy
import shutil
import subprocess
import sys
import sysconfig
from copy import copy
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from plancli import native
from plancli.model import Status
from plancli.segment.best_path import BEGINS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"


@pytest.fixture
def build() -> ModuleType:
    """The build script, as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hook(build):
    """The hook, with an app that keeps its warnings."""
    made = build.CustomBuildHook.__new__(build.CustomBuildHook)
    warned: list[str] = []
    made.__dict__["app"] = SimpleNamespace(display_warning=warned.append, warned=warned)
    type(made).app = property(lambda self: self.__dict__["app"])
    return made


def test_without_a_compiler_nothing_is_compiled_or_needed(build, hook, monkeypatch):
    """The wheel is pure Python then, unless PLANCLI_COMPILE=yes insists, and the build asks for no package."""
    monkeypatch.setenv("CC", "/nowhere/cc -O2")
    data = {"force_include": {}}
    for said in ("passes", None):
        monkeypatch.setenv("PLANCLI_COMPILE", said) if said else monkeypatch.delenv("PLANCLI_COMPILE")
        hook.initialize("standard", data)
        assert (build.wanted(), build.wanted_passes(), hook.dependencies()) == (False, False, [])
    assert data == {"force_include": {}}


def test_all_is_compiled_unless_somebody_says_no(build, hook, monkeypatch):
    """PLANCLI_COMPILE=passes compiles C alone, for which hatchling is enough; PLANCLI_COMPILE=no compiles nothing."""
    monkeypatch.setattr(build, "possible", lambda: True)
    monkeypatch.delenv("PLANCLI_COMPILE", raising=False)
    assert (build.wanted(), build.wanted_passes(), hook.dependencies()) == (True, True, build.NEEDED)
    monkeypatch.setenv("PLANCLI_COMPILE", "passes")
    assert (build.wanted(), build.wanted_passes(), hook.dependencies()) == (False, True, [])
    monkeypatch.setenv("PLANCLI_COMPILE", "no")
    assert (build.wanted(), build.wanted_passes(), hook.dependencies()) == (False, False, [])
    data = {"force_include": {}}
    hook.initialize("standard", data)
    assert data == {"force_include": {}}


@pytest.mark.processes
def test_c_is_compiled_where_that_is_possible(build, hook, monkeypatch):
    """The wheel is then one for this machine, with the module of C in its place."""
    monkeypatch.setenv("PLANCLI_COMPILE", "passes")
    if not build.possible():
        pytest.skip("no C compiler")
    data = {"force_include": {}}
    hook.initialize("standard", data)
    ((place, name),) = data["force_include"].items()
    assert (data["pure_python"], Path(place).is_file(), hook.app.warned) == (False, True, [])
    assert name.startswith("plancli/native/scan.")
    hook.finalize("standard", data, "")
    assert not Path(place).exists()


@pytest.mark.processes
def test_make_puts_c_beside_its_files(build, monkeypatch, tmp_path):
    """`hatch_build.py --passes` leaves a module that says which files it was made of, and nothing else."""
    if not build.possible():
        pytest.skip("no C compiler")
    shutil.copytree(PACKAGE / "native", tmp_path / "src" / "plancli" / "native", ignore=build.NO_MODULES)
    before = {path.name for path in tmp_path.rglob("*")}
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["hatch_build.py", "--passes"])
    monkeypatch.setenv("PLANCLI_COMPILE", "no")
    assert (build.main(), {path.name for path in tmp_path.rglob("*")}) == (0, before)
    monkeypatch.setenv("PLANCLI_COMPILE", "passes")
    assert (build.main(), {path.name for path in tmp_path.rglob("*")}) == (0, before | {f"scan{build.ENDING}"})
    made = str(tmp_path / "src" / "plancli" / "native" / f"scan{build.ENDING}")
    code = f"from importlib.machinery import ExtensionFileLoader as L\nprint(L('scan', {made!r}).load_module().WRITTEN)"
    said = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert int(said.stdout) == native._written()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "hatch_build.py: one folder is needed · python hatch_build.py FOLDER, or --passes\n"),
        (["--all"], "hatch_build.py: one folder is needed · python hatch_build.py FOLDER, or --passes\n"),
        (["used"], "hatch_build.py: used is there already · name a new folder, or remove it\n"),
        (["new"], "hatch_build.py: nothing to compile with · a C compiler, Python's headers and mypy[mypyc]"),
    ],
)
def test_a_folder_that_cannot_be_made_is_a_line(build, monkeypatch, tmp_path, capsys, arguments, said):
    """Wrong use, a folder in use, a Python without mypyc: nothing is made, nothing changes, the exit code tells."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").touch()
    monkeypatch.setattr(sys, "argv", ["hatch_build.py", *arguments])
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    monkeypatch.setattr(build, "possible", lambda: True)
    assert build.main() in (1, 2)
    error = capsys.readouterr().err
    assert error.startswith(said)
    assert error.count("\n") == 1
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["used", "used/mine.txt"]


def test_where_compiling_fails_there_is_no_folder(build, monkeypatch, tmp_path, capsys):
    """A compiler that fails, and a system that does not say how modules are linked: one line, and no half package."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["hatch_build.py", "new"])
    monkeypatch.setattr(build, "possible", lambda: True)
    monkeypatch.setattr(build, "find_spec", lambda name: True)
    monkeypatch.setattr(build, "passes", lambda work: {})
    failed = subprocess.CalledProcessError(1, "cc", "one line\ncc: no such header\n")
    for error, said in ((failed, "cc: no such header"), (OSError("no linker"), "no linker")):

        def fails(work, error=error):
            raise error

        monkeypatch.setattr(build, "compiled", fails)
        assert build.main() == 1
        assert capsys.readouterr().err == f"hatch_build.py: not compiled · {said}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("said", "wanted"), [("", ["arm64", "x86_64"]), ("-arch arm64", ["arm64"])])
def test_modules_are_for_the_processors_of_python(monkeypatch, said, wanted):
    """On macOS compiler and linker are told the same: those Python was built for, or those of ARCHFLAGS."""
    both = "-arch arm64 -arch x86_64"
    variables = {"CFLAGS": f"-O3 {both} -g", "LDSHARED": f"clang -bundle -undefined dynamic_lookup {both} -g"}
    known = sysconfig.get_config_var
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: variables.get(name) or known(name))
    monkeypatch.setenv("ARCHFLAGS", said)
    monkeypatch.delenv("CC", raising=False)
    made = runpy.run_path(str(ROOT / "hatch_build.py"))
    for flags in (made["LINKER"], made["FLAGS"]):
        assert [flags[place + 1] for place, flag in enumerate(flags) if flag == "-arch"] == wanted
    assert made["LINKER"][:4] == ["clang", "-bundle", "-undefined", "dynamic_lookup"]


def test_c_of_other_files_is_left_out(monkeypatch):
    """Who changes a file of C, and compiles nothing, has Python; an installed package has no such files, and uses C."""
    monkeypatch.delenv("PLANCLI_NATIVE", raising=False)
    module = SimpleNamespace(WRITTEN=native._written())
    monkeypatch.setattr(native, "import_module", lambda name: module)
    assert native._scan() is module
    module.WRITTEN += 1
    assert native._scan() is None
    monkeypatch.setattr(native, "_written", lambda: None)
    assert native._scan() is module


def test_where_compiling_fails_the_wheel_is_pure_python(build, hook, monkeypatch):
    """A warning says why; only with PLANCLI_COMPILE=yes the build fails."""

    def fails(work):
        raise subprocess.CalledProcessError(1, "cc", "one line\ncc: no such header\n")

    monkeypatch.setattr(build, "wanted", lambda: True)
    monkeypatch.setattr(build, "wanted_passes", lambda: True)
    monkeypatch.setattr(build, "compiled", fails)
    monkeypatch.setattr(build, "passes", fails)
    monkeypatch.delenv("PLANCLI_COMPILE", raising=False)
    data = {"force_include": {}}
    hook.initialize("standard", data)
    assert hook.app.warned == ["not compiled, which costs speed only: cc: no such header"] * 2
    assert data == {"force_include": {}}
    monkeypatch.setenv("PLANCLI_COMPILE", "yes")
    with pytest.raises(subprocess.CalledProcessError):
        hook.initialize("standard", data)


def test_each_module_of_a_wheel_has_a_file_of_its_own(build, hook, monkeypatch, tmp_path):
    """Many modules are opened by one library: hatchling would keep the last name of a file alone."""
    library = tmp_path / "doors0.so"
    library.write_bytes(b"code")
    names = ("plancli/extract/target.so", "plancli/extract/stages.so")
    monkeypatch.setattr(build, "wanted", lambda: True)
    monkeypatch.setattr(build, "wanted_passes", lambda: False)
    monkeypatch.setattr(build, "compiled", lambda work: dict.fromkeys(names, library))
    monkeypatch.delenv("PLANCLI_COMPILE", raising=False)
    data = {"force_include": {}}
    hook.initialize("standard", data)
    assert sorted(data["force_include"].values()) == sorted(names)
    assert [Path(place).read_bytes() for place in data["force_include"]] == [b"code"] * 2
    hook.finalize("standard", data, "")


def test_an_editable_install_stays_as_it_is_written(hook, monkeypatch):
    """Who writes rules sees them at work at once."""
    monkeypatch.setenv("PLANCLI_COMPILE", "yes")
    data = {"force_include": {}}
    hook.initialize("editable", data)
    assert data == {"force_include": {}}


def test_the_modules_to_compile_are_there(build):
    """No name in the list is that of a module that has gone."""
    found = {path.relative_to(PACKAGE).as_posix() for path in build.modules(PACKAGE)}
    assert {f"{package}/{name}.py" for package, names in build.ONLY.items() for name in names} <= found
    assert {"extract/target.py", "extract/link/status/rules.py", "structure/parts.py"} <= found


SOURCE = '''from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from plancli.lexicon.words import only_word, phrases
from plancli.model import Status
from plancli.segment.best_path import BEGINS

MOST = 3
LEAST, NEAR = 1, "near"
PAIR = (1, 2)
SIGNS = ("，", "。")
KNOWN: dict[str, int] = {"，": 1}
OTHERS = {"。": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where."""

    start: int
    name: str = "here"

    def told(self) -> str:
        return f"{self.name} {self.start}"


@dataclass(slots=True)
class Farther(Place):
    miles: int = MOST


def bounded(text: str, at: int) -> list[bool]:
    some = text.startswith(SIGNS, at), ("，" + text).endswith(SIGNS, 0, at)
    return [*some, text[at:].startswith("。", 1), text.endswith(SIGNS)]


def asked(text: str, places: list[int], at: int) -> tuple[int, list[str], str]:
    said = f"{phrases('classes', 'minus')}"
    return bisect_left(places, at), [one for one in phrases("classes", "minus")], said + only_word("classes", "since")


@cache
def known() -> dict[str, int]:
    return {NEAR: LEAST}


def weighed(sign: str, given: object) -> list[object]:
    found: Decimal = Decimal(known()[NEAR])
    assert isinstance(given, Decimal)
    return [found, sign in SIGNS, sign not in SIGNS, BEGINS, Status.TARGET, f"{sign in SIGNS}", Status("other").value]
'''


def test_what_is_compiled_does_what_was_written(build, tmp_path):
    """Constants become final, data classes have an `__init__` of their own; values and equality stay."""
    fields: dict[str, list[object]] = {}
    text = build.native(SOURCE, fields)
    assert "MOST: Final = 3" in text
    assert "PAIR = (1, 2)" in text
    assert 'SIGNS: Final[tuple[str, ...]] = ("，", "。")' in text
    assert 'KNOWN: Final[dict[str, int]] = {"，": 1}' in text
    assert 'OTHERS: Final = {"。": 2}' in text
    assert 'some = _begins_with(text, SIGNS, at), ("，" + text).endswith(SIGNS, 0, at)' in text
    assert '_begins_with(text[at:], "。", 1), _ends_with(text, SIGNS)' in text
    # of what others have, functions behind a decorator get a name that is final, and so does what C does sooner
    assert "return _final_bisect_left(places, at), [one for one in _final_phrases(" in text
    assert 'said + only_word("classes"' in text
    # so do what the standard library makes, members of enumerations, constants of others; a row of texts is also a set
    assert "found: Decimal = _final_Decimal(_final_known()[NEAR])" in text
    assert "isinstance(given, Decimal)" in text
    assert "sign in _members_SIGNS, sign not in _members_SIGNS, _final_BEGINS, _final_Status_TARGET, f" in text
    assert "LEAST: Final = 1; NEAR: Final = 'near'" in text
    assert "def __init__(self, start: int, name: str = 'here') -> None:" in text
    (tmp_path / "made.py").write_text(text)
    space = runpy.run_path(str(tmp_path / "made.py"))
    place = space["Place"](2)
    assert (place.told(), place, hash(place)) == ("here 2", space["Place"](2, "here"), hash(space["Place"](2)))
    assert space["replace"](space["Farther"](1), miles=5) == space["Farther"](1, "here", 5)
    assert copy(space["Farther"](1, miles=4)) == space["Farther"](1, miles=4)
    assert space["bounded"]("，一。", 1) == [False, True, True, True]
    again = build.native(text, {})
    assert (again.count("Final = 3"), again.count("_begins_with(")) == (1, 2)
    assert space["asked"]("", [1, 3], 2)[0] == 1
    one = Decimal(1)
    assert space["weighed"]("。", one) == [one, True, False, BEGINS, Status.TARGET, "True", "other"]


@pytest.mark.slow
@pytest.mark.processes
def test_mypyc_takes_every_module(build, tmp_path):
    """All that is to be compiled is translated to C; a form of Python that mypyc has no C for would end here."""
    pytest.importorskip("mypyc")
    source, names = build.prepared(tmp_path)
    code = "import sys; from mypyc.build import mypycify; mypycify(sys.argv[1:], multi_file=True)"
    call = [sys.executable, "-c", code, *build.LOOKS, *names]
    made = subprocess.run(call, cwd=source, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-2000:] + made.stdout[-2000:]


@pytest.mark.slow
@pytest.mark.processes
def test_compiled_modules_do_what_their_sources_do(build, tmp_path, monkeypatch):
    """Two modules, compiled as all are, cut a clause into the same words."""
    if not build.possible():
        pytest.skip("no C compiler")
    names = ("best_path", "clause_words")
    monkeypatch.setattr(build, "modules", lambda package: [package / "segment" / f"{name}.py" for name in names])
    made = build.compiled(tmp_path)
    assert any(name.startswith("plancli/segment/best_path.") for name in made)
    for name, path in made.items():
        if path != tmp_path / "src" / name:  # the library is there already
            shutil.copy(path, tmp_path / "src" / name)
    code = (
        "from plancli.segment import best_path as b, clause_words as c\n"
        "print(b.__file__)\n"
        "words = c.by_first({'新': 0, '新建': 3, '建': 2, '学': 0, '学校': 4, '校': 1})\n"
        "print(b.word_starts('新建学校', b.Dictionary(*words)))\n"
    )
    run = [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(tmp_path / 'src')!r})\n{code}"]
    place, starts = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    assert (Path(place).suffix, starts) == (Path(next(iter(made))).suffix, "[0, 2]")


ASKED = """
from __future__ import annotations

from collections.abc import Callable
from typing import Any


def numbers(first: int, last: int) -> list[int]:
    return [number for number in range(first, last)]


def sums(one: int, other: int) -> list[int]:
    return [one + other, -one, other - one, one * other]


def signs(text: str) -> list[str]:
    size = len(text)
    return [text[at] for at in range(-size, size)] + [text[at : at + 1] for at in range(-size, size + 2)]


def beyond(text: str, at: int) -> str:
    try:
        return text[at]
    except IndexError as error:
        return str(error)


def methods(of: list[Any], given: Any) -> list[Any]:
    return [one.count(given) for one in of]


def called(of: list[Callable[..., Any]], given: Any) -> list[Any]:
    return [one(given) for one in of]


def named(one: Any, function: Callable[..., Any], given: Any) -> list[Any]:
    return [one.split(sep=given), one.split(given, maxsplit=1), one.strip(), function(given, key=len, reverse=True)]


def refused(one: Any, function: Callable[..., Any]) -> str:
    try:
        return str(one.count() if function is None else function(one, one, one))
    except (AttributeError, TypeError) as error:
        return str(error)
"""
ASKING = """
from functools import partial

said = [asked.numbers(-9, 3000), asked.numbers(250, 260), asked.numbers(1020, 2060), asked.sums(2**62, 3)]
said += [asked.signs(text) for text in ("", "a", "一二一丁\\u1e01丂", "😀一é😀", "\\u4e00\\u5e00\\u6e00" * 3)]

class Held(list):
    pass

class Other:
    count = len

    def __getattr__(self, name):
        return lambda given: name + given

held = Held("aba")
said += [asked.methods(["aa", ["a"], ("a", "a"), held, range(3), Held("a")] * 2, "a") for _ in range(2)]
held.count = lambda given: "of the instance"
said += [asked.methods([held, Held("a"), Other()], "a")]
Held.count = lambda self, given: "of the class"
said += [asked.methods([held, Held("a")], "a")]
del Held.count, Other.count
said += [asked.methods([Held("a"), Other()], "a")]
said += [asked.called([len, ord, int, "-".join, sorted, print, max, partial(format, 2), lambda one: one], "7")]
said += [asked.named("a,b,c", sorted, ","), asked.refused("a", None), asked.refused(3, None), asked.refused(3, len)]
print([*said, asked.beyond("一", 1), asked.beyond("一", -2)])
"""


@pytest.mark.slow
@pytest.mark.processes
def test_what_is_kept_and_called_in_c_is_the_same(build, tmp_path, monkeypatch):
    """Numbers and characters in one slot, those that Python keeps itself, and places that are not there; methods of one
    name that several types, a class that is changed or an instance have; functions of any kind."""
    if not build.possible():
        pytest.skip("no C compiler")

    def two(package: Path) -> list[Path]:  # of one alone, mypyc makes other files
        if package.is_relative_to(tmp_path):  # asked about the checkout, too
            (package / "segment" / "asked.py").write_text(ASKED)
        return [package / "segment" / name for name in ("asked.py", "best_path.py")]

    monkeypatch.setattr(build, "modules", two)
    source = tmp_path / "src"
    for name, path in build.compiled(tmp_path).items():
        if path != source / name:
            shutil.copy(path, source / name)
    (tmp_path / "asked.py").write_text(ASKED)
    ways = {source: "from plancli.segment import asked", tmp_path: "import asked"}
    said = [
        subprocess.run(
            [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(place)!r})\n{way}\n{ASKING}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for place, way in ways.items()
    ]
    assert said[0] == said[1]


def test_compiled_functions_give_no_generator_expression_away(build):
    """mypyc makes a list of one, so that a document of a whole book would be held at once; `yield` is compiled well."""
    given = [
        f"{path.name}:{node.lineno}"
        for path in build.modules(PACKAGE)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Return) and isinstance(node.value, ast.GeneratorExp)
    ]
    assert given == []
