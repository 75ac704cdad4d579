"""The user's own lexicon files: what they add, and what is wrong with them, to the line and column."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plancli.errors import UsageError
from plancli.lexicon import browse, regions, units, user
from plancli.lexicon.lexicon import SHIPPED, lexicon_of
from plancli.model import Document, Options
from plancli.pipeline import analyse
from plancli.read import from_bytes

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
base = "升粮"
factor = "3/2"
"""


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_adds_indicators_regions_and_units(tmp_path: Path) -> None:
    """New entries, growth of a new entry, more words for a shipped entry, an area and a unit are all read."""
    read = SHIPPED.with_files([lexicon(tmp_path, GOOD)])
    assert read.own_indicators is not None
    for name, kind, dimension, wanted in [
        ("全市城市书房", "level", "count", "bookshops"),
        ("书房", "growth", "ratio", "bookshops_growth"),
        ("本级生产总值", "level", "money", "gdp"),
        ("地区生产总值", "level", "money", "gdp"),
    ]:
        found = read.own_indicators.lookup(name, kind, dimension)
        assert found is not None
        assert found[0].id == wanted
    assert read.own_regions[0].parent == "420100"
    assert str(read.own_units[0].factor) == "3/2"


def test_words_of_the_user_hold_where_her_lexicon_is_in_force(tmp_path: Path) -> None:
    """A unit is a unit and a place a place within the block, not before, not behind, and not in a block within."""
    own = SHIPPED.with_files([lexicon(tmp_path, GOOD)])
    known = lambda: (units.lookup("斗粮") is not None, bool(regions.find_names("光谷新增企业")))  # noqa: E731
    assert known() == (False, False)
    with own.in_force():
        assert known() == (True, True)
        with SHIPPED.in_force():
            assert known() == (False, False)
        assert known() == (True, True)
    assert known() == (False, False)


TEXT = "光谷数字经济规划\n到2025年，储备五千囷，建成城市书房30个。"
GRAIN = '[units.qun]\nwrite = ["囷"]\nbase = "石"\nfactor = "200"\n[regions."光谷"]\nparent = "420100"\n'


def said(paths: tuple[str, ...]) -> list[tuple[str, object, str, str | None, str | None]]:
    """What the program reads in `TEXT` with these lexicon files: words, value, unit, id and region of each target."""
    options = Options(lexicon=paths)
    [document] = from_bytes(TEXT.encode(), "a.txt", options)
    assert isinstance(document, Document)
    targets = analyse(document, options).targets
    return [(one.text, one.amount.value, one.amount.unit, one.indicator_id, one.region) for one in targets]


def test_two_lexicons_live_side_by_side(tmp_path: Path) -> None:
    """One process, two lexicons and none, in any order and in threads: each run reads what it would read alone."""
    grain, books = tmp_path / "grain.toml", tmp_path / "books.toml"
    grain.write_text(GRAIN, encoding="utf-8")
    books.write_text(GOOD.partition("[regions")[0], encoding="utf-8")
    alone = {
        (): [("30个", 30, "个", None, None)],
        (str(grain),): [("五千囷", 1_000_000, "石", None, "光谷"), ("30个", 30, "个", None, "光谷")],
        (str(books),): [("30个", 30, "个", "bookshops", None)],
    }
    calls = [*alone, *reversed(alone), *alone] * 3
    assert [said(paths) for paths in calls] == [alone[paths] for paths in calls]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(said, calls)) == [alone[paths] for paths in calls]


def test_a_lexicon_is_never_changed(tmp_path: Path) -> None:
    """More files make another lexicon; the one that was asked knows what it knew."""
    first = SHIPPED.with_files([lexicon(tmp_path, GOOD)])
    second = first.with_files([lexicon(tmp_path, GRAIN.partition("[regions")[0])])
    assert [unit.name for unit in first.own_units] == ["dou"]
    assert [unit.name for unit in second.own_units] == ["dou", "qun"]
    assert SHIPPED.own_units == ()


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """A process that lives long takes over what the user has written meanwhile."""
    path = lexicon(tmp_path, GRAIN)
    before = lexicon_of((str(path),))
    assert lexicon_of((str(path),)) is before
    path.write_text(GRAIN.replace("囷", "囤囤"), encoding="utf-8")
    assert lexicon_of((str(path),)).own_units[0].write == ("囤囤",)


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
        (ENTRY + 'words = ["5G基站"]\n', 7, 1, "belongs to two ids: base_stations_5g and x", "keep it under one"),
        (ENTRY + 'of = "x"\n', 7, 1, "x → x is a circle", "drop one"),
        (ENTRY + 'of = "gpd"\n', 7, 1, "no indicator gpd", "did you mean gdp?"),
        (ENTRY + 'yes = ["乙"]\n', 1, 1, "乙 does not get x", "change the example"),
        ('[regions."某区"]\nparent = "999999"\n', 2, 1, "no region has the code 999999", "GB/T 2260"),
        ('[regions."某区"]\nparent = "420100"\ncode = "420102"\n', 3, 1, "420102 is the code of 江岸区", "drop it"),
        ('[units.u]\nwrite = ["亩"]\n', 2, 1, "belongs to two units: mu and u", "keep it under one"),
        ('[units.u]\nwrite = ["斗粮"]\nfactor = "1/x"\n', 3, 1, "1/x is no number", "2000/3"),
        ('[units.u]\nwrite = ["斗粮"]\nfactor = "2"\n', 3, 1, "u is 2 of itself", "give another base"),
        ('[units.u]\nwrite = ["斗粮"]\nbase = "u"\nfactor = "2"\n', 4, 1, "u is 2 of itself", "give another base"),
        ("[units.u]\nwrite = []\n", 2, 1, "write is empty", "give the words"),
        (
            '[units.square_metre]\nwrite = ["m2"]\nbase = "亩"\n',
            3,
            1,
            "square_metre → mu → square_metre is a circle",
            "give them one base",
        ),
        ("indicators = 3\n", 1, 1, "indicators must be a table", "[indicators.NAME]"),
        ("[indicators]\nx = 3\n", 1, 1, "indicators.x must be a table", "write [indicators.x]"),
        ('[regions."某区"]\nparent = "420100"\ncode = "42"\n', 3, 1, "42 is no GB/T 2260 code", "six digits"),
        ('[units.u]\nwrite = ["斗粮"]\nfactor = "1/0"\n', 3, 1, "1/0 is no number above 0", "2000/3"),
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


MEASURE = '[units."{0}"]\nwrite = ["{0}"]\nbase = "{1}"\nfactor = "{2}"\n'


def test_a_circle_of_units_over_two_files_is_found(tmp_path: Path) -> None:
    """`base` that leads from one file to another and back is a fault of the second."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(MEASURE.format("甲斗", "乙斗", 2), encoding="utf-8")
    second.write_text(MEASURE.format("乙斗", "甲斗", 3), encoding="utf-8")
    assert [(fault.file, fault.line, fault.what) for fault in user.check([first, second])] == [
        (str(second), 3, "乙斗 → 甲斗 → 乙斗 is a circle")
    ]


@pytest.mark.parametrize(("base", "factor", "unit"), [("个", 6, "个"), ("公里", 6000, "m"), ("没有的", 6, "没有的")])
def test_a_unit_of_a_unit_is_given_in_the_base_of_both(tmp_path: Path, base: str, factor: int, unit: str) -> None:
    """Two 乙斗, each three of another unit, are six of what that one is measured in, in whatever order they come."""
    parts = MEASURE.format("甲斗", "乙斗", 2), MEASURE.format("乙斗", base, 3)
    for text in (parts[0] + parts[1], parts[1] + parts[0]):
        found = {one.name: one for one in user.read([lexicon(tmp_path, text)]).units}
        assert (found["甲斗"].factor, found["甲斗"].base) == (factor, unit)


def test_two_files_may_not_claim_one_word(tmp_path: Path) -> None:
    """A word under one id in a first file and another id in a second is a fault of the second."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(ENTRY + 'words = ["丙"]\n', encoding="utf-8")
    second.write_text(ENTRY.replace(".x]", ".y]").replace("甲", "乙") + 'words = ["丙"]\n', encoding="utf-8")
    faults = user.check([first, second])
    assert [(fault.file, fault.what) for fault in faults] == [(str(second), "the word 丙 belongs to two ids: x and y")]


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


def test_the_example_of_the_documentation_is_a_good_file(tmp_path: Path) -> None:
    """What docs/lexicon-files.md shows can be used as it stands."""
    page = (Path(__file__).parents[1] / "docs/lexicon-files.md").read_text(encoding="utf-8")
    assert user.check([lexicon(tmp_path, page.partition("```toml\n")[2].partition("```")[0])]) == []
