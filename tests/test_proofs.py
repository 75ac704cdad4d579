"""A word of an open role has a text in which it plays this role: something comes out otherwise there without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cases_of

import proofs
import prove
import worth
from plancli.lexicon import entries, load
from proofs import Proof
from prove import Tried

PACKAGE = Path(load.__file__).parents[1]
OPEN = [entry for entry in worth.played(entries.rows()) if entry[0] != "compare"]  # no text is compared
PROVEN = proofs.read()
STAYING = 2345
OUTSIDE = 21  # of these in no family: the only words of their roles (decision words-that-change-nothing)
GROWTH = ("predicates", "growth", "桌子")


def test_every_word_is_shown_in_its_role() -> None:
    """A word without a proof is named, with what to do about it."""
    assert proofs.unshown(OPEN, PROVEN) == []


@pytest.mark.parametrize("word", ["喵喵喵", "汪汪汪", "桌子", "椅子"])
def test_a_word_that_plays_no_role_is_refused_in_every_role(word: str) -> None:
    """As a word of growth, of the past, of whatever is open: one sentence says what to do."""
    roles = sorted({(of, role) for of, role, _ in OPEN})
    assert len(roles) > 350
    told = proofs.unshown([(of, role, word) for of, role in roles], PROVEN)
    assert len(told) == len(roles)
    assert all(one.startswith(f"{word} as ") and "tools/prove.py --new" in one for one in told)


def test_words_that_stay_without_a_proof_become_no_more() -> None:
    """They are those of before, and their list says why such words stay; who proves or drops one lowers the number."""
    staying = [one.entry for one in PROVEN.values() if one.how == proofs.STAYS and one.entry in set(OPEN)]
    assert len(staying) <= STAYING
    assert [entry for entry in staying if not load.table("roles")[entry[0]].get("stays")] == []


def test_words_that_stay_are_of_a_family_or_become_no_more() -> None:
    """A role whose members can be listed says so (`family` in roles.toml), and keeps them; others have few to lose."""
    outside = [
        one.entry
        for one in PROVEN.values()
        if one.how == proofs.STAYS and one.entry in set(OPEN) and not proofs.family(one.entry)
    ]
    assert len(outside) <= OUTSIDE


def test_a_case_that_proves_a_word_is_there() -> None:
    """The file beside a rule has the phenomenon that a line names, and a sentence or a title of it holds the word."""
    held: dict[str, str] = {}
    for path in sorted(PACKAGE.glob("**/*.cases.toml")):
        for case in cases_of(path):
            held[f"{path.stem}/{case.phenomenon}"] = held.get(f"{path.stem}/{case.phenomenon}", "") + case.text
            held[f"{path.stem}/{case.phenomenon}"] += case.head.title or ""
    named = [one for one in PROVEN.values() if ".cases/" in one.where and one.entry in set(OPEN)]
    assert len(named) > 500
    assert [one for one in named if one.where not in held] == []
    assert [one for one in named if one.entry[2] not in held[one.where]] == []


def seen(how: str, right: int = 0, is_case: bool = False, text: str = "a/a") -> Tried:
    """What was seen of 桌子 in one text."""
    return Tried(GROWTH, text, how, right, "", is_case)


def test_what_changes_nothing_proves_nothing() -> None:
    """Neither does what spoils more annotated targets than are right by it."""
    assert prove.proof([seen(""), seen("")], among=False) is None
    assert prove.proof([seen("values", right=-2), seen("values", right=1)], among=False) is None


def test_the_best_text_proves_a_word() -> None:
    """A case comes before what nobody has judged, other values before another rule."""
    found = prove.proof([seen("told"), seen("values"), seen("values", is_case=True, text="x.cases/y")], among=False)
    assert found is not None
    assert found[0] == Proof(GROWTH, "alone", "x.cases/y")
    assert found[1].is_judged
    named = prove.proof([seen("told"), seen("")], among=False)
    assert named is not None
    assert named[0].how == "named"
    assert not named[1].is_judged


def test_a_line_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Lines are put in order."""
    lines = [Proof(("b", "role", "词"), "among", "text/1"), Proof(("a", "role", "词"), "stays", "")]
    proofs.write(lines, tmp_path / "proofs.csv")
    assert list(proofs.read(tmp_path / "proofs.csv").values()) == sorted(lines, key=lambda one: one.entry)
