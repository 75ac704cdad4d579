"""A real dask cluster on the loopback address: the bytes of one process, whatever dies on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from patience import PATIENCE, interruptible, wait_until

from plancli import batch
from plancli.errors import ClusterError, OutputError, UsageError
from plancli.model import Failure, Options
from plancli.run import cluster, cluster_worker, serial
from plancli.run.discover import Source
from plancli.run.serial import Ready
from plancli.settings import own_files

sys.path.insert(0, str(Path(__file__).parent))  # workers import what they run by its name

from spawned import work

pytest.importorskip("distributed")
pytestmark = pytest.mark.processes

PLAN = "浙江省数字经济发展规划\n到2025年，全省建成5G基站{}万个以上，数字经济增加值占比达到60%。\n"
PLANCLI = [sys.executable, "-c", "from plancli.cli import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}


class Machines:
    """A scheduler and workers, each a process; all end with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen] = []
        self.file = folder / "scheduler.json"
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", self.file)
        assert wait_until(lambda: self.file.exists() and self.file.read_text().endswith("}"))
        self.address = json.loads(self.file.read_text())["address"]

    def start(self, *arguments) -> subprocess.Popen:
        call = [sys.executable, "-m", "dask", *map(str, arguments), "--no-dashboard"]
        log = (self.folder / f"log{len(self.started)}").open("wb")
        self.started.append(
            subprocess.Popen(call, stdout=log, stderr=log, env=ENVIRONMENT, cwd=self.folder, start_new_session=True)
        )
        return self.started[-1]

    def worker(self, *arguments) -> subprocess.Popen:
        return self.start("worker", self.address, "--nthreads", "1", "--local-directory", self.folder, *arguments)

    def end(self) -> None:
        for process in reversed(self.started):
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path):
    """A scheduler without workers."""
    (tmp_path / "machines").mkdir()
    made = Machines(tmp_path / "machines")
    yield made
    made.end()


@pytest.fixture
def plans(tmp_path):
    """Sixty plans of unlike length, one of them empty, and what one process writes of them."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(PLAN.format(f"{number}.5") * (1 + 37 * number % 90), encoding="utf-8")
    (folder / "30.txt").write_bytes(b"")
    call = [*PLANCLI, "extract", folder, "-q", "-o", tmp_path / "one.jsonl", "--documents", tmp_path / "one-d.jsonl"]
    assert subprocess.run(call, stderr=subprocess.DEVNULL).returncode == 3
    return folder


def extract(plans: Path, address: str, *options) -> subprocess.Popen:
    call = [*PLANCLI, "extract", plans, "--cluster", address, "-o", plans.parent / "many.jsonl", *options]
    return subprocess.Popen(call, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible)


def readers_of(worker: subprocess.Popen) -> list[int]:
    """The processes in which a worker reads files."""
    return [int(name) for name in filter(str.isdigit, os.listdir("/proc")) if _reads_for(name, worker.pid)]


def _reads_for(name: str, parent: int) -> bool:
    try:
        of = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
        return of == parent and b"spawn_main" in Path(f"/proc/{name}/cmdline").read_bytes()
    except OSError:
        return False


def test_the_bytes_are_those_of_one_process(plans, machines, tmp_path):
    """Records, document records, the list of what failed; a second run over the same cluster takes all from a cache."""
    machines.worker("--no-nanny")
    machines.worker("--no-nanny")
    lists = ("--documents", tmp_path / "many-d.jsonl", "--errors", tmp_path / "errors.jsonl")
    for kept in (0, 59):
        run = extract(plans, machines.address, *lists, "--cache", tmp_path / "cache")
        said = run.communicate(timeout=PATIENCE)[1]
        assert run.returncode == 3
        assert f"cluster {machines.address} · workers: " in said
        assert f"{kept} of 60 files" in said
        for name in ("", "-d"):
            assert (tmp_path / f"many{name}.jsonl").read_bytes() == (tmp_path / f"one{name}.jsonl").read_bytes()
        assert json.loads((tmp_path / "errors.jsonl").read_text())["what"] == "empty"


def test_a_worker_killed_half_way_costs_nothing(plans, machines, tmp_path):
    """kill -9 of one of two workers while both work: the other does its tasks again, and the bytes are the same."""
    first = machines.worker("--no-nanny")
    machines.worker("--no-nanny")
    run = extract(plans, machines.address)
    assert wait_until(lambda: readers_of(first))
    readers = readers_of(first)
    time.sleep(0.3)
    first.kill()
    run.communicate(timeout=PATIENCE)
    assert run.returncode == 3
    assert (tmp_path / "many.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
    assert wait_until(lambda: not any(Path(f"/proc/{reader}").exists() for reader in readers))


def test_the_only_worker_may_be_replaced(plans, machines, tmp_path):
    """All workers gone, another one comes: the run waits for it and goes on."""
    first = machines.worker("--no-nanny")
    run = extract(plans, machines.address)
    assert wait_until(lambda: readers_of(first))
    first.kill()
    machines.worker("--no-nanny")
    run.communicate(timeout=PATIENCE)
    assert run.returncode == 3
    assert (tmp_path / "many.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_a_scheduler_that_goes_is_said_in_a_line(plans, machines, tmp_path):
    """The old output stays, one line names the address, and nothing hangs."""
    (tmp_path / "many.jsonl").write_text("old")
    worker = machines.worker("--no-nanny")
    run = extract(plans, machines.address, "-q")
    assert wait_until(lambda: readers_of(worker))
    machines.scheduler.kill()
    said = run.communicate(timeout=PATIENCE)[1]
    assert (run.returncode, said[-300:]) == (3, said[-300:])
    assert said.splitlines()[-1].startswith(f"plancli: the scheduler has gone · {machines.address} · ")
    assert (tmp_path / "many.jsonl").read_text() == "old"


def test_interrupted_it_leaves_nobody_behind(plans, machines, tmp_path):
    """Ctrl-C: 130 in one line, and the readers on the workers end."""
    worker = machines.worker("--no-nanny")
    run = extract(plans, machines.address, "-q")
    assert wait_until(lambda: readers_of(worker))
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=PATIENCE)[1]
    assert (run.returncode, said) == (130, "plancli: interrupted\n")
    assert wait_until(lambda: not readers_of(worker), 60)


def returned(source, items):
    """What a file gave, as it came."""
    return items


def sources(*names):
    return [Source(name, name, data=b"x" * 40_000) for name in names]


def test_a_file_that_kills_its_reader_is_named_and_the_others_go_on():
    """Two readers die on it; the cluster of this machine works on."""
    names = ("1", "die", "2", "1", "3")
    with cluster.connected("local", 2) as local:
        items = list(local.run(work, [Ready("0", ("known",)), *sources(*names)], returned))
    assert [item for item in items if isinstance(item, str)] == [
        "known",
        "1.0",
        "2.0",
        "2.1",
        "1.0",
        "3.0",
        "3.1",
        "3.2",
    ]
    assert [(item.where, item.what) for item in items if isinstance(item, Failure)] == [("die", "crashed")]
    assert items.index("1.0") < [isinstance(item, Failure) for item in items].index(True) < items.index("2.0")


@pytest.mark.slow
def test_a_file_that_kills_workers_is_named_and_left_out(machines):
    """It takes the whole worker with it, whenever it is tried; the files that went with it are done."""
    machines.worker()  # a nanny starts it again
    with cluster.connected(machines.address, 1) as many:
        items = list(many.run(work, sources("1", "kill", "2"), returned))
    assert [item if isinstance(item, str) else item.what for item in items] == ["1.0", "crashed", "2.0", "2.1"]


def test_many_tasks_come_in_order():
    """Sizes grow with what has been sent; the order is that of the files."""
    names = [str(number % 7) for number in range(200)]
    expected = [f"{name}.{item}" for name in names for item in range(int(name))]
    with cluster.connected("local", 3) as local:
        assert list(local.run(work, sources(*names), returned)) == expected


@pytest.mark.parametrize("address", ["127.0.0.1:9", "tls://127.0.0.1:9", "odd://127.0.0.1:9"])
def test_without_a_scheduler_one_line_says_so(plans, address, monkeypatch):
    """Nobody listens there; the line names the address and what to start."""
    monkeypatch.setattr(cluster, "ANSWER", 0.5)
    with (
        pytest.raises(OutputError, match=f"no scheduler answers · {address} · start one"),
        cluster.connected(address, 1),
    ):
        pass


class Gone:
    """A client whose scheduler goes while it waits for the first worker."""

    def get_versions(self):
        packages = {"packages": {"dask": "1", "distributed": "1"}}
        return {"client": packages, "scheduler": packages}

    def nthreads(self):
        return {}

    def wait_for_workers(self, number, timeout):
        raise OSError("timed out trying to connect to tcp://127.0.0.1:1")


def test_a_scheduler_that_goes_before_a_worker_comes_is_said_in_a_line(monkeypatch):
    """No word of a library, and no blame on the output."""
    monkeypatch.setattr(cluster, "_remote", lambda address: nullcontext(Gone()))
    with (
        pytest.raises(ClusterError, match=r"the scheduler has gone · 127\.0\.0\.1:1"),
        cluster.connected("127.0.0.1:1", 1),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://me:secret@127.0.0.1:8786", "me:secret@host:1", "secret@host"])
def test_a_password_is_never_printed(address):
    """An address that holds one is refused, without it in the message."""
    with pytest.raises(UsageError, match="password") as caught:
        cluster.checked(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["", "somewhere", "host:port", "1234", "localhost"])
def test_what_is_no_address_is_refused(address):
    """HOST:PORT or `local`."""
    with pytest.raises(UsageError, match="no address"):
        cluster.checked(address)


def test_a_worker_of_another_version_is_refused():
    """It does not begin to work, and the line says which versions differ."""
    theirs = ("python 3.11", "plancli 9.9")
    kind, ours = cluster_worker.serve(theirs, b"", b"")
    assert (kind, ours) == ("other", cluster_worker.identity())
    assert cluster._difference(("plancli 1", "lxml 5"), ("plancli 2", "lxml 5")) == (
        "other versions on the workers: plancli 1 here and 2 there"
    )


def test_a_scheduler_of_another_version_is_refused():
    """dask's own protocol changes with its version."""
    sides = {"client": {"packages": {"dask": "1", "distributed": "1"}}}
    sides["scheduler"] = {"packages": {"dask": "1", "distributed": "2"}}
    with pytest.raises(OutputError, match="distributed 1 here and 2 there · somewhere"):
        cluster._compare(sides, "somewhere")


LEXICON = """
[indicators.own_rooms]
name_zh = "城市书房"
name_en = "Town reading rooms"
topic = "culture"
dimensions = ["count"]
kinds = ["level"]
"""


def elsewhere(tmp_path, text):
    """What a machine without the user's files finds, and what this one does."""
    own, about = tmp_path / "own.toml", tmp_path / "about.csv"
    own.write_text(LEXICON, encoding="utf-8")
    about.write_text("file,region,year\na.txt,江苏省,2026\n", encoding="utf-8")
    options = Options(lexicon=(str(own),), about=str(about))
    files = tuple((path, Path(path).read_bytes()) for path in own_files(options))
    here = list(batch.encode_source(Source("a.txt", "a", data=text.encode()), options, ("target",)))
    own.unlink()
    about.unlink()
    there = serial.guarded(
        partial(batch.encode_elsewhere, files=files, options=options, statuses=("target",)),
        Source("a.txt", "a", data=text.encode()),
    )
    return here, list(there)


def test_a_worker_knows_the_words_of_the_user(tmp_path):
    """Lexicon and table of files go with the work: the records are those of this machine."""
    here, there = elsewhere(tmp_path, "到2027年，建成城市书房50家，培育企业30家。\n")
    assert here == there
    assert "江苏省" in here[0].lines.decode()
    assert "own_rooms" in here[0].lines.decode()


def test_a_full_disk_on_a_worker_is_a_failure_of_the_file(tmp_path, small_disk, monkeypatch):
    """Where the user's own files find no room, the file is listed, and nothing is read without them."""
    (small_disk / "filling").write_bytes(b"x" * 204_000)
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    batch._placed.cache_clear()
    _, (failed,) = elsewhere(tmp_path, "到2027年，建成充电桩6万个。\n")
    assert (failed.where, failed.what) == ("a.txt", "no space left on device")


def test_a_password_does_not_reach_the_terminal(plans):
    """The command says in one line that an address takes none."""
    run = extract(plans, "tcp://me:secret@127.0.0.1:8786")
    said = run.communicate(timeout=PATIENCE)[1]
    assert run.returncode == 2
    assert said.count("\n") == 1
    assert "secret" not in said
