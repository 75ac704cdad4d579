"""Names in bad input are bounded, explained and doubted; nothing crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import PLAN
from click.testing import CliRunner

from plancli.cli.app import cli
from plancli.lexicon.user import check
from plancli.model import Document, Target
from plancli.pipeline import analyse

LONGEST = 160


def targets(text: str) -> list[Target]:
    """The records of a sentence that stands in a plan."""
    return list(analyse(Document("case", text, PLAN)).targets)


def test_a_name_of_three_hundred_characters_is_bounded_explained_and_doubted() -> None:
    """No name is longer than the clause that is looked at; the record says which rule cut it and that it is long."""
    (one,) = targets(f"建成{'乡' * 300}卫生院9家。")
    assert one.indicator.endswith("卫生院")
    assert len(one.indicator) <= LONGEST
    assert dict(one.answers)["indicator"].rule == "noun_before"
    assert "name_long" in one.doubts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新建(含改造(含维修(含养护)))灌区12处。", ["灌区"]),
        ("建设“乡‘医“联”体’一”医院3家。", ["医院"]),
        ("“甲（乙“丙）丁”泵站4座、）（泵站5座、“”泵站6座。", ["泵站", "泵站", "泵站"]),
        ("((((((((((学校))))))))))9所。", ["学校"]),
    ],
)
def test_nested_and_broken_brackets_and_quotes_leave_a_name_whose_marks_close(text: str, names: list[str]) -> None:
    """Whatever is nested or left open, a name holds its head and as many opening as closing marks."""
    found = [one.indicator for one in targets(text)]
    assert len(found) == len(names)
    for indicator, head in zip(found, names, strict=True):
        assert head in indicator
        assert all(indicator.count(opening) == indicator.count(closing) for opening, closing in ("“”", "()", "‘’"))


def test_latin_letters_stay_in_a_name() -> None:
    """Acronyms, slashes and hyphens inside a name are part of it, and blanks between Latin words stay."""
    found = targets("建成AI+CT/MRI联合实验室3个，引进Health care平台2家，K12学校达到9所。")
    assert [one.indicator for one in found] == ["AI+CT/MRI联合实验室", "Health care平台", "K12学校"]


@pytest.mark.parametrize("text", ["达到、超过、实现300个。", "力争60%。", "各9家；均超过80%以上。", "的的的的300个。"])
def test_a_clause_without_a_noun_gives_no_record(text: str) -> None:
    """A figure that nothing names is left out: no word of reaching becomes a name."""
    assert targets(text) == []


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('[indicators.x]\nname_zh = "甲"\nname_en = "X"\ntopic = "t"\ndimensions = ["ratio"]\nkinds = ["growth"]\n'
         'words = ["地区生产总值"]\n', "地区生产总值 belongs to two ids"),
        ('[units.u]\nwrite = ["家"]\nbase = "元"\ndimension = "money"\n', "家 belongs to two units"),
    ],
)  # fmt: skip
def test_words_of_the_user_that_contradict_the_list_are_refused_in_one_line(
    tmp_path: Path, entry: str, what: str
) -> None:
    """The line says which two entries claim the word and where; nothing is read with such a file."""
    path = tmp_path / "own.toml"
    path.write_text(entry, encoding="utf-8")
    assert [what in fault.what for fault in check([path])] == [True]
    text = tmp_path / "a.txt"
    text.write_text("到2025年，地区生产总值增长5%。", encoding="utf-8")
    result = CliRunner().invoke(cli, ["extract", str(text), "--lexicon", str(path)])
    assert result.exit_code == 2
    (line,) = result.stderr.strip().split("\n")
    assert what in line
    assert f"{path}:" in line
