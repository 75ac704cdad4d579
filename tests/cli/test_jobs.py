"""`-j` of the commands that read documents besides extract: worker processes read, and nothing else changes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from plancli.cli.app import cli
from plancli.run import processes

pytestmark = pytest.mark.processes
PLAN = "甲市规划\n到2025年，建成学校{}所，培育企业50家。\n"


def said(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three plans, an empty file among them, and the records of all beside it."""
    folder = tmp_path_factory.mktemp("jobs") / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PLAN.format(number + 2), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    said("extract", folder, "-q", "-o", folder.parent / "records.jsonl")
    return folder


@pytest.mark.parametrize("command", ["segment", "explain", "verify", "review"])
def test_documents_are_read_by_as_many_workers_as_asked_for(plans, command, tmp_path, monkeypatch):
    """With -j 2 there are two, with -j 1 none, and both say the same."""
    asked: list[int] = []
    run = processes.run
    monkeypatch.setattr(processes, "run", lambda work, tasks, jobs, *rest: asked.append(jobs) or run(work, tasks, jobs))
    before = (plans.parent / "records.jsonl",) if command in ("verify", "review") else ()
    pages = [tmp_path / f"{jobs}.html" for jobs in (1, 2)]
    answers = [
        said(command, *before, plans, "-j", jobs, *(("-o", page) if command == "review" else ()))
        for jobs, page in zip((1, 2), pages, strict=True)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 3
    assert asked == [2]
    assert command != "review" or pages[0].read_bytes() == pages[1].read_bytes()
