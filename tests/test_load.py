"""Word lists are parsed once and kept; what is kept is never trusted further than the list itself."""

import json
import os
import sys

import pytest

from plancli.errors import UsageError
from plancli.lexicon import load

LIST = '[mu]\nbase = "m2"\nwrite = ["亩"]\nratio = 0.5\n'
PARSED = {"mu": {"base": "m2", "write": ["亩"], "ratio": 0.5}}


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A word list of its own folder, in a Python that may write bytecode."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "units.toml"
    path.write_text(LIST, encoding="utf-8")
    return path


def kept(source):
    """What lies beside the list."""
    return list((source.parent / "__pycache__").glob("*"))


def test_what_is_kept_is_what_was_parsed(source):
    """The second reading takes the kept file, and gives the same."""
    assert load.parsed(source) == PARSED
    (path,) = kept(source)
    assert json.loads(path.read_text(encoding="utf-8"))["table"] == PARSED
    assert load.parsed(source) == PARSED


def test_a_changed_list_is_parsed_again(source):
    """Another time or size of the list makes what is kept worthless."""
    load.parsed(source)
    before = source.stat()
    source.write_text(LIST.replace("m2", "m3"), encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert load.parsed(source)["mu"]["base"] == "m3"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"stamp": 1}', b"\xff\xfe", b"null"])
def test_a_damaged_file_is_parsed_again(source, content):
    """Nothing that stands in the kept file raises, and it is mended."""
    load.parsed(source)
    (path,) = kept(source)
    path.write_bytes(content)
    assert load.parsed(source) == PARSED
    assert json.loads(path.read_text(encoding="utf-8"))["table"] == PARSED


def test_nothing_is_written_where_python_writes_no_bytecode(source, monkeypatch):
    """PYTHONDONTWRITEBYTECODE holds here too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load.parsed(source) == PARSED
    assert kept(source) == []


def test_a_folder_that_cannot_be_written_is_no_fault(source):
    """Without a place to keep it, the list is parsed each time."""
    (source.parent / "__pycache__").write_text("no folder")
    assert load.parsed(source) == load.parsed(source) == PARSED


def test_what_json_cannot_hold_is_not_kept(source):
    """A date in a list stays a date."""
    source.write_text("since = 2024-01-01\n", encoding="utf-8")
    assert str(load.parsed(source)["since"]) == str(load.parsed(source)["since"]) == "2024-01-01"
    assert kept(source) == []


def test_a_list_that_is_no_toml_is_named_with_its_place(source):
    """Somebody who forgot a quotation mark is told the file and the line, in one line."""
    source.write_text('[mu]\nbase = "m2\n', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load.parsed(source)
    assert "line 2" in str(error.value)
    assert str(source) in str(error.value)
    assert "\n" not in str(error.value)
