"""Title, genre, labelled fields and number (文号) of a document, from its first lines and its head table."""

from __future__ import annotations

import re
from functools import cache

from plancli.kept_patterns import compiled
from plancli.lexicon import load
from plancli.lexicon.words import either, phrases
from plancli.patterns import lazy
from plancli.read.metadata.dates import OF_YEAR

_BLANK = r"[ \t\r\u00a0\u2002\u2003\u3000\ufeff\u200b]"
BLANKS = lazy(rf"{_BLANK}(?:(?<![A-Za-z].){_BLANK}*|{_BLANK}*(?![A-Za-z]))")
DOCUMENT_NUMBER = lazy(r"[\u4e00-\u9fff]{1,12}[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d{1,4}\s*号")
NATION = "中华人民共和国"
ORDER = lazy(
    rf"(?:国务院|[\u4e00-\u9fff]{{2,15}}{either('classes', 'order_givers')})?令\s*第\s*\d{{1,4}}\s*号"
    r"|国令第\s*\d{1,4}\s*号"
)
PRINTED = lazy(r"[-—–－\s“”\"《》<>〈〉]")
FOOTNOTE_SIGN = r"(?:[\[［〔][1-9１-９][\]］〕]|[①②③]|\[注\])"
FOOTNOTE = lazy(rf"\s*{FOOTNOTE_SIGN}$")
"""统计公报[1]: what a mark refers to is no part of the title"""
BRACKETED_END = lazy(r"[（(][^（()）]*[)）]$")
BRACKETED_INSIDE = lazy(r"[（(]([^（()）]{2,4})[)）](?=的)")
"""2024年预算（草案）的报告"""
ENDING_YEAR = lazy(r"[（(]?(?:19|20)\d\d年?度?[)）]?$")
CITES = lazy(rf"^\s*{either('head', 'citing')}")
NUMBERED = lazy(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第.{1,4}[章节条编篇]"
)
NO_TITLE = lazy(r"[。；;！？?!|]|^[^“《]*[：:]|印发给|^附件|^各|.》[是指提]|^[^《]*》")
NOTICE = "通知"
BRINGS = lazy(rf"{either('classes', 'passing_on')}.*{NOTICE}$")
WHOLE = lazy(rf"\d月\d+日|^[-—]|{either('head', 'beside_title')}")
NAMED_KIND = lazy(rf"{either('head', 'made')}了?[^，。,\n]{{2,50}}?{either('head', 'named_kinds')}")
LINES = 60  # a title is among the first lines or not at all
LONGEST_TITLE = 90  # characters over all lines of a title
SHORT_TAIL = 3  # characters that a full line of a title pushes to the next


@cache
def _genres() -> tuple[tuple[str, str], ...]:
    """Words that end a title with their genre, longest first."""
    groups = load.table("head")["genre"].items()
    return tuple(
        sorted(((word, genre) for genre, group in groups for word in group["words"]), key=lambda pair: -len(pair[0]))
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for word, _ in _genres())


def lines_of(text: str) -> list[str]:
    """The lines of a head without the blanks that only set it out (索 引 号, indents); empty ones dropped.

    Args:
        text: decoded.
    """
    return [line for line in (BLANKS.sub("", raw) for raw in text.split("\n")) if line]


@cache
def _labels() -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """For each field its labels, and what they look like with the value behind them: 文号|岸政办…, 发文机关：国务院."""
    groups = {field: tuple(group["words"]) for field, group in load.table("head")["label"].items()}
    value = rf"(?:[|：:\t\n]+)(?:{FOOTNOTE_SIGN}\n)?([^|\n]+)"
    return {
        field: (words, compiled(rf"(?m)(?:^|[|】\]])(?:{'|'.join(map(re.escape, words))}){value}"))
        for field, words in groups.items()
    }


def labelled(lines: list[str]) -> dict[str, str]:
    """The fields that a head table or labelled lines give: document_number, issued, issuer, title."""
    head = "\n".join(lines[:LINES])
    # a word is found in a hundredth of the time that a line which begins with it is looked for
    held = {field: pattern for field, (words, pattern) in _labels().items() if any(word in head for word in words)}
    found = {field: pattern.search(head) for field, pattern in held.items()}
    return {field: match[1].strip() for field, match in found.items() if match}


def document_number(lines: list[str]) -> str | None:
    """The document's own number: a line that begins with it. A number cited in a sentence is another document's."""
    for line in lines[:LINES]:
        start = line.lstrip("（(")
        if match := DOCUMENT_NUMBER.match(start) or ORDER.match(start.removeprefix(NATION)):
            return match[0]
    return None


def clean_number(text: str) -> str | None:
    """The 文号 within a field: (岸政办〔2021〕16号) → 岸政办〔2021〕16号.

    Args:
        text: of the field, decoded.
    """
    match = DOCUMENT_NUMBER.search(CITES.sub("", text)) or ORDER.search(text)
    return re.sub(r"\s+", "", match[0]) if match else None


def genre_of(title: str) -> str:
    """What kind of document a title announces, by the word it ends on; a notice is what it brings."""
    bare = BRACKETED_INSIDE.sub(r"\1", FOOTNOTE.sub("", title.strip()))
    bare = ENDING_YEAR.sub("", re.sub(r"[（(][^（()）]*[)）]$|[》”\"]+$", "", bare))
    for _ in range(2):  # a notice that brings a plan: what is left of its title ends on the plan
        word, genre = next(((word, genre) for word, genre in _genres() if bare.endswith(word)), ("", ""))
        if genre != "notice":
            return genre or ("bulletin" if OF_YEAR.search(bare) else "")
        bare = bare.removesuffix(word).rstrip('》”"')
    return ""


def is_title(line: str) -> bool:
    """Whether a line reads like a title: it ends on a word of a genre, and is neither sentence nor numbered."""
    bare = ENDING_YEAR.sub("", BRACKETED_END.sub("", BRACKETED_INSIDE.sub(r"\1", FOOTNOTE.sub("", line))))
    ends = bare.rstrip('》”"').endswith(_endings()) or OF_YEAR.search(bare) is not None
    return 4 <= len(bare) <= LONGEST_TITLE and ends and not NO_TITLE.search(bare) and not NUMBERED.match(bare)


def _candidates(lines: list[str]) -> list[list[str]]:
    """Lines that read like a title, each in the forms it takes with up to two lines before it, longest first."""
    found = []
    for at, line in enumerate(lines[:LINES]):
        if line.startswith("各位代表") or NUMBERED.match(line):  # the text has begun
            break
        if is_title(line):
            before = lines[max(0, at - 2) : at]  # a title of more than three lines is rare
            start = next((back for back in range(len(before), 0, -1) if not _may_continue(before[back - 1])), 0)
            forms = ["".join([*before[back:], line]) for back in range(start, len(before) + 1)]
            found.append([_bare(form) for form in forms])
    return found


def _bare(line: str) -> str:
    """A title without its number, the brackets that were around it, marks of a heading, and （转载）."""
    return re.sub(r"^[（(]\s*[)）]", "", DOCUMENT_NUMBER.sub("", _marks().sub("", line))).strip("#* ")


@cache
def _marks() -> re.Pattern[str]:
    """（转载）, 【图文】: how a page that passes a document on marks its title."""
    return compiled(rf"^\s*[（(【\[](?:{'|'.join(load.table('head')['mark']['words'])})[)）】\]]\s*")


def _may_continue(line: str) -> bool:
    """Whether a line of a title may go on in the next one: short, no end of a sentence, no number, date or label."""
    return len(line) <= 40 and not NO_TITLE.search(line) and not DOCUMENT_NUMBER.search(line) and not WHOLE.search(line)


def title_of(lines: list[str]) -> str | None:
    """The title: the plan's own name where it is on a line of its own below the notice that brings it."""
    found = _candidates(_with_last_characters(lines[:LINES]))
    notice = next((form for forms in found for form in forms if BRINGS.search(form)), "")
    named = [form for forms in found for form in forms if not form.endswith(NOTICE) and plain(form) in plain(notice)]
    if named or notice:
        return max(named, key=len, default=notice)  # the whole name rather than its last line
    return next(map(_whole, found), None)


def _with_last_characters(lines: list[str]) -> list[str]:
    """指导意|见: the last characters of a title that are on a line of their own belong to it."""
    kept: list[str] = []
    for line in lines:
        tail = len(line) <= SHORT_TAIL and kept and not is_title(kept[-1]) and _may_continue(kept[-1])
        if tail and is_title(kept[-1] + line):
            kept[-1] += line
        else:
            kept.append(line)
    return kept


def plain(line: str) -> str:
    """A title without the marks in which two printings may differ.

    Args:
        line: the title, on one line.
    """
    return PRINTED.sub("", line)


def _whole(forms: list[str]) -> str:
    """The shortest form that is a title by itself, not the tail of a wrapped one (“十四五”规划, 的意见, 关于…)."""
    named = [form for form in forms if not _general().fullmatch(form)] or forms
    whole = [form for form in reversed(named) if not form.startswith(phrases("classes", "continued_titles"))]
    return whole[0] if whole else named[-1]


@cache
def _general() -> re.Pattern[str]:
    """发展规划, 三年行动计划: words that end many titles and make none."""
    genres = "|".join(re.escape(word) for word, _ in _genres())
    return compiled(rf"(?:{'|'.join(load.table('head')['general']['words'])})*(?:{genres})")


def named_in(head: str) -> str:
    """The plan that a text without a title says it is about: 制订了…2020年工作要点, 制定《…纲要》; else empty.

    Args:
        head: first lines of the text.
    """
    match = NAMED_KIND.search(head)
    return match[0] if match else ""
