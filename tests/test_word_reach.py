"""A word of the lexicon changes readings where it stands, and nowhere else."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancli.extract import extract_document
from plancli.lexicon import load
from plancli.lexicon.roles import roles
from plancli.lexicon.words import prenominal_words
from plancli.model import Document, Head
from plancli.read import read

RAW = sorted((Path(__file__).resolve().parents[1] / "data" / "raw").glob("*.txt"))
PLAN = Head(horizon_year=2025, genre="plan")
ADDED = "喵喵喵"


@pytest.fixture
def with_a_word(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The verbs in front of names, and one more that no text knows."""
    verbs = load.table("leading")["verb"]
    monkeypatch.setitem(verbs, "words", [*verbs["words"], ADDED])
    prenominal_words.cache_clear()
    yield
    monkeypatch.undo()
    prenominal_words.cache_clear()


def names(text: str) -> list[tuple[str, str]]:
    """Figures and names of a text."""
    return [(target.text, target.indicator) for target in extract_document(Document("case", text, PLAN)).targets]


def test_an_added_word_changes_nothing_where_it_does_not_stand(request: pytest.FixtureRequest) -> None:
    """The briefs give the same records with one verb more; a sentence that holds the verb gives another name."""
    texts = [read(path).text for path in RAW]
    assert texts
    before = [names(text) for text in texts]
    sentence = f"{ADDED}公共厕所40座。"
    assert names(sentence) == [("40座", f"{ADDED}公共厕所")]
    request.getfixturevalue("with_a_word")
    assert [names(text) for text in texts] == before
    assert names(sentence) == [("40座", "公共厕所")]


def test_all_roles_of_a_word_are_found() -> None:
    """突破 is a verb in front of a name, a comparator, a tail: each list is named, with what the word says there."""
    found = {row["of"]: row["words"] for row in roles("突破") if row["kind"] == "role"}
    assert {"nouns.tails", "nouns.deeds", "status.purpose"} <= set(found)
    assert all("·" in words for words in found.values())


READ_ALL = """
import json, sys
from plancli.lexicon import entries
added, texts = sys.argv[1], sys.argv[2:]
for name, of_list in entries.by_list().items() if added else ():
    for role, listed in of_list.items():
        like = next((dict(word) for word in listed if isinstance(word, dict)), None)
        longest = max(len(word["word"] if isinstance(word, dict) else word) for word in listed)
        word = added + "{N}" * (role == "counted") if longest > 1 else added[0]
        listed.append(word if like is None else like | {"word": word})
from plancli.pipeline import extract
from plancli.read import read
found = [target for path in texts for target in extract(read(path), status=None)]
print(json.dumps([(target.text, target.indicator, str(target.status), target.year) for target in found]))
"""


@pytest.mark.processes
def test_a_word_added_to_every_role_changes_nothing_where_it_does_not_stand() -> None:
    """All lists at once: the briefs, none of which holds the word, give the same names, status and years."""
    texts = [str(path) for path in RAW]
    plain, more = (
        subprocess.run([sys.executable, "-c", READ_ALL, added, *texts], stdout=subprocess.PIPE, check=True).stdout
        for added in ("", ADDED)
    )
    assert len(json.loads(plain)) > 100
    assert more == plain
