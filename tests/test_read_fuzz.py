"""Broken and arbitrary bytes through every reader: a document, a failure or one line; no crash, no hang, no loss."""

import io
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import NAMES, cell, docx, paragraph, run, table, zipped
from openpyxl import Workbook
from patience import cpu_at_most

from plancli.errors import InputError
from plancli.model import Document, Failure, Options
from plancli.read import from_bytes

pytestmark = pytest.mark.processes

TEXT = "到2025年，建成5G基站2.6万个，培育企业100家以上；每年培训1000人次。"
PAGE = (
    f"<html><body><ul><li><a href='/'>首页</a></li></ul><div id='zoom'><p>{TEXT}</p><table><tr><th rowspan=2>指标</th>"
    f"<th>2025年</th></tr><tr><td>2.6<br>万个</td></tr><tr><td>a</td><td>b</td></tr></table><pre>{TEXT}</pre></div></body></html>"
)
BODY = (
    paragraph(
        TEXT, f"<w:ins>{run('20')}</w:ins>", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    + table(
        cell("指标", '<w:vMerge w:val="restart"/>') + cell("年"),
        cell("", "<w:vMerge/>") + cell("2.6", '<w:gridSpan w:val="2"/>'),
    )
    + paragraph("<w:r><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing></w:r>")
)
XML = f"<w:document {NAMES}><w:body>{BODY}</w:body></w:document>".encode()
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj
4 0 obj<</Length 15>>stream
BT (5G) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""


@cache
def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["标题", "正文"], ["规划", TEXT * 5], ["方案", TEXT * 4]):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


WHOLE = {
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("gb18030"),
    "c.txt": TEXT.encode("utf-16"),
    "d.html": PAGE.encode(),
    "e.docx": docx(BODY),
    "f.zip": zipped({"规划.txt": TEXT.encode(), "g.docx": docx(BODY)}),
    "g.csv": f"标题,正文\n规划,{TEXT * 4}\n方案,{TEXT * 5}\n".encode(),
    "h.jsonl": ('{"title": "规划", "content": "' + TEXT * 4 + '"}\n').encode(),
    "i.xlsx": workbook(),
    "j.pdf": PDF,
}
SECONDS = 10.0


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """`whole` with a few bytes changed, cut out, doubled or put in, or its end cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        size = draw(st.integers(1, 40))
        change = draw(st.sampled_from(["flip", "cut", "double", "insert", "end"]))
        if change == "flip" and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif change == "cut":
            del data[at : at + size]
        elif change == "double":
            data[at:at] = data[at : at + size] * draw(st.integers(1, 50))
        elif change == "insert":
            data[at:at] = draw(st.binary(min_size=1, max_size=20))
        else:
            del data[at:]
    return bytes(data)


def check(data: bytes, name: str) -> list[Document | Failure]:
    """Read `data`: only what a user can be told may come out, in bounded time, with offsets inside the text."""
    found, said = [], ""
    with cpu_at_most(SECONDS):
        try:
            found = list(from_bytes(data, name, Options(seconds=SECONDS)))
        except InputError as error:
            said = str(error)
    assert "\n" not in said
    assert "crashed" not in said
    for one in found:
        assert isinstance(one, Failure) or _is_sound(one)
        assert not isinstance(one, Failure) or "crashed" not in one.what
    return found


def _is_sound(document: Document) -> bool:
    document.text.encode("utf-8", "surrogatepass")
    spans = [cell.span for one in document.tables for cell in one.cells] + [one.span for one in document.tables]
    offsets = [*document.joins, *document.paragraphs, *document.pages]
    size = len(document.text)
    return all(0 <= span.start <= span.end <= size for span in spans) and all(0 <= at <= size for at in offsets)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(WHOLE)).flatmap(lambda name: st.tuples(st.just(name), broken(WHOLE[name]))))
def test_broken_files_of_every_format(case: tuple[str, bytes]) -> None:
    """Real structures with damage, under their true name."""
    check(case[1], case[0])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(broken(XML))
def test_broken_parts_inside_a_whole_word_file(part: bytes) -> None:
    """Damage that the checksums of the package do not catch."""
    check(zipped({"word/document.xml": part}), "a.docx")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=400), st.sampled_from(sorted(WHOLE)))
def test_arbitrary_bytes_under_any_name(data: bytes, name: str) -> None:
    """No structure at all."""
    check(data, name)


TAGS = st.sampled_from(
    "<p> </p> <td> <tr> <table> </table> <br> <div> </div> <a> </a> <pre> <sup> <td/colspan=9> <!----> &nbsp;".split()
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(TAGS | st.just("培育企业100家。") | st.just("5G"), max_size=60))
def test_any_order_of_tags_keeps_the_text(parts: list[str]) -> None:
    """No arrangement of tags loses a sentence of the page."""
    page = "".join(parts)
    sentences = parts.count("培育企业100家。")
    texts = [
        one.text for one in check(f"<html><body>{page}</body></html>".encode(), "a.html") if isinstance(one, Document)
    ]
    assert "".join(texts).count("100家") == sentences or sentences == 0


SENTENCES = st.lists(
    st.text(
        st.sampled_from("的一和化发建设产业数字经济达到增长万亿元个家％%0123456789.５，、（）“”《》"),
        min_size=1,
        max_size=40,
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SENTENCES)
def test_one_text_in_every_format_is_one_text(lines: list[str]) -> None:
    """UTF-8, GB18030, UTF-16, a page and a Word file of the same lines give the same characters."""
    lines = [f"{line.strip('，、')}。" for line in lines]
    text = "\n".join(lines)
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    files = [text.encode(), text.encode("utf-16"), page.encode(), docx("".join(map(paragraph, lines)))]
    texts = [found.text for data in files for found in from_bytes(data, "a") if isinstance(found, Document)]
    assert texts == [text] * len(files)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_whole_files_are_read(name: str) -> None:
    """What the fuzzing starts from is sound: it gives documents (but for a page without Chinese)."""
    found = check(WHOLE[name], name)
    assert name == "j.pdf" or any(isinstance(one, Document) and "2.6万个" in one.text for one in found)
