"""What counted things lack or suffer, and which of those counted before do so: 5个|乡镇没有医院, 48家中9家|停用设备."""

from __future__ import annotations

from plancli.extract.context.mention import Mention
from plancli.extract.context.predicate import starts_predicate
from plancli.extract.link.indicator.behind_figure import counts_things
from plancli.extract.link.indicator.edge.grammar import words as grammar
from plancli.extract.link.indicator.lead import strip_front, verb_at
from plancli.extract.link.indicator.noun_end import behind
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, pattern, phrases
from plancli.model import Span
from plancli.patterns import lazy
from plancli.segment.clauses import CLAUSE_MARKS

LACKS = pattern("nouns", "lacks")
GAINED = pattern("nouns", "gains")
JOINTS = phrases("classes", "list_signs")
GENERAL_NOUNS = phrases("nouns", "generic")
# 其中|有9家, 全市仅|9家: the words in front of a part of those counted.
OF_THEM = lazy(rf"(?:.*?中)?(?:{either('nouns', 'region_noise')})?[仅只]?有?")
FOUND = "发现"
ENDS_HERE = lazy(rf"[ \u3000]*(?:[{CLAUSE_MARKS}]|$)")
OF_KIND, NEXT_THING = "的", "、"
SHORTEST, LONGEST = 2, 16  # characters of what they lack or do
SHORTEST_THING = 3  # characters: 超期|未安置, 离校|未就业 are what was done, and name no thing
REACH_OF_WHOLE = 80  # characters to those counted before


def lacking(mention: Mention, _: Before) -> Noun | None:
    """37个|乡镇尚无公共充电桩: 尚无公共充电桩的乡镇."""
    text, words, start, end = mention.text, mention.context.words, mention.behind, mention.right
    if not _closed(mention):
        return None
    every = (one for one in LACKS.finditer(text, start + 1, end) if words.spans(*one.span()))  # not of 未成年人
    found = next(every, None)
    if found is None:
        return None
    noun = behind(mention.context, start, found.start())
    # 项目|超期未竣工: a general noun ends where the deed begins that is lacked
    noun = next((word for word in GENERAL_NOUNS if noun.startswith(word) and words.begins(start + len(word))), noun)
    thing = noun in GENERAL_NOUNS or (
        len(noun) >= SHORTEST_THING and text[start : _first_word_end(mention)] not in grammar()
    )
    deed = _deed(mention, start + len(noun)) if thing and text.startswith(noun, start) else ""
    name, span = deed + OF_KIND + noun, Span(start, end)
    return Noun(name, span, "lacking", Origin.BEHIND, False, noun) if deed else None


def of_those(mention: Mention, before: Before) -> Noun | None:
    """抽查的48户企业中,9户|擅自停用设备: 擅自停用设备的企业, for more of the same were counted before."""
    text, start, end = mention.text, mention.behind, mention.right
    if not _closed(mention):
        return None
    does = _says(mention) or verb_at(mention.context, start, end) or text[start : _first_word_end(mention)] in grammar()
    # 61项授权事项、14项|支持事项: behind 、 a verb may as well begin what is counted
    if not does or (text[mention.quantity.span.start - 1] in JOINTS and not (before and _says(before[-1].mention))):
        return None
    deed, whole = _deed(mention, start), _whole(mention, before)
    name, span = deed + OF_KIND + whole, Span(start, end)
    return Noun(name, span, "of_those", Origin.BEHIND, False, whole) if deed and whole else None


def _first_word_end(mention: Mention) -> int:
    """Where the first word behind a figure ends."""
    at = mention.behind + 1
    while at < mention.right and not mention.context.words.begins(at):
        at += 1
    return at


def _closed(mention: Mention) -> bool:
    """Whether a count is the subject of its clause: no verb in front of it, and no figure behind."""
    text, end, front = mention.text, mention.right, mention.left
    if not counts_things(mention) or not mention.quantity.written.unit or mention.behind >= end:
        return False
    if text.endswith(OF_KIND, front, mention.quantity.span.start):
        return False
    if text.endswith(FOUND, front, mention.before_end):  # 检查发现|9家
        front = mention.before_end
    stripped = strip_front(mention.context, front, mention.before_end)
    ends = ENDS_HERE.match(text, end) is not None
    return ends and not stripped.words and OF_THEM.fullmatch(text, stripped.start, mention.before_end) is not None


def _says(mention: Mention) -> bool:
    """Whether a predicate begins right behind a figure."""
    text, start, end = mention.text, mention.behind, mention.right
    begins = LACKS.match(text, start, end) or GAINED.match(text, start, end)
    return start < end and (begins is not None or starts_predicate(mention.context.words, start, end))


def _deed(mention: Mention, start: int) -> str:
    deed = tidy(mention.text[start : mention.right])
    return deed if SHORTEST <= len(deed) <= LONGEST and OF_KIND not in deed and NEXT_THING not in deed else ""


def _whole(mention: Mention, before: Before) -> str:
    """What was counted of which these are a part: the nearest larger number with the same unit."""
    own, place = mention.quantity.written, mention.quantity.span.start
    for one in reversed(before):
        if place - one.mention.quantity.span.end > REACH_OF_WHOLE:
            break
        written = one.mention.quantity.written
        if _says(one.mention):
            continue  # 82项|获认可: another part of the whole
        if written.unit == own.unit and written.value > own.value and one.noun is not None:
            return one.noun.head if one.noun.origin in (Origin.FRONT, Origin.BEHIND) else ""
    return ""
