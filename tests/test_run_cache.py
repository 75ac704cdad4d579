"""What earlier runs found: used where nothing has changed, and nowhere else."""

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from patience import PATIENCE

from plancli.batch import LARGEST
from plancli.errors import OutputError
from plancli.model import Options
from plancli.pipeline import extract
from plancli.read import from_text
from plancli.run import processes, serial
from plancli.run.cache import DAY, Cache
from plancli.run.discover import CACHE_TAG, Skipped, Source, walk
from plancli.run.encoded import encoded, packed, unpacked
from plancli.run.serial import Ready
from plancli.settings import settings_of

sys.path.insert(0, str(Path(__file__).parent))  # workers import what they run by its name

from spawned import Task, work

pytestmark = pytest.mark.processes

PLAN = "浙江省数字经济发展规划\n到2025年，全省建成5G基站2.6万个以上，数字经济增加值占比达到60%。\n"
PLANCLI = [sys.executable, "-c", "from plancli.cli import main; main()"]


@pytest.fixture
def cache(tmp_path):
    """An empty cache of settings `v1`."""
    made = Cache(tmp_path / "cache", "v1")
    made.prepare()
    return made


def entries(cache) -> list[Path]:
    return [path for path in cache.folder.rglob("*") if path.is_file() and path.name not in (".lock", CACHE_TAG)]


def test_a_result_is_found_under_what_it_follows_from(cache):
    """Other bytes, another name and other settings are other results."""
    assert cache.keep(cache.key("a", b"text"), b"found" * 100) == ""
    assert cache.find(cache.key("a", b"text")) == b"found" * 100
    others = (cache.key("a", b"texT"), cache.key("b", b"text"), Cache(cache.folder, "v2").key("a", b"text"))
    assert [cache.find(key) for key in others] == [None, None, None]
    assert (cache.kept, cache.asked, cache.damaged) == (1, 4, 0)


@pytest.mark.parametrize("harm", [lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw[:40] + b"x" + raw[41:]])
def test_a_damaged_entry_is_none_and_is_written_anew(cache, harm):
    """Cut off, empty, one byte changed: it is counted, not used, and replaced."""
    key = cache.key("a", b"text")
    cache.keep(key, os.urandom(200))
    (path,) = entries(cache)
    path.write_bytes(harm(path.read_bytes()))
    assert cache.find(key) is None
    assert cache.damaged == 1
    cache.keep(key, b"new")
    assert cache.find(key) == b"new"


def test_an_entry_of_another_layout_is_none(cache):
    """A later version may write entries that look otherwise."""
    key = cache.key("a", b"text")
    cache.keep(key, b"found")
    (path,) = entries(cache)
    path.write_bytes(path.read_bytes().replace(b"cache 1", b"cache 2"))
    assert cache.find(key) is None


def test_the_oldest_entries_go_where_there_are_too_many_bytes(tmp_path):
    """Below the limit nothing goes; above it those used longest ago, and what is not ours stays."""
    cache = Cache(tmp_path / "cache", "v1", limit=20_000)
    cache.prepare()
    (cache.folder / "notes.txt").write_text("mine")
    keys = [cache.key(str(number), b"") for number in range(30)]
    for number, key in enumerate(keys[:15]):
        cache.keep(key, os.urandom(1000))
        os.utime(cache.folder / key[:2] / key, (number, number))
    cache.find(keys[0])  # used just now
    cache.prune()
    assert len(entries(cache)) == 16
    for key in keys[15:]:
        cache.keep(key, os.urandom(1000))
    cache.prune()
    assert sum(path.stat().st_size for path in entries(cache)) <= 20_000
    assert cache.find(keys[0]) is not None
    assert cache.find(keys[1]) is None
    assert all(cache.find(key) for key in keys[15:])
    assert (cache.folder / "notes.txt").read_text() == "mine"


def test_use_makes_an_entry_young(cache):
    """What was read from it more than a day ago is marked as used, once a day."""
    key = cache.key("a", b"")
    cache.keep(key, b"x")
    old = time.time() - 2 * DAY
    os.utime(cache.folder / key[:2] / key, (old, old))
    cache.find(key)
    assert (cache.folder / key[:2] / key).stat().st_mtime > old + DAY


def test_a_folder_of_documents_becomes_no_cache(tmp_path):
    """`--cache plans`: the tag of caches would hide what is there from the next run; one of ours, or an empty one,
    stays one."""
    (tmp_path / "plan.txt").touch()
    with pytest.raises(OutputError, match="holds other files"):
        Cache(tmp_path, "").prepare()
    assert os.listdir(tmp_path) == ["plan.txt"]
    (tmp_path / "empty").mkdir()
    for _ in range(2):
        Cache(tmp_path / "empty", "").prepare()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_folder_that_others_may_change_is_refused(tmp_path):
    """A link, a file and a folder that everybody may write to are one line each; nothing is written there."""
    target, open_to_all, file = tmp_path / "target", tmp_path / "open", tmp_path / "file"
    target.mkdir()
    (tmp_path / "link").symlink_to(target)
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    file.touch()
    for place, what in (("link", "is a link"), ("open", "others may write"), ("file", "is no folder")):
        with pytest.raises(OutputError, match=f"(?i){what}"):
            Cache(tmp_path / place, "v1").prepare()
    assert os.listdir(target) == []


def test_the_folder_is_for_its_owner(cache):
    """Nobody else reads what a user's documents say."""
    assert cache.folder.stat().st_mode & 0o077 == 0


def test_a_cache_among_the_documents_is_none_of_them(tmp_path, cache):
    """What --cache keeps inside the folder of documents is stepped over; a folder with a file of that name is not."""
    cache.keep(cache.key("a", b"text"), b"found")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / CACHE_TAG).write_text(PLAN)
    found = list(walk([str(tmp_path)]))
    assert [item for item in found if isinstance(item, Skipped)] == [Skipped(str(cache.folder), "a cache", litter=True)]
    assert [item.path for item in found if isinstance(item, Source)] == [str(tmp_path / "plans" / CACHE_TAG)]


def test_documents_come_back_as_they_were():
    """Lines byte for byte, numbers to the last digit, also of a document without records."""
    found = extract(from_text("到2025年，新建“甲\u2028”学校2.50万所。", "a"))
    assert found
    items = [encoded({"doc": "a", "x": Decimal("0.10")}, found, ({"text": "乙"},), {"a": [1]}), encoded({}, ())]
    assert list(unpacked(packed(items))) == items


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_whose_items_are_known_take_their_turn(jobs):
    """Known items stand between worked ones in the order of the tasks; alone, they need no worker."""
    tasks = [Ready("x", ("known",)), Task("2"), Ready("y", ()), Ready("z", ("a", "b")), Task("1")] * 20
    expected = ["known", "2.0", "2.1", "a", "b", "1.0"] * 20
    found = serial.run(work, tasks) if jobs == 1 else processes.run(work, tasks, jobs)
    assert list(found) == expected
    pool = processes._Pool(work, [Ready("x", ("known",))] * 100, 2)
    assert (len(list(pool.items())), pool.workers) == (100, [])


def test_settings_follow_the_files_of_the_user(tmp_path):
    """Another word in a lexicon is another result, also under the same name; the number of workers is not."""
    own = tmp_path / "own.toml"
    own.write_text("a = 1")
    first = settings_of(Options(lexicon=(str(own),)), ["target"])
    assert settings_of(Options(lexicon=(str(own),), jobs=2), ["target"]) == first
    own.write_text("a = 2")
    assert settings_of(Options(lexicon=(str(own),)), ["target"]) != first
    assert settings_of(Options(region="浙江"), ["target"]) != settings_of(Options(), ["target"])
    assert settings_of(Options(), ["actual"]) != settings_of(Options(), ["target"])


def test_a_very_large_result_is_worth_less_than_the_memory_it_takes():
    """The bound on one result is far below the bound on all."""
    assert Cache(Path("x"), "").limit > LARGEST * 16


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_ends_like_an_undisturbed_one(tmp_path, jobs, number):
    """Stopped at a random moment and begun again, also after kill -9: the same bytes, and nothing left beside them."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for index in range(12):
        (folder / f"{index}.txt").write_text(PLAN.replace("2.6", f"{index}.6") * 30, encoding="utf-8")
    (folder / "empty.txt").touch()
    plain, out = tmp_path / "plain.jsonl", tmp_path / "out.jsonl"
    subprocess.run([*PLANCLI, "extract", folder, "-o", plain, "-q"], stderr=subprocess.DEVNULL)
    call = [*PLANCLI, "extract", folder, "-o", out, "-q", "--cache", tmp_path / "cache", "-j", jobs]
    for _ in range(2):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        time.sleep(random.Random(f"{jobs}{number}").uniform(0.2, 0.9))
        process.send_signal(number)
        process.wait(PATIENCE)
    assert subprocess.run(call, stderr=subprocess.DEVNULL).returncode == 3
    assert out.read_bytes() == plain.read_bytes()
    left = {name for name in os.listdir(tmp_path) if not name.startswith(".plancli-")}
    assert left == {"plans", "plain.jsonl", "out.jsonl", "cache"}


def test_runs_that_share_a_cache_do_not_disturb_each_other(tmp_path):
    """Three runs at once over the same files, into one cache and one output: each ends well, the bytes are right."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for index in range(8):
        (folder / f"{index}.txt").write_text(PLAN.replace("2.6", f"{index}.6") * 10, encoding="utf-8")
    plain, out = tmp_path / "plain.jsonl", tmp_path / "out.jsonl"
    subprocess.run([*PLANCLI, "extract", folder, "-o", plain, "-q"], check=True)
    call = [*PLANCLI, "extract", folder, "-o", out, "-q", "--cache", tmp_path / "cache"]
    runs = [subprocess.Popen(call) for _ in range(3)]
    assert [run.wait(PATIENCE) for run in runs] == [0, 0, 0]
    assert out.read_bytes() == plain.read_bytes()
