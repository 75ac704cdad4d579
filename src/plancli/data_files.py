"""The data files that ship with plancli, wherever Python imports it from: a folder, or a zip (zipapp)."""

from __future__ import annotations

from importlib.resources import files


def data_text(package: str, name: str) -> str:
    """The text of a data file.

    Args:
        package: in whose folder the file is, e.g. `plancli.lexicon`.
        name: of the file, e.g. `regions.csv`.

    Raises:
        FileNotFoundError: the package has no such file.
    """
    return files(package).joinpath(name).read_text(encoding="utf-8")
