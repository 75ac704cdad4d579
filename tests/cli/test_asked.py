"""What a call names: files of options, places, indicators; what cannot be is said before anything is read."""

import json

import pytest


@pytest.fixture
def targets(invoke, plan, tmp_path):
    """The records of the plan."""
    path = tmp_path / "targets.jsonl"
    assert invoke("extract", plan, "-q", "-o", path).exit_code == 0
    return path


@pytest.mark.parametrize("option", ["--about", "--decisions", "--lexicon"])
def test_a_missing_file_of_an_option_is_a_wrong_call(invoke, plan, option):
    """One line with the option, exit 2, nothing read."""
    result = invoke("extract", plan, option, "nosuch.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"plancli: no such file · {option} nosuch.csv · check the path\n"


def test_a_missing_list_of_merges_is_a_wrong_call(invoke, targets):
    """The same for an option of compare."""
    result = invoke("compare", targets, "--merge", "nosuch.csv")
    assert result.exit_code == 2
    assert "no such file · --merge nosuch.csv" in result.stderr


@pytest.mark.parametrize(
    "command", [["extract"], ["compare"], ["explain"], ["normalize", "--column", "x"], ["lexicon", "check"]]
)
def test_a_missing_argument_is_an_input_that_cannot_be_read(invoke, command):
    """Documents and records that are not there end with 1."""
    result = invoke(*command, "nosuch.txt" if command[0] in ("extract", "explain") else "nosuch.jsonl")
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_the_name_of_a_missing_file_is_no_sentence(invoke):
    """explain takes sentences and files; what ends like a file is one."""
    assert invoke("explain", "到2025年，培育企业500家").exit_code == 0
    assert invoke("explain", "算力达到3.5EFLOPS").exit_code == 0
    for name in ("nosuch.txt", "./规划", "资料/规划.docx"):
        result = invoke("explain", name)
        assert result.exit_code == 1
        assert f"no such file · {name}" in result.stderr


def test_a_place_that_is_none_is_refused(invoke, plan, tmp_path):
    """--region 火星 would leave all records without a code; a place of the user's own is one."""
    result = invoke("extract", plan, "--region", "火星")
    assert result.exit_code == 2
    assert "no such region, or several · --region 火星" in result.stderr
    own = tmp_path / "own.toml"
    own.write_text('[regions."光谷"]\nparent = "420100"\n', encoding="utf-8")
    assert invoke("extract", plan, "--region", "光谷", "--lexicon", own).exit_code == 0
    for name in ("湖北省", "湖北省武汉市", "420100"):
        assert invoke("extract", plan, "--region", name).exit_code == 0


@pytest.mark.parametrize("command", ["compare", "cascade"])
def test_an_indicator_that_nobody_knows_is_a_wrong_call(invoke, targets, command):
    """One that the lexicon knows and no record has gives an empty table, and a line."""
    result = invoke(command, targets, "--indicator", "nosuch")
    assert result.exit_code == 2
    assert "no such indicator · --indicator nosuch · see plancli lexicon find" in result.stderr
    known = invoke(command, targets, "--indicator", "gdp_growth")
    assert known.exit_code == 0
    assert "plancli: no " in known.stderr


def test_a_list_of_errors_that_cannot_be_written_is_said_first(invoke, plan, tmp_path):
    """Before the documents are read, and with the old records as they were."""
    out = tmp_path / "out.jsonl"
    out.write_text("old\n", encoding="utf-8")
    result = invoke("extract", plan, "--errors", tmp_path / "no" / "errors.jsonl", "-o", out)
    assert result.exit_code == 1
    assert "no such folder" in result.stderr
    assert "read, " not in result.stderr
    assert out.read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize("command", ["compare", "cascade", "export"])
def test_an_output_that_cannot_be_written_is_said_first(invoke, targets, tmp_path, command):
    """One line before anything that the records themselves would have warned of, and nothing is left behind."""
    result = invoke(command, targets, "-o", tmp_path / "no" / "out.csv")
    assert result.exit_code == 1
    assert result.stderr == f"plancli: no such folder · {tmp_path}/no/out.csv · make the folder first\n"
    before = set(tmp_path.iterdir())
    assert invoke(command, targets, "-o", tmp_path).exit_code == 1
    assert set(tmp_path.iterdir()) == before


def test_the_list_of_errors_holds_what_failed(invoke, plan, tmp_path):
    """Opened first, written last."""
    errors = tmp_path / "errors.jsonl"
    result = invoke("extract", plan, tmp_path / "nosuch.txt", "--errors", errors)
    assert result.exit_code == 3
    assert [json.loads(line)["what"] for line in errors.read_text(encoding="utf-8").splitlines()] == [
        "no such file or folder"
    ]


def test_verify_of_nothing_lists_no_record(invoke, targets):
    """Where no file could be read, nothing is known of the records."""
    result = invoke("verify", targets, "nosuch.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the records were not looked at" in result.stderr


def test_a_workbook_of_review_takes_no_decisions(invoke, targets, plan, tmp_path):
    """They were passed over without a word."""
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("", encoding="utf-8")
    result = invoke("review", targets, plan, "--decisions", decisions, "-o", tmp_path / "review.xlsx")
    assert result.exit_code == 2
    assert "a workbook begins without decisions" in result.stderr
    assert not (tmp_path / "review.xlsx").exists()


def test_damaged_decisions_say_where_to_get_sound_ones(invoke, plan, tmp_path):
    """The hint is about decisions, not about extracting again."""
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"id": "t1"', encoding="utf-8")
    result = invoke("extract", plan, "--decisions", path)
    assert result.exit_code == 2
    assert result.stderr.endswith("decisions.jsonl or review.xlsx\n")


def test_one_is_one(invoke, tmp_path):
    """1 target, 2 targets."""
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("到2025年，建成平台30个。", encoding="utf-8")
    two.write_text("到2025年，建成平台30个，培育企业500家。", encoding="utf-8")
    assert "1 read, 0 skipped, 0 failed, 1 target\n" in invoke("extract", one).stderr
    assert "2 targets\n" in invoke("extract", two).stderr
    assert json.loads(invoke("extract", one).stdout)["value"] == 30
