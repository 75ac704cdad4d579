"""Running commands: in this process where that is enough, in one of their own where pipes and signals matter."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from patience import PATIENCE

from plancli.cli.app import cli

PLAN = "浙江省数字经济发展规划\n到2025年，全省建成5G基站2.6万个以上，数字经济增加值占比达到60%。\n"
PLANCLI = [sys.executable, "-c", "from plancli.cli import main; main()"]


def rows(text: str) -> list[dict]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def invoke() -> Callable[..., Result]:
    """Run a command in this process; arguments may be paths."""
    return lambda *arguments, **given: CliRunner().invoke(cli, [str(argument) for argument in arguments], **given)


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own; `env` is added to the environment."""

    def run(*arguments, env=None, **given):
        call = [*PLANCLI, *map(str, arguments)]
        return subprocess.run(call, capture_output=True, timeout=PATIENCE, env={**os.environ, **(env or {})}, **given)

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of two targets."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path
