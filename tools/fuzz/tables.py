"""Mutated records, lexicons, decisions, tables of the user, expressions: commands that read them end in a line."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from click.testing import CliRunner

from plancli import pipeline
from plancli.cli.app import cli
from plancli.read import from_text

from . import seeds
from .checks import FindingError
from .mutations import EXTREME, PIECES, mutate

CODES = (0, 1, 2, 3, 4)
LEXICON = """[indicators.town_reading_rooms]
name_zh = "城市书房"
name_en = "Town reading rooms"
topic = "culture"
dimensions = ["count"]
kinds = ["level"]
words = ["书房"]
all = ["城市", "书房/书吧"]
none = ["企业"]
yes = ["城市书房"]
no = ["图书馆"]

[regions."光谷"]
parent = "420100"

[units.dou]
write = ["斗粮"]
base = "斗粮"
factor = "2000/3"
dimension = "count"
"""
ABOUT = "file,title,region,issuer,issued,period\nplan.txt,甲市规划,武汉市,武汉市人民政府,2021-03-05,2021-2025\n"
EXPRESSIONS = (
    "2.6万个以上",
    "到2025年",
    "20%~30%",
    "三分之一",
    "翻一番",
    "五块五",
    "零下五度",
    "一米七五",
    "10^30亿",
    "两三百家",
    "2022-2025年",
    "1,000.5万元",
    "百分之二三十",
    "4人民币5美元",
    "3541.07万元2.3本",
    "不低于30%不超过50%",
    "-5--3",
    "前十位",
)
COMMANDS: dict[str, Sequence[Sequence[str]]] = {
    "records": (
        ("compare", "FILE"),
        ("compare", "FILE", "-f", "table"),
        ("compare", "FILE", "-o", "OUT.xlsx"),
        ("export", "FILE", "-o", "OUT.csv"),
        ("export", "FILE", "-o", "OUT.xlsx"),
        ("export", "FILE", "-o", "OUT.html"),
        ("export", "FILE", "-o", "OUT.sqlite"),
        ("export", "FILE", "-o", "OUT.parquet"),
        ("diff", "FILE", "SOUND"),
        ("verify", "FILE", "PLAN"),
        ("cascade", "FILE", "SOUND"),
        ("evaluate", "FILE", "SOUND"),
        ("review", "FILE", "-o", "OUT.html"),
        ("normalize", "--column", "quote", "FILE"),
        ("compare", "FILE", "--headline"),
        ("diff", "SOUND", "FILE"),
    ),
    "lexicon": (("extract", "PLAN", "--lexicon", "FILE"), ("lexicon", "check", "FILE")),
    "decisions": (("extract", "PLAN", "--decisions", "FILE"),),
    "about": (("extract", "PLAN", "--about", "FILE"),),
    "merge": (("compare", "SOUND", "--merge", "FILE"),),
    "errors": (("agree", "FILE", "FILE"),),
}


@cache
def folder() -> Path:
    """A place of this process for what commands read and write, with a sound plan and sound records in it."""
    place = Path(tempfile.mkdtemp(prefix="plancli-fuzz-"))
    (place / "plan.txt").write_text(seeds.TEXT, encoding="utf-8")
    targets = pipeline.extract(from_text(seeds.TEXT, "plan"), status=None)
    for suffix in ("jsonl", "csv", "tsv", "xlsx", "sqlite", "duckdb", "parquet", "dta", "zip"):
        pipeline.export(targets, place / f"sound.{suffix}")
    return place


@cache
def _sound() -> dict[str, list[tuple[str, bytes]]]:
    place = folder()
    records = [(path.name, path.read_bytes()) for path in sorted(place.glob("sound.*"))]
    first = json.loads((place / "sound.jsonl").read_text(encoding="utf-8").splitlines()[0])
    decision = {"id": first["id"], "doc": "plan", "action": "edit", "field": "year", "value": "2030", "by": "a"}
    decided = json.dumps(decision, ensure_ascii=False)
    return {
        "records": records,
        "lexicon": [("my.toml", LEXICON.encode())],
        "decisions": [("decisions.jsonl", decided.encode()), records[0]],
        "about": [("about.csv", ABOUT.encode())],
        "merge": [("merge.csv", "phrase,same_as\n软件收入,软件业务收入\n".encode())],
        "errors": [records[1]],
    }


def table(number: int, seed: str) -> str:
    """One mutated file of a user through a command, or one expression through `normalize`.

    Raises:
        FindingError: the command did not end as commands end.
    """
    random = Random(f"{seed}:{number}")
    call = _expression(random) if random.random() < 0.2 else _call(random)
    result = CliRunner().invoke(cli, call)
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        raise error
    if result.exit_code not in CODES or "internal error" in result.stderr:
        raise FindingError(f"exit {result.exit_code}: {' '.join(call)}: {result.stderr[-200:]}")
    return "read" if result.exit_code in (0, 4) else "refused"


def _expression(random: Random) -> list[str]:
    text = random.choice(EXPRESSIONS) + random.choice(("", "、", "到", "至")) + random.choice(EXPRESSIONS)
    letters = list(text)
    for _ in range(random.choice((1, 2, 4))):
        at = random.randrange(len(letters) + 1)
        piece = random.choice((*EXTREME, *PIECES)).decode("utf-8", "surrogateescape").replace("\0", "")
        letters[at : at + random.choice((0, 0, 1, 3))] = piece * random.choice((1, 1, 50))
    return ["normalize", "--", "".join(letters)]


def _call(random: Random) -> list[str]:
    kind = random.choices(list(COMMANDS), (10, 4, 2, 2, 1, 1))[0]
    name, data = random.choice(_sound()[kind])
    others = [one for _, one in _sound()["records"]]
    data, _ = mutate(random, data, others)
    path = folder() / f"hurt{Path(name).suffix}"
    path.write_bytes(data)
    words = {"FILE": str(path), "SOUND": str(folder() / "sound.jsonl"), "PLAN": str(folder() / "plan.txt")}
    template = random.choice(COMMANDS[kind])
    return [words.get(word, word.replace("OUT", str(folder() / "out"))) for word in template]
