"""Count what the sentences of each role look like, and write `src/plancli/structure/role_weights.csv`.

    python tools/build_roles.py             count, weigh, write
    python tools/build_roles.py --test      also: how many sentences of the even documents get the role of their heading

Sources (November 2026): the documents with odd numbers of ../shared/wild/docs, ../shared/corpus, and of
../shared/samples the reports of 31 provinces of 2025, of Wuhan, Jining and the nation, and the plans as text. A
sentence has the role that the nearest heading above it says in so many words (HEADINGS); headings themselves are not
counted, sentences of documents whose headings say nothing are not either. In a set of rules every sentence is one of
rules.

A weight is a regularised log-odds: multinomial logistic regression over the cues of a sentence (`structure.cues`), each
role counting the same, L2, full gradient from zero, a fixed number of steps: the same sources give the same file.
"""

import argparse
import csv
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from plancli.extract.find import periods
from plancli.model import Document, Failure
from plancli.read import documents
from plancli.read.plain.unwrap import unwrap
from plancli.segment.clauses import Sentences, readable
from plancli.segment.outline import section_at, sections
from plancli.segment.words import words
from plancli.structure.cues import cues

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUT = ROOT / "src/plancli/structure/role_weights.csv"
ROLES = ("retrospect", "tasks", "rules")
HEADINGS = (
    ("terms", re.compile("名词(?:解释|注释|说明)|术语解释")),
    ("", re.compile("(?:回顾|成就|成效|总结|现状|形势).*(?:安排|任务|目标)")),
    (
        "retrospect",
        re.compile(
            "工作回顾|工作总结|主要工作回顾|完成情况|发展基础|现实基础|发展现状|主要成就|发展成就|发展成效|回顾$|现状与形势"
        ),
    ),
    ("tasks", re.compile("(?:主要|发展|预期|总体|工作|建设|行动)目标$|^.{0,4}目标(?:要求)?$")),
    (
        "tasks",
        re.compile(
            "任务|工作安排|重点工作|工作重点|保障措施|主要安排|重点工程|组织实施|政府自身建设|主要举措|工作建议|[12]\\d{3}年(?:政府)?(?:主要)?工作$"
        ),
    ),
)
RULES = re.compile("办法|细则|规定|条例|若干政策|若干措施|政策措施|规则|指引|申报")
FEWEST = 15
"""In how many documents a cue is at least."""
MOST = 1200
STEPS, RATE, L2 = 200, 2.0, 5e-4


def sources(half: int) -> Iterator[Path]:
    """The files whose documents are counted (`half` 1), or tested on (0)."""
    for path in sorted((SHARED / "wild/docs").glob("*.txt")):
        if int(path.stem.rpartition("-")[2]) % 2 == half:
            yield path
    if half:
        yield from sorted((SHARED / "corpus").glob("*.txt"))
        names = (
            "reports-2025-gbk-names.zip",
            "city-*.txt",
            "national*.txt",
            "national*.pdf",
            "yunnan*.txt",
            "hainan-subsidy.doc",
            "huangpu*.txt",
        )
        for name in names:
            yield from sorted((SHARED / "samples").glob(name))


def labelled(document: Document) -> list[tuple[str, set[str]]]:
    """The sentences of a document whose role is known, as (role, cues)."""
    flat = unwrap(document)[0] if document.joins else document
    text = readable(flat)
    outline, when = sections(text), periods.find(text)
    starts = [section.span.start for section in outline]
    places = [period.span.start for period in when]
    head = document.head
    rules = (
        bool(RULES.search(head.title or "") or RULES.search(text[:60]) or re.search("(?m)^ *第一条", text))
        and head.genre != "report"
        and "方案" not in (head.title or "")
    )
    now = (
        head.horizon_year
        if head.genre == "report"
        else int(head.issued[:4])
        if head.issued
        else head.period[0]
        if head.period
        else None
    )
    roles = _roles(outline)
    found = []
    for span in Sentences(text).all():
        at = starts.index(section_at(outline, starts, span.start).span.start)
        role = "rules" if rules else roles[at]
        heading = bool(outline[at].title) and span.start - outline[at].span.start < 4 and span.end - span.start < 60
        if role not in ROLES or heading or span.end - span.start < 8:
            continue
        inside = when[bisect_left(places, span.start) : bisect_left(places, span.end)]
        found.append((role, cues(text[span.start : span.end], inside, now)))
    kinds = {role for role, _ in found}
    return found if rules or len(kinds) > 1 else []


def _roles(outline: list) -> list[str]:
    """For each section the role that its heading, or the nearest one above that says it, names."""
    stack: list[tuple[int, str]] = []
    roles = []
    for section in outline:
        stack = [(level, role) for level, role in stack if level < section.level]
        above = stack[-1][1] if stack else ""
        own = next((role for role, words in HEADINGS if words.search(section.title)), above)
        if above in ("retrospect", "terms", "tasks"):
            own = above
        stack.append((section.level, own))
        roles.append(own)
    return roles


def collected(half: int) -> list[list[tuple[str, set[str]]]]:
    found = []
    for path in sources(half):
        for document in documents(path):
            if isinstance(document, Failure):
                continue
            rows = labelled(document)
            if rows:
                found.append(rows)
                print(document.id[-24:], dict(Counter(role for role, _ in rows)), file=sys.stderr)
    return found


def vocabulary(docs: list[list[tuple[str, set[str]]]], known: set[str]) -> list[str]:
    """The cues that are words, are in enough sentences and documents, and differ between roles the most."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for rows in docs:
        seen = set()
        for role, found in rows:
            totals[role] += 1
            for cue in found:
                if cue[0] in "^|@" or cue in known:
                    counts[cue][role] += 1
                    seen.add(cue)
        spread.update(seen)

    def telling(cue: str) -> float:
        rates = np.array([(counts[cue][role] + 0.5) / (totals[role] + 1) for role in ROLES])
        return float(np.sqrt(sum(counts[cue].values())) * np.std(np.log(rates)))

    fit = [cue for cue in counts if spread[cue] >= FEWEST]
    return sorted(sorted(fit, key=lambda cue: (-telling(cue), cue))[:MOST])


def fitted(docs, cues_of: list[str]):
    place = {cue: number for number, cue in enumerate(cues_of)}
    rows = [row for doc in docs for row in doc]
    size = np.array([len(doc) ** -0.5 for doc in docs for _ in doc], dtype=np.float32)[:, None]
    matrix = np.zeros((len(rows), len(cues_of) + 1), dtype=np.float32)
    wanted = np.zeros((len(rows), len(ROLES)), dtype=np.float32)
    for number, (role, found) in enumerate(rows):
        matrix[number, [place[cue] for cue in found if cue in place]] = 1
        matrix[number, -1] = 1
        wanted[number, ROLES.index(role)] = 1
    share = 1 / (len(ROLES) * (wanted * size).sum(axis=0))
    each = (wanted @ share)[:, None].astype(np.float32) * size
    weights = np.zeros((matrix.shape[1], len(ROLES)), dtype=np.float32)
    speed = np.zeros_like(weights)
    for _ in range(STEPS):
        scores = matrix @ weights
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = matrix.T @ ((chances - wanted) * each)
        slope += L2 * weights
        speed = 0.9 * speed - RATE * slope
        weights += speed
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--test", action="store_true")
    wanted = parser.parse_args()
    docs = collected(1)
    texts = {cue for doc in docs for _, found in doc for cue in found if len(cue) == 2 and cue[0] not in "^|@"}
    known = {cue for cue in texts if re.fullmatch("[一-鿿]{2}", cue) and words(cue) == [cue]}
    cues_of = vocabulary(docs, known)
    weights = fitted(docs, cues_of)
    weights -= weights.mean(axis=1, keepdims=True)
    with open(OUT, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["cue", *ROLES])
        for cue, row in [("", weights[-1]), *zip(cues_of, weights[:-1], strict=True)]:
            if not cue or np.abs(row).max() >= 0.05:
                writer.writerow([cue, *(f"{value:.2f}" for value in row)])
    if wanted.test:
        for half in (1, 0):
            table = Counter()
            for doc in docs if half else collected(0):
                for role, found in doc:
                    score = weights[-1].copy()
                    for cue in found & set(cues_of):
                        score += weights[cues_of.index(cue)]
                    table[role, ROLES[int(score.argmax())]] += 1
            for role in ROLES:
                row = {other: table[role, other] for other in ROLES}
                total = sum(row.values()) or 1
                print(half, role, {k: round(v / total, 3) for k, v in row.items()}, total)


if __name__ == "__main__":
    main()
