"""Word lists are read as they are written, and what is wrong with one is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancli.errors import UsageError
from plancli.lexicon import entries, load


def test_every_list_has_its_words() -> None:
    """What is kept is each TOML file with the words of words.csv put in."""
    for source in load.FOLDER.glob("*.toml"):
        found = load.parsed(source)
        for role, words in entries.by_list().get(source.stem, {}).items():
            part, key = load.part_of(found, role)
            part[key] = words
        assert load.table(source.stem) == found


def test_a_list_that_is_no_toml_is_named_with_its_place(tmp_path: Path) -> None:
    """Somebody who forgot a quotation mark is told the file and the line, in one line."""
    source = tmp_path / "units.toml"
    source.write_text('[mu]\nbase = "m2\n', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load.parsed(source)
    assert "line 2" in str(error.value)
    assert str(source) in str(error.value)
    assert "\n" not in str(error.value)
