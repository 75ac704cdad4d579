"""Words that join two names (、 和 与); 普及, 参与 and 和谐 hold such a character and are other words."""

from __future__ import annotations

from plancli.lexicon.words import phrases
from plancli.patterns import lazy
from plancli.segment.clause_words import ClauseWords

LIST_COMMA = "、"
ABOVE_OR_BELOW = phrases("classes", "bounds_behind")
JOINT_WORDS = (LIST_COMMA, *phrases("nouns", "joints"))
JOINT_STARTS = frozenset(word[0] for word in JOINT_WORDS)
JOINT = lazy("|".join(JOINT_WORDS))


def joins(words: ClauseWords, at: int) -> bool:
    """Whether a joining word is at `at`."""
    text = words.text
    # most characters begin none, which is sooner seen than asked of a pattern
    return text[at : at + 1] in JOINT_STARTS and JOINT.match(text, at) is not None and _alone(words, at)


def last_joint(words: ClauseWords, start: int, end: int) -> int:
    """Where the last joining word between two places is; -1 where there is none.

    Args:
        start: offset in the text of `words`; a joining word may begin there.
        end: offset behind the last character that is looked at.
    """
    found = (match.start() for match in JOINT.finditer(words.text, start, end) if _alone(words, match.start()))
    return max(found, default=-1)


def joined(words: ClauseWords, start: int, end: int) -> list[tuple[int, int]]:
    """Where the joining words between two places begin and end.

    Args:
        start: offset in the text of `words`.
        end: offset behind the last character that is looked at.
    """
    matches = JOINT.finditer(words.text, start, end)
    return [match.span() for match in matches if _alone(words, match.start())]


def _alone(words: ClauseWords, at: int) -> bool:
    # 和 inside a word that jieba knows (和平, 饱和) joins nothing, nor does 及 of 地级及以上城市
    return words.text[at] == LIST_COMMA or (
        words.spans(at, at + 1) and not words.text.startswith(ABOVE_OR_BELOW, at + 1)
    )
