"""Archives: every member, by its right name, in memory only, and never more than the limits."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from office import docx, paragraph, zipped
from patience import cpu_at_most

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read import documents, from_bytes

TEXT = "到2025年，建成5G基站2.6万个。"


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """A TAR file of `members`; mode w:gz packs it."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as tar:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return target.getvalue()


MEMBERS = {"甲/规划.txt": TEXT.encode(), "乙.docx": docx(paragraph(TEXT)), "丙.html": f"<p>{TEXT}</p>".encode()}


@pytest.mark.parametrize(
    "data",
    [zipped(MEMBERS), zipped(MEMBERS, zipfile.ZIP_LZMA), tarred(MEMBERS), tarred(MEMBERS, "w:gz")],
    ids=["zip", "zip lzma", "tar", "tar.gz"],
)
def test_every_member_is_a_document(data: bytes) -> None:
    """Members are read by their own content; their source names the archive and the member."""
    found = list(from_bytes(data, "all.zip"))
    assert all(isinstance(one, Document) and one.text == TEXT for one in found)
    assert [one.source for one in found if isinstance(one, Document)] == [f"all.zip!/{name}" for name in MEMBERS]
    assert [one.id for one in found if isinstance(one, Document)] == ["规划", "乙", "丙"]
    assert [one.format for one in found if isinstance(one, Document)] == ["text", "docx", "html"]


def test_member_names_in_gbk_are_read_as_such() -> None:
    """Chinese Windows packs names in GBK without saying so."""
    data = zipped({"AAAA.txt": TEXT.encode()}).replace(b"AAAA.txt", "规划".encode("gbk") + b".txt")
    (found,) = from_bytes(data, "a.zip")
    assert isinstance(found, Document)
    assert found.source == "a.zip!/规划.txt"


def test_a_single_packed_file_is_its_document() -> None:
    """plan.txt.gz is plan.txt."""
    (found,) = from_bytes(gzip.compress(TEXT.encode()), "plan.txt.gz")
    assert isinstance(found, Document)
    assert (found.text, found.id) == (TEXT, "plan")


def test_one_bad_member_does_not_hide_the_others() -> None:
    """A picture and an empty file are failures of their own; litter of systems is passed over."""
    members = {
        "a.txt": TEXT.encode(),
        "b.png": b"\x89PNG\r\n\x1a\n",
        "c.txt": b"",
        "__MACOSX/._a.txt": b"x",
        "~$a.docx": b"x",
    }
    found = list(from_bytes(zipped(members), "all.zip"))
    assert [one.text for one in found if isinstance(one, Document)] == [TEXT]
    assert [(one.where, one.what) for one in found if isinstance(one, Failure)] == [
        ("all.zip!/b.png", "not a text file (looks like PNG)"),
        ("all.zip!/c.txt", "empty"),
    ]


def test_an_archive_in_an_archive_is_read_and_no_deeper() -> None:
    """One level of nesting is read; what lies deeper is refused by name."""
    inner = zipped({"a.txt": TEXT.encode()})
    (found,) = from_bytes(zipped({"inner.zip": inner}), "outer.zip")
    assert isinstance(found, Document)
    assert found.source == "outer.zip!/inner.zip!/a.txt"
    (refused,) = from_bytes(zipped({"middle.zip": zipped({"inner.zip": inner})}), "outer.zip")
    assert isinstance(refused, Failure)
    assert "nested too deep" in refused.what


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt", "a\nb\x1b[31m.txt"]
)
def test_hostile_names_are_labels_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a member is called, no file appears, and no control character reaches a message."""
    monkeypatch.chdir(tmp_path)
    for data in (zipped({name: TEXT.encode()}), tarred({name: TEXT.encode()})):
        (found,) = from_bytes(data, "a.zip")
        assert isinstance(found, Document)
        assert found.text == TEXT
        assert found.source.isprintable()
    assert list(tmp_path.iterdir()) == []


def test_links_and_devices_in_a_tar_are_passed_over() -> None:
    """A link in an archive points out of it; it is no document."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as tar:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        pipe = tarfile.TarInfo("pipe")
        pipe.type = tarfile.FIFOTYPE
        tar.addfile(pipe)
    assert list(from_bytes(target.getvalue(), "a.tar")) == []


def refusal(data: bytes, name: str, options: Options | None = None) -> str:
    """What the user is told of an input that is refused as a whole or in its last member."""
    try:
        found = list(from_bytes(data, name, options))
    except InputError as error:
        return str(error)
    assert isinstance(found[-1], Failure)
    return found[-1].what


@pytest.mark.parametrize(
    ("member", "size"), [("word/document.xml", 60_000_000), ("word/document.xml", 440_000_000), ("a.txt", 100_000_000)]
)
def test_a_bomb_is_refused_at_once(member: str, size: int) -> None:
    """A member that unpacks to far more than documents do is refused by size or ratio, quickly."""
    data = zipped({member: b" " * size})
    with cpu_at_most(2):
        assert any(words in refusal(data, "bomb") for words in ("200 times", "too large"))


def test_a_lying_size_is_counted() -> None:
    """Sizes that the directory declares are not believed."""
    data = bytearray(zipped({"a.txt": b" " * 50_000_000}))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = (10).to_bytes(4, "little")
    (found,) = from_bytes(bytes(data), "a.zip")
    assert isinstance(found, Failure)


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    """The end of the file says how many there are."""
    data = zipped({f"{n}.txt": b"x" for n in range(12_000)})
    with cpu_at_most(2), pytest.raises(InputError, match="too many members"):
        list(from_bytes(data, "a.zip"))


def test_a_directory_with_fewer_members_than_its_end_says_is_damaged() -> None:
    """One length in the directory changed hides the members behind it: nothing is read of what is left."""
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    central = data.find(b"PK\x01\x02")
    data[central + 30 : central + 32] = (51).to_bytes(2, "little")  # its extra field takes in the next entry
    with pytest.raises(InputError, match="damaged file"):
        list(from_bytes(bytes(data), "a.zip"))


def test_the_sum_of_all_members_is_limited() -> None:
    """Many members of allowed size stop at the limit for the whole archive."""
    data = zipped({f"{n}.txt": TEXT.encode() * 100 for n in range(9)})
    assert refusal(data, "a.zip", Options(total_bytes=10_000)) == "unpacks to too much"


@pytest.mark.parametrize(
    "data", [gzip.compress(b" " * 100_000_000), gzip.compress(b"x" * 900)[:-12]], ids=["bomb", "cut"]
)
def test_a_packed_bomb_or_stump_is_refused(data: bytes) -> None:
    """GZIP has no directory: its size is counted, and a missing end is noticed."""
    with pytest.raises(InputError):
        list(from_bytes(data, "a.txt.gz"))


def test_an_encrypted_member_is_named() -> None:
    """A password is no damage: the message says what to do."""
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    (found,) = from_bytes(bytes(data), "a.zip")
    assert isinstance(found, Failure)
    assert (found.what, found.hint) == ("encrypted", "remove the password and pack again")


@pytest.mark.shared
def test_thirty_one_reports_with_gbk_names(shared: Path) -> None:
    """A real archive from Chinese Windows: 31 reports, all named, all read."""
    found = list(documents(shared / "samples" / "reports-2025-gbk-names.zip"))
    assert len(found) == 31
    assert all(isinstance(one, Document) and len(one.text) > 10_000 for one in found)
    assert all("政府工作报告" in one.id for one in found if isinstance(one, Document))
