"""Books, mail, Markdown, ODT and pages with frames: the same figures as in a plain text."""

import base64
import io
import zipfile

import pytest
from office import zipped

import plancli
from plancli.errors import InputError
from plancli.model import Document, Options
from plancli.read import from_bytes, from_text
from plancli.read.archive.members import DEEPEST_ARCHIVE
from plancli.read.plain.markdown import plain
from plancli.read.web.mail import read_bytes as read_mail

TITLE = "某市“十四五”数字经济发展规划"
LINE = "到2025年，全市5G基站达到2.6万个，专精特新企业达到500家，互联网普及率达到80%。"
ROWS = (("指标", "2020年", "2025年"), ("算力规模（P）", "100", "300"), ("充电桩（个）", "2000", "5000"))
EXPECTED = {("5G基站", 2025), ("专精特新企业", 2025), ("互联网普及率", 2025), ("算力规模", 2025), ("充电桩", 2025)}


def html(*parts: str) -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body><div class='TRS_Editor'>{''.join(parts)}</div></body></html>"
    )


def html_table() -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in ROWS) + "</table>"
    )


def epub(chapters: list[str]) -> bytes:
    items = "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    container = '<container xmlns="urn:x"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    book = f'<package xmlns="urn:y"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("META-INF/container.xml", container)
        package.writestr("OPS/book.opf", book)
        for number, chapter in enumerate(chapters):
            package.writestr(f"OPS/text/c {number}.xhtml", chapter)
    return target.getvalue()


def odt(body: str, manifest: str = "") -> bytes:
    names = "".join(f' xmlns:{one}="urn:{one}"' for one in ("office", "text", "table", "draw"))
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{text}</office:document-content>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", f'<manifest xmlns="urn:m">{manifest}</manifest>')
        package.writestr("content.xml", content)
    return target.getvalue()


def odt_table() -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return f"<table:table>{cells}</table:table>"


def markdown() -> str:
    bars = [f"| {' | '.join(row)} |" for row in ROWS]
    front = f"---\ntitle: {TITLE}\ndate: 2021-05-24\ntags: [2025, 30个]\n---\n"
    return (
        f"{front}\n# {TITLE}\n\n{LINE.replace('2.6万个', '**2.6万个**')}\n\n{bars[0]}\n|---|---:|---:|\n"
        + "\n".join(bars[1:])
    )


def mail(attached: bytes = b"") -> bytes:
    head = "From: a@example.org\nTo: b@example.org\nSubject: plan\nDate: Mon, 24 May 2021 10:00:00 +0800\n"
    body = base64.encodebytes(html(f"<h1>{TITLE}</h1><p>{LINE}</p>", html_table()).encode()).decode()
    parts = f'--x\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{body}\n'
    if attached:
        parts += (
            '--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="annex.txt"\n'
            f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(attached).decode()}\n"
        )
    return f'{head}Content-Type: multipart/mixed; boundary="x"\n\n{parts}--x--\n'.encode()


FILES = {
    "plan.epub": epub([html(f"<h1>{TITLE}</h1><p>{LINE}</p>"), html(html_table(), "<p>以上指标由各部门落实。</p>")]),
    "plan.odt": odt(f"<text:h>{TITLE}</text:h><text:p>{LINE}</text:p>{odt_table()}"),
    "plan.md": markdown().encode(),
    "plan.eml": mail(),
}


def read(data: bytes, name: str) -> Document:
    (found,) = from_bytes(data, name)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_same_plan_gives_the_same_targets_in_every_format(name):
    """Sentences and tables of a book, an ODT, a Markdown file and a mail give their targets."""
    document = read(FILES[name], name)
    assert document.format == {"md": "markdown", "eml": "mail"}.get(name[5:], name[5:])
    assert {(one.indicator, one.year) for one in plancli.extract(document)} == EXPECTED
    assert document.head.title == TITLE
    for table in document.tables:
        for cell in table.cells:
            assert "\n" not in document.text[cell.span.start : cell.span.end]


def test_front_matter_is_no_text():
    """What stands between --- lines says what a Markdown file is, and gives no figures."""
    document = read(FILES["plan.md"], "plan.md")
    assert document.text.lstrip().startswith(TITLE)
    assert document.head.issued == "2021-05-24"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("## 二、目标 ##", "二、目标"),
        ("- 建成**30**个", "建成30个"),
        ("> 到2025年", "到2025年"),
        ("[规划](https://example.org)提出", "规划提出"),
        ("2*3=6，4*5=20", "2*3=6，4*5=20"),
        ("`5G`基站_2_个", "5G基站_2_个"),
        ("| 软件 \\| 信息 \\| 数据 | 88 |", "| 软件 ∣ 信息 ∣ 数据 | 88 |"),
        ("软件 \\| 信息 | 88", "软件 ∣ 信息 | 88"),
        ("软件 \\| 信息", "软件 | 信息"),
    ],
)
def test_marks_of_markdown_are_no_text(written, read_as):
    """Headings, bullets, stress and links are read as they are shown; a sign of multiplication stays."""
    assert plain(written) == read_as


@pytest.mark.parametrize(
    "written",
    [
        f"% {TITLE}\n% 甲市人民政府\n\n{LINE}[^1]\n\n[^1]: 含在建。\n",
        f'+++\ntitle = "{TITLE}"\nweight = 30\n+++\n{LINE}\n',
        f"---\ntitle: {TITLE}\n---\n~~旧目标为30%。~~{LINE}\n",
    ],
    ids=["lines of Pandoc and a note", "+++ of Hugo", "struck out"],
)
def test_other_heads_notes_and_deletions_of_markdown(written):
    """The title is known, marks are no text, and what is struck out is left out and said."""
    (document,) = from_bytes(written.encode(), "plan.md")
    assert isinstance(document, Document)
    assert document.head.title == TITLE
    assert not set("%^+~") & set(document.text.replace("80%", ""))
    assert "30" not in document.text
    assert document.warnings == (("struck-out text left out",) if "~~" in written else ())


def test_chapters_outside_of_the_main_line_are_read():
    """Programs put tables and notes there."""
    book = epub([f"<html><body><h1>{TITLE}</h1></body></html>", f"<html><body><p>{LINE}</p></body></html>"])
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts = {name: old.read(name).replace(b"<itemref", b'<itemref linear="no"') for name in old.namelist()}
    (document,) = from_bytes(zipped(parts), "b.epub")
    assert isinstance(document, Document)
    assert LINE in document.text


def test_a_page_that_word_saved_is_a_page():
    """It names the program as Word 2003 XML does, and is HTML whatever its name."""
    page = f"<html><head><meta name=ProgId content=Word.Document></head><body><p>{LINE}</p></body></html>"
    (document,) = from_bytes(page.encode(), "plan.doc")
    assert isinstance(document, Document)
    assert (document.format, document.text.strip()) == ("html", LINE)


def test_what_is_attached_to_a_mail_is_a_document_of_its_own():
    """Body and attachment are two documents; addresses and 8bit are none."""
    found = list(from_bytes(mail("到2025年，新建学校12所，新增学位5000个。".encode()), "m.eml"))
    assert [one.source for one in found if isinstance(one, Document)] == ["m.eml", "m.eml!/annex.txt"]
    assert not any("example.org" in one.text for one in found if isinstance(one, Document))


def test_a_mail_without_text_is_refused_in_one_line():
    """Nothing but a picture."""
    data = b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: image/png\n\nabc"
    with pytest.raises(InputError, match="empty"):
        list(from_bytes(data, "m.eml"))


def plain_mail(text: str, charset: str = "utf-8") -> bytes:
    head = f'Subject: plan\nContent-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\n'
    return head.encode() + text.encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_mail_of_plain_text_is_read_in_the_encoding_that_it_names(charset):
    """What is written in the mail itself, without any page, is its document."""
    document = read(b"From: a@example.org\nTo: b@example.org\n" + plain_mail(LINE, charset), "m.eml")
    assert document.text.strip() == LINE
    assert document.encoding == charset


def test_what_is_attached_and_cannot_be_read_leaves_the_rest():
    """A damaged annex is a failure under its own name, beside the document of the mail."""
    found = list(from_bytes(mail(b"PK\x03\x04 no archive"), "m.eml"))
    assert [type(one).__name__ for one in found] == ["Document", "Failure"]
    assert found[1].where.startswith("m.eml!/annex.txt")


def test_mails_inside_mails_end_somewhere():
    """A mail that is as deep inside of others as archives may be is refused, with what to do."""
    with pytest.raises(InputError, match=r"nested too deep · .* · save the inner ones"):
        list(read_mail(mail(), "!/".join(f"{number}.eml" for number in range(DEEPEST_ARCHIVE + 1)), Options()))


def test_an_odt_with_a_table_inside_a_cell_and_a_box_beside_a_paragraph():
    """Both are read behind what holds them, blanks that are counted and tabs are blanks, and nothing twice."""
    cell = "<table:table-cell><text:p>内表</text:p></table:table-cell>"
    inner = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    body = (
        "<text:p>甲<text:s text:c='3'/>乙<text:tab/>丙<draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box>"
        "</draw:frame></text:p><text:section><text:p>节内</text:p></text:section><table:table><table:table-row>"
        f"<table:table-cell><text:p>外表</text:p>{inner}</table:table-cell><table:table-cell><text:p>右</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    document = read(odt(body), "p.odt")
    assert document.text.split("\n")[:3] == ["甲   乙 丙", "框中", "节内"]
    assert document.text.count("内表") == document.text.count("外表") == 1
    assert len(document.tables) == 2


def test_a_closed_odt_is_refused():
    """A password is asked for in words."""
    with pytest.raises(InputError, match="encrypted"):
        list(from_bytes(odt("", "<encryption-data/>"), "p.odt"))


def test_an_odt_leaves_out_notes_comments_and_deletions():
    """Blanks, tabs and line ends are kept; spans and covered cells stand where they belong."""
    body = (
        "<text:tracked-changes><text:p>删去的99个</text:p></text:tracked-changes>"
        "<text:p>建成<text:span>30</text:span>个<text:note><text:p>注1</text:p></text:note>平台<text:line-break/>第二行</text:p>"
        "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>合</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell>"
        "<text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    document = read(odt(body), "p.odt")
    assert (
        document.text == "建成30个平台\n第二行\n合 | \n甲 | 乙" or document.text == "建成30个平台\n第二行\n合\n甲 | 乙"
    )
    assert [cell.column_span for cell in document.tables[0].cells] == [2, 1, 1]


def frames(second: bytes, end: str = "--x--") -> bytes:
    def part(page: bytes) -> str:
        body = base64.encodebytes(page).decode()
        return f'--x\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{body}\n'

    first = html(f"<h1>{TITLE}</h1><p>{LINE}</p><iframe src='cid:f'></iframe>").encode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    return f"{head}{part(first)}{part(second)}{end}\n".encode()


@pytest.mark.parametrize("end", ["--x--", "--x----"])
def test_the_frames_of_a_saved_page_are_read_too(end):
    """A table in a frame gives its figures, whatever end mark the browser has written."""
    document = read(frames(f"<html><body>{html_table()}</body></html>".encode(), end), "p.mhtml")
    assert {(one.indicator, one.year) for one in plancli.extract(document)} == EXPECTED


def test_a_frame_of_damaged_base64_is_damaged():
    """Fewer figures without a word is no answer."""
    with pytest.raises(InputError, match="damaged"):
        list(from_bytes(frames(b"x").replace(b"eA==", b"e\xffA="), "p.mhtml", Options()))


def test_a_book_without_text_is_refused():
    """A book of pictures is empty."""
    book = epub(["<html><body><img src='a.png'/></body></html>"])
    with pytest.raises(InputError, match="empty"):
        list(from_bytes(book, "b.epub"))


def test_a_flat_odt_is_read_by_its_paragraphs():
    """The XML of an OpenDocument text without its ZIP gives the text, none of its settings."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    flat = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="{office}" xmlns:text="{text}">'
        f"<office:settings>100%</office:settings><office:body><office:text><text:h>{TITLE}</text:h>"
        f"<text:p>{LINE}</text:p></office:text></office:body></office:document>"
    )
    (document,) = from_bytes(flat.encode(), "plan.fodt")
    assert isinstance(document, Document)
    assert document.text.split() == [TITLE, LINE]


def test_a_flat_odt_with_entities_of_its_own_is_refused():
    """A DTD before the first element: refused as in any other file, not read as a text of tags."""
    flat = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><office:document>&e;'
    with pytest.raises(InputError, match="DTD not allowed"):
        list(from_bytes(flat.encode(), "plan.fodt"))


@pytest.mark.parametrize("start", ['<?xml version="1.0"?>\n<rss version="2.0"><channel>', "<?xml version='1.0'?><svg>"])
def test_xml_of_other_kinds_is_no_text(start):
    """Its tags would be read as words."""
    with pytest.raises(InputError, match="cannot read XML"):
        list(from_bytes(f"{start}<title>{LINE}</title>".encode(), "feed.xml"))


def test_a_mail_that_begins_with_its_subject_is_a_mail():
    """A file named .eml whose only headers of a mail are its subject and types is no text with targets in base64."""
    inner = base64.b64encode(f"{TITLE}\n{LINE}\n".encode()).decode()
    mail = (
        "Subject: plan\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{inner}\n"
    )
    (document,) = from_bytes(mail.encode(), "plan.eml")
    assert isinstance(document, Document)
    assert (document.format, document.text.split()) == ("mail", [TITLE, LINE])


@pytest.mark.parametrize(
    "table",
    [
        "| 指标 | 单位 | 2025年 |\n|---|---:|:---:|\n| 粮食仓容 | 万吨 | 7.5 |\n",
        "指标   单位   2025年\n----- ----- -----\n粮食仓容   万吨   7.5\n",
        "-----------------\n指标   单位   2025年\n-----------------\n粮食仓容   万吨   7.5\n-----------------\n",
        "┌────┬────┬────┐\n│指标│单位│2025年│\n├────┼────┼────┤\n│粮食仓容│万吨│7.5│\n└────┴────┴────┘\n",
        "｜指标｜单位｜2025年｜\n｜--｜--｜--｜\n｜粮食仓容｜万吨｜7.5｜\n",
    ],
    ids=["bars", "dashes", "lines of dashes", "drawn", "wide bars"],
)
def test_a_head_a_rule_and_a_row_make_a_table(table):
    """The rule is a line of the table that holds nothing: the unit of its column counts."""
    (row,) = plancli.to_frame(plancli.extract(from_text(table))).to_dict("records")
    assert (row["indicator"], row["value"], row["unit"], row["year"]) == ("粮食仓容", 75000, "t", 2025)


def test_hidden_sheets_are_named():
    """What a hidden sheet holds is not read, and the reader says which sheet it was."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    hidden = book.create_sheet("草稿")
    hidden.append(("指标", "2025年"))
    hidden.append(("旧指标（个）", 999))
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    (document,) = from_bytes(target.getvalue(), "plan.xlsx")
    assert isinstance(document, Document)
    assert "999" not in document.text
    assert "hidden sheets left out: 草稿" in document.warnings


def test_hidden_rows_and_columns_are_read_and_said():
    """A filter hides rows of a table; nobody takes them out, so they are read, and named."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    for row in (*ROWS, ("备用", "", "", "")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "B", hidden=True)
    sheet.column_dimensions.group("X", "XFD", hidden=True)
    target = io.BytesIO()
    book.save(target)
    (document,) = from_bytes(target.getvalue(), "plan.xlsx")
    assert isinstance(document, Document)
    assert all(str(one) in document.text for one in ROWS[2])
    assert document.warnings == (
        "hidden rows of sheet 指标 are read too, 1 in all: 3",
        "hidden columns of sheet 指标 are read too, 1 in all: B",
    )


def test_a_link_saved_as_a_file_is_refused():
    """It names a page, and holds none of its text."""
    with pytest.raises(InputError, match="a link to a page"):
        list(from_bytes(b"[InternetShortcut]\r\nURL=http://www.example.org/2025/5.html\r\n", "plan.url"))


@pytest.mark.parametrize("blank", ["\t", "   "])
def test_rows_of_words_that_end_on_a_word_are_a_table(blank):
    """A figure below each year, an attribute behind them: each figure is a record, none is made of two."""
    head = ("指标", "单位", "2020年", "2025年", "属性")
    rows = (head, ("5G基站", "万个", "1.2", "2.6", "约束性"), ("互联网普及率", "%", "70.4", "80", "预期性"))
    (document,) = from_bytes("\n".join([TITLE, *map(blank.join, rows), ""]).encode(), "plan.txt")
    found = {(one.indicator, one.text, one.year) for one in plancli.extract(document, status=None)}
    assert found == {
        ("5G基站", "1.2", 2020),
        ("5G基站", "2.6", 2025),
        ("互联网普及率", "70.4", 2020),
        ("互联网普及率", "80", 2025),
    }
