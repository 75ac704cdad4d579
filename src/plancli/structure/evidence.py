"""The evidence for each role of a sentence: its cues, the heading it is, turns of speech, the genre of its document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span
from plancli.native import Finder
from plancli.patterns import lazy
from plancli.read.metadata import openings
from plancli.structure import summaries
from plancli.structure.cues import of_years
from plancli.structure.genres import prior_of
from plancli.structure.part import Inner
from plancli.structure.sequence import Scores
from plancli.structure.units import Unit
from plancli.structure.weights import known_cues, weights, years_speaking_for
from plancli.structure.weights import of_years as year_weights

REVIEW = pattern("structure", "heading_review")
STATE = lazy(f"(?:{pattern('structure', 'heading_state').pattern})$")
TASKS = pattern("structure", "heading_tasks")
NEXT = pattern("structure", "heading_next")
GOALS = pattern("structure", "heading_goals")
RULES = pattern("structure", "heading_rules")
KINDS = {"goals": "turn_goals", "tasks": "turn_tasks", "retrospect": "turn_review"}
# Without groups: then `re` looks for the first characters of the words, which is four times as fast.
TURN = Finder(
    lazy("|".join(pattern("structure", group).pattern for group in KINDS.values())),
    [word for group in KINDS.values() for word in phrases("structure", group)],
)
KIND_OF = {word: kind for kind, group in reversed(KINDS.items()) for word in phrases("structure", group)}
TURN_WORTH = {"goals": 7.0, "tasks": 6.0, "retrospect": 3.0, "ahead": 4.0, "back": 3.0, "demand": 8.0}
HEAD = lazy(r"([^,;:。!?|]{4,48}):(?=.)")
GOAL = only_word("classes", "aim_word")
HALF_REVIEWED = lazy(f"上半年.{{0,8}}(?:{REVIEW.pattern})")
HALF = lazy("[上下]半年")
UP_TO_NOW = only_word("classes", "since")
UNDERTAKEN = only_word("classes", "so_far_undertaken")
REST_OF_YEAR = only_word("classes", "later_half")
LATER = "下"  # 下半年, 下一阶段: to come, in a report on the first half of a year as well
THIS_YEAR = phrases("classes", "this_year")
DEMANDS = lazy(
    rf"""
    各[一-鿿、]{{1,10}}{either("structure", "demand_modals")}
    | 请各[一-鿿、]{{1,10}}?(?:于|在)[^,;。]{{2,12}}前[^,;。]{{0,4}}完成  # 请各区县于6月底前完成
    """,
    re.VERBOSE,
)
MODAL = pattern("structure", "turn_modals")
PAST = pattern("status", "past")
PROMISES = lazy(f",?{either('status', 'promised')}")
AFTER = lazy("[以之]?后")
MODAL_WITHIN = 16  # characters behind the time: 今年,全市要
MOST = 2.5
"""What one sentence says at most: a row of sentences decides, not one."""
HEADING, STATE_HEADING, YEAR_HEADING = 8.0, 4.0, 8.0
NAMED_YEAR = lazy("[12][0-9]{3} ?年")
NUMBER = lazy(r"^[^一-鿿]*(?:第?[一二三四五六七八九十]{1,3}[、章节]|\([一二三四五六七八九十]{1,3}\))? ?")
SHORT_TITLE = 12  # characters: a longer heading says more than that a state is described
PIECE_LENGTH = 1_000_000  # Characters whose pairs are looked up at once: the list of them takes eight bytes for each.
OPENS = 12  # Characters in front of a sentence that tell whether a clause opens with it: a stop, and signs behind it.
UNDER = 0.5  # A heading below a chapter weighs half: 推动城乡融合取得新成效 is a task among tasks.
CHAPTER = 4  # levels of headings that name what a chapter is
REPORTING = ("report", "bulletin", "news", "letter")
TELLING = ("news", "other", "letter")
BEFORE_NOW = "前"  # 前三季度, 前10个月
UNDER_YEAR: Scores = (0.0, 2.0, 0.0)
"""What is added for each sentence of a report below 二、2026年预算草案, behind 一、2025年预算执行情况."""
# What is added for each sentence, by the genre of its document; a call is a notice that asks for applications.
GENRES: dict[str, Scores] = {
    "report": (0.2, 0.2, -2.0),
    "plan": (-0.4, 0.9, -1.2),
    "rules": (-0.6, -0.4, 1.2),
    "bulletin": (3.0, -1.5, -0.5),
    "news": (-0.2, 0.7, -1.0),
    "notice": (0.0, 0.2, 0.0),
    "call": (-0.3, -0.3, 1.2),
    "letter": (0.4, 0.2, -0.4),
    "law": (-1.0, -0.8, 2.0),
    "standard": (-1.0, -0.3, 1.5),
    "other": (0.1, 0.3, -0.7),
}


def of_words(text: str, span: Span, units: Iterable[Unit], now: int | None) -> Iterator[Scores]:
    """What the cues of each unit say, limited to MOST; `span` holds the units.

    Args:
        text: folded text of the file, of which the document may be a part.
        now: the year that 今年 means in the document; None where nothing says so.
    """
    run: list[Unit] = []
    begin = span.start
    for unit in units:
        # in pieces: cues are looked for in a copy of the text, which must not be as long as the file
        if unit.end - begin > PIECE_LENGTH and run:
            yield from _of_words(text, Span(begin, run[-1].end), run, now)
            begin, run = max(begin, unit.start - OPENS), []
        run.append(unit)
    yield from _of_words(text, Span(begin, span.end), run, now)


def _of_words(text: str, span: Span, units: list[Unit], now: int | None) -> Iterator[Scores]:
    """The same of some units that follow one another."""
    table, starts, ends = year_weights(), [unit.start for unit in units], [unit.end for unit in units]
    totals: list[complex] = known_cues().sums(text, span, starts, ends)
    for number, unit in enumerate(units):
        if unit.periods:
            totals[number] += sum(table.get(cue, 0j) for cue in set(of_years(unit.periods, now)))
    return map(_scores, totals)


def _scores(total: complex) -> Scores:
    first, second = total.real / 100, total.imag / 100
    middle = (first + second) / 3
    return (_limited(first - middle), _limited(second - middle), _limited(-middle))


def _limited(value: float) -> float:
    return MOST if value > MOST else -MOST if value < -MOST else value


def strongest(text: str, unit: Unit, now: int | None, role: int) -> list[tuple[int, str]]:
    """The cues of a sentence that favour a role, with their weight against the best other one.

    Args:
        text: folded text of the file.
        now: the year that 今年 means in the document; None where nothing says so.
    """
    found: dict[str, int] = known_cues().speaking(text, unit.start, unit.end, role)
    years = years_speaking_for(role)
    told = {cue: years[cue] for cue in of_years(unit.periods, now) if cue in years}
    return [(margin, cue) for cue, margin in (found | told).items()]


def names_goals(title: str) -> bool:
    """Whether a heading is no longer than 二、2026年总体绩效目标 and says goals.

    Args:
        title: of the section, folded.
    """
    return len(title) <= SHORT_TITLE + 4 and GOALS.search(title) is not None


def goes_on(title: str) -> bool:
    """Whether a heading below one that looks back may do so as well: （四）主要工作, but not 下一步打算, 2026年任务.

    Args:
        title: of the section, folded.
    """
    return NEXT.search(title) is None and GOALS.search(title) is None and NAMED_YEAR.search(title) is None


def of_heading(title: str, level: int, years: list[int], document: Inner) -> tuple[Scores, str]:
    """What a heading says, and the word it says it with.

    Args:
        title: of the section, folded.
        level: of the heading, 1 the highest; `outline.PLAIN_LEVEL` without a number.
        years: points and spans of time that the heading names; may be empty.
    """
    now = document.now
    calls = prior_of(document.genre, document.title) == "call"  # 工作安排 of a call says when to hand in what
    review, rules = REVIEW.search(title), RULES.search(title)
    set_tasks = NEXT if document.genre == "bulletin" else TASKS  # 主要工作 of a report of what was done looks back
    tasks = None if calls or rules else set_tasks.search(title) or GOALS.search(title)
    scores = [0.0, 0.0, 0.0]
    said = ""
    weight = 1.0 if level <= CHAPTER or level == 9 else UNDER
    # 2025年回顾和2026年展望 says both, and so nothing
    if len(set(years)) == 1 and now is not None:
        # a bulletin is about its own year: 一、上半年运行情况, but 下半年 is still to come
        over = document.genre == "bulletin" and not tasks and not title.count(REST_OF_YEAR)
        over = over or (now == summaries.summed_up(document.title) and not tasks)
        back = years[0] < now + over
        scores[0 if back else 1] += YEAR_HEADING
        said = f"heading {years[0]}"
        if back and tasks and not review:
            return (scores[0] * weight, 0.0, 0.0), said
    if tasks and title.endswith(UNDERTAKEN):
        review, tasks = review or tasks, None  # 一、主要工作开展情况
    if review and tasks:
        return (0.0, 0.0, 0.0), ""
    for role, found in ((0, review), (1, tasks), (2, rules)):
        if found:
            scores[role] += HEADING
            said = f"heading {found.group()}"
    if not review and not tasks and (state := _state(title, document)):
        scores[0] += HEADING if state.start() == 0 else STATE_HEADING
        said = said or f"heading {state.group()}"
    return (scores[0] * weight, scores[1] * weight, scores[2] * weight), said


def _state(title: str, document: Inner) -> re.Match[str] | None:
    """二、发展基础 describes what is so; 夯实发展基础 begins with a verb and is a task, and a report has only such."""
    name = NUMBER.sub("", title)
    if document.genre == "report" or len(name) > SHORT_TITLE:
        return None
    if found := STATE.match(name):
        return found
    opening = weights().get("^" + name[:2])
    return STATE.search(name) if opening is None or opening[1] < opening[0] else None


def turns(text: str, start: int, end: int) -> list[tuple[int, str, str]]:
    """Where a text says what comes next (今年的主要预期目标是, 一年来, 为实现上述目标): place, kind, words.

    Args:
        start: offset in `text` where to look.
        end: offset behind the last character that is looked at.
    """
    found = TURN.finditer(text, start, end)
    return [(match.start(), KIND_OF[match.group()], match.group()) for match in found]


def demand(text: str, unit: Unit) -> str:
    """各区县要在10日内完成整改: of whom a sentence demands something, also in a report of what was found.

    Args:
        text: folded text of the file; `unit` is in it.
    """
    found = DEMANDS.match(text, unit.start, unit.end)
    return found.group() if found else ""


def this_year(text: str, unit: Unit) -> bool:
    """Whether a sentence begins with 今年, and not with 今年以来.

    Args:
        text: folded text of the file; `unit`, which names a period, is in it.
    """
    first = unit.periods[0]
    begins = first.span.start == unit.start and first.offset == 0 and first.role == "point"
    begins = begins and PAST.match(text, first.span.end) is None  # 今年已招聘教师612名
    return begins and text.startswith(THIS_YEAR, unit.start) and "来" not in first.text


def head_turn(text: str, unit: Unit) -> tuple[str, str]:
    """文化产业“十四五”目标:…, 扩面行动(2025年):…: what a sentence says in front of its colon that it is about.

    Args:
        text: folded text of the file; `unit` is in it.
    """
    if (found := HEAD.match(text, unit.start, unit.end)) is None or not openings.plans(found[1]):
        return "", ""
    return ("goals" if GOAL in found[1][-8:] else "tasks"), found[1]


def time_turn(text: str, unit: Unit, document: Inner) -> str:
    """Which way a sentence turns that begins with a time: 明年,… ahead, 去年,… back; 今年 only with 要, 将, 计划, and
    not in a report of what was done.

    Args:
        text: folded text of the file; `unit` is in it.
    """
    now = document.now
    first = unit.periods[0] if unit.periods else None
    if first is None or first.role in ("base", "annual") or not unit.opens_with(first, text):
        return ""
    if document.genre in TELLING and first.offset == 0 and first.text.startswith(BEFORE_NOW):
        return "back"  # 答:前三季度,…
    if AFTER.match(text, first.span.end):
        return ""  # 2018年1月1日后完工的项目
    if first.text.endswith(UP_TO_NOW):
        return ""  # 2024年以来,…: the sentence behind may look ahead
    if HALF.fullmatch(first.text) and HALF_REVIEWED.search(document.title):
        return "ahead" if first.text.startswith(LATER) else "back"  # in 上半年工作总结及下半年工作安排
    if first.offset is None:
        side = 0 if now is None or first.year is None else first.year - now
        side = 0 if side > 0 and first.role == "span" and (first.year_from or 0) <= (now or 0) else side
        known = now is not None and first.year is not None
    else:
        side, known = first.offset, True
    if side < 0:
        return "back"
    if document.genre == "plan" and first.text == f"{now}年" and first.text in document.title:
        return "ahead"  # 2025年,收入预计完成386亿元, in 2025年预算草案
    comma = text.find(",", first.span.end + 1, unit.end)
    stop = min(comma if comma >= 0 else unit.end, first.span.end + MODAL_WITHIN)
    promised = PROMISES.match(text, first.span.end) is not None  # 2026年,力争…, in a circular as well
    asked = document.genre != "bulletin" or first.text.startswith(LATER) or promised
    said = asked and MODAL.search(text, first.span.end, stop)
    return "ahead" if said or (known and side > 0) else ""


def plus(one: Scores, other: Scores) -> Scores:
    """Evidence added up."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def of_turn(kind: str) -> Scores:
    """What a turn of speech of this kind is worth."""
    return (TURN_WORTH[kind], 0.0, 0.0) if kind in ("retrospect", "back") else (0.0, TURN_WORTH[kind], 0.0)
