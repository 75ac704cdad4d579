"""Faulty inputs, one by one: what the user is told, and that nothing else happens."""

import http.server
import os
import random
import stat
import threading
from pathlib import Path

import pytest
from office import NAMES, docx, paragraph, zipped
from patience import cpu_at_most

from plancli.errors import InputError
from plancli.model import Document, Failure
from plancli.read import documents, files, from_bytes
from plancli.read.plain.content_check import unread
from plancli.read.sniff import format_of

TEXT = "到2025年，建成5G基站2.6万个，覆盖全市。"


def refusal(path: Path) -> str:
    """The one line that the user gets for a file that is refused."""
    try:
        found = list(documents(path))
    except InputError as error:
        return str(error)
    assert [type(one) for one in found] == [Failure]
    assert isinstance(found[0], Failure)
    return f"{found[0].what} · {found[0].where}"


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b" \r\n\t ",
        "\u3000\u3000\n".encode(),
        "\u3000".encode("gb18030"),
        b"<p>&nbsp;</p>",
    ],
    ids=["nothing", "mark", "mark 16", "blanks", "ideographic blanks", "the same in GBK", "page"],
)
def test_an_empty_file_is_empty(data: bytes, tmp_path: Path) -> None:
    """Nothing, a byte order mark alone, blanks alone: `empty`, or no policy text for a page."""
    said = refusal(saved(tmp_path, "a.txt", data))
    assert said.startswith("no policy text" if data.startswith(b"<") else "empty")
    assert "a.txt" in said


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "ELF program"),
        (b"MZ\x90\x00\x03" + bytes(50), "Windows program"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "RAR archive"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_named(data: bytes, kind: str, tmp_path: Path) -> None:
    """The first bytes beat the name: the message says what the file looks like."""
    assert refusal(saved(tmp_path, "规划.txt", data)).startswith(f"not a text file (looks like {kind}) · ")


def test_random_bytes_are_no_text(tmp_path: Path) -> None:
    """Garbage is refused, never read as rare characters of some encoding."""
    source = random.Random(7)
    for size in (40, 300, 5_000):
        for _ in range(40):
            with pytest.raises(InputError):
                list(from_bytes(source.randbytes(size), "a.txt"))


def test_words_that_begin_like_a_program_are_text() -> None:
    """A text may begin with BM or MZ."""
    for beginning in ("BM", "MZ", "ID3", "RIFF"):
        (found,) = from_bytes(f"{beginning}：{TEXT}".encode(), "a.txt")
        assert isinstance(found, Document)


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.docx", f"<html><body><p>{TEXT}</p></body></html>".encode(), "html"),
        ("a.doc", f"<html xmlns:w='urn:x'><body><p>{TEXT}</p></body></html>".encode("utf-16"), "html"),
        ("a.doc", docx(paragraph(TEXT)), "docx"),
        ("a.docx", TEXT.encode("gb18030"), "text"),
        ("a.pdf", TEXT.encode(), "text"),
        ("a.txt", docx(paragraph(TEXT)), "docx"),
        ("a", docx(paragraph(TEXT)), "docx"),
    ],
)
def test_content_beats_the_name_and_is_told(name: str, data: bytes, format: str, tmp_path: Path) -> None:
    """A file is read as what it is; a name that promises something else gets a notice."""
    (found,) = documents(saved(tmp_path, name, data))
    assert isinstance(found, Document)
    assert (found.text, found.format) == (TEXT, format)
    assert any("its content is" in warning for warning in found.warnings) == ("." in name)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"{\\rtf1\\ansi 5G}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "xls"),
        (b"\n%PDF-1.4\n", "pdf"),
        (b'{"text": "5G"}', "jsonl"),
        ("# 规划\n<!-- x -->".encode(), "text"),
        ("<规划>不是标签".encode(), "text"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'>", "wordml"),
    ],
)
def test_formats_are_told_by_content(data: bytes, format: str) -> None:
    """Old office files, RTF, PDF with a line before it, records, Markdown."""
    assert format_of(data, "a") == format


@pytest.mark.parametrize("percent", [10, 50, 90, 99])
@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_a_cut_word_file_is_damaged(name: str, percent: int, tmp_path: Path) -> None:
    """A Word file cut anywhere is refused in one line, whatever its name."""
    whole = docx("".join(paragraph(TEXT + str(number)) for number in range(500)))
    said = refusal(saved(tmp_path, name, whole[: len(whole) * percent // 100]))
    assert said.startswith("damaged file · ")
    assert name in said


def test_a_word_file_without_its_body_is_damaged(tmp_path: Path) -> None:
    """A package that says it is a Word file and holds broken XML, or none, is damaged."""
    for part in (b"", b"<w:document", f"<w:document {NAMES}/>".encode()):
        assert refusal(saved(tmp_path, "a.docx", zipped({"word/document.xml": part}))).startswith("damaged file · ")


def test_a_closed_word_file_asks_for_no_password(tmp_path: Path) -> None:
    """An encrypted office file is an OLE file with one well-known stream."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(saved(tmp_path, "a.docx", data)).startswith("encrypted · ")


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{below};' * 10}'>" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused(encoding: str) -> None:
    """Billion laughs and their like need a DTD, and no office program writes one."""
    xml = f"<?xml version='1.0'?>{LAUGHS}]><w:document {NAMES}><w:body>{paragraph('&i;')}</w:body></w:document>"
    with cpu_at_most(2), pytest.raises(InputError, match="DTD not allowed"):
        list(from_bytes(zipped({"word/document.xml": xml.encode(encoding)}), "a.docx"))


class Listener(http.server.BaseHTTPRequestHandler):
    seen: list[str] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        self.seen.append(self.path)


def test_nothing_is_fetched_from_disk_or_net(tmp_path: Path) -> None:
    """Entities, linked pictures, templates and scripts of Word files and pages reach no file and no server."""
    marker = saved(tmp_path, "marker.txt", b"SECRET-MARKER")
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/x"
    entities = f'<!DOCTYPE html [<!ENTITY f SYSTEM "{marker.as_uri()}"><!ENTITY n SYSTEM "{address}">]>'
    page = (
        f"<?xml version='1.0'?>{entities}<html><head><link rel=stylesheet href='{address}'><script src='{address}'>"
        f"</script></head><body><p>{TEXT}&f;&n;</p><img src='{address}'><iframe src='{marker.as_uri()}'></iframe>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'TargetMode="External" Type="x/attachedTemplate" Target="{address}"/></Relationships>'
    )
    word = {"word/document.xml": f"<w:document {NAMES}><w:body>{paragraph(TEXT)}</w:body></w:document>".encode()}
    try:
        for data in (page.encode(), zipped(word | {"word/_rels/document.xml.rels": relations.encode()})):
            (found,) = from_bytes(data, "a")
            assert isinstance(found, Document)
            assert TEXT in found.text
            assert "SECRET" not in found.text
        with pytest.raises(InputError):
            list(from_bytes(zipped({"word/document.xml": (entities + "<w/>").encode()}), "a.docx"))
    finally:
        server.shutdown()
        server.server_close()
    assert Listener.seen == []


@pytest.mark.parametrize(
    "name",
    [
        "-规划.txt",
        "a b;$(x).txt",
        "规划\n二.txt",
        "📈.txt",
        "长" * 80 + ".txt",
        "规划".encode("gbk").decode("utf-8", "surrogateescape"),
    ],
)
def test_any_file_name_is_read_and_can_be_written(name: str, tmp_path: Path) -> None:
    """Blanks, signs, line ends, 240 bytes, names in GBK: the label is always valid UTF-8."""
    (found,) = documents(saved(tmp_path, name, TEXT.encode()))
    assert isinstance(found, Document)
    assert found.text == TEXT
    assert found.source.encode()
    assert found.id.encode()


def test_a_name_in_gbk_is_shown_as_it_was_meant(tmp_path: Path) -> None:
    """Bytes of a name that are no UTF-8 are read as GBK."""
    path = os.path.join(os.fsencode(tmp_path), "规划.txt".encode("gbk"))
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    (found,) = documents(Path(os.fsdecode(path)))
    assert isinstance(found, Document)
    assert found.id == "规划"


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """Folders, pipes, devices, dangling links, missing files: one line, no waiting."""
    folder, pipe, link = tmp_path / "x.txt", tmp_path / "pipe", tmp_path / "link"
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "gone")
    # A pipe that somebody opened would wait for a writer, and the run would end by the clock of whoever runs it.
    assert refusal(folder).startswith("is a folder · ")
    assert refusal(pipe).startswith("not a regular file · ")
    assert refusal(Path("/dev/zero")).startswith("not a regular file · /dev/zero")
    assert refusal(link).startswith("dangling link · ")
    assert refusal(tmp_path / "missing.txt").startswith("no such file · ")


def test_a_name_in_no_encoding_is_shown_byte_by_byte(tmp_path: Path) -> None:
    """Such a name is written out in messages, and its file is read."""
    assert files.name_of("规划.txt".encode("gb18030")) == "规划.txt"
    assert files.name_of(b"\xff\xfe\xff.txt") == "\\xff\\xfe\\xff.txt"
    assert refusal(Path("a\0b.txt")).startswith("not a file name · ")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied"), "no permission to read · a.txt · change the file's permissions"),
        (OSError(24, "Too many open files"), "cannot be opened · a.txt · Too many open files"),
    ],
)
def test_what_the_system_refuses_is_said(monkeypatch: pytest.MonkeyPatch, error: OSError, says: str) -> None:
    """Its reason, the file, and what to do where something can be done."""

    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(files.os, "open", refuse)
    with pytest.raises(InputError) as caught:
        files.load(Path("a.txt"))
    assert str(caught.value) == says


def test_a_file_beyond_all_measure_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what the system says of its size."""
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    assert refusal(saved(tmp_path, "a.txt", TEXT.encode())).startswith("too large · ")


@pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """No permission is said as such."""
    path = saved(tmp_path, "a.txt", TEXT.encode())
    path.chmod(stat.S_IWUSR)
    assert refusal(path).startswith("no permission to read · ")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of an old and half of a new text would be neither."""
    path = saved(tmp_path, "a.txt", TEXT.encode())
    check = files._check_kind

    def change(status: os.stat_result, where: str) -> None:
        check(status, where)
        with path.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(files, "_check_kind", change)
    assert refusal(path).startswith("changed while reading · ")


def test_a_character_no_text_has_is_kept_and_bells_alone_are_no_text() -> None:
    """One NUL or bell does not make a text unreadable; a file of them is none."""
    (found,) = from_bytes((TEXT * 3 + "\x07\x00").encode(), "a.txt")
    assert isinstance(found, Document)
    assert found.text.endswith("\x07\x00")
    with pytest.raises(InputError):
        list(from_bytes(b"\x07\x01" * 200, "a.txt"))


@pytest.mark.parametrize("behind", ["一、工作", "一、工作<html>", "<p>"])
def test_many_comments_in_front_of_a_text_have_one_reading(behind: str) -> None:
    """Markup that is told by its first tag is told at once, however many comments come before."""
    data = ("<!--a-->" * 100 + behind).encode()
    assert format_of(data, "a.txt") == ("html" if behind == "<p>" else "text")


def test_clauses_of_too_many_figures_are_said_once() -> None:
    """One line for the whole text, with the first place and how many more there are."""
    (said,) = unread("。".join(["5个" * 1500] * 4), ())
    assert "from character 0 on, and in 3 more clauses" in said
    assert unread("到2025年达到5%。", ()) == ()


@pytest.mark.parametrize("data", [b"<stata_dta><header><release>118</release>", b"r\x02\x01\x00rest", b"$FL2@(#) SPSS"])
def test_data_of_statistics_programs_are_named_with_a_way_out(data):
    """Stata and SPSS files are no documents; the line says how to get their values with their labels."""
    with pytest.raises(InputError, match=r"a data file of (Stata|SPSS), no document.*value labels"):
        list(from_bytes(data, "survey.dta"))
