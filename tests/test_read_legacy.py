"""Older office files through LibreOffice, or a line that says what to install."""

import os
import sys
import time

import pytest
from patience import PATIENCE

from plancli.errors import InputError, MissingExtra
from plancli.model import Document, Options
from plancli.read import from_bytes
from plancli.read.office import legacy

# Its start alone takes long on a busy machine.
SLOWLY = Options(seconds=PATIENCE)
RTF = (
    rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0 SimSun;}}\f0 \u21040?2025\u24180?\u65292?\u24314?\u25104?"
    rb"\u24179?\u21488?30\u20010?\u12290?\par \u22521?\u32946?\u20225?\u19994?500\u23478?\u12290?\par}"
)


def test_without_libreoffice_the_user_hears_what_to_install(monkeypatch):
    """No LibreOffice: one line with the package to install and the way around it."""
    monkeypatch.setattr(legacy, "PROGRAMS", ("no-such-program",))
    with pytest.raises(MissingExtra, match=r"needs LibreOffice · plan\.rtf · install it"):
        list(legacy.read_bytes(RTF, "plan.rtf", SLOWLY))


def fib(flags: int) -> bytes:
    """The beginning of a .doc as far as anybody looks at it."""
    stream = b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little") + bytes(500)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream + "WordDocument".encode("utf-16-le") + bytes(512)


def test_a_locked_doc_is_refused_before_libreoffice_asks():
    """The flag of an encrypted .doc is read by us; no prompt."""
    with pytest.raises(InputError, match=r"encrypted · plan\.doc · remove the password"):
        list(legacy.read_bytes(fib(0x0100), "plan.doc", Options()))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_converter_that_hangs_is_ended_with_all_it_started(monkeypatch, tmp_path):
    """The limit on time holds, and the children of the converter are gone with it."""
    program = tmp_path / "soffice"
    mark = tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {mark}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(legacy, "PROGRAMS", (str(program),))
    start = time.monotonic()
    with pytest.raises(InputError, match="takes too long"):
        list(legacy.read_bytes(RTF, "plan.rtf", Options(seconds=3.0)))
    assert time.monotonic() - start < 50  # the converter sleeps for 60
    child = int(mark.read_text())
    for _ in range(50):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


def alive(pid: int) -> bool:
    """Does the process run (a zombie does not)?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.office
def test_rtf_is_read():
    """An RTF file gives its paragraphs."""
    (found,) = from_bytes(RTF, "plan.rtf", SLOWLY)
    assert isinstance(found, Document)
    assert found.text.split("\n") == ["到2025年，建成平台30个。", "培育企业500家。"]
    assert found.format == "rtf"
    assert found.found_by.startswith("LibreOffice")


@pytest.mark.office
def test_damage_is_said():
    """What LibreOffice cannot open is damaged."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(range(256)) * 20
    with pytest.raises(InputError, match="damaged file"):
        list(legacy.read_bytes(data, "plan.doc", SLOWLY))


@pytest.mark.office
def test_nothing_is_left_behind(tmp_path, monkeypatch):
    """Profile, copy and result are gone after reading."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    list(legacy.read_bytes(RTF, "plan.rtf", SLOWLY))
    assert list(tmp_path.glob("plancli-read-*")) == []


@pytest.mark.office
def test_a_doc_says_what_the_docx_says(tmp_path):
    """The same text as .doc and .docx gives the same document text."""
    import subprocess

    from docx import Document as WordFile

    source = tmp_path / "plan.docx"
    word = WordFile()
    for text in ("一、主要目标", "到2025年，建成5G基站2.6万个。"):
        word.add_paragraph(text)
    word.save(str(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "doc", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    (old,) = from_bytes((tmp_path / "plan.doc").read_bytes(), "plan.doc", SLOWLY)
    (new,) = from_bytes(source.read_bytes(), "plan.docx")
    assert old.text == new.text


@pytest.mark.office
@pytest.mark.shared
def test_the_hainan_pair_agrees(shared):
    """The .doc and the PDF of one notice hold the same words, but for signs that the PDF lost at line ends."""
    import difflib

    def plain(document):
        return "".join(char for char in document.text if char.isalnum())

    (doc,) = from_bytes((shared / "samples/hainan-subsidy.doc").read_bytes(), "hainan-subsidy.doc")
    (pdf,) = from_bytes((shared / "samples/hainan-subsidy.pdf").read_bytes(), "hainan-subsidy.pdf")
    assert difflib.SequenceMatcher(None, plain(doc), plain(pdf), autojunk=False).ratio() > 0.999
