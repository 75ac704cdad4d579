"""A number with its unit, or without one where the words around say that it is a figure all the same."""

from __future__ import annotations

from fractions import Fraction

from plancli.lexicon import units
from plancli.lexicon.words import either, phrases, predicates, reach
from plancli.model import Amount, Comparator, Quantity, RejectedNumber, Span
from plancli.numerals import figures, forms, numbers, shares, tenths, words
from plancli.numerals.figures import Figure
from plancli.numerals.ranges import End, reach_back
from plancli.patterns import lazy

RANGE = lazy(r"(?:\(不?含\))? ?(?:至|到|—{1,2}|-{1,2}|–|~|～|〜|―|－) ?(?=[\d一二两三四五六七八九十百千])")
RANGE_BEGINS = "( 至到—-–~～〜―－"  # One look at a character spares most figures the pattern.
FROM = phrases("classes", "from")
SLASH_UNIT = lazy(rf"/(?:[百千万亿]{{0,2}}{either('classes', 'slash_units')}|(?P<other>[百千万亿]{{0,2}}))")
PER_HEADS = lazy(r"/(?:10|[十百千])?万(?![\d.元])")  # 死亡率8.5/10万: a rate per that many people.
PER_MEASURE = lazy(f"每{either('classes', 'measured_by')}")  # 35微克每立方米 is 35微克/立方米.
CLAUSE_END = lazy(r" ?(?:[,，。;；、!?！？)）\n|”/]|$)")
OPEN_CLASSIFIER = lazy(rf"([一-鿿])(?=[,，。;；、)）\n]|{either('classes', 'classifier_ends')}|$)")
YEARLIKE = lazy(r"(?:19|20)\d\d")
LIST_SIGNS = phrases("classes", "list_signs")
PIECE_AND_HALF = "个半"
TIME = "time"
IN_YEARS = "年"
LIST_LENGTH = 12  # figures of one list that share a unit; bounds the work for a figure
# 七成半, and 七成五 where nothing is counted behind it
HALF_TENTH = lazy(rf"半|[一二三四五六七八九1-9](?=[,，。;；、)）\n]|{either('classes', 'bounds_behind')}|$)")
REACH_OF_BOUND = reach("bound")
REACH_NEAR = reach("near_word")
AND = "又"
LONGEST_MIXED = 8  # characters in front of 又, at most
LONG = 3  # a numeral of three characters is no part of a name: 五千八百万门, but 三门


def at(text: str, start: int) -> Quantity | RejectedNumber | None:
    """The number at `start` with its unit, as a range where a second one follows (3至5家)."""
    if found := tenths.at(text, start):
        end, low, high = found
        amount = Amount(numbers.exact(low), numbers.exact(high), tenths.SIGN)
        return Quantity(Span(start, end), text[start:end], amount, text[start:end], "share")
    figure = _mixed(text, start) or figures.at(text, start)
    if figure is None:
        return None
    if half := _half_of_piece(text, figure):
        return half
    unit, end = unit_at(text, figure)
    if (pair := _range(text, figure, unit, end)) is not None:
        return pair
    if unit == tenths.SIGN and (more := HALF_TENTH.match(text, end)):
        figure = figure._replace(
            written=text[figure.start : more.end()], value=numbers.exact(Fraction(figure.value) + _tenth(more.group()))
        )
        end = more.end()
    if unit:
        return _with_unit(text, figure, unit, end)
    return _bare(text, figure)


def _mixed(text: str, start: int) -> Figure | None:
    """一又二分之一, as a number; most have no such sign near, and need no pattern."""
    found = forms.mixed(text, start) if AND in text[start : start + LONGEST_MIXED] else None
    return found and Figure(start, found[0], numbers.exact(found[1]), None, "", text[start : found[0]])


def _half_of_piece(text: str, figure: Figure) -> Quantity | None:
    """两个半|小时, 三个半|月: a half more of a time; its unit may begin with 个 (个月)."""
    if not text.startswith(PIECE_AND_HALF, figure.end) or figure.times or figure.value_max is not None:
        return None
    start = figure.end + len(PIECE_AND_HALF)
    if text.startswith(phrases("classes", "half_words"), start - 1):  # 2个|半天: half a day is what is counted
        return None
    unit = units.longest_at(text, start) or units.longest_at(f"个{text[start : start + 1]}", 0)
    entry = units.lookup(unit)
    if entry is None or entry.dimension != TIME:
        return None
    value = numbers.exact(Fraction(figure.value) + Fraction(1, 2))
    end = start + len(unit.removeprefix("个"))
    return Quantity(
        Span(figure.start, end), text[figure.start : end], Amount(value, None, unit), text[figure.start : end]
    )


def unit_at(text: str, figure: Figure) -> tuple[str, int]:
    """The unit behind a figure, with what is under a slash (万元/人), and where it ends; else ("", figure.end).

    Args:
        text: folded text that `figure` was read in.
    """
    start = figure.end + (text[figure.end : figure.end + 1] == " ")
    word = units.longest_at(text, start)
    if not word and (heads := PER_HEADS.match(text, figure.end)):
        return heads.group(), heads.end()
    if not word or not _fits(text, figure, word, start):
        return "", figure.end
    end = under_slash(text, start + len(word))
    return text[start:end], end


def may_be_name(figure: Figure, unit: str) -> bool:
    """Whether a numeral is so short that it may be part of a word: 三包, 二十国集团, but 三百卢布, 数十页.

    Args:
        figure: a number in characters.
        unit: right behind it.
    """
    written = figure.written
    if len(written) >= LONG or (len(written) > 1 and written[0] in figures.LEAD):
        return False
    return len(unit) < 2 or len(written) < 2 or written[-1] not in numbers.SMALL


def _fits(text: str, figure: Figure, word: str, start: int) -> bool:
    entry = units.spellings()[word]
    end = start + len(word)
    if word[-1].isascii() and word[-1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    if figure.chinese and not entry.chinese and may_be_name(figure, word):
        return False
    if entry.near:
        around = text[max(0, figure.start - REACH_NEAR) : end + 6]
        return any(near in around for near in entry.near)
    return True


def under_slash(text: str, end: int) -> int:
    """Where a unit that ends at `end` ends with what is under its slash: 元|/人, 克|每升.

    Args:
        text: folded.
    """
    sign = text[end : end + 1]
    if sign == "每" and (per := PER_MEASURE.match(text, end)):
        return per.end()
    if sign != "/" or (match := SLASH_UNIT.match(text, end)) is None:
        return end
    if match["other"] is None:
        return match.end()
    # 千瓦时 is a unit of its own, not a thousand 瓦时
    start = end + 1 if units.longest_at(text, end + 1) else match.end()
    below = units.longest_at(text, start)
    return start + len(below) if below else end


def _range(text: str, low: Figure, unit: str, end: int) -> Quantity | None:
    """3至5家, 1.5万-2万个, 5%—5.5%; none in 从5%到6%, which states two figures."""
    sign = RANGE.match(text, end) if text[end : end + 1] in RANGE_BEGINS else None
    if sign is None or text.endswith(FROM, 0, low.start) or low.value_max is not None:
        return None
    high = figures.at(text, sign.end())
    if high is None or (high.chinese != low.chinese and not (high.times or high.chinese)):
        return None
    high_unit, high_end = unit_at(text, high)
    if (unit and high_unit and unit != high_unit) or not (high_unit or high.times or low.times):
        return None
    if high_unit == IN_YEARS and YEARLIKE.fullmatch(high.written):  # 1.1|到2024年: an item, and a deadline
        return None
    amount = _joined(low, high, (unit, high_unit))
    if amount is None:
        return None
    span = Span(low.start, high_end)
    return Quantity(span, text[span.start : span.end], amount, f"{low.written}-{high.written}", "number")


def _joined(low: Figure, high: Figure, units: tuple[str, str]) -> Amount | None:
    """One unit for both ends; a multiplier that only the upper end has counts for both (3至5万), if it then grows,
    and if no unit comes between (3元至5万元)."""
    unit = units[0] or units[1]
    if low.times == high.times and low.value < high.value and not high.chinese:
        return Amount(low.value, high.value, high.times + unit)
    value, top = _whole(low), _whole(high)
    if not units[0]:
        value = reach_back(End(low.written + low.times, value), End(high.written + high.times, top))
    if value >= top:
        return None
    scale = numbers.multiplier(high.times)
    if high.times and Fraction(value, scale) < 10**4 and value >= scale:
        return Amount(numbers.exact(value / scale), high.value, high.times + unit)
    return Amount(numbers.exact(value), numbers.exact(top), unit)


def _tenth(written: str) -> Fraction:
    return Fraction(1, 2) if written == "半" else Fraction(shares.value(written)) / 10


def _whole(figure: Figure) -> Fraction:
    return Fraction(figure.value) * numbers.multiplier(figure.times)


def _with_unit(text: str, figure: Figure, unit: str, end: int) -> Quantity | RejectedNumber:
    if _names_a_class(figure, unit) and not _stated(text, figure.start):
        return RejectedNumber(Span(figure.start, end), text[figure.start : end], "class_of_amount")
    if figure.chinese and unit == IN_YEARS and not words.stands_before("duration", text, figure.start):
        return RejectedNumber(Span(figure.start, end), text[figure.start : end], "period_of_years")
    return _quantity(text, figure, unit, end)


def _stated(text: str, start: int) -> bool:
    """突破|万亿元, 不到|百亿元: behind such a verb, and behind any bound, an amount without a digit is a figure."""
    if words.stands_before("amount", text, start):
        return True
    found = predicates().ending(text, max(0, start - REACH_OF_BOUND), start)
    return found is not None and found[1].comparator not in (None, Comparator.EQ)


def _names_a_class(figure: Figure, unit: str) -> bool:
    """百亿元, 千万吨 without a digit, and idioms as 万家: a class or a saying unless a word before says otherwise."""
    if not figure.multiplier_only:
        return False
    entry = units.lookup(unit)
    return entry is None or entry.dimension != "count" or figure.written + unit in words.idioms()


def _bare(text: str, figure: Figure) -> Quantity | RejectedNumber | None:
    """A number without a known unit: 242万偏远居民, 增强到89.6, an open classifier, or nothing."""
    if figure.chinese:
        return _quantity(text, figure, "", figure.end) if _large(text, figure) else _no_unit(text, figure)
    if shared := _shared_unit(text, figure):
        return shared
    if unit := _open_classifier(text, figure):
        return _quantity(text, figure, unit, figure.end + len(unit))
    if figure.times or _evident(text, figure):
        return _quantity(text, figure, "", figure.end)
    return _no_unit(text, figure)


def _large(text: str, figure: Figure) -> bool:
    """四千万农业劳动力: ten thousands and more count by themselves, 万亿 alone only behind 突破 and the like."""
    if "万" not in figure.written and "亿" not in figure.written:
        return False
    alone = len(figure.written) < LONG or figure.multiplier_only
    return not alone or words.stands_before("amount", text, figure.start)


def _no_unit(text: str, figure: Figure) -> RejectedNumber:
    return RejectedNumber(Span(figure.start, figure.end), text[figure.start : figure.end], "no_unit")


def _shared_unit(text: str, figure: Figure) -> Quantity | None:
    """分别提高4.3、5.5个百分点: the unit behind the last figure of the list serves those before it, too."""
    if text[figure.end : figure.end + 1] not in LIST_SIGNS or not words.in_clause_before("list", text, figure.start):
        return None
    last, unit = _last_of_list(text, figure)
    if not unit:
        return None
    amount = Amount(figure.value, None, (figure.times or last.times) + unit)
    return Quantity(Span(figure.start, figure.end), text[figure.start : figure.end], amount, figure.written)


def _last_of_list(text: str, figure: Figure) -> tuple[Figure, str]:
    """The first figure of a list (96、24、15亿元) that has a unit, and that unit; "" where none does."""
    for _ in range(LIST_LENGTH):
        following = figures.arabic(text, figure.end + 1)
        if following is None or following.value_max is not None:
            break
        figure = following
        if unit := unit_at(text, figure)[0]:
            return figure, unit
        if figure.times or text[figure.end : figure.end + 1] not in LIST_SIGNS:
            break
    return figure, ""


def _evident(text: str, figure: Figure) -> bool:
    """从84.7提升至89.6。: a word that leads to a figure before, the end of the clause or a word of change behind."""
    if YEARLIKE.fullmatch(figure.written) or not words.stands_before("bare", text, figure.start):
        return False
    return CLAUSE_END.match(text, figure.end) is not None or words.stands_behind("behind_bare", text, figure.end)


def _open_classifier(text: str, figure: Figure) -> str:
    """达到300榀, 面积: an unknown word of one character between the number and the end of the clause."""
    match = OPEN_CLASSIFIER.match(text, figure.end)
    return "" if match is None or words.stands_behind("no_classifier", text, figure.end) else match[1]


def _quantity(text: str, figure: Figure, unit: str, end: int) -> Quantity:
    span = Span(figure.start, end)
    amount = Amount(figure.value, figure.value_max, figure.times + unit)
    form = "multiple" if unit == "倍" else "share" if unit == "成" else "number"
    return Quantity(span, text[figure.start : end], amount, figure.written, form, figure.inner)
