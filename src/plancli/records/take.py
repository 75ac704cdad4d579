"""The records of a large set that a command needs, with the columns that it reads: only these are held in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection

from plancli.terms import Row, Status

# What comparing reads; how a record came about, and where it was in its file, is for workbooks.
LEAN = (
    "id", "doc", "region", "region_code", "start", "end", "text", "quote", "section", "indicator", "indicator_id",
    "kind", "comparator", "value", "value_max", "unit", "written_value", "written_unit", "year", "base_year", "flow",
    "annual", "status", "modality", "stated", "against", "table",
)  # fmt: skip
STATUS, OTHERS = b'"status": "', frozenset(map(str, Status))
# Of which many records hold the same text: it is kept once.
SHARED = ("doc", "region", "region_code", "quote", "section", "indicator", "kind", "unit", "written_unit", "status")
MOST = 100_000  # such texts; of a larger set no record is held


class Take:
    """Takes records of certain statuses (None: of all) that are `asked` for (None: all), with the columns of `LEAN`;
    `seen` counts what went by."""

    def __init__(self, statuses: Collection[str] | None = None, asked: Callable[[Row], bool] | None = None) -> None:
        self.statuses, self.asked = None if statuses is None else frozenset(statuses), asked
        self.seen = 0
        self._texts: dict[str, str] = {}

    def passes_by(self, line: bytes) -> bool:
        """Whether a whole line of JSON is plainly a record of another status: it is counted, and not read.

        Within a text a quotation mark is escaped, so that the first `"status": "` is a key.
        """
        start = line.find(STATUS) + len(STATUS)
        if self.statuses is None or start < len(STATUS) or not line.rstrip().endswith(b"}"):
            return False
        word = line[start : line.find(b'"', start)].decode("ascii", "replace")
        if word in self.statuses or word not in OTHERS:
            return False
        self.seen += 1
        return True

    def __call__(self, record: Row) -> Row | None:
        """The lean record, or None where it is not wanted."""
        self.seen += 1
        if self.statuses is not None and record["status"] not in self.statuses:
            return None
        if self.asked is not None and not self.asked(record):
            return None
        lean = {name: record[name] for name in LEAN}
        for name in SHARED:
            if text := lean[name]:
                lean[name] = self._texts.setdefault(text, text)
        if len(self._texts) > MOST:
            self._texts.clear()
        return lean
