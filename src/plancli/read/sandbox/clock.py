"""The time that a reader may take is that of the processor: on a busy machine, a long wait is no fault of the file.

A thread of the worker says every few seconds that the reader works, so that the other side goes on waiting. It falls
silent where the reader does not work (it hangs: the other side ends it), and ends the process where time is up.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

EVERY = 1.0  # seconds between two looks
LEAST = 0.02  # of that time on the processor, in which a reader on the busiest machine has done something
TIME_IS_UP = 75  # the code with which the worker ends then


class ProcessorClock:
    """Looks at the time that this process has had on the processor since the last `start`.

    Args:
        says: called while the reader works; never while the answer is written.
    """

    def __init__(self, says: Callable[[], None]) -> None:
        self._says = says
        self._lock = threading.Lock()
        self._end: float | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def start(self, seconds: float) -> None:
        """From now on the reader has so much time."""
        with self._lock:
            self._end = time.process_time() + seconds

    def stop(self) -> None:
        """The answer is there: say nothing more."""
        with self._lock:
            self._end = None

    def _watch(self) -> None:
        before = time.process_time()
        while True:
            time.sleep(EVERY)
            now = time.process_time()
            with self._lock:
                if self._end is None:
                    pass
                elif now > self._end:
                    os._exit(TIME_IS_UP)
                elif now - before >= LEAST * EVERY:
                    self._says()
            before = now
