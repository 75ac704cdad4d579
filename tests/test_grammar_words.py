"""Words of grammar, which no name begins or ends with: where they come from."""

from __future__ import annotations

import build_grammar
from plancli.extract.link.indicator.edge.grammar import words
from plancli.lexicon import load


def test_the_file_is_what_the_tool_makes_of_the_dictionary() -> None:
    """The words are those of jieba's grammatical classes, as tools/build_grammar.py takes them."""
    assert words() == build_grammar.grammar_words()


def test_clauses_are_cut_into_these_words() -> None:
    """Nearly every word of grammar is one that clauses are cut into; at most one in fifty is not."""
    known = set(load.text("segmentation.txt").split()[::2])
    assert len(set(words()) - known) <= len(words()) // 50
