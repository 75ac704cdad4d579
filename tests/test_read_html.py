"""Web pages: the article and nothing but the article, numbers whole, tables with their spans."""

from pathlib import Path

import pytest
from patience import cpu_at_most

from plancli.errors import InputError
from plancli.lexicon import load
from plancli.model import Document, Options
from plancli.read import documents, from_bytes, from_text
from plancli.read.web.html import read_bytes

TARGET = "到2025年，全市建成5G基站2.6万个，数字经济核心产业增加值占地区生产总值比重达到10%以上。"
PLAN = [
    "一、发展目标",
    TARGET,
    "二、重点任务",
    "（一）培育企业。每年培训1000人次，力争新增规上企业100家；规模以上工业企业上云全覆盖。",
    "（二）建设平台。建设省级以上平台40个，推动重点行业数字化改造，形成示范效应，带动上下游协同发展。",
    "某市人民政府",
    "2021年5月3日",
]
MENU = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(["首页", "政务公开", "办事服务", "互动"]))
NEWS = "".join(f'<li><a href="/n{n}">我市召开第{n}次全市重点项目建设推进会议部署下一步工作</a></li>' for n in range(8))
FOOT = "<div class='foot'>版权所有：某市人民政府 网站标识码：4200000001 <a href='/'>鄂ICP备05000000号</a></div>"
LEXICON = load.table("pages")


def read_page(page: str, encoding: str = "utf-8") -> Document:
    """The one document of a page."""
    (document,) = from_bytes(page.encode(encoding), "page.html")
    assert isinstance(document, Document)
    return document


def site(article: str) -> str:
    """`article` as a site shows it: menu before it, news beside it, imprint below it."""
    return (
        f"<html><head><title>某市人民政府</title><style>p{{}}</style></head><body><div><ul>{MENU}</ul></div>"
        f"<div class='wrap'><div class='left'>{article}</div><div class='right'><h3>最新动态</h3><ul>{NEWS}</ul></div>"
        f"</div>{FOOT}<script>var a='5G基站9万个';</script></body></html>"
    )


def paragraphs(lines: list[str] = PLAN) -> str:
    return "".join(f"<p>&nbsp;&nbsp;{line}</p>\n" for line in lines)


@pytest.mark.parametrize("entry", LEXICON["container"], ids=lambda entry: str(entry["example"]))
def test_every_container_that_the_lexicon_names_is_found(entry: dict[str, str]) -> None:
    """The article in a known container comes out line by line, without menu, news and imprint."""
    tags = [part.split()[0].rstrip(">") for part in entry["example"].split("<")[1:]]
    article = entry["example"] + paragraphs() + "".join(f"</{tag}>" for tag in reversed(tags))
    if tags == ["td"]:
        article = f"<table><tr>{article}</tr></table>"
    document = read_page(site(f"<h1>标题</h1><div>来源：某报</div>{article}<div>分享到：微信 微博</div>"))
    assert document.text.split("\n") == PLAN
    assert document.found_by.startswith("container")


@pytest.mark.parametrize("entry", LEXICON["furniture"], ids=lambda entry: str(entry["example"]))
def test_furniture_of_the_page_is_left_out(entry: dict[str, str]) -> None:
    """Menus, share buttons and the like are no text, also inside the article."""
    article = paragraphs() + entry["example"] + "当前位置：首页 &gt; 政策 第9条</div>"
    assert read_page(f"<body><div>{article}</div></body>").text.split("\n") == PLAN


ARRANGED = {
    "paragraphs": paragraphs(),
    "div soup": "".join(f"<div><div><span>{line}</span></div></div>" for line in PLAN),
    "line breaks": "<div>" + "<br/>\n　　".join(PLAN) + "</div>",
    "layout tables": "<table><tr><td><table><tr><td>" + paragraphs() + "</td></tr></table></td></tr></table>",
    "rows for the layout": "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in PLAN) + "</table>",
    "unclosed tags": "<div><p>" + "<p>".join(PLAN),
    "custom tags": "".join(f"<p><o:p>{line}</o:p></p>" for line in PLAN),
    "one form around all": f"<form id='aspnetForm'><input name='q'><div>{paragraphs()}</div></form>",
    "named headings": "".join(f"<p><a name='t{n}'></a><a href='#t'>{line}</a></p>" for n, line in enumerate(PLAN)),
    "shown by script": f"<div style='visibility: hidden'>{paragraphs()}</div>",
    "preformatted": "<pre>" + "\n".join(PLAN) + "</pre>",
}


@pytest.mark.parametrize("arranged", ARRANGED.values(), ids=ARRANGED.keys())
def test_the_same_text_comes_out_however_the_page_is_made(arranged: str) -> None:
    """Without any known container the sentences show where the article is, and menus where it is not."""
    assert read_page(site(arranged)).text.split("\n") == PLAN
    assert read_page(arranged).text.split("\n") == PLAN


@pytest.mark.parametrize(
    "written",
    [
        "基站<span>2</span><span>.6</span>万个",
        "基站<b>2.</b>6<i>万</i>个",
        "基站2&nbsp;.6万个",
        "基站2.&#8203;6万&#173;个",
        "基站2.<br>6万个",
        "基站2<br/>.6万个",
        "基站2.6<br>万个",
        "基站2.6\n        <font>万个</font>",
        "基站<!-- 9 -->2.6<script>9</script>万个",
    ],
)
def test_a_number_is_whole_whatever_splits_it(written: str) -> None:
    """Inline tags, comments, zero-width and no-break spaces, soft hyphens and line breaks do not cut a number."""
    text = read_page(f"<p>到2025年建成5G{written}，覆盖率明显提升。</p>").text
    assert "2.6万个" in text.replace("2.6 万个", "2.6万个")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("面积3km<sup>2</sup>", "面积3km2"),
        ("计算量10<sup>8</sup>次", "计算量10^8次"),
        ("占比50%<sup>1</sup>", "占比50%[1]"),
        ("PM<sub>2.5</sub>浓度", "PM2.5浓度"),
        ("2022&nbsp;2023年", "2022 2023年"),
    ],
)
def test_raised_and_neighbouring_figures_are_not_glued_to_a_number(written: str, shown: str) -> None:
    """A power, a note mark and the next year must not become digits of a number."""
    assert read_page(f"<p>到2025年，{written}，服务能力明显增强。</p>").text == f"到2025年，{shown}，服务能力明显增强。"


def test_a_paragraph_broken_in_the_source_is_one_line() -> None:
    """Line ends in the markup of a Chinese paragraph are no blanks."""
    assert read_page("<p>到2025年，数字\n     经济规模\n 达到10亿元。</p>").text == "到2025年，数字经济规模达到10亿元。"


TABLE = """<table border=1><thead><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr>
<tr><th>2020年</th><th>2025年</th></tr></thead>
<tr><td>5G基站<br>（万个）</td><td>1.2</td><td><p>2.6</p></td></tr>
<tr><td>机器人</td><td colspan="99999999">100</td></tr>
<tr><td rowspan="<span">率</td><td>5%</td><td>9%</td></tr></table>"""


def test_a_table_of_data_keeps_its_grid() -> None:
    """Rows are lines with bars between cells; spans are resolved, absurd ones bounded, and offsets are right."""
    document = read_page(site(paragraphs() + TABLE))
    (table,) = document.tables
    cells = {
        (cell.row, cell.column): (document.text[cell.span.start : cell.span.end], cell.row_span, cell.column_span)
        for cell in table.cells
    }
    assert cells[1, 1] == ("指标", 2, 1)
    assert cells[1, 2] == ("目标", 1, 2)
    assert [cells[2, 2][0], cells[2, 3][0]] == ["2020年", "2025年"]
    assert [cells[3, column][0] for column in (1, 2, 3)] == ["5G基站 （万个）", "1.2", "2.6"]
    assert cells[4, 2] == ("100", 1, 2)
    assert cells[5, 1] == ("率", 1, 1)
    assert "机器人 | 100" in document.text


def test_a_page_of_figures_alone_is_read() -> None:
    """A table of indicators between menus is the policy text, though no cell is a sentence."""
    names = ["5G基站", "机器人", "平台", "算力"]
    rows = "".join(
        f"<tr><td>{name}</td><td>万个</td><td>{n}.5</td><td>{n + 3}</td></tr>" for n, name in enumerate(names)
    )
    document = read_page(
        site(f"<table><tr><td>指标</td><td>单位</td><td>2020年</td><td>2025年</td></tr>{rows}</table>")
    )
    assert document.text.split("\n")[:2] == ["指标 | 单位 | 2020年 | 2025年", "5G基站 | 万个 | 0.5 | 3"]
    assert len(document.tables[0].cells) == 20
    assert "最新动态" not in document.text


def test_a_list_of_links_with_dates_is_no_table_of_figures() -> None:
    """Titles that link elsewhere, each with its date, are navigation also in a table."""
    rows = "".join(
        f"<tr><td><a href='/{n}'>关于印发第{n}号规划的通知</a></td><td>2025-01-{n:02}</td></tr>" for n in range(9)
    )
    with pytest.raises(InputError, match="no policy text"):
        list(from_bytes(site(f"<table>{rows}</table>").encode(), "a.html"))


def test_a_caption_stands_above_its_table() -> None:
    """The caption, which often holds the unit, is not lost with the markup of the table."""
    rows = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
    table = f"<table><caption>表1 主要指标（单位：万个）</caption>{rows}</table>"
    assert read_page(paragraphs() + table).text.endswith("表1 主要指标（单位：万个）\n甲 | 1\n乙 | 2")


def test_struck_out_text_is_no_longer_in_force() -> None:
    """15 struck out and 20 written behind it is 20, with a warning."""
    document = read_page("<p>到2025年，建成平台<s>15</s><del>18</del><ins>20</ins>个，覆盖全市。</p>")
    assert document.text == "到2025年，建成平台20个，覆盖全市。"
    assert document.warnings == ("struck-out text left out",)


@pytest.mark.parametrize("word", LEXICON["imprint"]["words"])
def test_every_imprint_word_marks_a_line_that_is_no_policy(word: str) -> None:
    """A line with such a word is left out where no container says what the article is."""
    assert read_page(f"<body>{paragraphs()}<p>{word} 某网</p></body>").text.split("\n") == PLAN


@pytest.mark.parametrize("word", LEXICON["button"]["words"])
def test_every_button_word_alone_is_no_text(word: str) -> None:
    """A line of nothing but buttons is left out; the same word in a sentence stays."""
    assert read_page(f"<body>{paragraphs()}<p>【{word}】</p></body>").text.split("\n") == PLAN
    assert read_page(f"<p>到2025年，{word}达到100个，覆盖全市。</p>").text == f"到2025年，{word}达到100个，覆盖全市。"


BARS = {
    "in blocks": "<div>首页｜新闻｜政务公开｜2027年专题</div>{}<div>关于我们｜联系我们｜网站声明</div>",
    "in the article": "<div id='zoom'><p>首页｜新闻｜政务公开</p>{}<p>| 设为首页 | 加入收藏 | 某处 |</p></div>",
    "between line ends": "<div>首页 | 政务公开 | 某栏目<br>{}<br>上一页 | 下一页</div>",
}


@pytest.mark.parametrize("bars", BARS.values(), ids=BARS.keys())
def test_words_between_bars_at_the_edges_of_a_page_are_no_text(bars: str) -> None:
    """The navigation of a site is left out wherever it is, and rows of figures between bars are not."""
    assert read_page(bars.format(paragraphs())).text.split("\n") == PLAN
    rows = ["指标 | 单位 | 2025年", "新闻 | 条 | 1200", "政务公开 | 项 | 300"]
    assert read_page(bars.format(paragraphs() + "<br>".join(rows))).text.split("\n") == [*PLAN, *rows]


@pytest.mark.parametrize("word", LEXICON["menu"]["words"])
def test_every_word_of_menus_beside_a_button_is_no_text(word: str) -> None:
    """The word is that of a menu beside 首页, and of a text where it is alone between bars with words of none."""
    assert read_page(f"<body>{paragraphs()}<p>首页 | {word}</p></body>").text.split("\n") == PLAN
    assert read_page(f"<p>{word} | 培训 | 100人次</p>").text == f"{word} | 培训 | 100人次"


@pytest.mark.parametrize("word", LEXICON["stub"]["words"])
def test_every_stub_word_marks_a_page_without_text(word: str) -> None:
    """A page that says it shows nothing holds no policy text."""
    with pytest.raises(InputError, match="no policy text"):
        list(from_bytes(f"<body><p>提示：您的{word}，请稍后。</p></body>".encode(), "a.html"))


@pytest.mark.parametrize("word", LEXICON["label"]["words"])
def test_every_label_is_read(word: str) -> None:
    """Each label of a head table gives a column of the document."""
    head = f"<table><tr><td>{word}：</td><td>某值</td></tr></table>"
    assert dict(read_page(site(f"{head}<div id='zoom'>{paragraphs()}</div>")).columns)[word] == "某值"


def test_two_figures_in_one_cell_stay_two() -> None:
    """A line break inside a cell separates; it never makes 1.23.4 of 1.2 and 3.4."""
    table = "<table><tr><td>甲</td><td>1.2<br>3</td></tr><tr><td>乙</td><td>5<br>6</td></tr></table>"
    assert "1.2 3" in read_page(paragraphs() + table).text


HEADS = {
    "table": "<table><tr><td><b>索 引 号：</b></td><td>0001</td><td>主题分类：</td><td></td></tr>"
    "<tr><td>发文字号</td><td>鄂政发〔2021〕24号</td><td>成文日期：</td><td>2021年10月17日</td></tr></table>",
    "list": "<ul><li>索引号：0001</li><li>发文字号： 鄂政发〔2021〕24号</li><li>成文日期：2021年10月17日</li></ul>",
    "definitions": "<dl><dt>[索引号]</dt><dd>0001</dd><dt>发文字号:</dt><dd>鄂政发〔2021〕24号</dd>"
    "<dt>成文日期</dt><dd>2021年10月17日</dd></dl>",
    "spans": "<div><span>索引号：</span><span>0001</span></div><div>发文字号：<em>鄂政发〔2021〕24号</em></div>"
    "<div><label>成文日期：</label><span>2021年10月17日</span></div>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_the_head_table_becomes_metadata(head: str) -> None:
    """Label and value are found in tables, lists, definition lists and rows of spans."""
    document = read_page(site(f"{head}<div id='zoom'>{paragraphs()}</div>"))
    columns = dict(document.columns)
    assert columns["索引号"] == "0001"
    assert "主题分类" not in columns
    assert document.head.document_number == "鄂政发〔2021〕24号"
    assert document.head.issued == "2021-10-17"
    assert document.text.split("\n") == PLAN


REFUSED = {
    "menu": f"<body><ul>{MENU}{NEWS}</ul>{FOOT}</body>",
    "viewer": "<body><div>文件预览</div><iframe src='/pdf/viewer.html?file=a.pdf'></iframe></body>",
    "script": "<body><div id='app'></div><noscript>请启用JavaScript</noscript><p>正在加载，请启用JavaScript</p></body>",
    "no text": "<html><head><title>规划</title></head><body><img src='a.png'></body></html>",
}


@pytest.mark.parametrize("page", REFUSED.values(), ids=REFUSED.keys())
def test_a_page_without_a_policy_text_says_so(page: str) -> None:
    """A menu, a viewer and an application without content are refused, not read as 0 targets."""
    with pytest.raises(InputError, match="no policy text"):
        list(from_bytes(page.encode(), "规划.html"))


def test_a_small_page_without_menus_is_read() -> None:
    """A page may be as short as one statement."""
    assert read_page("<p>5G基站2.6万个</p>").text == "5G基站2.6万个"


def test_text_that_the_page_hides_is_read_only_where_there_is_no_other() -> None:
    """A hidden copy does not double the text; an article that is all hidden is read, with a warning."""
    hidden = f"<div style='display: none'>{paragraphs()}</div>"
    assert read_page(f"<body>{paragraphs()}{hidden}</body>").text.split("\n") == PLAN
    alone = read_page(f"<body>{hidden}</body>")
    assert alone.text.split("\n") == PLAN
    assert alone.warnings


def test_what_a_container_leaves_out_is_said() -> None:
    """Running text outside the article is left out, never without a word."""
    other = f"<div>{TARGET * 3}</div>"
    document = read_page(site(f"<div id='zoom'>{paragraphs(PLAN * 3)}</div>{other}"))
    assert any("left out" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("gb18030", "utf-8"), ("gb18030", ""), ("utf-8", "gb2312"), ("utf-16", ""), ("utf-8", "")],
)
def test_the_bytes_decide_the_encoding_not_the_page(encoding: str, declared: str) -> None:
    """A wrong or missing charset does no harm; what is called gb2312 may hold any character of GB18030."""
    meta = f'<meta charset="{declared}">' if declared else ""
    body = paragraphs([*PLAN, "镕𠮷㐀村的目标是培育企业100家，形成示范效应。"])
    page = f"<html><head>{meta}</head><body>{body}</body></html>"
    assert "镕𠮷㐀村" in read_page(page, encoding).text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + paragraphs() + "</div>" * 10_000,
        "<b><p>" * 3_000 + paragraphs(),
        "<table>" + f"<tr><td colspan=1000 rowspan=65534>{TARGET}</td></tr>" * 2_000 + "</table>",
        "<table><tr><td>" * 1_500 + paragraphs(),
        "<p>" + "1<br>" * 40_000 + paragraphs(),
    ],
    ids=["nested divs", "unclosed", "huge spans", "nested tables", "breaks"],
)
def test_malformed_pages_cost_bounded_time(page: str) -> None:
    """Deep nesting, unclosed tags and absurd spans are read in a few seconds and keep the text."""
    with cpu_at_most(5):
        assert "2.6万个" in read_page(page).text


def test_markup_that_is_text_stays_text() -> None:
    """Escaped markup is what the author wrote about; nothing interprets it a second time."""
    text = read_page("<p>字段&lt;script&gt;alert(1)&lt;/script&gt;不少于10个，覆盖各类业务。</p>").text
    assert "<script>alert(1)</script>" in text


def test_a_page_gives_what_its_text_gives() -> None:
    """Head and text of a page are those of the same text in a file."""
    page, text = read_page(paragraphs()), from_text("\n".join(PLAN))
    assert page.text == text.text
    assert page.head == text.head


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_saved_as_one_file_is_read(encoding: str) -> None:
    """Browsers and Word save a page with all its parts as MHTML, often named .doc."""
    from email.message import EmailMessage

    page = f"<html><body><p>{TARGET}</p></body></html>"
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content("")
    message.make_related()
    part = EmailMessage()
    part.set_content(page.encode("gb18030"), "text", "html", cte=encoding)
    message.attach(part)
    data = b"MIME-Version: 1.0\r\n" + bytes(message).replace(b"MIME-Version: 1.0\n", b"", 1)
    (document,) = from_bytes(data, "plan.doc")
    assert isinstance(document, Document)
    assert (document.text, document.format) == (TARGET, "mhtml")


def test_a_page_saved_as_one_file_without_a_page_is_damaged() -> None:
    """Nothing in it, or cut before the page: said, not read as the text of its own head."""
    with pytest.raises(InputError, match="damaged file"):
        list(from_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "a.mht"))


@pytest.mark.shared
def test_real_government_pages_come_out_clean(shared: Path) -> None:
    """Two saved pages of the State Council: the article from title to signature, metadata from the head table."""
    for name, number, first, last in (
        ("gov-page-1.html", "国发〔2018〕42号", "国务院关于加快", "（此件公开发布）"),
        ("gov-page-2.html", "国办发〔2019〕6号", "国务院办公厅关", "（此件公开发布）"),
    ):
        (document,) = documents(shared / "samples" / name)
        assert isinstance(document, Document)
        assert document.head.document_number == number
        assert (document.text[:7], document.text[-8:]) == (first, last)
        assert not document.warnings


@pytest.mark.shared
def test_a_page_of_links_named_pdf_is_refused(shared: Path) -> None:
    """What is called .pdf and is a list of links holds no policy text."""
    with pytest.raises(InputError, match="no policy text"):
        list(documents(shared / "samples" / "html-named.pdf"))


def test_a_title_right_above_the_article_is_its_title() -> None:
    """A headline of any tag above the article names it; links above it do not."""
    body = "".join(f"<p>第{n}条　到2025年，建成5G基站{n}.6万个，比重达到12%。</p>" for n in "一二三四五六")
    for above in ("<h2>某市数字经济发展规划</h2>", "<div class='bt'>某市数字经济发展规划</div><p>来源：某报</p>"):
        page = f"<html><body><a href='/x'>某市另一个发展规划</a>{above}<div id='zoom'>{body}</div></body></html>"
        (document,) = from_bytes(page.encode(), "a.html")
        assert isinstance(document, Document)
        assert document.head.title == "某市数字经济发展规划"
    page = f"<html><body><a href='/x'>某市另一个发展规划</a><div id='zoom'>{body}</div></body></html>"
    (document,) = from_bytes(page.encode(), "a.html")
    assert isinstance(document, Document)
    assert document.head.title is None


def test_a_table_in_a_cell_leaves_the_rows_around_it():
    """The outer rows stay rows, the inner table is a table of its own behind them."""
    inner = "<table><tr><td>其中</td><td>2025年</td></tr><tr><td>游戏产值（亿元）</td><td>30</td></tr></table>"
    rows = (
        "<tr><td>指标</td><td>2025年</td><td>备注</td></tr>"
        f"<tr><td>软件业务收入（亿元）</td><td>260</td><td>{inner}</td></tr>"
        "<tr><td>5G基站（万个）</td><td>2</td><td></td></tr>"
    )
    page = (
        f"<html><body><div class='TRS_Editor'><p>到2025年，各项指标如下。</p><table>{rows}</table></div></body></html>"
    )
    (document,) = read_bytes(page.encode(), "p.html", Options())
    outer, second = (document.text[table.span.start : table.span.end].split("\n") for table in document.tables)
    assert [line.rstrip(" |") for line in outer] == [
        "指标 | 2025年 | 备注",
        "软件业务收入（亿元） | 260",
        "5G基站（万个） | 2",
    ]
    assert second == ["其中 | 2025年", "游戏产值（亿元） | 30"]
