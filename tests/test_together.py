"""What can go together: words that say the same are not both dropped."""

from collections import Counter
from pathlib import Path

import pytest

import together
import trial
from plancli.read import from_text

Entry = tuple[str, str, str]
SAME: list[Entry] = [("x", "y", "建成"), ("x", "y", "新建")]
OTHER: Entry = ("x", "y", "公园")


def text(name: str, words: str) -> trial.Text:
    return trial.Text(name, from_text(words, id=name))


def reading(*starts: int) -> trial.Reading:
    return trial.Reading(Counter(f'{{"start": "{start}"}}' for start in starts))


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[trial.Text]:
    """Two short texts with a record each."""
    found = [text("a", "建成、新建公园20个。"), text("b", "公园5公顷。")]
    monkeypatch.setattr(together, "TEXTS", found)
    monkeypatch.setattr(together, "BASE", {0: reading(7), 1: reading(2)})
    return found


def is_near(_: Entry) -> bool:
    return False


def test_the_word_beside_which_more_fails_than_elsewhere_is_put_back_first(texts: list[trial.Text]) -> None:
    """公园 is beside a record that did not fail as well, so one of the other two is the likelier cause."""
    off = {*SAME, OTHER}
    back = together.put_back(off, {(0, 7)}, together.beside(off, is_near, {(0, 7)}))
    assert len(back) == 1
    assert back < set(SAME)


def test_a_word_goes_back_in_all_its_roles(texts: list[trial.Text]) -> None:
    """Roles of one word are beside the same records: which of them failed cannot be told."""
    off = {("x", "y", "建成"), ("x", "z", "建成")}
    assert together.put_back(off, {(0, 7)}, together.beside(off, is_near, {(0, 7)})) == off


def test_a_word_of_headings_is_beside_every_record_of_its_text(
    texts: list[trial.Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far off it is; another word counts only where it is near, or where no word is."""
    long = [text("a", "主要目标" + "。" * 300 + "公园20个"), texts[1]]
    monkeypatch.setattr(together, "TEXTS", long)
    heading, far = ("structure", "y", "主要目标"), ("x", "z", "主要目标")
    assert together.beside([heading, far, OTHER], lambda entry: entry == heading, {(0, 306)})[0, 306] == {
        heading,
        OTHER,
    }
    assert together.beside([far], is_near, {(0, 306)})[0, 306] == {far}


def test_words_are_put_back_until_nothing_changes_and_a_run_goes_on_from_its_file(
    texts: list[trial.Text], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of 建成 and 新建 one must stay; 公园 changes nothing; what is off is in the file, and is not read anew."""

    def failed(off: set[Entry], numbers: list[int]) -> set[together.Place]:
        return {(0, 7)} if set(SAME) <= off and 0 in numbers else set()

    monkeypatch.setattr(together, "_failed", failed)
    state = tmp_path / "off.csv"
    off = together.together([*SAME, OTHER], is_near, state)
    assert len(off) == 2
    assert OTHER in off
    assert together.together([], is_near, state) == off
