"""The house itself: no two modules import each other, no room is overfull, no function is long, no package is idle."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import house

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"
FILES = sorted(PACKAGE.rglob("*.py"))
NOT_IMPORTED = {"defusedxml", "onnxruntime"}  # a library of ours uses them where it finds them
NAMES = {"charset-normalizer": "charset_normalizer", "python-docx": "docx"}


@pytest.mark.parametrize("name", [name for name, (_, bound) in house.PLACES.items() if bound is not None])
def test_the_house_is_in_order(name: str) -> None:
    """Of what tools/house.py counts and holds (import circles, full folders, long functions …) there is no place."""
    places, bound = house.PLACES[name]
    assert len(places()) <= bound, places()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('TOTAL = lazy("累计|合计|共")', 1),
        ('TOTAL = lazy(rf"[,:](?:累计|合计|共){UNIT}")', 1),
        ('WORDS = ("累计", "合计", "共计", "总计")', 1),
        ('TOTAL = lazy("累计|共")', 0),
        ('TOTAL = lazy("[累合共]计")', 0),
        ('HALF = lazy("半(?![导岛径决路点封])")', 1),
        ('TOTAL = lazy(rf"""{UNIT}  # 累计|合计|共\n""", re.VERBOSE)', 0),
        ('def total():\n    """累计|合计|共: a sum."""', 0),
    ],
)
def test_a_list_of_words_in_code_is_found(source: str, found: int) -> None:
    """Words between bars, four in a tuple, a row of characters are lists; comments and docstrings are none."""
    assert len(list(house.listed_in(house.Module("made.py", source, ast.parse(source))))) == found


def test_functions_are_short() -> None:
    """Half of the functions are within 6 lines, 90 % within 18."""
    found = house.figures()
    assert found["function, median (≤ 6)"] <= 6
    assert found["function, 90 % (≤ 18)"] <= 18


def test_comments_say_why() -> None:
    """A newcomer finds three comments or more in a hundred lines."""
    assert house.figures()["comments per 100 lines"] >= 3


@pytest.mark.parametrize("place", ["dependencies", "optional-dependencies"])
def test_every_declared_package_is_imported(place: str) -> None:
    """A package that no module imports leaves pyproject.toml; README has a line for each that is declared."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"] if place.startswith("optional") else {"": project["dependencies"]}
    shipped = [items for name, items in extras.items() if name not in ("dev", "site")]
    packages = {re.split(r"[<>=\[]", item)[0] for items in shipped for item in items}
    source = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))
    assert {name for name in packages - {"plancli"} if NAMES.get(name, name) not in imported} <= NOT_IMPORTED
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in packages - {"plancli"}:
        assert re.search(rf"^\|[^|]*`{name}`", readme, re.MULTILINE), name
