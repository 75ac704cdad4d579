"""（2021年7月27日国务院令第746号公布 …）below the title of a law: when, by whom, under which number it was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plancli.lexicon.words import either
from plancli.patterns import lazy
from plancli.read.metadata.dates import iso_date

LINES_OF_NOTE = 12  # the note comes right below the title
NATION = "中华人民共和国"
SESSION = lazy(r"第[一二三四五六七八九十百\d]{1,4}届")
NOTE = lazy(
    rf"""
    [（(](?P<day>(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日)
    (?P<body>[\u4e00-\u9fff]{{2,40}}?)  # 国务院, or the congress whose meeting follows
    (?:
        (?P<order>令第?\d{{1,4}}号)  # a decree
        |第[一二三四五六七八九十百\d]{{1,5}}次[\u4e00-\u9fff]{{0,6}}会议  # a meeting that passed it
        |{either("head", "enacting")}  # neither is named
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Enacted:
    """What the note says; `number` is empty where the law was passed by a meeting."""

    issued: str
    issuer: str
    number: str


def enacted(lines: Sequence[str]) -> Enacted | None:
    """The first such note in the head of a document; later dates in it are those of changes to the law.

    Args:
        lines: of the text, without blanks around them.
    """
    found = NOTE.search("".join(lines[:LINES_OF_NOTE]))
    day = iso_date(found["day"]) if found else None
    if found is None or day is None:
        return None
    body = SESSION.sub(
        "", found["body"].removeprefix(NATION)
    )  # 第十三届全国人民代表大会 is the same body in each session
    number = body + found["order"] if found["order"] else ""
    return Enacted(day, body, number)
