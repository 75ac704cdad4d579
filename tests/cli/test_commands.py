"""Each command does what its help says, on small input."""

import json

import pytest
from openpyxl import load_workbook

from .conftest import rows

PLAN = """浙江省数字经济发展规划
一、目标
到2025年，全省建成5G基站2.6万个以上，数字经济增加值占比达到60%。
二、其他
没有数字。
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def records(invoke, plan, tmp_path):
    """Records of a plan in a file."""
    path = tmp_path / "records.jsonl"
    assert invoke("extract", plan, "-o", path, "--documents", tmp_path / "documents.jsonl").exit_code == 0
    return path


BRIEF = "某市节水方案\n一、发展现状\n2020年节水型企业达到30家。\n二、主要任务\n到2025年，创建节水型企业90家。\n"


def test_on_a_terminal_parts_are_a_text_folded_to_its_headings(invoke, tmp_path, monkeypatch):
    """Roles stand above the headings that they hold; rows as ever where a format is asked for."""
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF, encoding="utf-8")
    monkeypatch.setattr("plancli.cli.output.on_terminal", lambda stream: True)
    lines = invoke("segment", path, "--parts").stdout.splitlines()
    assert lines[0] == "brief · 某市节水方案"
    roles = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("      ")]
    assert [role for number, role in enumerate(roles) if roles[number - 1 : number] != [role]] == [
        "retrospect",
        "tasks",
    ]
    assert [line.strip() for line in lines if line.startswith("      ")][-2:] == ["一、发展现状", "二、主要任务"]
    assert "企业达到30家" not in "".join(lines)
    assert [row["role"] for row in rows(invoke("segment", path, "--parts", "-f", "jsonl").stdout)][-1] == "tasks"


def test_documents_that_are_mostly_uncertain_are_named_at_the_end(invoke, tmp_path):
    """Whoever reads only the last lines learns which documents to look at."""
    for name in "ab":
        vague = "某某\n" + "天地玄黄，宇宙洪荒，日月盈昃，" * 80 + "新建公园12座。\n"
        (tmp_path / f"{name}.txt").write_text(vague, encoding="utf-8")
    (tmp_path / "sure.txt").write_text(BRIEF, encoding="utf-8")
    last = invoke("extract", tmp_path).stderr.splitlines()[-1]
    assert last == "plancli: 2 mostly uncertain: a, b · see plancli segment --parts"


@pytest.mark.parametrize("by", ["section", "sentence", "clause"])
def test_segments_stand_where_they_say(invoke, plan, by):
    """Every piece is the text between its start and end; the pieces are in order."""
    found = rows(invoke("segment", plan, "--by", by).stdout)
    assert list(found[0]) == ["doc", "start", "end", "text", "section"]
    assert all(PLAN[row["start"] : row["end"]] == row["text"] for row in found)
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)
    assert any(row["section"].startswith("一、目标") for row in found)


def test_clauses_are_finer_than_sentences(invoke, plan):
    """A sentence with two commas is three clauses."""
    texts = {
        by: [row["text"] for row in rows(invoke("segment", plan, "--by", by).stdout)] for by in ("sentence", "clause")
    }
    assert "到2025年，全省建成5G基站2.6万个以上，数字经济增加值占比达到60%。" in texts["sentence"]
    assert "到2025年，" in texts["clause"]


def test_words_make_up_the_text(invoke, plan):
    """--words adds jieba's words; joined they are the text."""
    found = rows(invoke("segment", plan, "--words").stdout)
    assert all("".join(row["words"]) == row["text"] for row in found)
    assert any("数字经济" in row["words"] or "数字" in row["words"] for row in found)


def test_explain_shows_attributes_rules_words_and_traps(invoke):
    """On a sentence: the value, each attribute with its rule, and the number that was not taken."""
    shown = invoke("explain", "到2025年，建成5G基站2.6万个以上").stdout
    assert "5G基站 ≥ 26000 个" in shown
    assert "word_behind" in shown
    assert "以上" in shown
    assert "not taken" in shown


def test_explain_as_json_has_the_words_of_each_answer(invoke, plan):
    """Each answer has value, rule, words and place; words stand where it says."""
    found = json.loads(invoke("explain", plan, "-f", "json").stdout)
    answer = found["records"][0]["answers"]["comparator"]
    assert (answer["value"], answer["words"]) == (">=", "以上")
    assert PLAN[answer["start"] : answer["end"]] == "以上"
    assert {"start", "end", "text", "trap"} == set(found["rejected"][0])


@pytest.mark.parametrize("name", ["why.txt", "why.json"])
def test_explain_writes_a_file_that_is_whole(invoke, plan, tmp_path, name):
    """`-o` takes what would be printed, as JSON where the name ends so; nothing read leaves the old file."""
    path = tmp_path / name
    done = invoke("explain", plan, "-o", path)
    assert (done.exit_code, done.stdout) == (0, "")
    shown = invoke("explain", plan, "-f", "json" if name.endswith("json") else "text").stdout
    assert path.read_text(encoding="utf-8") == shown
    (tmp_path / "empty").write_bytes(b"")
    assert invoke("explain", tmp_path / "empty", "-o", path).exit_code == 1
    assert path.read_text(encoding="utf-8") == shown


def test_explain_of_a_text_without_numbers_says_so(invoke):
    """Nothing found is said, not an empty screen."""
    assert "no statement" in invoke("explain", "加快发展数字经济").stdout


def test_explain_shows_markup_literally(invoke):
    """[red] in a sentence is text."""
    assert "[red]" in invoke("explain", "到2025年，建成[red]5G基站[/x]2.6万个").stdout


def test_the_workbook_has_its_sheets_and_documents(invoke, records, tmp_path):
    """`export --documents` fills the sheet of documents."""
    result = invoke("export", records, "--documents", tmp_path / "documents.jsonl", "-o", tmp_path / "plan.xlsx")
    assert result.exit_code == 0, result.stderr
    book = load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["概览", "对比", "明细", "来源", "说明", "数据"]
    assert book["来源"]["A2"].value == "plan"
    assert str(records) in {row[1].value for row in book["说明"].iter_rows()}


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("lang", [None, "zh", "en"])
def test_what_export_writes_export_reads(invoke, records, tmp_path, form, lang):
    """Records survive the way through every format that is read, with keys or headers for people, and a BOM."""
    first = tmp_path / f"first.{form}"
    assert invoke("export", records, "-o", first, "--bom", *(["--lang", lang] if lang else [])).exit_code == 0
    again = invoke("export", first)
    assert again.exit_code == 0, again.stderr
    assert rows(again.stdout) == rows(records.read_text(encoding="utf-8"))


def test_export_keeps_all_statuses_unless_told(invoke, tmp_path):
    """Records that were asked for are not dropped on the way to a file."""
    path = tmp_path / "plan.txt"
    path.write_text("2020年，全省建成5G基站1万个。到2025年，建成5G基站2万个。", encoding="utf-8")
    records = tmp_path / "records.jsonl"
    records.write_text(invoke("extract", path, "--status", "all").stdout, encoding="utf-8")
    assert {row["status"] for row in rows(invoke("export", records).stdout)} == {"actual", "target"}
    assert {row["status"] for row in rows(invoke("export", records, "--status", "target").stdout)} == {"target"}


def test_verify_proves_records_and_lists_what_moved(invoke, records, plan):
    """Untouched text: exit 0. A figure changed: exit 4 and the record with what stands there now."""
    assert invoke("verify", records, plan).exit_code == 0
    plan.write_text(PLAN.replace("60%", "65%"), encoding="utf-8")
    result = invoke("verify", records, plan)
    assert result.exit_code == 4
    assert {(row["doc"], row["found"]) for row in rows(result.stdout)} >= {("plan", "65%")}


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        (["5G基站"], "indicator", None),
        (["湖州"], "region", "330500"),
        (["公顷"], "unit", None),
        (["word_behind"], "rule", None),
    ],
)
def test_lexicon_finds_entries_of_every_kind(invoke, words, kind, id):
    """Words of the lexicon lead to indicators, regions, units and rules."""
    found = [row for row in rows(invoke("lexicon", "find", *words).stdout) if row["kind"] == kind]
    assert found
    assert id is None or id in {row["id"] for row in found}


def test_lexicon_says_of_what_a_word_is_composed(invoke):
    """提高到 has no line of its own in this role: its parts have."""
    found = {row["of"]: row["words"] for row in rows(invoke("lexicon", "find", "提高到").stdout)}
    assert found["predicates.state"].endswith("提高到 is composed: classes.changing and classes.arrival")


@pytest.mark.parametrize("kind", ["indicators", "regions", "units", "rules"])
def test_lexicon_lists_each_kind(invoke, kind):
    """Every kind has entries with an id."""
    found = rows(invoke("lexicon", "list", kind).stdout)
    assert len(found) > 10
    assert all(row["kind"] == kind[:-1] for row in found)


def test_lexicon_check_says_faults_and_exits_with_4(invoke, tmp_path):
    """A sound file is 0; an unknown key is file:line:column and what to do."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('[units.dou]\nwrite = ["斗"]\n', encoding="utf-8")
    bad.write_text('[units.dou]\nwrites = ["斗"]\n', encoding="utf-8")
    assert invoke("lexicon", "check", good).exit_code == 0
    result = invoke("lexicon", "check", bad)
    assert result.exit_code == 4
    assert f"{bad}:2:" in result.stderr


def test_a_faulty_lexicon_of_the_user_is_wrong_use(invoke, plan, tmp_path):
    """Broken TOML: exit 2 with file and line, before any file is read."""
    bad = tmp_path / "bad.toml"
    bad.write_text("[units\n", encoding="utf-8")
    result = invoke("extract", plan, "--lexicon", bad)
    assert result.exit_code == 2
    assert "bad.toml:1" in result.stderr


def test_own_indicators_get_their_ids(invoke, plan, tmp_path):
    """An indicator of the user's file is found by its name, also by workers."""
    own = tmp_path / "own.toml"
    own.write_text(
        '[indicators.stations]\nname_zh = "5G基站"\nname_en = "stations"\ntopic = "infrastructure"\n'
        'dimensions = ["count"]\nkinds = ["level"]\n',
        encoding="utf-8",
    )
    result = invoke("extract", plan, "--lexicon", own)
    assert "stations" in {row["indicator_id"] for row in rows(result.stdout)}, result.stderr


def test_normalize_reads_arguments_lines_and_columns(invoke, tmp_path):
    """The same expressions as arguments, lines of stdin and cells of a column give the same rows."""
    given = ["2.6万个以上", "", "到2025年"]
    table = tmp_path / "table.csv"
    table.write_text("名称,目标值\n" + "".join(f"x,{text}\n" for text in given), encoding="utf-8-sig")
    by_arguments = rows(invoke("normalize", *given).stdout)
    assert by_arguments == rows(invoke("normalize", input="\n".join(given)).stdout)
    assert by_arguments == rows(invoke("normalize", "--column", "目标值", table).stdout)
    quantity, period = by_arguments
    assert (quantity["line"], quantity["value"], quantity["unit"], quantity["comparator"]) == (1, 26000, "个", ">=")
    assert (period["line"], period["type"], period["year"]) == (3, "period", 2025)


def test_normalize_names_the_columns_there_are(invoke, tmp_path):
    """A column that is not there: exit 2 and the names of those that are."""
    table = tmp_path / "table.csv"
    table.write_text("名称,目标值\nx,2\n", encoding="utf-8")
    result = invoke("normalize", "--column", "目标", table)
    assert result.exit_code == 2
    assert "名称, 目标值" in result.stderr


@pytest.mark.parametrize("command", ["segment", "extract", "compare", "cascade", "diff", "export", "verify"])
def test_a_missing_file_is_one_line_in_every_command(invoke, tmp_path, command):
    """No command answers a missing file with a traceback."""
    missing = [tmp_path / "no.jsonl"] * (2 if command in ("diff", "verify") else 1)
    result = invoke(command, *missing)
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.splitlines()[0].startswith("plancli: ")


def test_verify_ends_with_4_where_a_value_was_changed_unless_a_person_decided_so(invoke, plan, tmp_path):
    """A changed value and an empty file are listed; with the decision that changed it, nothing differs."""
    records, decisions = tmp_path / "records.jsonl", tmp_path / "decisions.jsonl"
    invoke("extract", plan, "-o", records)
    assert invoke("verify", records, plan).exit_code == 0
    first = rows(records.read_text(encoding="utf-8"))[0]
    place = {name: first[name] for name in ("id", "doc", "start", "end", "text", "quote")}
    change = place | {"verdict": "change", "changes": {"value": 99999}}
    decisions.write_text(json.dumps(change, ensure_ascii=False) + "\n", encoding="utf-8")
    invoke("export", records, "--decisions", decisions, "-f", "jsonl", "-o", records)
    result = invoke("verify", records, plan, "-f", "csv")
    assert result.exit_code == 4
    assert "value differs,99999,26000" in result.stdout
    assert invoke("verify", records, plan, "--decisions", decisions).exit_code == 0
    records.write_text("", encoding="utf-8")
    assert "record missing" in invoke("verify", records, plan, "-f", "csv").stdout
