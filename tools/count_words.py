"""Count the words of words.csv in texts that they were not written for, or check what was counted.

    python tools/count_words.py            count in ../shared; writes lexicon/word_counts.csv
    python tools/count_words.py --check    exit 1 where what is counted there differs from the file

A word counts where words begin and end at its edges (`ClauseWords`), so that 已 in 已经 does not; one that is listed
because words end inside it (`segmentation.apart`: 率达) counts wherever it is. The texts: every
document of ../shared/wild/docs, ../shared/wild/whole and ../shared/corpus. A word that none of them holds may be one of
jieba's dictionary (counted in newspapers: `jieba` is its frequency there), or be made of words that are (`parts`):
总投资 of 概算|总投资 is; Latin letters are a part, and brackets and spaces none. What is left may be named by
the documents that say what the program must read (`named`: GUIDELINES.md). Facts about words carry over; no sentence of
the texts does.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plancli.lexicon import entries
from plancli.lexicon.words import WordList
from plancli.read import documents
from plancli.segment.clause_words import ClauseWords
from plancli.segment.fold import fold

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TEXTS = ("wild/docs", "wild/whole", "corpus")
PATH = ROOT / "src" / "plancli" / "lexicon" / "word_counts.csv"
NUMBER = "{N}"
YEARS = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
LATIN = re.compile("[A-Za-z]+")
UNSAID = re.compile("[()（） ]")
APART = frozenset(entries.by_list()["segmentation"]["apart"])
NAMING = (
    "gold/GUIDELINES.md",
    "cases/files/README.md",
    *(f"design/{name}.md" for name in ("CONTRACT", "EXAMPLES", "FAULTS", "STRUCTURE")),
)
Row = tuple[str, int, int, int, str, str]


def texts() -> Iterator[str]:
    """The folded text of every document, each once."""
    files = sorted(file for name in TEXTS for file in (SHARED / name).rglob("*.txt") if file.is_file())
    seen = set()
    for file in files:
        for document in documents(file):
            text = fold(getattr(document, "text", ""))
            if text and text not in seen:
                seen.add(text)
                yield text


def counted(words: list[str]) -> list[Row]:
    """Each word with how often it is in the texts, in how many, its frequency in jieba's dictionary, its parts, and
    the document that names it.
    """
    listed = WordList((fold(word), word) for word in words if NUMBER not in word and word not in APART)
    forms = {word: re.compile(word.replace(NUMBER, YEARS)) for word in words if NUMBER in word}
    times: Counter[str] = Counter()
    texts_with: Counter[str] = Counter()
    for text in texts():
        own = _in_text(text, listed, forms) + Counter({word: text.count(word) for word in APART & set(words)})
        times.update(own)
        texts_with.update(own.keys())
    general = _general()
    small = {word for word in words if times[word]}
    known = small | {word for word, count in general.items() if count and len(word) > 1}
    known |= {latin for word in words for latin in LATIN.findall(word) if latin != word}
    naming = {name: (SHARED / name).read_text(encoding="utf-8") for name in NAMING if (SHARED / name).is_file()}
    rows = []
    for word in words:
        made_of, named = "", ""
        if not times[word] and not general.get(word):
            made_of = "|".join(parts(UNSAID.sub("", word), known))
            named = "" if made_of else next((Path(name).name for name in naming if names(naming[name], word)), "")
        rows.append((word, times[word], texts_with[word], general.get(word, 0), made_of, named))
    return rows


def names(text: str, word: str) -> bool:
    """Whether `text` holds the word; one of Latin letters only where no letter is beside it, in whatever case."""
    return bool(re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text, re.IGNORECASE))


def parts(word: str, known: set[str]) -> list[str]:
    """Two or three words of `known` that make up `word`, one of them of two characters or more; else none."""
    for cut in range(len(word) - 1, 0, -1):
        head, rest = word[:cut], word[cut:]
        if head in known and max(len(head), len(rest)) > 1:
            if rest in known:
                return [head, rest]
            if (more := parts(rest, known)) and len(more) == 2:
                return [head, *more]
    return []


def _in_text(text: str, listed: WordList[str], forms: dict[str, re.Pattern[str]]) -> Counter[str]:
    """How often each word is in one text; of words that begin at one place, each."""
    cut = ClauseWords(text)
    found: Counter[str] = Counter()
    for start in range(len(text)):
        for folded, word in listed.all_starting(text, start, len(text)):
            found[word] += cut.spans(start, start + len(folded))
    for word, shape in forms.items():
        found[word] += sum(1 for _ in shape.finditer(text))
    return +found


def _general() -> dict[str, int]:
    """The frequencies of jieba's dictionary."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return dict(jieba.dt.FREQ)


def kept() -> list[Row]:
    """What was counted before."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return [(row[0], int(row[1]), int(row[2]), int(row[3]), row[4], row[5]) for row in list(csv.reader(file))[1:]]


def without_texts(words: list[str]) -> list[Row]:
    """The counts of before; of words that are new only what jieba's dictionary says."""
    before = {row[0]: row for row in kept()}
    return [before.get(row[0], row) for row in counted(words)]


def main() -> int:
    here = (SHARED / TEXTS[0]).is_dir()
    if not here:
        print(f"no texts at {SHARED}: new words are looked up in jieba's dictionary alone", file=sys.stderr)
    words = [word for word, _, _ in entries.rows()]
    rows = counted(words) if here else without_texts(words)
    if sys.argv[1:] == ["--check"]:
        wrong = sorted({one[0] for one in set(kept()) ^ set(rows)})
        print("\n".join(f"{word}: not as counted" for word in wrong))
        return int(bool(wrong))
    with PATH.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("word", "times", "texts", "jieba", "parts", "named"), *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
