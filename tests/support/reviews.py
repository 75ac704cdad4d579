"""Review pages made by the commands, as users make them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from plancli.cli.app import cli

SENTENCE = "到2025年，建成5G基站{0}个，培育企业{0}家，完成投资{0}亿元，推进各项工作落到实处。"


def command(*arguments: Any) -> None:
    """Run a command that must end well."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output


def page_of(folder: Path, **texts: str) -> Path:
    """The review page of some documents, beside their records (records.jsonl)."""
    (folder / "plans").mkdir()
    for name, text in texts.items():
        (folder / f"plans/{name}.txt").write_text(text, encoding="utf-8")
    command("extract", folder / "plans", "--status", "all", "-q", "-o", folder / "records.jsonl")
    command("review", folder / "records.jsonl", folder / "plans", "-q", "-o", folder / "review.html")
    return folder / "review.html"


def page_of_many(folder: Path, documents: int) -> Path:
    """The review page of documents of 10,000 characters, each with the same 120 records."""
    (folder / "many").mkdir()
    lines = [SENTENCE.format(number) for number in range(1, 41)]
    text = ("\n".join(lines) + "\n" + "推动高质量发展。" * 1030)[:10_000]
    for number in range(documents):
        (folder / f"many/d{number:03}.txt").write_text(text, encoding="utf-8")
    command("extract", folder / "many/d000.txt", "-q", "-o", folder / "one.jsonl")
    rows = [json.loads(line) for line in (folder / "one.jsonl").read_text(encoding="utf-8").splitlines()]
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(documents):
            for at, row in enumerate(rows):
                made = row | {"doc": f"d{number:03}", "id": f"t{number:08x}{at:08x}"}
                file.write(json.dumps(made, ensure_ascii=False) + "\n")
    command("review", folder / "many.jsonl", folder / "many", "-q", "-o", folder / "many.html")
    return folder / "many.html"
