"""Word files: everything that Word shows, once, in order; nothing that was deleted."""

from pathlib import Path

import pytest
from office import NAMES, cell, docx, paragraph, run, table, zipped

from plancli.errors import InputError
from plancli.model import Document
from plancli.read import documents, from_bytes, from_text, read


def read_docx(data: bytes) -> Document:
    """The one document of a Word file."""
    (document,) = from_bytes(data, "plan.docx")
    assert isinstance(document, Document)
    return document


def text_of(body: str, **parts: str) -> str:
    return read_docx(docx(body, **parts)).text


BOX = f"<w:txbxContent>{paragraph('专栏：建成平台9个。')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ([run("基站2"), run(".6"), run("万个")], "基站2.6万个"),
        (
            ["由", f'<w:ins w:id="1">{run("20")}</w:ins>', "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>", "个"],
            "由20个",
        ),
        ([f"<w:moveFrom>{run('旧')}</w:moveFrom>", f"<w:moveTo>{run('新')}</w:moveTo>", "址"], "新址"),
        ([f'<w:hyperlink w:anchor="a">{run("平台")}</w:hyperlink>', "40个"], "平台40个"),
        ([f"<w:sdt><w:sdtPr/><w:sdtContent>{run('企业')}</w:sdtContent></w:sdt>", "100家"], "企业100家"),
        ([f"<w:smartTag>{run('2025')}</w:smartTag>", "年"], "2025年"),
        ([f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "项"], "3项"),
        (['<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>', "5项"], "5项"),
        (["面积3km", run("2", '<w:vertAlign w:val="superscript"/>')], "面积3km2"),
        (["约10", run("8", '<w:vertAlign w:val="superscript"/>'), "次"], "约10^8次"),
        (["可见", run("不可见", "<w:vanish/>")], "可见"),
        (["可见", run("也可见", '<w:vanish w:val="0"/>')], "可见也可见"),
        (["建成", run("15", "<w:strike/>"), "20个"], "建成20个"),
        (["占比", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "80%"], "占比≥80%"),
        (["2020", "<w:r><w:noBreakHyphen/></w:r>", "2025年"], "2020-2025年"),
        (["甲", "<w:r><w:tab/></w:r>", "乙"], "甲 乙"),
        (["达到2.", "<w:r><w:br/></w:r>", "6万个"], "达到2.6万个"),
        (
            [
                "<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"
            ],
            "拼",
        ),
        (
            [
                "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
                "</m:oMath>"
            ],
            "1/2",
        ),
        (["2.6\u200b万\u00ad个"], "2.6万个"),
    ],
)
def test_a_paragraph_reads_as_word_shows_it(content: list[str], shown: str) -> None:
    """Runs, revisions, links, controls, fields, raised and hidden text, symbols and formulas."""
    assert text_of(paragraph(*content)) == shown


def test_revisions_are_told() -> None:
    """20 replaced 15: the text says 20 and the document has a warning; without revisions there is none."""
    changed = paragraph(
        "建成", f"<w:ins>{run('20')}</w:ins>", "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>", "个"
    )
    document = read_docx(docx(changed))
    assert document.text == "建成20个"
    assert [warning.split(":")[0] for warning in document.warnings] == ["has_revisions"]
    assert read_docx(docx(paragraph("建成20个"))).warnings == ()


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """Where the mark between two paragraphs was deleted, they are one."""
    first = paragraph("建成20", properties="<w:rPr><w:del/></w:rPr>")
    assert text_of(first + paragraph("个平台。")) == "建成20个平台。"


def test_text_boxes_come_once_behind_their_paragraph() -> None:
    """Word writes a box twice, for new and old versions; it is read once."""
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert (
        text_of(paragraph("前文。", box, "后文。") + paragraph("末段。")) == "前文。后文。\n专栏：建成平台9个。\n末段。"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"
    assert text_of(paragraph("前文。", old)) == "前文。\n专栏：建成平台9个。"


def test_notes_stand_behind_the_text() -> None:
    """Foot- and endnotes are read where they belong, in the order of their marks, separators are not."""
    body = paragraph("目标10个", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。")
    body += paragraph("另有5个", '<w:r><w:endnoteReference w:id="1"/></w:r>', "。")
    footnotes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0">{paragraph("分隔")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("脚注：含3个在建。")}</w:footnote></w:footnotes>'
    )
    endnotes = f'<w:endnotes {NAMES}><w:endnote w:id="1">{paragraph("尾注。")}</w:endnote></w:endnotes>'
    assert text_of(body, footnotes=footnotes, endnotes=endnotes) == "目标10个。\n另有5个。\n脚注：含3个在建。\n尾注。"


MERGED = table(
    cell("指标", '<w:vMerge w:val="restart"/>') + cell("目标", '<w:gridSpan w:val="2"/>'),
    cell("", "<w:vMerge/>") + cell("2020年") + cell("2025年"),
    cell("5G基站（万个）") + cell("1.2") + cell(paragraph(run("2"), run(".6"))),
)


def grid_of(document: Document) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Row and column → text and spans of the cells of the first table."""
    return {
        (cell.row, cell.column): (document.text[cell.span.start : cell.span.end], cell.row_span, cell.column_span)
        for cell in document.tables[0].cells
    }


def test_merged_cells_keep_their_place() -> None:
    """gridSpan and vMerge become spans; each text is written once and its offsets are right."""
    document = read_docx(docx(paragraph("前文。") + MERGED + paragraph("后文。")))
    assert grid_of(document) == {
        (1, 1): ("指标", 2, 1),
        (1, 2): ("目标", 1, 2),
        (2, 2): ("2020年", 1, 1),
        (2, 3): ("2025年", 1, 1),
        (3, 1): ("5G基站（万个）", 1, 1),
        (3, 2): ("1.2", 1, 1),
        (3, 3): ("2.6", 1, 1),
    }
    assert "5G基站（万个） | 1.2 | 2.6\n后文。" in document.text


def test_a_table_in_a_table_is_read_once_in_order() -> None:
    """The outer table serves the layout: its paragraphs stay paragraphs, the inner one is the table."""
    outer = table(cell(paragraph("左栏：新增3个。")) + cell(paragraph("右栏") + MERGED + paragraph("")))
    document = read_docx(docx(outer))
    assert document.text.count("指标") == 1
    assert document.text.startswith("左栏：新增3个。\n右栏\n指标 | 目标")
    assert len(document.tables) == 1


def test_deleted_rows_are_gone_and_rows_in_controls_stay() -> None:
    """A row whose deletion is tracked is no row; a content control around rows changes nothing."""
    row = f"<w:tr>{cell('甲') + cell('1个')}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('乙') + cell('2个')}</w:tr>"
    inside = f"<w:sdt><w:sdtContent><w:tr>{cell('丙') + cell('3个')}</w:tr></w:sdtContent></w:sdt>"
    assert text_of(f"<w:tbl>{row}{gone}{inside}</w:tbl>") == "甲 | 1个\n丙 | 3个"


def level(depth: int, format: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


NUMBERING = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%1.%3", "<w:isLgl/>")
    + level(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {NAMES}><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Title"><w:basedOn w:val="Base"/></w:style></w:styles>'
)


def numbered(text: str, depth: int, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_become_text() -> None:
    """What Word counts by itself is written as Word shows it, level by level; a bullet is not."""
    body = (
        paragraph("总体要求", properties='<w:pStyle w:val="Title"/>')
        + "".join(numbered(text, depth) for text, depth in [("目标", 1), ("原则", 1), ("细目", 2), ("要点", 3)])
        + numbered("任务", 0)
        + numbered("培育", 1)
        + numbered("附则", 0, 2)
        + paragraph("无编号", properties='<w:pStyle w:val="Title"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    shown = [
        "一、总体要求",
        "（一）目标",
        "（二）原则",
        "1.1 细目",
        "要点",
        "二、任务",
        "（一）培育",
        "五、附则",
        "无编号",
    ]
    assert text_of(body, numbering=NUMBERING, styles=STYLES).split("\n") == shown


def test_iso_strict_files_are_read() -> None:
    """The strict variant names the same elements differently."""
    body = (
        f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{paragraph('建成40个平台。')}"
    )
    (document,) = from_bytes(zipped({"word/document.xml": (body + "</w:body></w:document>").encode()}), "a.docx")
    assert isinstance(document, Document)
    assert document.text == "建成40个平台。"


def test_paragraph_offsets_point_at_paragraphs() -> None:
    """Every offset is where a paragraph begins in the text."""
    document = read_docx(docx("".join(paragraph(f"第{n}段") for n in range(1, 5)) + paragraph("")))
    assert [document.text[offset : offset + 3] for offset in document.paragraphs] == [
        "第1段",
        "第2段",
        "第3段",
        "第4段",
    ]


def test_a_file_of_images_needs_ocr() -> None:
    """A Word file of scanned pages is no empty file."""
    empty = f"<w:document {NAMES}><w:body><w:p/></w:body></w:document>".encode()
    with pytest.raises(InputError, match="only images"):
        list(from_bytes(zipped({"word/document.xml": empty, "word/media/image1.png": b"x"}), "scan.docx"))


def test_python_docx_agrees(tmp_path: Path) -> None:
    """A file made by another library: paragraphs, and a table with merged cells, are what was put in."""
    from docx import Document as Made

    made = Made()
    made.add_paragraph("到2025年建成5G基站2.6万个。")
    grid = made.add_table(2, 3)
    for at, text in enumerate(["指标", "2020年", "2025年", "基站", "1", "2"]):
        grid.cell(at // 3, at % 3).text = text
    grid.cell(1, 1).merge(grid.cell(1, 2))
    made.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.text.startswith("到2025年建成5G基站2.6万个。\n指标 | 2020年 | 2025年\n基站 | 1 2")
    assert grid_of(document)[2, 2] == ("1 2", 1, 2)


def test_a_word_file_gives_what_its_text_gives() -> None:
    """Text and head are those of the same lines in a text file."""
    lines = ["某省数字经济发展“十四五”规划", "一、目标", "到2025年，建成5G基站2.6万个。", "2021年5月3日"]
    document, plain = read_docx(docx("".join(map(paragraph, lines)))), from_text("\n".join(lines))
    assert (document.text, document.head) == (plain.text, plain.head)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["city-jining", "city-wuhan"])
def test_real_pairs_agree(shared: Path, name: str) -> None:
    """The text of a real Word file is that of the text file beside it, blanks apart."""
    pair = [next(documents(shared / "samples" / f"{name}{suffix}")) for suffix in (".docx", ".txt")]
    texts = ["".join(one.text.split()) for one in pair if isinstance(one, Document)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "body",
    [
        f"<w:rFonts>{run('到2025年建成平台30个')}</w:rFonts>",
        f"<w:p><w:pPr>{run('到2025年建成平台30个')}</w:pPr></w:p>",
        f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr><w:tblGrid>{run('到2025年建成平台30个')}</w:tblGrid></w:tbl>",
    ],
)
def test_text_where_word_files_have_none_is_told(body):
    """What a damaged file holds in elements that are not read is counted: it never goes without a word."""
    document = read_docx(docx(paragraph("一、总体要求") + body))
    assert "建成" not in document.text
    assert document.warnings == ("13 characters in elements that no Word file has: save it again with Word",)


def test_how_a_word_is_spoken_is_no_text_and_no_loss():
    """Ruby above a word is left out without a word."""
    ruby = "<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"
    assert read_docx(docx(paragraph(ruby))).warnings == ()


def test_a_table_in_a_cell_leaves_the_rows_around_it() -> None:
    """Rows of figures around an inner table are rows; the inner table follows, and nothing is read twice."""
    rows = [("指标", "2025年"), ("床位", "307"), ("人员", "411")]
    outer = "".join(f"<w:tr>{cell(name) + cell(value)}</w:tr>" for name, value in rows)
    inner = table(cell("站点") + cell("17"), cell("车辆") + cell("23"))
    last = f"<w:tr>{cell('备注')}<w:tc>{inner}{paragraph('')}</w:tc></w:tr>"
    document = read_docx(docx(f"<w:tbl>{outer}{last}</w:tbl>"))
    assert document.text == "指标 | 2025年\n床位 | 307\n人员 | 411\n备注\n站点 | 17\n车辆 | 23"
    assert len(document.tables) == 2
