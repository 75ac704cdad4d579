"""Parts of a document: what each is for, of what genre and year; small documents made up, and hostile ones."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from cases import unmarked

from plancli.extract import extract_document, parts_of
from plancli.model import Document
from plancli.read import from_text, read
from plancli.structure.part import ROLES, Part
from plancli.structure.sequence import best_row
from plancli.structure.weights import COUNTED, weights

FOLDER = Path(__file__).resolve().parents[1] / "src/plancli/structure"
TEXTS = [
    (kind, text)
    for path in sorted(FOLDER.glob("*.cases.toml"))
    for kind, group in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for text in group["texts"]
]
GREETING = "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"


def parts(text: str) -> list[Part]:
    return parts_of(from_text(text))


def roles(text: str) -> list[str]:
    found = [part.role for part in parts(text)]
    return [role for number, role in enumerate(found) if not number or role != found[number - 1]]


@pytest.mark.parametrize(("kind", "marked"), TEXTS, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(TEXTS)])
def test_every_figure_has_the_status_and_year_of_its_part(kind: str, marked: str) -> None:
    """In a whole small document each marked figure has the status and the year written in its mark."""
    text, marks = unmarked(marked)
    found = {target.span.start: target for target in extract_document(from_text(text)).targets}
    for span, expected in marks:
        status, year = str(expected).split()
        target = found.get(span.start)
        if target is None:
            assert status == "other", text[span.start : span.end]
            continue
        assert target.status == status, text[span.start : span.end]
        assert status == "other" or str(target.year or "-") == year, text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    ["", "一、\n二、\n三、\n", "目录\n一、回顾......1\n二、任务......9\n", "无", *(text for _, text in TEXTS)],
    ids=range(len(TEXTS) + 4),
)
def test_parts_cover_the_text_in_order(text: str) -> None:
    """Parts begin where the one before ends, from the first character to the last, each with a role that exists."""
    plain = unmarked(text)[0]
    found = parts(plain)
    assert [part.span.start for part in found[1:]] == [part.span.end for part in found[:-1]]
    assert (found[0].span.start, found[-1].span.end) == (0, len(from_text(plain).text))
    assert {part.role for part in found} <= set(ROLES)
    assert all(part.reasons and 0 <= part.certainty < 1 for part in found if part.role != "frame")


def test_a_plan_behind_a_notice_is_a_document_of_its_own() -> None:
    """The section of a record begins with the title of the document inside the text that holds it."""
    text = unmarked(next(text for kind, text in TEXTS if kind == "documents_inside"))[0]
    found = extract_document(from_text(text))
    goals = [target.section for target in found.targets if target.status == "target"]
    title = "丁市低空经济三年行动计划(2024—2026年)"
    assert goals == [f"{title} / 一、发展目标", f"{title} / 二、重点任务"]
    assert {part.genre for part in found.parts} == {"notice", "rules", "plan"}


def test_definitions_behind_a_report_are_terms() -> None:
    """What 名词解释 explains is neither promised nor achieved."""
    text = (
        GREETING
        + "一、2023年工作回顾\n建成公园3座。\n二、2024年工作安排\n建成公园4座。\n名词解释\n1.公园行动：建成公园9座。\n"
    )
    found = extract_document(from_text(text))
    assert [str(target.status) for target in found.targets] == ["actual", "target", "other"]
    assert found.parts[-1].role == "terms"


def test_two_reports_in_one_text_have_a_year_each() -> None:
    """A second greeting begins a second report, whose year is its own."""
    one = "{0}年政府工作报告\n" + GREETING + "一、{1}年工作回顾\n新建学校2所。\n二、{0}年工作安排\n新建学校5所。\n"
    found = extract_document(from_text(one.format(2022, 2021) + one.format(2023, 2022)))
    assert [(str(t.status), t.year) for t in found.targets] == [
        ("actual", 2021), ("target", 2022), ("actual", 2022), ("target", 2023),
    ]  # fmt: skip


def test_a_bulletin_with_the_title_of_a_plan_is_doubted_or_achieved() -> None:
    """What a text says in every sentence beats its title, or its records carry a doubt."""
    text = "某市数字经济行动计划\n" + "全年软件业务收入同比增长12%，累计建成基站3万个，顺利完成了全部任务。\n" * 12
    found = extract_document(from_text(text))
    assert all(t.status == "actual" or "part_uncertain" in {a.doubt for _, a in t.answers} for t in found.targets)


@pytest.mark.parametrize(
    "named", ["落实《2030年前达峰方案》。", "落实《到2030年的行动方案》。", "收回经营权至2030年到期的设施。"]
)
def test_what_is_cited_or_runs_out_is_no_horizon(named: str) -> None:
    """A plan of 2022 is not for a year that stands only in a title it cites, or in which something runs out."""
    text = (
        f"甲市绿色建筑工作方案\n为促进发展,{named}\n一、主要任务\n建成光伏屋顶200处。\n\n甲市人民政府\n2022年3月5日\n"
    )
    [target] = [one for one in extract_document(from_text(text)).targets if text.startswith("200处", one.span.start)]
    assert target.year != 2030


def test_the_year_of_issue_is_no_horizon() -> None:
    """An opinion of 2019 that sets no deadline gives its targets no year; 3年内 counts from the page's date."""
    text = "关于融资担保的指导意见\n发布日期：2019-01-22\n担保业务占比达到80%以上。{}\n有效期至2025年12月31日。\n"
    [target] = extract_document(from_text(text.format(""))).targets
    assert target.year is None
    years = [target.year for target in extract_document(from_text(text.format("3年内建成机构8家。"))).targets]
    assert years == [None, 2022]


@pytest.mark.parametrize(
    ("name", "text", "year", "doubted"),
    [
        ("节水2023.txt", "一、目标\n新建公园5座。\n", 2023, True),
        ("节水2025.txt", "一、目标\n新建公园5座。到2024年，建成学校2所。\n", 2024, False),
        ("节水.txt", "一、目标\n新建公园5座。\n", None, False),
    ],
)
def test_the_name_of_the_file_gives_a_year_where_nothing_else_does(
    tmp_path: Path, name: str, text: str, year: int | None, doubted: bool
) -> None:
    """It is the last source, and records that rest on it say so."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    first = extract_document(read(tmp_path / name)).targets[0]
    assert first.year == year
    assert ("year_from_file" in {answer.doubt for _, answer in first.answers}) == doubted


def test_a_close_call_is_said() -> None:
    """A figure that only the part decides, where the part itself is not clear, carries the doubt."""
    [target] = extract_document(from_text("甲乙丙丁公园12个。\n")).targets
    assert "part_uncertain" in {answer.doubt for _, answer in target.answers}


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("一、回顾\n二、任务\n", 500),
        ("一、回顾过去\n已建成公园3座。\n二、今后任务\n加快建设公园5座。\n", 500),
        ("完成了任务。加快推进建设。", 3000),
        ("附件1\n某市节水方案\n一、目标\n建成公园3座。\n", 300),
        ("第一步，到2025年，建成公园3座。\n——新建学校2所。\n", 500),
        ("某市人民政府 工作报告 第3页\n继续推进公园建设。\n", 500),
        (GREETING + "一、2023年工作回顾\n新建学校2所。\n", 100),
    ],
)
def test_hostile_documents_have_parts(piece: str, times: int) -> None:
    """Headings only, hundreds of parts, roles that change by sentence, page heads, annexes: parts cover the text."""
    document = Document("hostile", piece * times)
    found = parts_of(document)
    assert found[-1].span.end == len(document.text)


def test_a_change_of_role_has_a_price() -> None:
    """One sentence that speaks for another role does not make a part of its own; three behind three do."""
    ahead, back, price = (0.0, 2.0, 0.0), (2.0, 0.0, 0.0), (5.0, 5.0, 5.0)
    assert best_row([ahead, ahead, back, ahead], [price] * 4, []) == [1, 1, 1, 1]
    assert best_row([ahead] * 3 + [back] * 3, [price] * 6, []) == [1, 1, 1, 0, 0, 0]
    assert best_row([], [], []) == []
    assert best_row([(0.0, 0.0, 9.0)], [price], [2]) in ([0], [1])


def test_weights_are_of_cues_that_read_as_words() -> None:
    """Each row of the table is a cue of two characters, the opening of a clause, a sign or how years lie."""
    table = weights()
    assert len(table) > 500
    assert all(len(row) == len(COUNTED) for row in table.values())
    assert [cue for cue in table if cue and not re.fullmatch(r"\^?[一-鿿]{2}|\|[一-鿿]|@[a-z]+", cue)] == []
    assert table["|了"][0] > table["|了"][1]
    assert table["力争"][1] > table["力争"][0]
