"""Examples in pages are run, not typed: every ```console block holds commands (`$ …`) with what they really print.

All blocks of a page run one after another in one folder that has `data/raw` and `docs/recipes/reports`, so a later one
may read what an earlier one wrote. A command line that ends with a backslash goes on in the next line.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?<=```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?:.*\\\n)*.*$", re.MULTILINE)
WIDTH = 100
FOLDERS = ("data/raw", "docs/recipes/reports")


def environment(home: Path) -> dict[str, str]:
    """A plain environment: nothing of the person who runs it can change what is printed."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "COLUMNS": str(WIDTH)}


def printed(command: str, folder: Path) -> str:
    """What `command` prints on both outputs, run by bash in `folder`.

    Raises:
        RuntimeError: the command, or one of a pipe, did not end with 0.
    """
    bash = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(
        bash,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    output = done.stdout.decode("utf-8")
    if done.returncode:
        raise RuntimeError(f"{command!r} ended with {done.returncode}: {output}")
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def commands(page: str) -> Iterator[str]:
    """The command lines of all console blocks of a page, without the `$`."""
    for block in BLOCK.findall(page):
        yield from (found[2:] for found in COMMAND.findall(block))


def refreshed(page: str) -> str:
    """The page with every console block holding what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FOLDERS:
            shutil.copytree(ROOT / name, Path(folder) / name)
        return BLOCK.sub(lambda block: _rerun(block.group(), Path(folder)), page)


def _rerun(block: str, folder: Path) -> str:
    return "".join(f"{found}\n{printed(found[2:], folder)}" for found in COMMAND.findall(block))
