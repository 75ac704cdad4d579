"""`extract --resume` and `--cache`: a second run reads what has changed, and gives the bytes of a fresh one."""

import os
import shutil
import zipfile

import pytest

from .conftest import PLAN


@pytest.fixture
def plans(tmp_path):
    """A folder of four plans, one of them in an archive."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PLAN.replace("2.6", f"{number}.6"), encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("below/0.txt", PLAN.replace("2.6", "7.6"))
    return folder


@pytest.fixture
def again(invoke, plans, tmp_path):
    """Run with a cache: the output's bytes, and how many files were kept of how many."""

    def run(*options, name="targets.jsonl", code=0):
        out = tmp_path / name
        result = invoke("extract", plans, "--cache", tmp_path / "cache", "-o", out, *options)
        assert result.exit_code == code, result.stderr
        (line,) = [line for line in result.stderr.splitlines() if "kept from an earlier run" in line]
        return out.read_bytes(), line.removeprefix("plancli: ").split(" files")[0]

    return run


def fresh(invoke, plans, tmp_path, *options, name="fresh.jsonl"):
    invoke("extract", plans, "-o", tmp_path / name, *options)
    return (tmp_path / name).read_bytes()


def test_a_second_run_reads_nothing_and_gives_the_same_bytes(again, invoke, plans, tmp_path):
    """All four files are kept, and the records are those of a run without a cache."""
    assert again()[1] == "0 of 4"
    assert again() == (fresh(invoke, plans, tmp_path), "4 of 4")
    assert again("-j", "2")[1] == "4 of 4"


def test_a_large_document_is_kept_whole(again, invoke, plans, tmp_path):
    """A text whose records come in pieces is read once as well, and gives the same records and missed sentences."""
    (plans / "large.txt").write_text((PLAN + "力争达到5个左右。\n") * 2000, encoding="utf-8")
    expected = fresh(invoke, plans, tmp_path, "--missed", str(tmp_path / "fresh-missed.jsonl"))
    assert again() == (expected, "0 of 5")
    assert again("--missed", str(tmp_path / "missed.jsonl")) == (expected, "5 of 5")
    assert (tmp_path / "missed.jsonl").read_bytes() == (tmp_path / "fresh-missed.jsonl").read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite", "md", "html"])
def test_other_formats_have_the_same_bytes_too(again, invoke, plans, tmp_path, form, monkeypatch):
    """What comes out of the cache is written like what was just found."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    again()
    again(name=f"one.{form}")
    assert again(name=f"one.{form}") == (fresh(invoke, plans, tmp_path, name=f"two.{form}"), "4 of 4")


def test_the_lists_beside_the_records_are_the_same(again, invoke, plans, tmp_path):
    """Document records and missed sentences come out of the cache as well."""
    (plans / "0.txt").write_text(PLAN + "力争达到5个左右。\n", encoding="utf-8")
    for name in ("first", "second"):
        again("--documents", tmp_path / f"{name}-d.jsonl", "--missed", tmp_path / f"{name}-m.jsonl")
    for part in "dm":
        first, second = ((tmp_path / f"{name}-{part}.jsonl").read_bytes() for name in ("first", "second"))
        assert first == second != b""


def test_what_has_changed_is_read_also_where_its_time_has_not(again, invoke, plans, tmp_path):
    """One file with other words of the same length and time, one gone, one new."""
    again()
    path = plans / "1.txt"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("1.6", "8.6"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (plans / "2.txt").unlink()
    (plans / "3.txt").write_text(PLAN, encoding="utf-8")
    found, kept = again()
    assert kept == "2 of 4"
    assert found == fresh(invoke, plans, tmp_path)


def test_other_options_are_other_results(again, invoke, plans, tmp_path):
    """Another status, another region: nothing is taken from the first run, and the bytes are right."""
    again()
    for options in (("--status", "all"), ("--region", "江苏")):
        assert again(*options) == (fresh(invoke, plans, tmp_path, *options), "0 of 4")
        assert again(*options)[1] == "4 of 4"


def test_a_file_that_failed_is_tried_again(again, plans):
    """What could not be read yesterday may be whole today."""
    (plans / "empty.txt").touch()
    again(code=3)
    assert again(code=3)[1] == "4 of 5"
    (plans / "empty.txt").write_text(PLAN, encoding="utf-8")
    assert again()[1] == "4 of 5"
    assert again()[1] == "5 of 5"


def test_damaged_entries_are_told_in_one_line(again, invoke, plans, tmp_path):
    """Two of four entries cut short: their files are read again, and the bytes are right."""
    again()
    for path in sorted((tmp_path / "cache").glob("??/*"))[:2]:  # the tag and the lock lie beside these folders
        path.write_bytes(path.read_bytes()[:-5])
    result = invoke("extract", plans, "--cache", tmp_path / "cache", "-o", tmp_path / "out.jsonl")
    assert [line for line in result.stderr.splitlines() if "damaged" in line] == [
        f"plancli: 2 damaged or foreign entries ignored · {tmp_path / 'cache'} · read again from the files"
    ]
    assert (tmp_path / "out.jsonl").read_bytes() == fresh(invoke, plans, tmp_path)
    assert again()[1] == "4 of 4"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_in_place_of_the_cache_is_not_followed(invoke, plans, tmp_path):
    """One line says so, what it leads to stays as it was, and the records are there."""
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "other")
    result = invoke("extract", plans, "--cache", tmp_path / "link", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert f"nothing kept · is a link · {tmp_path / 'link'}" in result.stderr
    assert os.listdir(tmp_path / "other") == []


def test_a_link_inside_the_cache_is_not_followed(invoke, plans, tmp_path):
    """A folder of the cache that became a link gets nothing written through it, and it is said once."""
    cache, other = tmp_path / "cache", tmp_path / "other"
    call = ("extract", plans, "--cache", cache, "-o", tmp_path / "out.jsonl")
    invoke(*call)
    other.mkdir()
    for folder in [one for one in cache.iterdir() if one.is_dir()]:
        shutil.rmtree(folder)
        folder.symlink_to(other)
    result = invoke(*call)
    assert result.exit_code == 0
    assert "is a link" in result.stderr
    assert os.listdir(other) == []


def test_a_full_disk_under_the_cache_costs_no_record(invoke, plans, tmp_path, small_disk):
    """What cannot be kept is said once, and is read again next time."""
    (small_disk / "filling").write_bytes(b"x" * 196_000)
    result = invoke("extract", plans, "--cache", small_disk / "cache", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert len([line for line in result.stderr.splitlines() if "no space left" in line]) == 1
    assert (tmp_path / "out.jsonl").read_bytes() == fresh(invoke, plans, tmp_path)


def test_without_a_folder_the_cache_of_the_user_is_used(invoke, plans, tmp_path, monkeypatch):
    """`--resume` alone keeps what it finds where the system keeps caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for kept in (0, 4):
        assert f"{kept} of 4 files unchanged" in invoke("extract", plans, "--resume").stderr


def test_decisions_of_people_are_applied_to_what_was_kept(again, invoke, plans, tmp_path):
    """A decision made after the first run holds in the second."""
    again()
    found = invoke("extract", plans, "-f", "jsonl").stdout.splitlines()
    decisions = tmp_path / "decisions.jsonl"
    first = next(line for line in found if '"doc":"1"' in line.replace(": ", ":"))
    decisions.write_text(first[:-1] + ',"verdict":"reject"}\n', encoding="utf-8")
    wanted = fresh(invoke, plans, tmp_path, "--decisions", decisions)
    assert wanted.count(b"\n") == len(found) - 1
    assert again("--decisions", decisions)[0] == again("--decisions", decisions)[0] == wanted
