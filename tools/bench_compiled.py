"""What `pip install .` gives where it finds a compiler, for tools/bench.py: the package with its compiled modules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_plan import ROOT

NATIVE = "PLANCLI_NATIVE"  # what plancli asks whether to leave C out


@contextmanager
def compiled(folder: str | None, pure: bool) -> Iterator[str | None]:
    """The folder of the compiled package: one compiled before, else one made now; None where that is not possible.

    Args:
        folder: what `python hatch_build.py FOLDER` made.
        pure: whether nobody asks for it.
    """
    if folder or pure:
        yield None if pure else str(Path(folder or "").resolve())
        return
    with TemporaryDirectory(prefix="plancli-installed-") as made:
        print("compiling, as `pip install .` does …", file=sys.stderr)
        done = subprocess.run([sys.executable, ROOT / "hatch_build.py", made])  # which says why where it does not
        yield None if done.returncode else made


@contextmanager
def installed(folder: str | None) -> Iterator[None]:
    """Processes that the block starts have the package in `folder`; for None the Python of this checkout alone."""
    path, environment = list(sys.path), dict(os.environ)
    if folder is None:
        os.environ[NATIVE] = "no"
    else:
        os.environ.pop(NATIVE, None)
        sys.path.insert(0, folder)  # what is spawned has the path of this process, a command that of its environment
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (folder, environment.get("PYTHONPATH"))))
    try:
        yield
    finally:
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(environment)
