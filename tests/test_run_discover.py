"""Finding files: every kind of name and place, nothing read twice, nothing that blocks."""

import io
import os
import time
import tracemalloc
from pathlib import Path

import papers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli import pipeline
from plancli.model import Document, Failure, Options
from plancli.run import names as run_names
from plancli.run.discover import CACHE_TAG, Skipped, Source, discover, walk
from plancli.run.files import Files
from plancli.run.names import Names, in_order, unique


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")


def ids(found) -> list[str]:
    return [item.id for item in found if isinstance(item, Source)]


def reasons(found) -> dict[str, str]:
    return {Path(item.where).name: item.why for item in found if isinstance(item, Skipped)}


def test_folders_are_read_with_all_below_them_in_the_order_of_names(tmp_path):
    """The order is that of the names, whatever order they were made in."""
    make(tmp_path, "c.txt", "a/z.txt", "a/b.txt", "b.txt")
    paths = [item.path for item in discover([str(tmp_path)])]
    assert [str(Path(path).relative_to(tmp_path)) for path in paths] == ["a/b.txt", "a/z.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["x/plan.txt", "y/plan.txt"], ["x/plan", "y/plan"]),
        (["x/plan.txt", "x/plan.docx"], ["plan.txt", "plan.docx"]),
        (["a/x/plan.txt", "b/x/plan.txt", "b/y/one.txt"], ["a/x/plan", "b/x/plan", "one"]),
        (["plan.txt", "other.txt"], ["plan", "other"]),
        (["2025.report.txt"], ["2025.report"]),
        ([], []),
    ],
)
def test_ids_are_stems_made_unique_by_folder_or_suffix(paths, expected):
    """An id is as short as it can be, and no two files share one."""
    assert unique(paths) == expected


def test_the_id_of_a_file_does_not_depend_on_the_order_of_the_paths():
    """Both orders give each file the same id."""
    paths = ["x/plan.txt", "y/plan.txt", "y/plan.docx", "z/one.txt"]
    assert dict(zip(paths, unique(paths), strict=True)) == dict(zip(reversed(paths), unique(paths[::-1]), strict=True))


def test_what_systems_leave_behind_is_skipped(tmp_path):
    """Lock files of Word, .DS_Store and Thumbs.db are counted and not read."""
    make(tmp_path, "~$plan.docx", ".DS_Store", "Thumbs.db", ".git/config", "plan.txt")
    found = discover([str(tmp_path)])
    assert ids(found) == ["plan"]
    assert set(reasons(found)) == {"~$plan.docx", ".DS_Store", "Thumbs.db", ".git"}


def test_odd_names_are_found_and_readable(tmp_path):
    """Newlines, leading dashes, shell signs, emoji, 255 bytes and GBK bytes do no harm; GBK reads as Chinese."""
    odd = ["a\nb.txt", "-f.txt", ";$(x).txt", "浙江 计划😀.txt", "长" * 83 + ".txt"]
    make(tmp_path, *odd)
    (tmp_path / os.fsdecode("湖北".encode("gb18030") + b".txt")).write_text("x")
    found = ids(discover([str(tmp_path)]))
    assert {name.removesuffix(".txt") for name in odd} | {"湖北"} == set(found)


def test_links_in_a_loop_and_dangling_links_are_skipped(tmp_path):
    """A folder that links to the one above it is read once."""
    make(tmp_path, "a/plan.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = discover([str(tmp_path)])
    assert ids(found) == ["plan"]
    assert reasons(found) == {"loop": "link in a loop", "gone.txt": "dangling link"}


def test_links_out_of_the_folder_are_followed_only_when_asked(tmp_path):
    """Without --follow, a folder is what lies in it."""
    make(tmp_path, "inside/plan.txt", "outside/secret.txt", "outside/below/other.txt")
    (tmp_path / "inside" / "file.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "inside" / "folder").symlink_to(tmp_path / "outside" / "below")
    inside = [str(tmp_path / "inside")]
    assert ids(discover(inside)) == ["plan"]
    assert set(reasons(discover(inside)).values()) == {"link out of the folder"}
    assert ids(discover(inside, follow=True)) == ["file", "other", "plan"]


def test_special_files_are_skipped_in_a_folder_and_refused_by_name(tmp_path):
    """A pipe without a writer would block for ever: it is never opened."""
    make(tmp_path, "plan.txt")
    os.mkfifo(tmp_path / "pipe")
    assert reasons(discover([str(tmp_path)])) == {"pipe": "no regular file"}
    for path in (str(tmp_path / "pipe"), "/dev/zero"):
        (refused,) = discover([path])
        assert isinstance(refused, Failure)
        assert refused.what == "not a regular file"


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    """x.txt may be a folder."""
    make(tmp_path, "x.txt/plan.txt")
    assert ids(discover([str(tmp_path)])) == ["plan"]


def test_a_missing_path_is_one_failure_and_the_others_go_on(tmp_path):
    """A name that does not exist does not stop those that do."""
    make(tmp_path, "plan.txt")
    missing, source = discover([str(tmp_path / "no.txt"), str(tmp_path / "plan.txt")])
    assert (missing.what, source.id) == ("no such file or folder", "plan")


def test_the_same_file_given_twice_is_read_once(tmp_path):
    """A file and its folder name it once."""
    make(tmp_path, "plan.txt")
    found = discover([str(tmp_path / "plan.txt"), str(tmp_path)])
    assert ids(found) == ["plan"]
    assert reasons(found) == {"plan.txt": "given twice"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_is_a_failure(tmp_path):
    """No permission is said, and the rest is read."""
    make(tmp_path, "closed/x.txt", "plan.txt")
    (tmp_path / "closed").chmod(0)
    found = discover([str(tmp_path)])
    (tmp_path / "closed").chmod(0o700)
    assert [item.what for item in found if isinstance(item, Failure)] == ["no permission to read"]
    assert ids(found) == ["plan"]


def test_a_folder_of_very_many_files_is_listed_quickly(tmp_path):
    """Twenty thousand files are found, in order, with ids of their own, in seconds: a million take minutes."""
    for number in range(20_000):
        (tmp_path / f"{number:06}.txt").touch()
    begin = time.process_time()
    found = ids(discover([str(tmp_path)]))
    assert time.process_time() - begin < 10
    assert found == [f"{number:06}" for number in range(20_000)]


def test_one_of_two_files_of_one_document_is_read_and_the_other_is_told(tmp_path):
    """plan.txt beside plan.pdf in a folder is skipped, and kept for the case that the PDF cannot be read."""
    for name in ("plan.pdf", "plan.txt", "other.txt", "both.docx", "both.pdf", "both.txt", "page.html", "page.txt"):
        (tmp_path / name).write_text("到2025年，建成平台30个。", encoding="utf-8")
    found = discover([str(tmp_path)])
    read = {Path(item.path).name: Path(item.instead).name for item in found if isinstance(item, Source)}
    assert read == {"both.docx": "both.pdf", "other.txt": "", "page.html": "", "page.txt": "", "plan.pdf": "plan.txt"}
    skipped = {Path(item.where).name: item.why for item in found if isinstance(item, Skipped)}
    assert skipped == {
        "both.pdf": "the same document as both.docx",
        "both.txt": "the same document as both.docx",
        "plan.txt": "the same document as plan.pdf",
    }
    assert {Path(item.path).name for item in discover([str(tmp_path / "plan.txt")]) if isinstance(item, Source)} == {
        "plan.txt"
    }


def test_the_other_file_of_a_document_is_read_where_the_first_cannot_be(tmp_path):
    """A scanned PDF gives way to the text beside it, which says so."""
    (tmp_path / "plan.pdf").write_bytes(papers.scan(1))
    (tmp_path / "plan.txt").write_text("到2025年，建成平台30个，培育企业500家。", encoding="utf-8")
    (source,) = (item for item in discover([str(tmp_path)]) if isinstance(item, Source))
    (document,) = pipeline.read_source(source, Options())
    assert isinstance(document, Document)
    assert document.text.startswith("到2025年")
    assert any("no text layer" in one for one in document.warnings)
    assert document.id == "plan"


def test_files_are_held_by_name_and_made_when_asked_for(tmp_path, monkeypatch):
    """The same sources with the same ids as a list of all, by number, from the end, and every other one."""
    make(
        tmp_path, "a/plan.txt", "b/plan.txt", "b/x.txt", "one.txt", "one.pdf", "two.txt", "a.txt/c.txt", "a/b/plan.txt"
    )
    make(tmp_path, "b/a.txt.docx", "c.txt.docx")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    given = [str(tmp_path / "two.txt"), "-", str(tmp_path), str(tmp_path / "b")]
    wanted = [item for item in discover(given) if isinstance(item, Source)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    files = Files(item for item in walk(given) if isinstance(item, Source))
    assert list(files) == wanted
    assert len({source.id for source in files}) == len(files) == 10
    assert (files[-1], list(files[1::2]), list(files[1::2][1:])) == (wanted[-1], wanted[1::2], wanted[1::2][1:])
    with pytest.raises(IndexError):
        files[len(files)]


def test_ids_hold_where_stems_have_one_hash(monkeypatch):
    """Names are compared by themselves where their hashes are the same."""
    monkeypatch.setattr(run_names, "hash", lambda text: len(text), raising=False)
    paths = ["x/plan.txt", "y/plan.txt", "y/area.txt", "z/plan.txt.docx", "z/none.txt"]
    assert unique(paths) == ["x/plan", "y/plan", "area", "plan.txt", "none"]


def test_a_link_to_a_file_of_the_folder_is_read_once(tmp_path):
    """Whether it comes before its target or behind it."""
    make(tmp_path, "b.txt", "d.txt")
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "z.txt").symlink_to(tmp_path / "d.txt")
    found = discover([str(tmp_path), str(tmp_path / "b.txt")])
    assert ids(found) == ["a", "d"]
    assert set(reasons(found)) == {"b.txt", "z.txt"}


def test_of_very_many_files_only_names_are_held(tmp_path):
    """A hundred thousand files take less than 120 bytes each while they are found, and less than 40 afterwards."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(100_000):
        os.close(os.open(folder / f"{number:06}.txt", os.O_CREAT))
    tracemalloc.start()
    files = Files(item for item in walk([str(folder)]) if isinstance(item, Source))
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(files) == 100_000
    assert files[77_777].id == "077777"
    assert held < 40 * len(files)
    assert peak < 120 * len(files), peak / len(files)


ANY_NAME = st.binary(min_size=1, max_size=4).map(os.fsdecode)


@given(names=st.lists(ANY_NAME, unique=True), size=st.integers(1, 5))
def test_names_are_kept_as_they_are_and_put_in_order(names, size):
    """In pieces of any size: the same names, by number, from the end, in slices; in order by bytes, and then let go."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_names, "PIECE", size)
        kept, ordered = Names(names), in_order(names)
        assert (list(kept), [kept[place] for place in range(-len(names), len(names))]) == (names, names + names)
        assert list(kept[1::2]) == names[1::2]
        assert list(ordered) == sorted(names, key=os.fsencode)
        assert list(ordered.drained()) == sorted(map(os.fsencode, names))
        assert len(ordered) == 0


def test_a_pipe_called_as_the_tag_of_caches_does_not_wait(tmp_path):
    """A folder with a pipe of that name is no cache, and nobody waits for a writer."""
    os.mkfifo(tmp_path / CACHE_TAG)
    make(tmp_path, "plan.txt")
    assert ids(discover([str(tmp_path)])) == ["plan"]
