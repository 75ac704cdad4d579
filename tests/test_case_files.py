"""The small files of ../shared/cases/files come out as their README says."""

from pathlib import Path

import pytest

from plancli import pipeline
from plancli.model import Document, Target
from plancli.read import documents, from_bytes, from_text
from plancli.records.load import load_records


def read(shared: Path, name: str) -> list[Document]:
    found = list(documents(shared / "cases/files" / name))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def records(shared: Path, name: str) -> list[Target]:
    return [target for document in read(shared, name) for target in pipeline.extract(document, status=None)]


def figures(shared: Path, name: str) -> set[tuple[object, ...]]:
    """Indicator, figure as written, year, status."""
    return {_row(target) for target in records(shared, name)}


def _row(target: Target) -> tuple[object, ...]:
    return target.indicator, f"{target.written_value} {target.written_unit}", target.year, target.status.value


@pytest.mark.shared
def test_a_line_of_many_figures_cuts_no_paragraph(shared):
    """C: the PDF gives the records of the page that it was printed from."""
    assert figures(shared, "pdf_digit_heavy_line.pdf") == figures(shared, "pdf_digit_heavy_line.source.html")


@pytest.mark.shared
def test_marked_characters_stand_in_their_lines(shared):
    """E: 一, 大, 人, 二 are in the sentence."""
    (document,) = read(shared, "pdf_actualtext_in_form.pdf")
    assert "到2025年，建成一体化大数据平台30个，" in document.text
    assert "人工智能企业达到二百家。" in document.text


@pytest.mark.shared
def test_a_sideways_annex_that_is_printed_over_itself_is_told(shared):
    """F: what cannot be read is counted, with its page."""
    (document,) = read(shared, "sideways_table_on_portrait_page.pdf")
    assert any(one.startswith("page 2: ") and "not placed" in one for one in document.warnings)


@pytest.mark.shared
def test_a_page_turned_by_the_viewer_is_read(shared):
    """F: six rows."""
    (document,) = read(shared, "page_turned_by_viewer_rotation.pdf")
    assert "6 | 指标6产业规模 | 亿元 | 60 | 125 | 预期性" in document.text


@pytest.mark.shared
def test_a_three_rule_table_drawn_by_cells_is_a_table(shared):
    """G: figures with years and units, none made of a unit in brackets."""
    assert {row[1:3] for row in figures(shared, "three_rule_table_cell_borders.pdf")} >= {
        ("120 亿元", 2020), ("260 亿元", 2025), ("300 家", 2020), ("500 家", 2025), ("0.5 万个", 2020), ("2 万个", 2025)
    }  # fmt: skip


@pytest.mark.shared
def test_years_as_rows_are_years(shared):
    """H: each row is a year, its figures are of what stands above them."""
    found = figures(shared, "year_rows_table.html")
    assert {(year, amount) for name, amount, year, _ in found if name == "数字服务出口规模"} == {
        (2024, "190 亿元"), (2026, "223 亿元"), (2028, "249 亿元")
    }  # fmt: skip
    assert len(found) == 13


@pytest.mark.shared
def test_columns_of_metadata_are_no_indicators(shared):
    """K: citycode, provcode and counts of words give no record."""
    assert records(shared, "metadata_table.csv") == []


@pytest.mark.shared
def test_each_row_of_a_table_is_a_document_of_its_place(shared):
    """K: titles, places, dates come from the columns, also where texts are short and the file is in GBK."""
    first, second = (one.head for one in read(shared, "documents_table_title_column.csv"))
    assert (first.title, first.region) == ("广州市公共租赁住房保障办法", "广州市")
    assert (second.title, second.region, second.issuer) == (
        "天河区来穗人员随迁子女入学指引", "天河区", "广州市天河区教育局"
    )  # fmt: skip
    assert [one.head.region for one in read(shared, "short_documents_table.csv")] == ["武汉市", "宜昌市"]
    assert not any("发布日期" in one.indicator for one in records(shared, "short_documents_table.csv"))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "title", "issuer", "region"),
    [
        ("title_two_lines.txt", "“十四五”软件和信息技术服务业发展规划", "工业和信息化部", "全国"),
        ("title_last_char_wrapped.txt", "国务院关于积极推进“互联网+”行动的指导意见", "国务院", "全国"),
        ("forwarded_notice.txt", "国务院办公厅转发民政部关于清理整顿社会团体意见的通知", "国务院办公厅", "全国"),
        (
            "reposted_title.txt",
            "广州市人民政府办公厅关于印发广州市公共租赁住房管理办法的通知",
            "广州市人民政府办公厅",
            "广州市",
        ),
        ("regulation_of_state_council.txt", "中华人民共和国市场主体登记管理条例", "国务院", "全国"),
        ("statistical_bulletin.txt", "甲市2023年国民经济和社会发展统计公报", "甲市统计局", None),
        ("annual_report_no_date.txt", "甲省数字贸易发展报告2024", None, None),
    ],
)
def test_titles_and_heads(shared, name, title, issuer, region):
    """I, N: over two lines, with a last character alone, forwarded, passed on, enacted, reports and bulletins."""
    (document,) = read(shared, name)
    assert (document.head.title, document.head.issuer, document.head.region) == (title, issuer, region)


@pytest.mark.shared
def test_the_plan_of_a_wrapped_title_and_the_day_of_a_law(shared):
    """I, N: period and day are found with the title."""
    assert read(shared, "title_two_lines.txt")[0].head.period == (2021, 2025)
    assert read(shared, "regulation_of_state_council.txt")[0].head.issued == "2021-07-27"


@pytest.mark.shared
def test_the_frame_of_a_saved_page_is_read(shared):
    """O: 5G基站 2万个 stands in a frame."""
    assert ("5G基站", "2 万个", 2025, "target") in figures(shared, "mhtml_iframe_part_lost.mhtml")


@pytest.mark.shared
def test_formulas_without_a_value_are_told(shared):
    """O: the cell is named."""
    (document,) = read(shared, "xlsx_formula_without_cached_value.xlsx")
    assert any("formulas without a stored value" in one and "E8" in one for one in document.warnings)


@pytest.mark.shared
def test_a_figure_whose_id_looked_like_a_number_is_read_back(shared, tmp_path):
    """A: the records of a text go through a file and back."""
    pipeline.export(records(shared, "id_like_number.txt"), tmp_path / "r.jsonl")
    assert [row["value"] for row in load_records(tmp_path / "r.jsonl")] == [181]


@pytest.mark.shared
def test_a_review_is_told_by_its_sentences_where_its_heading_has_no_number(shared):
    """B: what was done is of the year before, what is planned of the year of the report."""
    found = {(amount, year, status) for _, amount, year, status in figures(shared, "review_heading_unnumbered.txt")}
    for amount in ("94 个", "30 个", "8.4 %", "4 家", "35 家"):
        assert (amount, 2023, "actual") in found


@pytest.mark.shared
def test_a_part_without_its_heading_begins_where_its_tasks_do(shared):
    """B: the second （一） is planned, though no heading says so."""
    found = {(amount, year, status) for _, amount, year, status in figures(shared, "part_heading_missing.txt")}
    assert {("5 家", 2024, "target"), ("4 万人", 2024, "target")} <= found


@pytest.mark.shared
def test_steps_behind_dashes_have_their_own_years(shared):
    """D: 2020, 2025, 2030."""
    found = {(target.amount.value, target.year) for target in records(shared, "milestones_dash.txt")}
    assert {(1_500_000_000, 2020), (4_000_000_000, 2025), (10_000_000_000, 2030)} <= found


@pytest.mark.shared
def test_numbers_of_items_are_no_part_of_figures(shared):
    """L: 3人户 and 3个社区 behind their item numbers; 2.2 is none of 本项目."""
    values = [float(target.amount.value) for target in records(shared, "item_number_glued.txt")]
    assert values == [3, 2, 2, 4, 300, 3]
    assert {(t.amount.unit, t.amount.value) for t in records(shared, "number_after_unit.txt")} == {
        ("元", 35_410_700), ("人", 300)
    }  # fmt: skip


@pytest.mark.shared
def test_exceeding_is_a_comparator(shared):
    """M: 过2000亿元, 过万家."""
    found = {(t.indicator, t.comparator.value, t.amount.value) for t in records(shared, "guo_more_than.txt")}
    assert {("产业规模", ">", 200_000_000_000), ("上云企业", ">", 10_000)} <= found


@pytest.mark.shared
def test_a_city_is_the_one_that_its_text_and_file_name(shared):
    """N: 天门市, not the city that it was once compared with."""
    (document,) = read(shared, "天门.txt")
    assert document.head.region == "天门市"


@pytest.mark.shared
def test_sayings_times_and_references_are_no_targets(shared):
    """P: 三元协同, 三位一体, 不晚于21点, 第26条, A.2."""
    assert [target for target in records(shared, "false_targets.txt") if target.status == "target"] == []


TWINS = [
    ("计划书\n1.1本市到2025年计划投资820.5万元1.2本项目新增岗位90人。", {("元", 8_205_000), ("人", 90)}),
    ("会议安排\n会议不晚于18点结束，范围为第3、4、5条所列内容，见B.2 相关目录。", set()),
    ("规划\n到2025年，园区产值过300亿元，入库企业过万家。", {("元", 30_000_000_000), ("家", 10_000)}),
    ("方案\n1.1到2024年完成投资12.6亿元1.2建成厂房8万平方米。", {("元", 1_260_000_000), ("m2", 80_000)}),
    ("规划\n到2022年，新增贷款2000亿元。\n（省财政厅牵头，列第一位的为牵头单位）", {("元", 200_000_000_000)}),
]


@pytest.mark.parametrize(("text", "expected"), TWINS, ids=["L", "P", "M", "L again", "N"])
def test_the_same_kinds_in_other_words(text, expected):
    """Composed twins of the files above, which run in a bare clone too."""
    found = pipeline.extract(from_text(text), status="target")
    assert {(one.amount.unit, one.amount.value) for one in found if one.amount} == expected


@pytest.mark.parametrize("head", ["title", "doc"])
def test_a_table_that_lists_files_holds_no_figures(head):
    """K: what is known of documents are no indicators, whatever its columns are called; the cells are counted."""
    rows = f"{head},year,word_count,areacode\n东海市规划.pdf,2021,15234,330200\n清源县方案.docx,2022,842,330281\n"
    (document,) = from_bytes(rows.encode(), "list.csv")
    assert pipeline.extract(document, status=None) == []
    assert pipeline.extract(next(iter(from_bytes("指标,单位,2025年\n公园,个,60\n".encode(), "plan.csv"))))
