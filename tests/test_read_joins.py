"""Hard-wrapped lines: which line ends are inside a paragraph, and which texts must be left alone."""

import pytest

from plancli.extract import extract_document
from plancli.read import from_bytes
from plancli.read.plain.hard_wraps import joins_of

FIRST = "到2025年，全市数字经济核心产业增加值占地区生产总值的比重达到10%，建成5G基站2.6万个，培育企业100家以上，"
SECOND = "推动产业数字化和数字产业化协同发展，加快建设新型基础设施，形成覆盖全域的算力网络，服务能力明显增强。"
PARAGRAPH = FIRST + SECOND


def wrapped(paragraph: str, size: int, indent: str = "") -> str:
    """`paragraph` cut every `size` characters."""
    text = indent + paragraph
    return "\n".join(text[at : at + size] for at in range(0, len(text), size))


def unwrapped(text: str) -> str:
    """`text` without the line ends that reading steps over."""
    joins = set(joins_of(text))
    return "".join(char for at, char in enumerate(text) if at not in joins)


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_wrapped_text_reads_as_before_it_was_wrapped(indent: str) -> None:
    """Line ends that a margin put there are stepped over, those between paragraphs are kept."""
    text = "\n".join(["一、发展目标", *(wrapped(PARAGRAPH, 30, indent) for _ in range(4))])
    expected = "\n".join(["一、发展目标", *([indent + PARAGRAPH] * 4)])
    assert unwrapped(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["经济总量再上新的台阶迈出坚实步伐。", "科技创新能力实现新的重大突破目标。"] * 8),
        "\n".join(f"（{number}）培育企业{number}家" for number in "一二三四五六七八"),
        "\n".join([PARAGRAPH, SECOND * 3, FIRST, "二、任务"] * 4),
        "\n".join(["指标 | 单位 | 2020年 | 2025年"] * 9),
        "一行\n两行\n三行",
        "",
    ],
    ids=["sentences of one length", "list", "paragraphs", "table", "short", "empty"],
)
def test_texts_that_are_not_wrapped_keep_their_line_ends(text: str) -> None:
    """Sentences of one length, lists, tables and ordinary paragraphs are no wrapped text."""
    assert joins_of(text) == ()


def test_a_heading_below_a_full_line_stays_a_heading() -> None:
    """A line that begins with 二、 begins something new, even below a full line."""
    text = wrapped(PARAGRAPH, 26) + "\n二、重点任务\n" + wrapped(PARAGRAPH, 26)
    assert "\n二、重点任务\n" in unwrapped(text)


def test_a_line_that_begins_with_a_comma_goes_on() -> None:
    """No paragraph begins with a comma, whatever cut the line."""
    assert joins_of("人民生活总体上进入小康\n，综合经济实力明显增强。") == (11,)


def test_a_line_that_ends_with_a_comma_goes_on() -> None:
    """In the cell of a table of documents too; a heading, a row and a number of an item begin something new."""
    assert unwrapped("到2027年，规模达到300亿元，\n建成起降点150个。") == "到2027年，规模达到300亿元，建成起降点150个。"
    for text in ("建成起降点，\n二、发展目标", "起降点， | 150\n航线 | 20", "建成起降点，\n1.开通航线"):
        assert unwrapped(text) == text


def test_offsets_stay_those_of_the_file() -> None:
    """Reading changes no character: with CRLF the offset is that of the line feed."""
    text = wrapped(PARAGRAPH * 3, 30).replace("\n", "\r\n")
    (document,) = from_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert document.joins
    assert all(text[offset] == "\n" for offset in document.joins)


def test_pages_of_several_widths_read_as_one_text() -> None:
    """A text copied from pages of different widths has the margin of each page, not one of its own."""
    narrow, wide = wrapped(PARAGRAPH, 26), wrapped(PARAGRAPH, 35)
    text = "\n".join(["一、发展目标", *[narrow] * 4, "二、主要任务", *[wide] * 4])
    assert unwrapped(text) == "\n".join(["一、发展目标", *[PARAGRAPH] * 4, "二、主要任务", *[PARAGRAPH] * 4])


def test_lists_of_lines_alike_in_length_stay_lists() -> None:
    """Short lines without stops are items, whatever their length."""
    text = "\n".join(["第一人民医院", "第二人民医院", "第三人民医院", "第四人民医院"] * 9)
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "工业比重提高到12%。驰名商标|发展到9个。",
        "财政稳步增收，一般预算收入由|45.9亿元增加到80.6亿元。",
        "全年工作平稳，粮食总产达到|120万吨。",
        "投入资金充足，其中财政资金45|亿元，社会资金12亿元。",
        "民生持续改善，居民收入|增长8.5%。",
        "能耗下降，优良天数比例达到90|%以上。",
        "到2015年，高新技术产业占比由12.4%提高|到18%，结构更优。",
        "城乡面貌一新，建成省级重点实验室|15个。",
        "民生持续改善，城镇新增就业|3.2万人，再创新高。",
    ],
)
def test_a_line_end_between_a_figure_and_its_words_is_stepped_over(text: str) -> None:
    """由, 达到 wait for their figure, 发展到 for its subject, digits for 亿元: no margin needs to be known."""
    assert joins_of(text.replace("|", "\n")) == (text.index("|"),)


@pytest.mark.parametrize(
    "text",
    [
        "结构优化，能效逐步向好\n到2025年，全市新增企业20家。",
        "完善设施，加强小区绿化\n15个社区完成改造。",
        "完善设施；重点任务如下：加强小区绿化\n15个。",
        "一、经济增长达到\n2025年，全市新增企业20家。",
        "各项工作有序，目标如期完成\n1.新建学校5所。",
        "生产总值\n增长8%\n120\n亿元",
        "总量,由\t从\n45.9\n80.6",
        "推进城乡融合发展\n增长动能持续增强，新增企业5家。",
    ],
)
def test_a_line_end_before_a_year_an_item_or_a_cell_stays(text: str) -> None:
    """A year or an item number begins a paragraph of its own, and cells stand on lines of their own."""
    assert joins_of(text) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["灌区改造面积达到12万亩，泵站120个以", "5", "上。"], ("120个", "泵站", ">=")),
        (["农村公路优良中等路率达到", "— 12 —", "88%以上。"], ("88%", "农村公路优良中等路率", ">=")),
        (
            ["各县要健全工作机制，压实工作责任，完成小型水", "7", "库加固90座，并建立台账。", "8"],
            ("90座", "小型水库加固", "="),
        ),
    ],
)
def test_the_number_of_a_page_inside_a_sentence_is_stepped_over(
    lines: list[str], expected: tuple[str, str, str], end: str
) -> None:
    """A word, a figure and a name that a page cut in two are whole again, in the offsets of the text as it is."""
    (document,) = from_bytes(end.join(["甲市水利发展规划", "到2025年的目标是：", *lines]).encode(), "a.txt")
    last = extract_document(document).targets[-1]
    assert (last.text, last.indicator, str(last.comparator)) == expected
    assert document.text[last.span.start : last.span.end] == last.text


@pytest.mark.parametrize(
    "text",
    [
        "指标\n5\n上年\n6\n本年",
        "医院数，个\n12\n学校数，个\n13\n",
        "建成泵站。\n5\n上述工程",
        "一、目标\n1\n二、任务\n2\n",
    ],
)
def test_a_number_alone_among_cells_or_behind_a_full_stop_stays(text: str) -> None:
    """Cells of a table, a number between two sentences or headings: no line end is stepped over."""
    assert joins_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "主要目标\n地区生产总值,5%,\n财政收入,350亿元,\n粮食产量,30万吨,\n",
        "到2026年，一般公共预算收入350亿元，\n社会消费品零售总额：增长6%，\n",
        "到2026年，新建公园8个，\n绿道30公里，\n",
    ],
)
def test_items_that_end_with_commas_are_no_halves_of_a_sentence(text):
    """Rows with commas between their cells, what a label opens, and one more item of a list keep their lines."""
    assert joins_of(text) == ()
