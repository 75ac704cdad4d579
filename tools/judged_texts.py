"""The documents that people judged records of: files below ../shared, and members of archives there.

A member is named as its record's source is: samples/reports.zip!/2025.docx.
"""

from functools import cache
from pathlib import Path

import gold as stripped_gold
from plancli.model import Document
from plancli.read import documents

IN_ARCHIVE = "!/"


def document(name: str, digest: str) -> Document | None:
    """The document of this name whose bytes have this SHA-256; None where it is not here, or another one by now.

    Args:
        name: below ../shared.
        digest: the beginning of the SHA-256.
    """
    archive, _, member = name.partition(IN_ARCHIVE)
    path = stripped_gold.SHARED / archive
    if not path.is_file():
        return None
    found = _members(path).get(member) if member else next(iter(documents(path)))
    return found if isinstance(found, Document) and found.sha256.startswith(digest) else None


@cache
def _members(path: Path) -> dict[str, Document]:
    found = (one for one in documents(path) if isinstance(one, Document))
    return {one.source.partition(IN_ARCHIVE)[2]: one for one in found}
