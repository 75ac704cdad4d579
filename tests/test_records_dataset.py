"""Records in Parquet, by shard: compared like JSON Lines, without being loaded whole."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from plancli.cli.app import cli
from plancli.errors import InputError
from plancli.records import dataset
from plancli.records.load import load_records
from plancli.records.take import LEAN, Take

pq = pytest.importorskip("pyarrow.parquet")
RAW = Path(__file__).resolve().parents[1] / "data" / "raw"


def run(*arguments, code=0):
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.stderr
    return result


@pytest.fixture
def shards(tmp_path):
    """The documents of data/raw, every status, as three Parquet files; and as JSON Lines."""
    (tmp_path / "parts").mkdir()
    for part in (1, 2, 3):
        out = tmp_path / "parts" / f"part-{part}.parquet"
        run("extract", RAW, "--status", "all", "--shard", f"{part}/3", "-o", out)
    run("extract", RAW, "--status", "all", "-o", tmp_path / "whole.jsonl")
    return tmp_path / "parts"


@pytest.mark.parametrize("layout", ["wide", "long", "regions", "panel"])
def test_a_folder_of_shards_is_compared_like_one_file(shards, layout):
    """The same bytes as from JSON Lines, in every layout."""
    options = ("--layout", layout, "-f", "csv", "-q")
    whole = run("compare", shards.parent / "whole.jsonl", *options)
    assert run("compare", shards, *options).stdout == whole.stdout
    assert whole.stdout.count("\n") > 5


@pytest.mark.parametrize("command", ["cascade", "export"])
def test_other_commands_read_shards_too(shards, command, tmp_path):
    """They get every column."""
    whole = run(command, tmp_path / "whole.jsonl", "-f", "csv").stdout
    assert sorted(run(command, shards, "-f", "csv").stdout.splitlines()) == sorted(whole.splitlines())


def test_only_what_is_wanted_is_read(shards, monkeypatch):
    """Columns that comparing does not need stay in the file, and so do records of other statuses, which are counted."""
    read = []
    monkeypatch.setattr(dataset, "Raw", lambda cells, place: read.append((cells, place)) or Raw(cells, place))
    from plancli.records.raw import Raw

    path = shards / "part-1.parquet"
    whole = load_records(path)
    read.clear()
    take = Take(("actual",))
    some = load_records(path, take=take)
    assert take.seen == len(whole) > len(some) == len(read)
    assert not any(cells["rules"] for cells, _ in read)
    numbers = [number for number, record in enumerate(whole, 1) if record["status"] == "actual"]
    assert [place for _, place in read] == [f"{path} row {number}" for number in numbers]
    kept = ("id", "value", "year", "quote", "indicator_id")
    assert [[one[name] for name in kept] for one in some] == [
        [one[name] for name in kept] for one in whole if one["status"] == "actual"
    ]


def test_batches_are_small(shards, monkeypatch):
    """However many rows a file has, some of them are in memory at a time."""
    monkeypatch.setattr(dataset, "BATCH", 7)
    path = shards / "part-2.parquet"
    rows = dataset.rows_of_parquet(path, None)
    assert next(rows).place == f"{path} row 1"
    assert 1 + sum(1 for _ in rows) == pq.ParquetFile(path).metadata.num_rows > 7


@pytest.mark.parametrize("cut", [10, 400])
def test_a_truncated_shard_is_damaged(shards, cut):
    """One line names it; nothing is compared without it."""
    path = shards / "part-3.parquet"
    path.write_bytes(path.read_bytes()[:-cut])
    result = run("compare", shards, code=1)
    assert result.stderr == f"plancli: damaged Parquet file · {path} · export the records again\n"


def test_a_table_without_records_is_none(tmp_path):
    """Parquet of something else is said to be that."""
    import pyarrow as pa

    pq.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="no records"):
        load_records(tmp_path / "a.parquet")


def test_joined_shards_are_read_by_every_command_that_takes_records(tmp_path):
    """`cat` of the parts, in any order, is a file of records: each command gives what it gives for one run."""
    parts = [run("extract", RAW, "-f", "jsonl", "--shard", f"{part}/3").stdout for part in (3, 1, 2)]
    whole, joined = tmp_path / "whole.jsonl", tmp_path / "joined.jsonl"
    run("extract", RAW, "-o", whole)
    joined.write_text("".join(parts), encoding="utf-8")
    assert sorted(map(json.loads, "".join(parts).splitlines()), key=str) == sorted(
        map(json.loads, whole.read_text(encoding="utf-8").splitlines()), key=str
    )
    for call in (
        ("compare", "-f", "csv"),
        ("cascade", "-f", "csv"),
        ("export", "-f", "csv"),
        ("methods",),
        ("verify", RAW),
    ):
        found = [run(call[0], path, *call[1:]).stdout.replace("joined", "whole") for path in (joined, whole)]
        assert sorted(found[0].splitlines()) == sorted(found[1].splitlines()), call
    assert run("diff", whole, joined, "-f", "jsonl").stdout == ""
    run("codebook", joined)
    run("agree", whole, joined)
    run("review", joined, RAW, "-o", tmp_path / "review.html")
    gold = RAW.parents[1] / "tests" / "gold" / "hubei.jsonl"
    assert run("evaluate", gold, joined).stdout == run("evaluate", gold, whole).stdout


def test_of_what_is_not_asked_for_nothing_is_held():
    """One indicator of a large set: records of others are counted and let go."""
    take = Take(("target",), lambda record: record["indicator"] == "GDP")
    rows = [dict.fromkeys(LEAN, None) | {"status": "target", "indicator": name} for name in ("GDP", "CPI", "GDP")]
    assert [row["indicator"] for row in map(take, rows) if row] == ["GDP", "GDP"]
    assert take.seen == 3
