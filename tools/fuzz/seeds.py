"""Sound inputs that mutations start from: composed ones of every format, and real ones where ../shared is beside us."""

from __future__ import annotations

import base64
import gzip
import io
import json
import sys
import tarfile
from functools import cache
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from office import cell, docx, paragraph, run, table, zipped  # noqa: E402

SHARED = ROOT.parent / "shared"
SENTENCES = (
    "到2025年，全市建成5G基站2.6万个以上，数字经济增加值占比达到60%。",
    "培育专精特新企业100家左右，研发经费投入强度提高到3.2%。",
    "2020年，森林覆盖率为41.5%，比上年提高0.8个百分点。",
    "每年培训产业工人1000人次，二〇二五年前新建改建公路三百公里。",
    "力争税收收入由120亿元增加到200亿元，年均增长10.5%左右。",
    "办理时间不超过3个工作日，网上可办率保持100%，居全省第二位。",
)
TITLE = "甲市数字经济发展规划（2021—2025年）"
TEXT = "\n".join(
    (TITLE, "甲市人民政府", "2021年3月5日", "一、总体目标", *SENTENCES[:3], "二、重点任务", *SENTENCES[3:])
)
ROWS = (
    ("序号", "指标", "单位", "2020年", "2025年", "属性"),
    ("1", "软件业务收入", "亿元", "520", "1000", "预期性"),
    ("2", "5G基站数", "万个", "1.2", "2.6", "约束性"),
    ("3", "国家高新技术企业", "家", "1236", "2500", "预期性"),
)
FULL = "".join(SENTENCES)
LARGEST_REAL = 130_000


def _page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    rows = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in ROWS)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><div><ul><li>"
        f"<a href='/'>首页</a></li></ul></div><div id='zoom'>{body}<table><tbody>{rows}</tbody></table>"
        f"<p>附：<b>5</b>个<span>产业园区</span>&nbsp;&#50;0家</p></div></body></html>"
    ).encode()


def _word() -> bytes:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(paragraph(line) for line in TEXT.splitlines())
    body += paragraph("建成园区", f'<w:ins w:id="1" w:author="a">{run("20")}</w:ins>', run("个。"), properties=listed)
    body += table(*("".join(cell(one) for one in row) for row in ROWS))
    body += table(cell("指标", '<w:vMerge w:val="restart"/>') + cell("2.6", '<w:gridSpan w:val="2"/>'))
    body += paragraph(run("注"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {name}><w:footnote w:id="2">{paragraph("不含10个县")}</w:footnote></w:footnotes>'
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:numbering {name}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return docx(body, footnotes=notes, numbering=numbering)


def _book(rows: object) -> bytes:
    book, target = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:  # type: ignore[attr-defined]
        sheet.append([float(one) if one.replace(".", "").isdigit() else one for one in row])
    sheet.merge_cells("A6:B6")
    book.save(target)
    return target.getvalue()


def _saved_page() -> bytes:
    head = "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=BB\n\n"
    part = "--BB\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\nContent-Location: a\n\n"
    return (head + part + base64.encodebytes(_page()).decode() + "\n--BB--\n").encode()


def _mail() -> bytes:
    head = "From: a@b.cn\nTo: c@d.cn\nSubject: plan\nDate: Mon, 1 Mar 2021 10:00:00 +0800\nMIME-Version: 1.0\n"
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    return (head + kind + base64.encodebytes(TEXT.encode()).decode()).encode()


def _epub() -> bytes:
    container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="a" href="a.html" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()) + "</body></html>"
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "a.opf": package, "a.html": page}
    return zipped({name: text.encode() for name, text in files.items()})


def _odt() -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f"<text:p>{line}</text:p>" for line in TEXT.splitlines())
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def _tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for number in range(2):
            member = tarfile.TarInfo(f"plan{number}.txt")
            data = TEXT.encode()
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return target.getvalue()


def _papers() -> dict[str, bytes]:
    """PDF files, where reportlab is installed; their streams are not packed, so that mutations reach the operators."""
    try:
        import papers
        from reportlab import rl_config
    except ImportError:
        return {}
    rl_config.pageCompression = 0
    widths = (40, 120, 50, 60, 60, 60)
    return {
        "prose.pdf": papers.prose(TEXT.splitlines(), "甲市规划", "— {page} —"),
        "columns.pdf": papers.prose(TEXT.splitlines(), columns=2),
        "grid.pdf": papers.paper(lambda canvas: papers.grid(canvas, ROWS, widths, 100) and None),
        "rules.pdf": papers.paper(lambda canvas: papers.three_rules(canvas, ROWS, widths, 100) and None),
    }


def _parquet() -> dict[str, bytes]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return {}
    target = io.BytesIO()
    columns = {"title": ["甲市规划", "乙市规划"], "content": [FULL, FULL]}
    pyarrow.parquet.write_table(pyarrow.table(columns), target)
    return {"rows.parquet": target.getvalue()}


def _composed() -> dict[str, bytes]:
    documents = (("id", "标题", "地区", "正文"), ("1", "甲市规划", "武汉市", FULL), ("2", "乙市规划", "宜昌市", FULL))
    lines = [json.dumps({"title": name, "content": FULL}, ensure_ascii=False) for name in ("甲市规划", "乙市规划")]
    piped = "\n".join((TEXT, "", *(f"| {' | '.join(row)} |" for row in ROWS)))
    text = TEXT.encode()
    return {
        "plain.txt": text,
        "gbk.txt": TEXT.encode("gb18030"),
        "wide.txt": TEXT.encode("utf-16"),
        "mark.txt": TEXT.encode("utf-8-sig"),
        "piped.txt": piped.encode(),
        "plan.md": ("---\ntitle: 甲市规划\n---\n# " + piped.replace("一、", "## 一、")).encode(),
        "page.html": _page(),
        "old.html": _page().replace(b"utf-8", b"gb2312").decode().encode("gb18030"),
        "word.docx": _word(),
        "table.xlsx": _book(ROWS),
        "documents.xlsx": _book(documents),
        "table.csv": "\n".join(map(",".join, ROWS)).encode("gb18030"),
        "documents.csv": "\n".join(f'{a},{b},{c},"{d}"' for a, b, c, d in documents).encode(),
        "documents.jsonl": "\n".join(lines).encode(),
        "saved.mht": _saved_page(),
        "mail.eml": _mail(),
        "book.epub": _epub(),
        "text.odt": _odt(),
        "plans.zip": zipped({"规划一.txt": text, "b/规划二.docx": _word(), "c.html": _page()}),
        "plans.tar": _tar(),
        "plans.tgz": gzip.compress(_tar(), mtime=0),
    }


def _real() -> dict[str, bytes]:
    """Real and small files; of long texts only the beginning, so that many mutations can be tried."""
    found: dict[str, bytes] = {}
    for folder in (SHARED / "samples", SHARED / "cases" / "files", ROOT / "data" / "raw"):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in (".doc", ".source") or not path.is_file():
                continue  # every .doc starts LibreOffice
            data = path.read_bytes()
            data = data[:6000] if path.suffix in (".txt", ".csv") else data
            if len(data) <= LARGEST_REAL:
                found[path.name] = data
    return found


@cache
def documents() -> dict[str, bytes]:
    """Name → bytes of every document that mutations start from."""
    return {**_composed(), **_papers(), **_parquet(), **_real()}
