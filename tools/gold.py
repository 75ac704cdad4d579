"""Gold records without the text of their document: kept in tests/gold/shared, joined with the document when needed.

    python tools/gold.py join FOLDER            write full gold of every file of tests/gold/shared to FOLDER
    python tools/gold.py strip GOLD DOCUMENT    print GOLD as offsets, for a new file in tests/gold/shared

A file without text begins with a line that names its document (below `../shared`) and the SHA-256 of its bytes.
Where a record had `text` and `key`, there are offsets into the document; only the wording of the indicator is kept.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from plancli.terms import Row

ROOT = Path(__file__).resolve().parents[1]
STRIPPED = ROOT / "tests" / "gold" / "shared"
SHARED = ROOT.parent / "shared"


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest(document: Path) -> str:
    return hashlib.sha256(document.read_bytes()).hexdigest()


def decoded(document: Path) -> str:
    """The text that offsets count in: UTF-8 without a byte order mark, line ends untouched."""
    return document.read_bytes().decode("utf-8-sig")


def nearest(text: str, words: str, place: int) -> int:
    """Where `words` are closest to `place`; a gold key is always part of its document."""
    return min((found.start() for found in re.finditer(re.escape(words), text)), key=lambda at: abs(at - place))


def strip(gold: list[Row], text: str) -> Iterator[Row]:
    """Each record with offsets in place of the words of the document."""
    for row in gold:
        rest = {name: value for name, value in row.items() if name not in ("start", "end", "text", "key")}
        start = nearest(text, row["key"], row["start"])
        places = {"start": row["start"], "end": row["end"], "key_start": start, "key_end": start + len(row["key"])}
        yield places | rest


def join(stripped: Path, shared: Path = SHARED) -> list[Row]:
    """Full gold records, in the format of `../shared/gold`.

    Args:
        stripped: a file of tests/gold/shared.
        shared: the folder that its document is in.

    Raises:
        ValueError: the document is not the one that was annotated.
    """
    head, *body = rows(stripped)
    document = shared / head["document"]
    if digest(document) != head["sha256"]:
        raise ValueError(f"{document} is not the document that {stripped.name} was made from")
    text = decoded(document)
    return [_joined(row, text) for row in body]


def _joined(row: Row, text: str) -> Row:
    rest = dict(row)
    start, end, key_start, key_end, indicator = map(rest.pop, ("start", "end", "key_start", "key_end", "indicator"))
    words = {"text": text[start:end], "indicator": indicator, "key": text[key_start:key_end]}
    return {"start": start, "end": end} | words | rest


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stripped in sorted(STRIPPED.glob("*.jsonl")):
        lines = [json.dumps(row, ensure_ascii=False) for row in join(stripped)]
        (folder / stripped.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(folder / stripped.name)


def _print_stripped(gold: Path, document: Path) -> None:
    name = document.resolve().relative_to(SHARED.resolve()).as_posix()
    print(json.dumps({"document": name, "sha256": digest(document)}))
    for row in strip(rows(gold), decoded(document)):
        print(json.dumps(row, ensure_ascii=False))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("join").add_argument("folder", type=Path)
    stripping = commands.add_parser("strip")
    stripping.add_argument("gold", type=Path)
    stripping.add_argument("document", type=Path)
    args = parser.parse_args()
    if args.command == "join":
        _write(args.folder)
    else:
        _print_stripped(args.gold, args.document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
