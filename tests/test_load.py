"""Word lists are read as they are written, and what is wrong with one is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancli.errors import UsageError
from plancli.lexicon import entries, load


def test_every_list_has_its_words() -> None:
    """What is kept is each TOML file with the words of words.csv put in; composed words follow those listed."""
    for source in load.lists():
        name = source.name.removesuffix(".toml")
        found, kept = load.parsed(source), load.table(name)
        for role, words in entries.by_list().get(name, {}).items():
            part, key = load.part_of(found, role)
            made = load.part_of(kept, role)[0][key]
            assert made[: len(words)] == words
            part[key] = made if "composed" in part else words
        for role, part in found.items():
            if isinstance(part, dict) and "composed" in part and "words" not in part:
                part["words"] = kept[role]["words"]
        assert kept == found


def test_a_verb_of_change_has_both_endings() -> None:
    """提高到, 提高至, 下降到, 下降至: composed, and each once."""
    for words in (load.table("predicates")["state"]["words"], load.table("status")["reached"]["words"]):
        assert {"提高到", "提高至", "下降到", "下降至", "延伸到", "涨到"} <= set(words)
        assert len(words) == len(set(words))


def test_a_role_may_be_composed_in_several_ways() -> None:
    """保持平稳 and 处于合理区间 keep what there is; 分解表 names a plan, in a role inside another."""
    assert {"保持平稳", "处于合理区间", "稳定在合理水平"} <= set(load.table("stated")["maintain"]["words"])
    assert "任务分解表" not in load.table("head")["genre"]["plan"]["words"]
    assert {"分解表", "进度表"} <= set(load.table("head")["genre"]["plan"]["words"])
    assert list(load.composed_in("管控在")) == [("predicates.state", ["classes.keeping", "classes.at"])]


def test_a_list_that_is_no_toml_is_named_with_its_place(tmp_path: Path) -> None:
    """Somebody who forgot a quotation mark is told the file and the line, in one line."""
    source = tmp_path / "units.toml"
    source.write_text('[mu]\nbase = "m2\n', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load.parsed(source)
    assert "line 2" in str(error.value)
    assert str(source) in str(error.value)
    assert "\n" not in str(error.value)
