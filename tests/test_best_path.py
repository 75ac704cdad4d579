"""Words of clauses: the same as jieba's."""

import logging

import jieba
from hypothesis import given
from hypothesis import strategies as st

from plancli.segment.clause_words import ClauseWords, frequencies

SIGNS = st.sampled_from(
    "到2025年建成5G基站和充电桩上网课程参保率普及人民医院的服务平台水平均A-b%.·《》()“” 　\r全面提高万亩以上"
)


def jieba_words(clause: str) -> list[str]:
    """The words of `clause` by jieba itself with the small dictionary."""
    jieba.default_logger.setLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = frequencies()
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.initialized = True
    return list(tokenizer.cut(clause, HMM=False))


@given(st.text(SIGNS, max_size=60))
def test_clauses_are_cut_as_jieba_cuts_them(clause):
    """Every place at which jieba begins a word, and no other, is the beginning of one here."""
    words, at, starts = ClauseWords(clause), 0, set()
    for word in jieba_words(clause):
        starts.add(at)
        at += len(word)
    assert {at for at in range(len(clause)) if words.begins(at)} == starts


def test_a_clause_is_cut_alone():
    """Marks bound clauses: what stands in the next one changes nothing."""
    words = ClauseWords("建成学校,学校建成")
    assert [at for at in range(9) if words.begins(at)] == [0, 2, 4, 5, 7]
