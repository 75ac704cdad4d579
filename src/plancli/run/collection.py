"""Python's search for garbage in rings, rarer: plancli makes many small objects and very few rings."""

from __future__ import annotations

import gc

THRESHOLDS = (100_000, 50, 50)


def rarer() -> None:
    """For the rest of this process; what is loaded by now (word lists, code) is never searched again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
