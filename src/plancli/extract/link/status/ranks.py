"""Places in an order that say which things are meant, or among how many a place is held."""

from __future__ import annotations

from plancli.extract.context.making import made
from plancli.extract.context.mention import Mention
from plancli.extract.link.linked import Named, Role, StatusAnswer
from plancli.lexicon.words import pattern, phrases, reach
from plancli.model import Status
from plancli.patterns import lazy

FIELD = lazy(rf"(?:在|{pattern('predicates', 'rank').pattern})(?:{pattern('predicates', 'place').pattern})$")
RANKED = "|".join(word for word in phrases("predicates", "rank") if len(word) > 1)
AMONG = lazy(rf"[^,;。:、\n]{{0,12}}(?P<inside>中)(?:,|有[0-9]|{RANKED})")
LISTED_RANKS = lazy("(?:、[^,;。、]{1,6}第[一二三])*的")  # 全国第一、行业第一|的企业
RANK_SIGNS = phrases("classes", "rank_signs")
CLASS_REACH = reach("class")
PLACE_UNITS = frozenset("名位")


def field_of_rank(mention: Mention, _: Named) -> StatusAnswer | None:
    """在全省16个市中位列第4, 在168个城市中排名前移13位: among how many a place is held says nothing of them."""
    text, end = mention.text, mention.next_start
    if mention.quantity.form == "rank":
        return None
    among = AMONG.match(text, mention.behind) if mention.quantity.written.unit != "%" and not made(mention) else None
    if among and mention.context.words.begins(among.start("inside")):  # 高中 is a word
        return StatusAnswer(Status.OTHER, "field_of_rank", mention.quantity.span, role=Role.FIELD)
    between = text[mention.behind : end]
    if len(between) > CLASS_REACH or text[end : end + 1] not in RANK_SIGNS or any(mark in between for mark in ",;。、"):
        return None
    span = mention.quantity.span
    return StatusAnswer(Status.OTHER, "field_of_rank", span, role=Role.FIELD) if field_start(mention) else None


def field_start(mention: Mention) -> int:
    """Where the words begin that lead to the field of a rank (位居|全省16个市第4); 0 where there are none."""
    found = FIELD.search(mention.text, mention.left, mention.quantity.span.start)
    return found.start() if found else 0


def ordered(mention: Mention, _: Named) -> StatusAnswer | None:
    """排在前两位的县区, 考核后3名的乡镇: a rank that modifies a noun says which ones are meant."""
    modifies = LISTED_RANKS.match(mention.text, mention.behind) is not None
    modifies = modifies and (mention.quantity.form == "rank" or _from_behind(mention))
    return StatusAnswer(Status.OTHER, "ordered", mention.quantity.span) if modifies else None


def _from_behind(mention: Mention) -> bool:
    """考核后|3名: counted from the last place."""
    before = mention.text.endswith("后", mention.left, mention.quantity.span.start)
    return before and mention.quantity.written.unit in PLACE_UNITS
