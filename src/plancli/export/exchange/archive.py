"""ZIP archives that are the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

STAMP = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP archive knows


def write_archive(path: Path, members: Iterable[tuple[str, str]]) -> None:
    """Write `members` (name, text) to the archive `path`, in their order.

    Raises:
        OSError: the file cannot be written.
    """
    # a fixed date for every member: the same records give the same bytes, whenever they are written
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(
                zipfile.ZipInfo(name, STAMP), text.encode("utf-8", "backslashreplace"), zipfile.ZIP_DEFLATED
            )
