"""Add words to words.csv, or take them out, in order; or count what is there.

python tools/words.py add nouns.tails 上架 下架          a role for these words; conditions go with the role:
python tools/words.py add 'nouns.region_noise(not_before=域|性)' 全镇
python tools/words.py drop nouns.tails 上架             no longer in this role; without a role left the word goes
python tools/words.py count                            words, roles, and words in several lists
"""

import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path

PATH = Path(__file__).resolve().parents[1] / "src" / "plancli" / "lexicon" / "words.csv"
Entries = dict[str, tuple[list[str], str]]


def read() -> Entries:
    """Word → its roles as written, its examples."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {word: (roles.split(" "), examples) for word, roles, examples in rows[1:]}


def write(entries: Entries) -> None:
    """All entries in the order of their words."""
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "roles", "examples"))
        writer.writerows((word, " ".join(roles), examples) for word, (roles, examples) in sorted(entries.items()))


def name(role: str) -> str:
    """A role without its conditions."""
    return role.partition("(")[0]


def add(entries: Entries, role: str, words: list[str]) -> None:
    """Give each word the role; conditions that it had there before go."""
    for word in words:
        roles, examples = entries.get(word, ([], ""))
        entries[word] = ([*(one for one in roles if name(one) != name(role)), role], examples)


def drop(entries: Entries, role: str, words: list[str]) -> None:
    """Take the role, and the word's example of it, from each word."""
    for word in words:
        roles, examples = entries.pop(word)
        told = " / ".join(one for one in examples.split(" / ") if not one.startswith(f"{role}: "))
        if left := [one for one in roles if name(one) != role]:
            entries[word] = (left, told)


def count(entries: Entries) -> str:
    """How many words there are, how many roles they play, in how many entries each is."""
    played = Counter(name(role) for roles, _ in entries.values() for role in roles)
    several = sum(len(roles) > 1 for roles, _ in entries.values())
    return f"{len(entries)} words, one entry each; {len(played)} roles, {several} words with several"


def unknown(role: str) -> str:
    """What is wrong with a role that no list describes, and what to do; empty for one that is described."""
    of, _, inner = name(role).partition(".")
    lists = sorted(path.stem for path in PATH.parent.glob("*.toml"))
    if of not in lists:
        return f"{of}: no such list · lists are {' '.join(lists)}"
    part = tomllib.loads((PATH.parent / f"{of}.toml").read_text(encoding="utf-8"))
    for step in inner.removesuffix(".before").removesuffix(".behind").split("."):
        part = part.get(step) if isinstance(part, dict) else None  # type: ignore[assignment]
    if isinstance(part, dict):
        return ""
    return f"{name(role)}: no such role · write a table [{inner}] (reason, example) into src/plancli/lexicon/{of}.toml"


def wanted(role: str) -> str:
    """What a word with this role still needs: a sentence of its own, where its group of comparators has none."""
    of, _, inner = name(role).partition(".")
    group, _, side = inner.partition(".")
    if of != "comparators":
        return ""
    part = tomllib.loads((PATH.parent / f"{of}.toml").read_text(encoding="utf-8"))[group]
    sentence = f"{name(role)}: a sentence with the word and its «figure»"
    return "" if f"frame_{side}" in part else f"{group} has no frame_{side}: write into the third column {sentence}"


def main(arguments: list[str]) -> int:
    entries = read()
    if arguments == ["count"]:
        print(count(entries))
        return 0
    if len(arguments) < 3 or arguments[0] not in ("add", "drop"):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "add" and (fault := unknown(arguments[1])):
        print(f"words.py: {fault}", file=sys.stderr)
        return 2
    {"add": add, "drop": drop}[arguments[0]](entries, arguments[1], arguments[2:])
    write(entries)
    if arguments[0] == "add" and (still := wanted(arguments[1])):
        print(f"words.py: {still}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
