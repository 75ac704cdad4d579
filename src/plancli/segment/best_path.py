"""Where words begin in a run of characters: the path through a dictionary that is most likely, as jieba finds it.

jieba's own search (`Tokenizer.cut` without its model of unknown words) makes lists, tuples and a generator for each
character; on the clauses that rules ask about that was an eighth of all work. This one keeps two lists and gives the
same words: the tests compare them.
"""

from __future__ import annotations

from math import log

from plancli.patterns import lazy

# What may be words of several characters; every other character is a word of its own.
OF_RUN = r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]"
RUN = lazy(f"{OF_RUN}{OF_RUN}*")  # `re` runs to the first of them


UNKNOWN, INSIDE, BEGINS = 0, 1, 2
"""What is marked at a place: nothing yet, the inside of a word, its beginning."""
# The weight of what is no word and only the beginning of words; those of words are logarithms of shares.
PREFIX = 1.0


class Beginning:
    """A word, or what only begins words, with what may follow it: a walk through a text slices and hashes nothing."""

    __slots__ = ("longer", "weight")

    def __init__(self) -> None:
        self.weight = PREFIX
        self.longer: dict[str, Beginning] = {}  # by the next character


class Dictionary:
    """Words with their weights. Those with one first character are read when a text first has it: most texts of a
    few sentences need a fiftieth of them.

    Args:
        total: how often all words occur.
        lines: first character → its words and how often each occurs, in one text; 0 for what only begins words.
    """

    __slots__ = ("_lines", "_logarithm", "known", "unknown")

    def __init__(self, total: int, lines: dict[str, str]) -> None:
        self._lines = lines
        self._logarithm = log(total)
        self.known: dict[str, Beginning] = {}
        self.unknown = -self._logarithm  # the weight of a character that no word begins with

    def read(self, sign: str) -> Beginning:
        """The words that begin with `sign`."""
        first = Beginning()
        fields = self._lines.get(sign, "").split()
        for word, count in zip(fields[::2], map(int, fields[1::2]), strict=True):
            found = first
            for following in word[1:]:
                if (longer := found.longer.get(following)) is None:
                    longer = found.longer[following] = Beginning()
                found = longer
            found.weight = log(count) - self._logarithm if count else PREFIX
        self.known[sign] = first
        return first

    def mark(self, text: str, start: int, end: int, marks: bytearray) -> None:
        """Write at each place from `start` to `end` whether a word begins there: BEGINS or INSIDE.

        Args:
            marks: one for each character of `text`, or more.
        """
        marks[start:end] = bytes([BEGINS]) * (end - start)
        for run in RUN.finditer(text, start, end):
            begin, behind = run.span()
            found = bytearray([INSIDE]) * (behind - begin)
            for word in word_starts(run.group(), self):
                found[word] = BEGINS
            marks[begin:behind] = found


def word_starts(text: str, dictionary: Dictionary) -> list[int]:
    """The offsets in `text`, in order, at which its words begin.

    Args:
        text: a run of characters that `RUN` matches.
        dictionary: the words that exist.
    """
    ends = _ends(text, dictionary)
    starts: list[int] = []
    at, joined = 0, False
    while at < len(text):
        end = ends[at]
        sign = end - at == 1 and text[at].isascii() and text[at].isalnum()
        if not (sign and joined):  # single letters and digits in a row are one word
            starts.append(at)
        at, joined = end, sign
    return starts


def _ends(text: str, dictionary: Dictionary) -> list[int]:
    """For each place of `text` the end of the word that begins there on the most likely path behind it."""
    signs = list(text)  # each keeps its hash
    size = len(signs)
    scores, ends = [0.0] * (size + 1), [0] * size
    known, unknown = dictionary.known, dictionary.unknown
    for start in range(size - 1, -1, -1):
        found = known.get(signs[start]) or dictionary.read(signs[start])
        best, chosen, end = 0.0, 0, start + 1
        while True:
            weight = found.weight
            if weight != PREFIX and ((score := weight + scores[end]) >= best or not chosen):
                best, chosen = score, end
            if end == size or (longer := found.longer.get(signs[end])) is None:
                break
            found = longer
            end += 1
        scores[start] = best if chosen else scores[start + 1] + unknown
        ends[start] = chosen or start + 1
    return ends
