"""Patterns as `re` compiles them, kept from run to run: compiling those of one sentence takes a third of its run.

What is kept is what `re` gives to its own engine, by text and flags of the pattern, for one version of Python: no part
of what `re` promises, so that a Python which does it otherwise compiles each time, as every Python did. A pattern that
nobody used for weeks, such as one of an older plancli, goes when something new is kept.
"""

from __future__ import annotations

import atexit
import re
import sys
import time
from array import array
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from plancli import kept
from plancli.native import fastest, gates

Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...], gates.GateParts | None]
"""Flags, code, number of groups, groups by name, names by group; then what every match must have (`native.gates`)."""
Written = tuple[str, int, bool]
"""Text, flags, and whether the gate tells alternatives apart."""
NAME = "patterns"
MOST = 3000  # patterns that are kept: three times as many as there are
DAY = 86_400  # seconds
DAYS = 30  # that a pattern is kept unused


class Engine:
    """The parts of `re` by which it compiles, and those that were so made in this run or an earlier one.

    Raises:
        ImportError: this Python has none of that name.
    """

    def __init__(self) -> None:
        self._parse: Callable[..., Any] = import_module("re._parser").parse
        self._code: Callable[..., Any] = import_module("re._compiler")._code
        engine = import_module("_sre")
        self._compile: Callable[..., Any] = engine.compile
        version = sys.hexversion, int(engine.MAGIC), int(engine.CODESIZE)
        self._stamp = ("patterns", *version, *kept.state(Path(gates.__file__)))
        self._found: dict[Written, Parts] = {key: parts for key, (parts, _) in self._loaded().items()}
        self._used: set[Written] = set()
        self._new: dict[Written, Parts] = {}

    def compiled(self, text: str, flags: int, apart: bool = False) -> tuple[re.Pattern[str], gates.GateParts | None]:
        """As `re.compile`, and what every match has (`native.gates.gate`).

        Args:
            text: the pattern.
            flags: those of `re`.
            apart: as `gate` takes it.

        Raises:
            re.error: the text is no pattern.
        """
        key = (text, flags, apart)
        parts = self._found.get(key)
        if parts is None:
            parts = self._found[key] = self._made(text, flags, apart)
            if not self._new:
                atexit.register(self._save)
            self._new[key] = parts
        self._used.add(key)
        all_flags, code, groups, by_name, names, gate = parts
        return self._compile(text, all_flags, array("I", code).tolist(), groups, by_name, names), gate

    def _made(self, text: str, flags: int, apart: bool) -> Parts:
        parsed = self._parse(text, flags)
        by_name = dict(parsed.state.groupdict)
        numbers = {number: name for name, number in by_name.items()}
        names = tuple(numbers.get(number) for number in range(parsed.state.groups))
        code = array("I", self._code(parsed, flags)).tobytes()
        gate = gates.gate(text, flags, apart)
        return int(flags | parsed.state.flags), code, parsed.state.groups - 1, by_name, names, gate

    def _loaded(self) -> dict[Written, tuple[Parts, int]]:
        """What is kept: the parts of each pattern, and the day on which a run that used it last kept something."""
        found = kept.load(Path(__file__), NAME, self._stamp)
        return found if isinstance(found, dict) else {}

    def _save(self) -> None:
        today = int(time.time()) // DAY
        self._found = {}  # what was loaded goes before it is loaded once more, else it would be in memory twice
        # loaded once more, since another process may have kept others meanwhile
        found = {key: (parts, today if key in self._used else day) for key, (parts, day) in self._loaded().items()}
        merged = {key: known for key, known in found.items() if today - known[1] <= DAYS}
        merged |= {key: (parts, today) for key, parts in self._new.items()}
        if len(merged) > MOST:
            merged = {key: known for key, known in merged.items() if key in self._used}
        kept.save(Path(__file__), NAME, self._stamp, merged)


class _Compiler:
    """`re.compile`, by what was kept where that is possible."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._works = True

    def __call__(self, text: Any, flags: int = 0) -> re.Pattern[Any]:
        return self._with_gate(text, int(flags), False)[0]

    def gated(self, text: Any, flags: int = 0, apart: bool = False) -> re.Pattern[Any]:
        """The same pattern behind a gate of C, where that is compiled, which says no sooner than `re` does.

        Args:
            text: the pattern.
            flags: those of `re`.
            apart: whether the gate tells alternatives apart, of a pattern with some dozens that have little in common.
        """
        pattern, parts = self._with_gate(text, int(flags), apart)
        return pattern if GATE is None or parts is None else GATE(pattern, parts)

    def _with_gate(self, text: Any, flags: int, apart: bool) -> tuple[re.Pattern[Any], gates.GateParts | None]:
        if self._works and isinstance(text, str):
            try:
                engine = self._engine = self._engine or Engine()
                return engine.compiled(text, flags, apart)
            except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
                self._works = False  # not this Python: `re` knows how
        return re.compile(text, flags), None


GATE = fastest("Gate", None)
compiled = _Compiler()
