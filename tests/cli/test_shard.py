"""`extract --shard`: a run in parts."""

import pytest

from .conftest import rows

TEXT = "到2027年,建成充电桩{}万个。\n"


@pytest.fixture
def plans(tmp_path):
    """A folder of five short plans, one of them below."""
    folder = tmp_path / "plans"
    (folder / "below").mkdir(parents=True)
    for number, name in enumerate(("a", "b", "below/a", "c", "d"), 1):
        (folder / f"{name}.txt").write_text(TEXT.format(number), encoding="utf-8")
    return folder


def test_parts_together_are_the_whole(invoke, plans):
    """Every record of one run is in just one of its parts, with the same id and document name."""
    whole = invoke("extract", plans).stdout.splitlines()
    parts = [invoke("extract", plans, "--shard", f"{part}/3").stdout.splitlines() for part in (1, 2, 3)]
    assert len(whole) == 5
    assert sorted(line for part in parts for line in part) == sorted(whole)


def test_joined_parts_are_read_by_other_commands(invoke, plans, tmp_path):
    """`cat` of the parts is a file of records."""
    joined = tmp_path / "joined.jsonl"
    joined.write_text("".join(invoke("extract", plans, "--shard", f"{part}/2").stdout for part in (2, 1)), "utf-8")
    assert len(rows(invoke("export", joined, "-f", "jsonl").stdout)) == 5


def test_a_part_without_files_is_empty_and_no_fault(invoke, plans, tmp_path):
    """More parts than files: exit 0 and an empty output, so that a job array ends well."""
    output = tmp_path / "part.jsonl"
    assert invoke("extract", plans, "--shard", "6/6", "-o", output).exit_code == 0
    assert output.read_bytes() == b""


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "1/0", "a/b", "-1/2", "\u00b2/3"])
def test_a_part_that_cannot_be_is_refused(invoke, plans, shard):
    """One line, exit 2."""
    result = invoke("extract", plans, "--shard", shard)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "--shard" in result.stderr
