"""The fuzzing tool itself: inputs come again by their number, and a few of each kind end as they should."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.checks import FindingError, _nothing_lost, _read, document, document_of
from fuzz.tables import table

TOOLS = Path(__file__).resolve().parents[1] / "tools"


def test_a_number_gives_the_same_input_again() -> None:
    """Seed and number are all that is needed to see a finding again."""
    assert document_of(7, "a") == document_of(7, "a")
    assert document_of(7, "a")[0] != document_of(7, "b")[0]


def test_only_what_was_a_package_has_checksums() -> None:
    """A text under the name of an archive may change in a figure; an archive that reads otherwise is a finding."""
    plain, hurt = "到2025年，建成平台30个。".encode(), "到2025年，建成平台90个。".encode()
    _nothing_lost(hurt, "a.tgz", "number", *_read(hurt, "a.tgz"), plain)
    packed = gzip.compress(hurt)
    with pytest.raises(FindingError):
        _nothing_lost(packed, "a.txt.gz", "number", *_read(packed, "a.txt.gz"), gzip.compress(plain))


@pytest.mark.processes
def test_mutated_documents_end_in_a_line() -> None:
    """A handful through every step; `make fuzz` runs thousands."""
    assert {document(number, "tests") for number in range(60)} <= {"read", "warned", "refused"}


def test_mutated_tables_of_the_user_end_in_a_line() -> None:
    """Records, lexicons, decisions and expressions through their commands."""
    assert {table(number, "tests") for number in range(40)} <= {"read", "refused"}


@pytest.mark.processes
def test_the_report_says_how_many_and_from_which_seed() -> None:
    """The numbers of a run and its seed are printed, so that it can be made again."""
    call = [sys.executable, "-m", "fuzz", "--seed", "tests", "--count", "5", "--tables"]
    ended = subprocess.run(call, capture_output=True, text=True, timeout=300, env={"PYTHONPATH": str(TOOLS)})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "5 mutated records, lexicons, expressions, seed tests" in ended.stdout
