"""Numeric targets in Chinese policy texts: found, normalised, compared across regions, each traced to its words.

    import plancli
    document = plancli.read("hubei.txt")
    targets = plancli.extract(document)             # list[Target]
    frame = plancli.to_frame(targets)               # pandas
    table = plancli.compare(targets)                # pandas
    plancli.export(targets, "hubei.xlsx")

Names are loaded when they are first used: `import plancli` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancli.errors import PlancliError
    from plancli.export.frames import to_frame
    from plancli.model import Document, Options, Target
    from plancli.pipeline import compare, export, extract, normalize
    from plancli.read import read
    from plancli.segment.clauses import segment

__all__ = [
    "Document",
    "Options",
    "PlancliError",
    "Target",
    "compare",
    "export",
    "extract",
    "normalize",
    "read",
    "segment",
    "to_frame",
]

# Where each public name lives. Importing plancli loads none of these (PEP 562): pandas alone takes longer than
# `--help`.
_HOMES = {
    "Document": "plancli.model",
    "Options": "plancli.model",
    "PlancliError": "plancli.errors",
    "Target": "plancli.model",
    "compare": "plancli.pipeline",
    "export": "plancli.pipeline",
    "extract": "plancli.pipeline",
    "normalize": "plancli.pipeline",
    "read": "plancli.read",
    "segment": "plancli.segment.clauses",
    "to_frame": "plancli.export.frames",
}


class _Package(ModuleType):
    """Some public functions have the name of the subpackage that does their work.

    Why: docs/decisions/one-name-for-function-and-folder.md.

    Python binds a subpackage to its parent whenever it is first imported. For a public name that is left out, so
    that `plancli.extract` is the function, before and after; `from plancli.extract import …` finds the subpackage.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    # kept in the module, so that the next access does not come here
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
