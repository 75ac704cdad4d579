"""Build the dictionary that clauses are cut with: words of jieba's that policy texts use, and terms counted from them.

    python tools/build_terms.py TEXTS...     folders and files; writes lexicon/segmentation.txt and lexicon/terms.csv

A term is a string of two to six characters that is no word of jieba's and behaves like one: frequent, cohesive (its
parts are together far more often than chance would have it) and free (many different characters are on either
side): the usual measures for finding new words. Only those are kept that jieba's dictionary would tear into single
characters, and that neither hold a grammatical word nor begin with a classifier (条重点产业链) nor begin or end with a
verb that the rules know. Facts about
words carry over; no sentence of the texts does.
"""

import csv
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from plancli.lexicon import load
from plancli.read import documents
from plancli.segment.fold import fold

LEXICON = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon"
GENERAL = 20_000
"""So many of jieba's most frequent words are kept, whether the texts use them or not."""
RARE = 20
LONGEST = 6
COUNT, TEXTS, COHESION, FREEDOM = 10, 4, 30.0, 1.6
DOMAIN = 20
"""How much more a word of the texts counts than one of the newspapers that jieba was counted from."""
GRAMMAR = re.compile("[的了与为和在及等或至到由于被把将并是有不各其年月日时个了着过了约近超达占]")
RUN = re.compile(r"[一-鿿]+")


def read_texts(paths: list[str]) -> list[str]:
    """The folded text of every document under `paths`."""
    files = [file for path in map(Path, paths) for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [fold(document.text) for file in files if file.is_file() for document in documents(file)]


def grams(texts: list[str]) -> tuple[Counter[str], dict[str, set[int]]]:
    """How often each string of up to LONGEST characters occurs, and in which texts (up to TEXTS of them)."""
    counts: Counter[str] = Counter()
    where: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        own: Counter[str] = Counter()
        for run in RUN.findall(text):
            for length in range(1, LONGEST + 1):
                own.update(run[at : at + length] for at in range(len(run) - length + 1))
        counts.update(own)
        for gram, _ in own.items():
            if len(where[gram]) < TEXTS:
                where[gram].add(number)
    return counts, where


def cohesion(gram: str, counts: Counter[str], total: int) -> float:
    """How much more often the weakest two parts of `gram` are together than chance would have it."""
    return min(counts[gram] * total / (counts[gram[:cut]] * counts[gram[cut:]]) for cut in range(1, len(gram)))


def freedom(grams_wanted: set[str], texts: list[str]) -> dict[str, float]:
    """The smaller of the entropies of what is on the left and on the right of each gram."""
    sides: dict[str, tuple[Counter[str], Counter[str]]] = {gram: (Counter(), Counter()) for gram in grams_wanted}
    lengths = sorted({len(gram) for gram in grams_wanted})
    for text in texts:
        for at in range(len(text)):
            for length in lengths:
                if (gram := text[at : at + length]) in sides:
                    left, right = sides[gram]
                    left[text[at - 1 : at]] += 1
                    right[text[at + length : at + length + 1]] += 1
    return {gram: min(map(entropy, pair)) for gram, pair in sides.items()}


def entropy(counts: Counter[str]) -> float:
    """Shannon's entropy, in nats; marks and line ends count as different each time."""
    total = sum(counts.values())
    return -sum(n / total * math.log(n / total) for n in counts.values()) if total else 0.0


def verbs() -> set[str]:
    """The words that are in front of a noun or between it and its figure, and those that end it."""
    groups = [*load.table("leading").values(), *load.table("predicates").values()]
    groups += [load.table("nouns")[name] for name in ("tails", "cuts")]
    words = set()
    for entry in groups:
        words |= {word["word"] if isinstance(word, dict) else word for word in entry.get("words", ())}
    return {word for word in words if RUN.fullmatch(word)}


def listed_words() -> set[str]:
    """The words of two characters and more that the rules know: a cut must never go through one by chance."""
    known = verbs()
    return whole() | {word for word in known if len(word) > 1 and not composed(word, known)}


def whole() -> set[str]:
    """The words that people added because jieba takes them apart."""
    return set(load.table("segmentation")["whole"]["words"])


def phrases_of_verbs(general: dict[str, int]) -> Iterator[str]:
    """The rare words of jieba's that are a verb and its object, or the beginning of one: 筹集资金, 入选国."""
    known = sorted(word for word in verbs() if len(word) > 1)
    starts = tuple(known)
    for word, count in general.items():
        if count <= RARE and len(word) > 2 and word.startswith(starts) and word not in known:
            yield word


def composed(word: str, known: set[str]) -> bool:
    """Whether `word` is made of two that are known, as 力争完成: a cut may go between them."""
    return any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))


def torn(gram: str) -> bool:
    """Whether jieba's dictionary leaves a single character of `gram` alone."""
    import jieba

    return min(map(len, jieba.cut(gram, HMM=False))) == 1


def counts(gram: str) -> bool:
    """Whether `gram` is a classifier and what it counts: 条|重点产业链; 条件|下 is none."""
    import jieba

    return next(jieba.cut(gram, HMM=False)) in load.table("units")["classifiers"]


def counted_terms(texts: list[str], known: dict[str, int]) -> Iterator[tuple[str, int, float, float]]:
    """The strings that are terms, with their count, cohesion and freedom."""
    counts, where = grams(texts)
    total = sum(count for gram, count in counts.items() if len(gram) == 1)
    likely = {
        gram
        for gram, count in counts.items()
        if len(gram) > 1
        and count >= COUNT
        and gram not in known
        and len(where[gram]) >= TEXTS
        and cohesion(gram, counts, total) >= COHESION
    }
    known_verbs = tuple(verbs())
    likely = {gram for gram in likely if not GRAMMAR.search(gram) and not gram.startswith(known_verbs)}
    likely = {gram for gram in likely if not gram.endswith(known_verbs) and torn(gram) and not counts(gram)}
    free = freedom(likely, texts)
    for gram in sorted(likely):
        if free[gram] >= FREEDOM:
            yield gram, counts[gram], round(cohesion(gram, counts, total), 1), round(free[gram], 2)


def main() -> None:
    """Count, and write both files."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    general = {word: count for word, count in jieba.dt.FREQ.items() if count and not word.isascii()}
    texts = read_texts(sys.argv[1:])
    apart = (set(load.table("segmentation")["apart"]["words"]) | set(phrases_of_verbs(general))) - whole()
    listed = listed_words()
    terms = [row for row in counted_terms(texts, general) if row[0] not in listed | apart]
    scale = sum(general.values())
    seen = count_words(texts, general, listed | {row[0] for row in terms}, apart)
    top = set(sorted(general, key=lambda word: (-general[word], word))[:GENERAL])
    words = {word: general.get(word, 0) + DOMAIN * seen[word] for word in (top | set(seen) | listed) - apart}
    write(kept_whole(words))
    print(f"{len(texts)} texts, {len(terms)} terms, {len(words)} words of {scale}")
    with (LEXICON / "terms.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("term", "count", "cohesion", "freedom"), *terms])


def count_words(texts: list[str], general: dict[str, int], more: set[str], apart: set[str]) -> Counter[str]:
    """How often each word is in the texts, cut with jieba's words and `more`."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in apart:
        tokenizer.del_word(word)
    for word in sorted(more, key=len):
        tokenizer.add_word(word)
    return Counter(
        word for text in texts for word in tokenizer.cut(text, HMM=False) if len(word) > 1 and RUN.fullmatch(word)
    )


def kept_whole(words: dict[str, int]) -> dict[str, int]:
    """`words`, those of `whole` so frequent that no likelier cut takes them apart."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(words), sum(words.values()), True
    for word in list(words):
        for length in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:length], 0)
    return words | {word: max(words.get(word, 0), tokenizer.suggest_freq(word) + 1) for word in whole()}


def write(words: dict[str, int]) -> None:
    """Every word with its frequency, and every beginning of a word with 0, as jieba looks them up."""
    table = {word: max(1, count) for word, count in words.items()}
    for word in list(table):
        for length in range(1, len(word)):
            table.setdefault(word[:length], 0)
    lines = (f"{word} {count}\n" for word, count in sorted(table.items()))
    (LEXICON / "segmentation.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
