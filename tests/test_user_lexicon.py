"""The user's own lexicon files: what they add, and what is wrong with them, to the line and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plancli.errors import UsageError
from plancli.lexicon import browse, regions, units, user

GOOD = """
[indicators.bookshops]
name_zh = "城市书房"
name_en = "Town reading rooms"
topic = "culture"
dimensions = ["count"]
kinds = ["level"]
words = ["书房"]
yes = ["城市书房"]
no = ["图书馆"]

[indicators.bookshops_growth]
of = "bookshops"
name_zh = "城市书房增速"
name_en = "Growth of town reading rooms"
topic = "culture"
dimensions = ["ratio"]
kinds = ["growth"]

[indicators.gdp]
words = ["本级生产总值"]

[regions."光谷"]
parent = "420100"

[units.dou]
write = ["斗粮"]
factor = "3/2"
"""


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def plain() -> Iterator[None]:
    """Forget the user's words after the test."""
    yield
    units.extend(())
    regions.extend(())


@pytest.mark.usefixtures("plain")
def test_a_good_file_adds_indicators_regions_and_units(tmp_path: Path) -> None:
    """New entries, growth of a new entry, more words for a shipped entry, an area and a unit are all read."""
    read = user.read([lexicon(tmp_path, GOOD)])
    assert read.indicators is not None
    for name, kind, dimension, wanted in [
        ("全市城市书房", "level", "count", "bookshops"),
        ("书房", "growth", "ratio", "bookshops_growth"),
        ("本级生产总值", "level", "money", "gdp"),
        ("地区生产总值", "level", "money", "gdp"),
    ]:
        found = read.indicators.lookup(name, kind, dimension)
        assert found is not None
        assert found[0].id == wanted
    assert read.regions[0].parent == "420100"
    assert str(read.units[0].factor) == "3/2"


@pytest.mark.usefixtures("plain")
def test_units_and_regions_of_the_user_are_known_once_read(tmp_path: Path) -> None:
    """A unit of the user is a unit, and a place of the user is a place, as soon as the file is read."""
    user.read([lexicon(tmp_path, GOOD)])
    assert units.lookup("斗粮") is not None
    assert [mention.name for mention in regions.find_names("光谷新增企业")] == ["光谷"]
    units.extend(())
    regions.extend(())
    assert units.lookup("斗粮") is None
    assert regions.find_names("光谷新增企业") == []


ENTRY = '[indicators.x]\nname_zh = "甲"\nname_en = "X"\ntopic = "t"\ndimensions = ["count"]\nkinds = ["level"]\n'


@pytest.mark.parametrize(
    ("text", "line", "column", "what", "hint"),
    [
        ("[indicators.x\n", 1, 14, "TOML", ""),
        ("a = \n", 1, 5, "TOML", ""),
        ("[indicator.x]\nwords = []\n", 1, 1, "unknown table indicator", "did you mean indicators?"),
        (ENTRY + '  wrods = ["乙"]\n', 7, 3, "unknown key wrods", "did you mean words?"),
        (ENTRY + 'words = "乙"\n', 7, 1, "words must be a list of texts", ""),
        (ENTRY.replace('["level"]', '["levle"]'), 6, 1, "unknown kind levle", "did you mean level?"),
        (ENTRY.replace('["count"]', '["cuont"]'), 5, 1, "unknown dimension cuont", "did you mean count?"),
        ('[indicators.y]\nname_zh = "甲"\n', 1, 1, "lacks name_en", "add name_en"),
        (ENTRY + 'words = ["5G基站"]\n', 7, 1, "stands under two ids: base_stations_5g and x", "keep it under one"),
        (ENTRY + 'of = "x"\n', 7, 1, "x → x is a circle", "drop one"),
        (ENTRY + 'of = "gpd"\n', 7, 1, "no indicator gpd", "did you mean gdp?"),
        (ENTRY + 'yes = ["乙"]\n', 1, 1, "乙 does not get x", "change the example"),
        ('[regions."某区"]\nparent = "999999"\n', 2, 1, "no region has the code 999999", "GB/T 2260"),
        ('[regions."某区"]\nparent = "420100"\ncode = "420102"\n', 3, 1, "420102 is the code of 江岸区", "drop it"),
        ('[units.u]\nwrite = ["亩"]\n', 2, 1, "stands under two units: mu and u", "keep it under one"),
        ('[units.u]\nwrite = ["斗粮"]\nfactor = "1/x"\n', 3, 1, "1/x is no number", "2000/3"),
        ("indicators = 3\n", 1, 1, "indicators must be a table", "[indicators.NAME]"),
    ],
)
def test_each_fault_is_named_with_file_line_column_and_a_way_out(
    tmp_path: Path, text: str, line: int, column: int, what: str, hint: str
) -> None:
    """One clear line: what is wrong, where to the column, and the nearest valid key or what to do."""
    path = lexicon(tmp_path, text)
    with pytest.raises(UsageError) as error:
        user.read([path])
    assert what in error.value.what
    assert error.value.where == f"{path}:{line}:{column}"
    assert hint in error.value.hint
    assert error.value.code == 2


def test_circles_over_several_entries_are_found(tmp_path: Path) -> None:
    """`of` that leads back to where it began is a fault of each entry on the circle."""
    text = ENTRY + 'of = "y"\n' + ENTRY.replace("indicators.x", "indicators.y").replace("甲", "乙") + 'of = "x"\n'
    assert [fault.what for fault in user.check([lexicon(tmp_path, text)])] == [
        "x → y → x is a circle",
        "y → x → y is a circle",
    ]


def test_two_files_may_not_claim_one_word(tmp_path: Path) -> None:
    """A word under one id in a first file and another id in a second is a fault of the second."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(ENTRY + 'words = ["丙"]\n', encoding="utf-8")
    second.write_text(ENTRY.replace(".x]", ".y]").replace("甲", "乙") + 'words = ["丙"]\n', encoding="utf-8")
    faults = user.check([first, second])
    assert [(fault.file, fault.what) for fault in faults] == [
        (str(second), "the word 丙 stands under two ids: x and y")
    ]


def test_a_missing_or_foreign_file_is_one_line(tmp_path: Path) -> None:
    """A file that is not there or not UTF-8 is a fault, not a traceback."""
    gbk = tmp_path / "gbk.toml"
    gbk.write_bytes('[units.u]\nwrite = ["斗"]\n'.encode("gbk"))
    faults = user.check([tmp_path / "none.toml", gbk])
    assert [fault.what for fault in faults] == ["cannot read the lexicon file", "the lexicon file is not UTF-8"]


def test_the_lexicon_can_be_listed_and_searched(tmp_path: Path) -> None:
    """Every kind is listed, all words must occur in a row found, and faults come as rows."""
    assert len(browse.list_entries("indicators")) > 150
    assert len(browse.list_entries("units")) > 50
    assert [row["id"] for row in browse.find(["江岸"], ["regions"])] == ["420102"]
    assert "base_stations_5g" in [row["id"] for row in browse.find(["5g", "基站"])]
    assert browse.find(["没有这个词"]) == []
    assert browse.check([lexicon(tmp_path, "[unit.x]\n")])[0]["line"] == "1"
    with pytest.raises(UsageError):
        browse.list_entries("rule")


@pytest.mark.usefixtures("plain")
def test_the_example_of_the_documentation_is_a_good_file(tmp_path: Path) -> None:
    """What docs/lexicon-files.md shows can be used as it stands."""
    page = (Path(__file__).parents[1] / "docs/lexicon-files.md").read_text(encoding="utf-8")
    assert user.check([lexicon(tmp_path, page.partition("```toml\n")[2].partition("```")[0])]) == []
