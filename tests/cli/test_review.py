"""`plancli review`: what no longer fits its documents is said, and left out."""

from plancli.cli.app import COMMANDS, cli


def test_records_of_a_file_that_has_changed_are_left_out(invoke, plan, tmp_path):
    """The page shows what is in the document still, and one line says what is not."""
    records = tmp_path / "records.jsonl"
    invoke("extract", plan, "-o", records)
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("2.6万个", "很多"), encoding="utf-8")
    result = invoke("review", records, plan, "-o", tmp_path / "page.html")
    assert "left out · plan · its file has changed: run extract again" in result.stderr


def test_records_without_their_document_are_named(invoke, plan, tmp_path):
    """The page is made of the others, and the run says that it is not whole."""
    records, other = tmp_path / "records.jsonl", tmp_path / "other.txt"
    invoke("extract", plan, "-o", records)
    other.write_text("到2026年，新建公园3个。\n", encoding="utf-8")
    result = invoke("review", records, other, "-o", tmp_path / "page.html")
    assert "2 records have no document here · plan · give its file as well" in result.stderr
    assert result.exit_code != 0


def test_the_commands_are_listed_and_no_other_is_found():
    """As the completion of a shell asks for them."""
    assert cli.list_commands(None) == list(COMMANDS)
    assert cli.get_command(None, "reveiw") is None
