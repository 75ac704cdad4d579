"""Write the words that no name ends with: those of jieba's grammatical classes that policy texts use.

    python tools/build_grammar.py        writes src/plancli/lexicon/grammar_words.txt

`tools/grammar.toml` says which classes are meant, and which of their words are nouns where a name ends. Classes of
words are facts of jieba's dictionary; only words that plancli's own (`segmentation.txt`) holds are taken over, since
clauses are cut into no others.
"""

import tomllib
from pathlib import Path

import jieba

from plancli.lexicon import load

LEXICON = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon"
CONJUNCTION, POSITION, OTHER = "conjunction", "position", "other"


def classes_of_jieba() -> dict[str, str]:
    """The class of every word of jieba's dictionary."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split() for line in lines)}


def grammar_words() -> dict[str, str]:
    """Each word of grammar, and whether it is a conjunction."""
    lists = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))
    single, nouns = lists["single"]["words"].split(), set(lists["not_grammar"]["words"].split())
    known, tags = set(load.text("segmentation.txt").split()[::2]), classes_of_jieba()
    of_class = {word for word, tag in tags.items() if tag in lists["classes"]["of_jieba"] and len(word) > 1}
    listed = {word for part in ("modals", "times", "pronouns", "positions") for word in lists[part]["words"].split()}
    found = (of_class & known) - nouns | set(single) | listed
    joining = lists["classes"]["conjunctions"]
    kinds = dict.fromkeys(lists["positions"]["words"].split(), POSITION)
    kinds |= {word: CONJUNCTION for word in found if tags.get(word) in joining}
    return {word: kinds.get(word, OTHER) for word in sorted(found)}


def main() -> None:
    """Write the file."""
    lines = [f"{word} {kind}\n" for word, kind in grammar_words().items()]
    (LEXICON / "grammar_words.txt").write_text("".join(lines), encoding="utf-8")
    print(len(lines), "words")


if __name__ == "__main__":
    main()
