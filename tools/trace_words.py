"""Count how often rules come upon each word in each of its roles, over all documents.

    python tools/trace_words.py            times, role and word, of every word of an open role that can be watched

A word that no rule ever comes upon changes nothing when it goes. Lists of words around names (`WordList`) and
patterns of one role are watched. A role whose words are only asked with `str.endswith` or within a longer pattern
cannot be watched; `tools/ablate.py` tries its words one by one.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import ablate
from plancli.lexicon import entries, words

Key = tuple[str, str]
MET: Counter[Key] = Counter()
WATCHED: set[str] = set()


class Watched:
    """A pattern of one role that notes which word it found."""

    def __init__(self, role: str, inner: re.Pattern[str]) -> None:
        self._role, self._inner = role, inner

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            WATCHED.discard(self._role)
        found = getattr(self._inner, name)
        return self._noting(found) if callable(found) else found

    def _noting(self, method: Any) -> Any:
        def asked(*arguments: Any) -> Any:
            found = method(*arguments)
            if isinstance(found, re.Match):
                MET[self._role, found.group()] += 1
            elif method.__name__ == "finditer":
                found = list(found)
                MET.update((self._role, match.group()) for match in found)
                return iter(found)
            elif method.__name__ not in ("match", "search", "fullmatch"):
                WATCHED.discard(self._role)
            return found

        return asked


def watch_lists() -> None:
    """Note each word that one of the lists yields."""
    plain_start, plain_end = words.WordList.all_starting, words.WordList.all_ending

    def noting(self: Any, found: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        for word, meaning in found:
            MET[role_of(meaning), word] += 1
            yield word, meaning

    words.WordList.all_starting = lambda self, *at: noting(self, plain_start(self, *at))  # type: ignore[method-assign]
    words.WordList.all_ending = lambda self, *at: noting(self, plain_end(self, *at))  # type: ignore[method-assign]
    words.WordList.starting = lambda self, *at: next(self.all_starting(*at), None)  # type: ignore[method-assign]
    WATCHED.update(f"{name}.{role}" for name in ("leading", "predicates") for role in entries.by_list()[name])


def role_of(meaning: Any) -> str:
    """The role that a word of a list has by what it means there."""
    if isinstance(meaning, words.Lead):
        return "leading." + ("noun" if meaning.noun else "verb" if meaning.verb else "adverb")
    return f"predicates.{getattr(meaning, 'name', '')}"


def watch_patterns() -> None:
    """Note each word that a pattern of one role finds; a role that is asked otherwise as well is not watched."""
    plain, plain_phrases = words.pattern, words.phrases

    def pattern(table: str, group: str) -> Any:
        WATCHED.add(f"{table}.{group}")
        return Watched(f"{table}.{group}", plain(table, group))

    def phrases(table: str, group: str) -> Any:
        OTHERWISE.add(f"{table}.{group}")
        return plain_phrases(table, group)

    words.pattern, words.phrases = pattern, phrases  # type: ignore[assignment]


OTHERWISE: set[str] = set()


def main() -> int:
    watch_lists()
    watch_patterns()
    for one in ablate.annotated():
        ablate.reading(one)
    for name in entries.by_list():
        for _, role, word in ablate.words(name):
            whole = f"{name}.{role}"
            if whole in WATCHED - OTHERWISE:
                print(MET[whole, word], whole, word)
    print(
        "not watched:",
        *sorted({f"{n}.{r}" for n, rs in entries.by_list().items() for r in rs} - (WATCHED - OTHERWISE)),
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
