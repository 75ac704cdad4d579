"""Passes over every character of a text: in C where that has been compiled (`hatch_build.py`), else in Python.

`scan` is the module of C. For each of its classes and functions there is one of Python that gives the same: `Pairs`
and `places` in `plain`, `Dictionary` in `segment.best_path`, `Cues` in `structure.cues`, `Template` in
`export.target_lines`; tests/test_native.py compares them. PLANCLI_NATIVE=no leaves C out.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Any

from plancli.native import plain


def _scan() -> ModuleType | None:
    """The module of C, where it was compiled."""
    if os.environ.get("PLANCLI_NATIVE") == "no":
        return None
    try:
        # by its name: where there is none, nothing that checks types or imports should miss it
        return import_module("plancli.native.scan")
    except ImportError:
        return None


SCAN = _scan()


def fastest(name: str, otherwise: Any) -> Any:
    """What `scan` has under `name`, else `otherwise`, which gives the same.

    Args:
        name: of a class or function of C.
    """
    return getattr(SCAN, name, otherwise)


Pairs: Any = fastest("Pairs", plain.Pairs)
places: Any = fastest("places", plain.places)
