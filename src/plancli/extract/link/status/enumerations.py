"""What an article is about to list, what a slogan sums up."""

from __future__ import annotations

from plancli.extract.context.making import MAKING, made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Origin, Role, StatusAnswer
from plancli.lexicon import load
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.model import Span, Status
from plancli.patterns import lazy

ENUMERATED = phrases("nouns", "enumerated")
FRAMES = phrases("nouns", "frames")
ENUMERATED_UNITS = frozenset(load.table("nouns")["enumerated"]["units"])
COUNTED_ALONE = frozenset(phrases("classes", "counted_alone"))
# 5个方面20个标准, 三个领域明确了任务: what is counted so is no thing to be made, whatever follows.
FIELDS = phrases("classes", "fields")
ABSTRACT = phrases("nouns", "abstract")
MOST_LISTED = 30  # articles list few things; 围绕200条 is no frame
ENUMERATION_ENDS = " ,;:。!?、)”的\n"
USED = pattern("nouns", "made_use_of")
SMALL = lazy("[两二三四五六七八九十]")
COUNTED_FORM = lazy("[两二三四五六七八九十]个$")
DOUBLED = pattern("classes", "doubled")
IN_COPIES = only_word("classes", "in_copies")
IN_HEADING = ("(共", "(")  # 推广的举措(共23项)
# two names or more, joined or in quotes, up to the figure
# none of the words that join is part of a name: the pattern would try every way to part a row of them
OF_NAME = "(?:(?![和与及])[一-鿿A-Za-z])"
NAMES = lazy(rf"(?:(?:“[^“”]{{1,12}}”[、和]?){{2,9}}|{OF_NAME}{{2,12}}?(?:[、和与及]{OF_NAME}{{2,6}}){{1,8}})$")
QUOTED_NAME = lazy("“[^“”]+”")
JOINT_OF_SUMMED = lazy("[、和与及]")
ENDS_OF_PLACES = phrases("classes", "natural_features")
BEHIND_DAYS = tuple("内以")  # 十五个工作日内
CAMPAIGNS = phrases("classes", "campaigns")
CAMPAIGN = either("classes", "summed_campaigns")
SUMMED_CAMPAIGNS = lazy(rf"(?:“[^”]{{0,8}}{CAMPAIGN}”|{CAMPAIGN}+)(?![一-鿿])")
LONGEST_CAMPAIGN = 16  # characters, with the quotes
NO_NAMED_COUNT = frozenset(phrases("classes", "unnamed_units"))
SHORT_QUOTE = 10  # characters, with the opening quote
SHORT = 3  # characters: 项目, 条款; longer nouns are things of their own
UNITS_OF_KINDS = frozenset(phrases("conditions", "kinds"))
LISTED_BEHIND = phrases("conditions", "listed")


def enumeration(mention: Mention, named: Named) -> StatusAnswer | None:
    """三大任务, 五个方面: an article counts what it is about to list."""
    text, unit = mention.text, mention.quantity.written.unit
    if _counts_forms(mention) or text.endswith(IN_COPIES, mention.left, mention.quantity.span.start):
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    if unit.endswith("大") and len(unit) <= 2:
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    closed = text.startswith(")", mention.behind)
    opened = closed and text.endswith(IN_HEADING, max(mention.left - 1, 0), mention.quantity.span.start)
    if opened or unit in COUNTED_ALONE or _heads_a_list(mention):
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    if unit not in ENUMERATED_UNITS or mention.quantity.written.value > MOST_LISTED:
        return None
    if _counts_fields(mention, named):
        return StatusAnswer(Status.OTHER, "enumeration", mention.quantity.span, role=Role.ASIDE)
    if not text.startswith(ENUMERATED, mention.behind):
        return None
    for word in ENUMERATED:
        end = mention.behind + len(word)
        if text.startswith(word, mention.behind) and (
            text[end : end + 1] in ENUMERATION_ENDS or word in FIELDS or _framed(mention)
        ):
            return StatusAnswer(Status.OTHER, "enumeration", Span(mention.behind, end), role=Role.ASIDE)
    return None


def _counts_forms(mention: Mention) -> bool:
    """实现两个翻番: what is counted is no predicate; “四个全覆盖” may be of four things that are named."""
    start = mention.quantity.span.start
    if mention.quantity.form == "doubling":
        return COUNTED_FORM.search(mention.text, max(start - 2, 0), start) is not None
    # 主营收入500亿元|翻番 is an amount
    return mention.quantity.written.unit in ("", "个") and DOUBLED.match(mention.text, mention.behind) is not None


def _heads_a_list(mention: Mention) -> bool:
    """文化惠民方面6项:…; 实现五项功能:…: what a colon is about to list, unless it is made."""
    text, start = mention.text, mention.quantity.span.start
    if mention.quantity.written.unit not in ENUMERATED_UNITS:
        return False
    if text.startswith((":", "。", "\n"), mention.behind):
        return text.endswith(FIELDS, mention.left, start)
    small = SMALL.fullmatch(mention.quantity.written_value) is not None
    return small and text.startswith(":", mention.right) and not made(mention)


def _counts_fields(mention: Mention, named: Named) -> bool:
    """在社保、公积金等22个业务领域: what ends in a word for a field is no thing to be made."""
    noun = named.noun
    return noun is not None and noun.origin is Origin.BEHIND and noun.phrase.endswith(FIELDS) and not made(mention)


def _framed(mention: Mention) -> bool:
    """围绕五个方面|发力: a preposition right before the figure makes a frame of what it counts."""
    return mention.text.endswith(FRAMES, mention.left, mention.quantity.span.start)


def slogan(mention: Mention, named: Named) -> StatusAnswer | None:
    """用好两个市场; “五个必须”: a small number in characters counts what a slogan sums up, unless it is made."""
    quantity = mention.quantity
    if quantity.written.unit not in ENUMERATED_UNITS:
        return None
    # 产业招商、工业招商|两个攻坚: as many as are named are not made
    if SUMMED_CAMPAIGNS.match(mention.text, mention.behind) and _named_in_front(mention):
        return StatusAnswer(Status.OTHER, "slogan", quantity.span, role=Role.ASIDE)
    if not SMALL.fullmatch(quantity.written_value):
        return None
    if named.noun is None or named.noun.origin is not Origin.BEHIND or not _summed_up(mention, named.noun.phrase):
        return None
    return None if made(mention) else StatusAnswer(Status.OTHER, "slogan", quantity.span, role=Role.ASIDE)


def _summed_up(mention: Mention, phrase: str) -> bool:
    """两个市场; 两个根本性转变; 三个“一号工程”; 发挥两个园区平台优势: short, of no thing, in quotes, or only used."""
    text, start = mention.text, mention.quantity.span.start
    used = USED.search(text, mention.left, start) is not None or _named_in_front(mention)
    return len(phrase) <= SHORT or phrase.endswith(ABSTRACT) or text.startswith("“", mention.behind) or used


def _named_in_front(mention: Mention) -> bool:
    """成渝、涉藏|两个区域, “京通”“京办”“京智”|三个应用: as many names right before the figure as it says."""
    start = mention.quantity.span.start
    front = mention.text[mention.sentence.start : start]
    listed = NAMES.search(front)
    if listed is None:
        return False
    names = QUOTED_NAME.findall(listed.group()) or [name for name in JOINT_OF_SUMMED.split(listed.group()) if name]
    return len(names) == mention.quantity.written.value


def campaign_name(mention: Mention, _: Named) -> StatusAnswer | None:
    """“全覆盖两提升”行动, “最多跑一次”: a figure inside the quoted name of a campaign promises nothing, nor a count
    inside any short name."""
    text, end = mention.text, mention.quantity.span.end
    opened = text.rfind("“", mention.sentence.start, mention.quantity.span.start)
    closed = text.find("”", end, end + LONGEST_CAMPAIGN)
    if opened < 0 or closed < 0 or text.find("”", opened, end) >= 0 or closed - opened > LONGEST_CAMPAIGN:
        return None
    counts = mention.quantity.form == "number" and not NO_NAMED_COUNT & set(mention.quantity.written.unit)
    start = mention.quantity.span.start
    inside = counts and opened + 1 < start and closed - opened <= SHORT_QUOTE and not MAKING.search(text, opened, start)
    if not inside and not text.startswith(CAMPAIGNS, closed + 1):
        return None
    return StatusAnswer(Status.OTHER, "campaign_name", Span(opened, closed + 1), role=Role.ASIDE)


def part_of_word(mention: Mention, _: Named) -> StatusAnswer | None:
    """二十四节气, 八|台山: what is one word, or a place that begins in the unit, counts nothing."""
    quantity, words = mention.quantity, mention.context.words
    start, end = quantity.span.start, quantity.span.end
    if quantity.form != "number" or quantity.text[0].isdigit() or words.begins(end):
        return None
    begins = [at for at in range(start + 1, end) if words.begins(at)]
    if begins:
        word_end = next(at for at in range(end + 1, len(mention.text) + 1) if words.begins(at))
        inside = mention.text.endswith(ENDS_OF_PLACES, end, word_end)
    else:
        inside = words.begins(start) and not mention.text.startswith(BEHIND_DAYS, end)
    return StatusAnswer(Status.OTHER, "part_of_word", quantity.span, role=Role.ASIDE) if inside else None


def listed_behind(mention: Mention, _: Named) -> StatusAnswer | None:
    """申请材料5种:…: a heading counts what is listed behind its colon; nothing is made."""
    text, start, end = mention.text, mention.quantity.span.start, mention.quantity.span.end
    if mention.quantity.written.unit not in UNITS_OF_KINDS or not text.startswith(":", end):
        return None
    if not text.endswith(LISTED_BEHIND, mention.left, start) or made(mention, mention.sentence.start):
        return None
    return StatusAnswer(Status.OTHER, "listed_behind", mention.quantity.span)
