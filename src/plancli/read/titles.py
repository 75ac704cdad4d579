"""Title, genre, labelled fields and number (文号) of a document, from its first lines and its head table."""

from __future__ import annotations

import re
from functools import cache

from plancli.lexicon import load

BLANKS = re.compile(
    r"(?<![A-Za-z])[ \t\r\u00a0\u2002\u2003\u3000\ufeff\u200b]+|[ \t\r\u00a0\u2002\u2003\u3000\ufeff\u200b]+(?![A-Za-z])"
)
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d{1,4}\s*号")
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第.{1,4}[章节条编篇]"
)
NO_TITLE = re.compile(r"[。；;！？?!|]|^[^“《]*[：:]|印发给|^附件|^各")
NOTICE = re.compile(r"印发|转发|关于")
LINES = 60  # a title stands among the first lines or not at all
LONGEST = 90


@cache
def _genres() -> tuple[tuple[str, str], ...]:
    """Words that end a title with their genre, longest first."""
    groups = load.table("head")["genre"].items()
    return tuple(
        sorted(((word, genre) for genre, group in groups for word in group["words"]), key=lambda pair: -len(pair[0]))
    )


def lines_of(text: str) -> list[str]:
    """The lines of a head without the blanks that only set it out (索 引 号, indents); empty ones dropped."""
    return [line for line in (BLANKS.sub("", raw) for raw in text.split("\n")) if line]


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    """For each field, what its label looks like with the value behind it: 文号|岸政办…, 发文机关：国务院."""
    groups = load.table("head")["label"].items()
    value = r"(?:[|：:\t\n]+)([^|\n]+)"
    return {field: re.compile(rf"(?m)(?:^|[|】\]])(?:{'|'.join(group['words'])}){value}") for field, group in groups}


def labelled(lines: list[str]) -> dict[str, str]:
    """The fields that a head table or labelled lines give: document_number, issued, issuer, title."""
    head = "\n".join(lines[:LINES])
    found = {field: pattern.search(head) for field, pattern in _labels().items()}
    return {field: match[1].strip() for field, match in found.items() if match}


def document_number(lines: list[str]) -> str | None:
    """The document's own number: a line that is a number or begins with one. A number cited in a sentence is another's."""
    for line in lines[:LINES]:
        if match := NUMBER.match(line.lstrip("（(")):
            return match[0]
    return None


def clean_number(text: str) -> str | None:
    """The 文号 within a field: (岸政办〔2021〕16号) → 岸政办〔2021〕16号."""
    match = NUMBER.search(text)
    return re.sub(r"\s+", "", match[0]) if match else None


def genre_of(title: str) -> str:
    """What kind of document a title announces, by the word it ends on; a notice is what it brings."""
    bare = re.sub(r"[（(][^（()）]*[)）]$|[》”\"]+$", "", title.strip())
    for _ in range(2):
        word, genre = next(((word, genre) for word, genre in _genres() if bare.endswith(word)), ("", ""))
        if genre != "notice":
            return genre
        bare = bare.removesuffix(word).rstrip('》”"')
    return ""


def _is_title(line: str) -> bool:
    bare = re.sub(r"[（(][^（()）]*[)）]$", "", line)
    ends = any(bare.rstrip('》”"').endswith(word) for word, _ in _genres())
    return 4 <= len(bare) <= LONGEST and ends and not NO_TITLE.search(bare) and not NUMBERED.match(bare)


def _candidates(lines: list[str]) -> list[str]:
    """Lines, or up to three lines wrapped by a page, that read like a title."""
    found = []
    for at, line in enumerate(lines[:LINES]):
        if line.startswith("各位代表") or NUMBERED.match(line):
            break
        before = [
            part
            for part in lines[max(0, at - 2) : at]
            if len(part) <= 40 and not NO_TITLE.search(part) and not NUMBER.search(part)
        ]
        if _is_title(line):
            joined = "".join([*before, line])
            found.append(
                joined if "关于" in joined and "关于" not in line or line.startswith("关于") and before else line
            )
    return [NUMBER.sub("", line).strip("（()）#* ") for line in found]


def title_of(lines: list[str]) -> str | None:
    """The title: the plan's own name where it stands on a line of its own below the notice that brings it."""
    found = _candidates(lines)
    if not found:
        return None
    if "印发" in found[0]:
        return next((line for line in found[1:] if line in found[0]), found[0])
    return found[0]
