"""What measures, policies and plans are about: 出台促进民间投资发展10条|措施, 出台扶持文旅33条|、关爱企业家12条等措施.

It comes before their number, after the verb of issuing them.
"""

from __future__ import annotations

from plancli.extract.context.conjunctions import LIST_COMMA
from plancli.extract.context.mention import Mention
from plancli.extract.link.indicator.tidy import tidy
from plancli.extract.link.linked import Before, Noun, Origin
from plancli.lexicon.words import either, only_word, pattern, phrases
from plancli.patterns import backwards, lazy

ISSUED = frozenset(phrases("nouns", "issued"))
ISSUES = pattern("classes", "issues")
SUCH_AS = "等"
LEADS_TO_TITLE = lazy(f"了?(?:{only_word('classes', 'about')})?")
CLAUSE = "条"
SHORTEST, LONGEST = 2, 20  # characters that tell what it is about
# 33条|、关爱激励企业家12条等措施: the last of a list says what all of them are.
OF_LIST = lazy(
    rf"(?:、[^,;。、0-9]{{2,16}}[0-9]+ ?[余多]? ?{CLAUSE})*{SUCH_AS}?(?P<kind>{either('nouns', 'issued')})(?![一-鿿])"
)


def of_issued(mention: Mention, _: Before, noun: Noun) -> Noun | None:
    """制定促进民间投资发展10条|措施: of measures one wants to know what they are about."""
    kind = _kind(mention, noun)
    about = _about(mention) if kind else ""
    if not about:
        return None
    name = about + kind
    return Noun(name, noun.span, "of_issued", noun.origin, noun.flow, name)


def _kind(mention: Mention, noun: Noun) -> str:
    """措施, right behind the figure, or behind the last figure of its list; else empty."""
    if noun.origin is Origin.BEHIND:
        kind = noun.phrase.removeprefix(SUCH_AS)
        return kind if kind in ISSUED else ""
    if noun.origin is not Origin.FRONT or mention.quantity.written.unit != CLAUSE:
        return ""
    found = OF_LIST.match(mention.text, mention.behind, mention.sentence.end)
    return found["kind"] if found else ""


def _about(mention: Mention) -> str:
    """The words between the verb of issuing, which a list has once, and the figure; empty where they are a list of
    examples."""
    text, end = mention.text, mention.quantity.span.start
    verbs = (one for one in backwards(ISSUES, text, mention.left, end) if mention.context.words.begins(one.end()))
    verb = next(verbs, None)
    if verb is None and not text.startswith(LIST_COMMA, mention.left - 1):
        return ""
    begin = LEADS_TO_TITLE.match(text, verb.end() if verb else mention.left, end)  # 出台了|关于…的20条措施
    about = tidy(text[begin.end() if begin else mention.left : end])
    told = SHORTEST <= len(about) <= LONGEST and LIST_COMMA not in about and not about.endswith(SUCH_AS)
    return about if told else ""
