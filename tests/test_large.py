"""A large document gives the records of a small one, and memory holds little more than its text."""

import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis.strategies import integers
from patience import run_limited

from plancli import batch, large, pipeline
from plancli.cli.app import cli
from plancli.extract.find import figures
from plancli.model import Document, Options, Status
from plancli.read import from_bytes
from plancli.read.plain import pieces
from plancli.read.plain.unwrap import unwrap
from plancli.run.discover import Source
from plancli.run.encoded import encoded, whole
from plancli.segment import fold as folding
from plancli.segment import held, held_periods, outline, windowed_words
from plancli.structure import evidence, inner, parts

ALL = tuple(Status)
PIECES = (
    "\n一、2025年工作回顾\n全年新增就业{}万人，建成充电桩{}万个。",
    "\n二、发展目标\n到2027年，数字经济增加值达到{}亿元，占比达到{}%。其中，核心产业占比{}%。",
    "\n（一）重点任务。2026年，培育企业{}家、平台{}个，研发投入强度达到{}%；力争{}%。",
    "\n第一步，到2026年，建成站点{}个；\n——改造小区{}个；\n——新建公园{}座。（牵头单位：市住建局；责任单位：市财政局）",
    "城镇登记失业率控制在{}%以内，居民收入增长与经济增长同步，粮食产量{}万吨。",
    "\n附件\n关于２０２６年的实施方案\n完成投资{}亿元，增长{}%左右。",
)


def composed(seed: int, size: int, between: str = "\n") -> str:
    """A long text of headings, steps, lists and reviews, with other figures each time."""
    dice = random.Random(seed)
    pieces = ["湖北省国民经济和社会发展第十四个五年规划\n"]
    while sum(map(len, pieces[-50:])) * max(len(pieces) / 50, 1) < size:
        piece = dice.choice(PIECES)
        pieces.append(piece.format(*(dice.randint(1, 99) for _ in range(piece.count("{}")))) + between)
    return "".join(pieces)


SIZES = {
    "PIECE": ((folding, "PIECE"), (evidence, "PIECE_LENGTH"), (pieces, "PIECE"), (inner, "PIECE")),
    "PAGE": ((large, "PAGE"), (large, "HELD")),
    "SOME": ((large, "SOME"),),
}


def cut(monkeypatch, **sizes):
    """Every document is read as large ones are, in pieces of these sizes."""
    for module, name in (
        (large, "LARGE"),
        (figures, "LARGE"),
        (parts, "LARGE"),
        (outline, "LARGE"),
        (windowed_words, "LARGE"),
        (held_periods, "LARGE"),
        (held_periods, "MANY"),
        (held, "MANY"),
        (held, "MANY_NUMBERS"),
    ):
        monkeypatch.setattr(module, name, 0)
    monkeypatch.setattr(windowed_words, "EDGE", 3_000)  # no clause and no sentence is cut longer
    monkeypatch.setattr(windowed_words, "WINDOW", 9_500)
    for size, places in SIZES.items():
        for module, name in places:
            monkeypatch.setattr(module, name, sizes[size])


@pytest.fixture
def everything_is_large(monkeypatch):
    """Every document is read as large ones are, in pieces that end at awkward places."""
    cut(monkeypatch, PIECE=50, PAGE=2000, SOME=3)


def written(text: str, statuses=ALL):
    return list(whole(batch.encode_source(Source("a.txt", "a", data=text.encode()), Options(), statuses)))


def at_once(text: str, statuses=ALL):
    (document,) = from_bytes(text.encode(), "a.txt")
    item = pipeline.findings(document, Options(), statuses)
    return [encoded(item.document, item.targets, item.missed, item.places)]


@pytest.mark.parametrize("statuses", [ALL, ("target",), ("actual", "other")])
@pytest.mark.parametrize("seed", range(3))
def test_records_are_those_of_a_document_read_at_once(everything_is_large, seed, statuses):
    """Every byte of the records, the document's record and the missed sentences; also what the text contradicts."""
    text = composed(seed, 20_000)
    (found,), (wanted,) = written(text, statuses), at_once(text, statuses)
    assert bytes(found.lines).decode() == bytes(wanted.lines).decode()
    assert (found.document, found.missed) == (wanted.document, wanted.missed)
    assert (found.targets, found.count, found.doubtful) == (wanted.targets, wanted.count, wanted.doubtful)
    assert ("clash" in found.lines.decode()) == ("target" in statuses)


@pytest.mark.parametrize("between", ["", "，", "\r\n", "\n\n"])
def test_it_does_not_matter_where_lines_end(everything_is_large, between):
    """Without line ends the whole text is one paragraph; with those of Windows, each has two characters."""
    text = composed(9, 8_000, between)
    text = text.replace("\n", between) if between in ("", "，") else text
    (found,), (wanted,) = written(text), at_once(text)
    assert bytes(found.lines) == bytes(wanted.lines)


def test_hard_wrapped_lines_are_joined_and_found_again(everything_is_large):
    """Offsets are those of the text as it is, whether it is large or not."""
    text = composed(4, 6_000).replace("\n", "")
    wrapped = "\n".join(text[at : at + 40] for at in range(0, len(text), 40))
    (found,), (wanted,) = written(wrapped), at_once(wrapped)
    assert found.count > 50
    assert bytes(found.lines) == bytes(wanted.lines)


def test_offsets_of_an_unwrapped_text_lead_back():
    """Each character is found again where it stood."""
    text = "一二\n  三四 \n五 ab\ncd\n六"
    flat, places = unwrap(Document("a", text, joins=(2, 8, 13)))
    assert flat.text == "一二三四五 ab cd\n六"
    kept = [(char, text[places.at(at)]) for at, char in enumerate(flat.text)]
    assert [one for one, other in kept if one != other] == [" "]


TEXTS = {
    "lines": composed(7, 9_000),
    "one line": composed(8, 6_000).replace("\n", ""),
    "wrapped": "\n".join(
        line[at : at + 40] for line in composed(5, 5_000).split("\n") for at in range(0, len(line), 40)
    ),
}
DATA = sorted((Path(__file__).parents[1] / "data/raw").glob("*.txt"))[:2]
TEXTS |= {path.name: path.read_text(encoding="utf-8")[:12_000] for path in DATA}


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=6, deadline=None)
@given(piece=integers(1, 3_000), page=integers(1, 20_000), some=integers(1, 20))
def test_pieces_of_any_size_give_the_bytes_of_one_piece(name, piece, page, some):
    """Wherever a text is cut while it is read: its records, parts and missed sentences stay what they are."""
    text = TEXTS[name]
    (wanted,) = at_once(text)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, PIECE=piece, PAGE=page, SOME=some)
        (found,) = written(text)
    assert bytes(found.lines) == bytes(wanted.lines)
    assert (found.document, found.missed) == (wanted.document, wanted.missed)
    assert (found.targets, found.count, found.doubtful) == (wanted.targets, wanted.count, wanted.doubtful)


@pytest.mark.shared
def test_the_shared_documents_are_read_alike(everything_is_large, shared):
    """Real plans and reports, each both ways."""
    for path in sorted((shared / "corpus").glob("*.txt"))[:4]:
        text = path.read_text(encoding="utf-8")
        (found,), (wanted,) = written(text), at_once(text)
        assert bytes(found.lines) == bytes(wanted.lines)
        assert (found.document, found.missed) == (wanted.document, wanted.missed)


def test_a_table_of_a_large_document_is_that_of_a_small_one(monkeypatch, tmp_path):
    """CSV, with its side lists: rows come piece by piece, and none is held."""
    (tmp_path / "plan.txt").write_text(composed(4, 8000), encoding="utf-8")
    written = []
    for name in ("small", "large"):
        outputs = [tmp_path / f"{name}.csv", tmp_path / f"{name}-d.jsonl", tmp_path / f"{name}-m.jsonl"]
        lists = ["--documents", str(outputs[1]), "--missed", str(outputs[2])]
        call = ["extract", str(tmp_path / "plan.txt"), "--status", "all", "-o", str(outputs[0]), *lists]
        assert CliRunner().invoke(cli, call).exit_code == 0
        written.append([path.read_bytes() for path in outputs])
        cut(monkeypatch, PIECE=50, PAGE=2000, SOME=3)
    assert written[0] == written[1]
    assert written[0][0].count(b"\n") > 100


PROSE = "各地各部门要结合实际抓好落实，加强统筹协调，及时总结经验。" * 12 + "\n"
RUN = """
import re, resource, sys
from plancli.cli import main
try:
    main()
finally:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if sys.platform == "linux":  # that of getrusage is the parent's, where the parent was larger
        peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    print(peak, file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.processes
@pytest.mark.parametrize(("lines", "form"), [(True, "jsonl"), (False, "jsonl"), (True, "csv")])
def test_memory_is_a_small_multiple_of_the_text(tmp_path, lines, form):
    """From 4 to 10 MB, less than 20 bytes more for each byte of the text, its records included; also in one line, and
    where they are written as a table."""
    used = []
    for size in (4_000_000, 10_000_000):
        text = composed(1, 200_000, PROSE)
        text = (text if lines else text.replace("\n", "，")) * (size // len(text.encode()) + 1)
        path = tmp_path / f"{size}.txt"
        path.write_text(text, encoding="utf-8")
        call = [sys.executable, "-c", RUN, "extract", path, "-q", "-o", tmp_path / f"out.{form}"]
        done = run_limited(call, cpu=200)
        done.check_returncode()
        used.append(int(done.stderr.split()[-1]) * (1 if sys.platform == "darwin" else 1024))
    assert used[1] - used[0] < 20 * 6_000_000


@pytest.mark.slow
@pytest.mark.processes
def test_a_table_of_documents_takes_what_one_of_them_takes(tmp_path):
    """From 1 to 3 MB, less than 5 bytes more for each byte of the table: the bytes are held, the documents are not."""
    used = []
    for count in (1_000, 3_000):
        path = tmp_path / f"{count}.csv"
        rows = (
            f"某市规划{number},山东省,到2025年，建成站点{number}个。{PROSE.strip()[:900]}" for number in range(count)
        )
        path.write_text("标题,地区,正文\n" + "\n".join(rows), encoding="utf-8")
        call = [sys.executable, "-c", RUN, "extract", path, "-q", "-o", tmp_path / "out.jsonl"]
        done = run_limited(call, cpu=200)
        done.check_returncode()
        used.append(int(done.stderr.split()[-1]) * (1 if sys.platform == "darwin" else 1024))
    assert used[1] - used[0] < 5 * (path.stat().st_size - (tmp_path / "1000.csv").stat().st_size)
