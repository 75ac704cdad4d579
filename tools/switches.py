"""What tools/ablate.py switches off in a process of its own: words in a role, their conditions, terms, rules, layers.

Patterns are made of words when modules are imported, so `forget` unloads what was made of words, and what is imported
from then on lacks the words that are off.
"""

import functools
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from plancli.lexicon import entries, load
from plancli.lexicon.roles import description

# Everything but the model and the tables themselves: a process that has switched a word off imports it again.
MADE_OF_WORDS = tuple(
    f"plancli.{name}"
    for name in (
        *("compare", "extract", "normalize", "numerals", "pipeline", "read", "records", "run", "segment"),
        *("structure", "trust", "lexicon.words", "lexicon.stated_words"),
    )
)
LINK = "plancli.extract.link"
CONDITIONS = ("not_before", "before", "not_after")
SEGMENTATION = "segmentation"
TERMS = "segmentation.txt"
Entry = tuple[str, str, str]
"""List, role, word; `guard`, list.role, word; `segmentation.txt`, source, word; or `rule`, module, function."""


def words(name: str) -> Iterator[Entry]:
    """The words of a list in each role that is no closed class."""
    for role, listed in entries.by_list()[name].items():
        if not description(f"{name}.{role}").get("closed"):
            yield from ((name, role, word_of(item)) for item in listed)


def guards() -> Iterator[Entry]:
    """Every word and role that has conditions on what is beside the word."""
    for name, roles_of in entries.by_list().items():
        for role, listed in roles_of.items():
            for item in listed:
                if isinstance(item, dict) and any(key in item for key in CONDITIONS):
                    yield "guard", f"{name}.{role}", item["word"]


def terms() -> Iterator[Entry]:
    """The terms that were counted; the compounds that people added are words of the list `segmentation`."""
    yield from ((TERMS, "terms", line.partition(",")[0]) for line in load.text("terms.csv").splitlines()[1:])


def rule_modules() -> list[Any]:
    """The modules that hold rules, loaded."""
    found = [import_module(found.name) for found in walk_packages(import_module(LINK).__path__, f"{LINK}.")]
    return [module for module in found if hasattr(module, "RULES")]


def rule_lists() -> list[tuple[Any, str]]:
    """Every tuple of rules: its module, and its name there (RULES, or a part of them that is asked by itself)."""
    return [
        (module, name)
        for module in rule_modules()
        for name, value in vars(module).items()
        if isinstance(value, tuple) and value and all(_is_rule(one) for one in value)
    ]


def _is_rule(thing: Any) -> bool:
    return callable(thing) and getattr(thing, "__module__", "").startswith(LINK)


def rule_names() -> list[Entry]:
    """Every rule of every list."""
    names = {f"{rule.__module__}.{rule.__name__}" for module in rule_modules() for rule in module.RULES}
    return [("rule", name.removeprefix(LINK + ".").rpartition(".")[0], name) for name in sorted(names)]


def word_of(item: Any) -> Any:
    """The word of an entry of a list, which is a table where the word has conditions."""
    return item.get("word") if isinstance(item, dict) else item


def forget() -> None:
    """Unload what was made of words; patterns that stay as they were come from the cache of `re`."""
    for name in [name for name in sys.modules if name.startswith(MADE_OF_WORDS)]:
        del sys.modules[name]


def switch_off(off: Iterable[Entry]) -> None:
    """Take words out of their tables, or rules out of every list that asks them; in this process only."""
    of_dictionary = []
    of_role: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in off:
        name, role, word = entry
        if name == "rule":
            _drop_rule(word)
        elif name in (SEGMENTATION, TERMS):
            of_dictionary.append(entry)
        elif name == "layer":
            _drop_layer(word)
        elif name == "guard":
            of, _, inner = role.partition(".")
            _change(of, inner, lambda item, word=word: unguarded(item) if word_of(item) == word else item)
        else:
            of_role[name, role].add(word)
    for (name, role), dropped in of_role.items():
        _drop_words(name, role, dropped)
    if of_dictionary:
        _put_dictionary(of_dictionary)


def _drop_rule(rule: str) -> None:
    for module, name in rule_lists():
        rules = getattr(module, name)
        setattr(module, name, tuple(one for one in rules if f"{one.__module__}.{one.__name__}" != rule))


def _drop_layer(layer: str) -> None:
    """Drop every condition of words, or every cut between words, or both."""
    if layer in ("guards", "both"):
        switch_off(guards())
    if layer in ("words", "both"):
        from plancli.segment import clause_words

        clause_words.ClauseWords.begins = lambda self, at: True  # type: ignore[method-assign]


def _change(name: str, role: str, changed: Any) -> None:
    part, key = load.part_of(load.table(name), role)
    part[key] = [changed(item) for item in part[key]]


def _drop_words(name: str, role: str, dropped: set[str]) -> None:
    """The words, and those that are composed with them (提高 with 到), in the roles that are composed of this one."""
    part, key = load.part_of(load.table(name), role)
    made_of_it = list(_composed_of(f"{name}.{role}"))
    before = [_made(one) for one in made_of_it]
    part[key] = [item for item in part[key] if word_of(item) not in dropped]
    for one, had in zip(made_of_it, before, strict=True):
        gone = had - _made(one)
        one["words"] = [item for item in one["words"] if word_of(item) not in gone]


def _made(part: dict[str, Any]) -> set[str]:
    return {word for roles in load.compositions(part) for word in load.composed(_Tables(), roles)}


def _composed_of(role: str) -> Iterator[dict[str, Any]]:
    for name in entries.by_list():
        for part in load.table(name).values():
            if isinstance(part, dict) and any(role in roles for roles in load.compositions(part)):
                yield part


class _Tables(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        return load.table(name)


def unguarded(item: Any) -> Any:
    """A word without the conditions on what is beside it."""
    return {key: value for key, value in item.items() if key not in CONDITIONS}


def without_term(words: dict[str, int], word: str) -> dict[str, int]:
    """The dictionary without a word of ours: as frequent as jieba has it, or only the beginning of words."""
    return words | {word: _general().get(word, 0)}


def _put_dictionary(off: list[Entry]) -> None:
    """A compound that jieba takes apart, or keeps together, as jieba itself has it."""
    clause_words = import_module("plancli.segment.clause_words")
    known = clause_words.frequencies()
    for _, _, word in off:
        known = without_term(known, word)
    made = clause_words.Dictionary(*clause_words.by_first(known))
    clause_words._dictionary = lambda: made


@functools.cache
def _general() -> dict[str, int]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return dict(jieba.dt.FREQ)
