"""A large page in pieces, each a page of its own: cut between blocks, and only while every tag has its partner.

What a browser repairs, it repairs by all that came before. So behind a tag that is missing or crossed the rest of the
page is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancli.patterns import lazy

SIZE = 1_000_000  # characters of a piece; its elements take some forty times as many bytes
TAG_OR_COMMENT = lazy(
    r"""
    <(?: (?P<end>/?) (?P<name>[A-Za-z][^\s/<>]{0,40}+)
            [^<>"']*+ (?: (?:"[^"<>]*+" | '[^'<>]*+') [^<>"']*+ )*+ >
        | (?P<comment>!--) | (?P<other>[!?]) | (?P<broken>[A-Za-z/]) )
    """,
    re.VERBOSE,
)
DOCTYPE = lazy(r"\s*<!doctype[^>]*>", re.IGNORECASE)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# No tag in them is one of the page.
WITHOUT_TAGS = frozenset("script style textarea title xmp iframe noembed noframes svg math select".split())
# What these do with what comes behind them is not followed here.
UNTOLD = frozenset("template frameset frame plaintext image object applet marquee".split())
IN_HEAD = frozenset("title meta link script style base noscript".split())
NOT_TWICE = frozenset("html head body form a button nobr".split())
# A piece may begin inside of these: they mean nothing for what is in them.
OUTER = frozenset("html body form div section article main center ucapcontent".split())
CUT_BEFORE = frozenset("p div section article blockquote ul ol h1 h2 h3 h4 h5 h6".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
ENDS_P = CUT_BEFORE | frozenset(
    "address aside center details dl fieldset footer form header main nav pre table".split()
)
ENDS_P |= {"hr", "li", "dd", "dt"}
ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",)}
LISTS = frozenset("ul ol menu dl".split())
CELL_TAGS, ROW_TAGS = ("td", "th"), ("tr",)
TABLE_PARTS = ("tbody", "thead", "tfoot", "caption", "colgroup")
IN_TABLE = {
    **dict.fromkeys(CELL_TAGS, CELL_TAGS),
    "tr": CELL_TAGS + ROW_TAGS,
    **dict.fromkeys(TABLE_PARTS, CELL_TAGS + ROW_TAGS + TABLE_PARTS),
}
DIRECTLY_IN = {
    **dict.fromkeys(CELL_TAGS, ROW_TAGS),
    "tr": (*TABLE_PARTS, "table"),
    **dict.fromkeys(TABLE_PARTS, ("table",)),
}
IMPLIED = ("p", "li", "dd", "dt", "rp", "rt")


class Piece(NamedTuple):
    """A page of its own: the tags that are open at its begin are written in front. `open` are the names of those within
    the body, `left_open` of those open at its end."""

    source: str
    open: tuple[str, ...]
    left_open: tuple[str, ...]


class _CrossedError(Exception):
    """A tag that has no partner, or of which only a browser knows what it ends."""


def pieces(source: str) -> Iterator[Piece]:
    """The page, cut where it may be.

    Args:
        source: the page's markup.
    """
    cut, tags = 0, _OpenTags()
    doctype = DOCTYPE.match(source)
    before: tuple[str, tuple[str, ...]] = ("", ())
    for at in _cuts(source, tags):
        names = tags.within_body()
        yield Piece(before[0] + source[cut:at], before[1], names)
        cut, before = at, ((doctype[0] if doctype else "") + "".join(tags.sources), names)
    yield Piece(before[0] + source[cut:], before[1], ())


def _cuts(source: str, tags: _OpenTags) -> Iterator[int]:
    """Where a piece may end; `tags` are then those that are open there."""
    last = at = 0
    try:
        while len(source) - last > SIZE and (tag := TAG_OR_COMMENT.search(source, at)):
            at = tag.end() if tag["name"] else _behind(source, tag)
            name = (tag["name"] or "").lower()
            if tag["end"]:
                tags.end(name)
            elif name:
                tags.make_room(name)
                if tag.start() - last >= SIZE and name in CUT_BEFORE and OUTER.issuperset(tags.names):
                    last = tag.start()
                    yield last
                tags.begin(name, tag[0])
                at = _closed(source, name, at) if name in WITHOUT_TAGS else at
    except _CrossedError:
        return


def _behind(source: str, tag: re.Match[str]) -> int:
    """Where a comment, a declaration or the like ends."""
    sign = "-->" if tag["comment"] else ">"
    end = source.find(sign, tag.end())
    if end < 0 or tag["broken"] or (tag["comment"] and source.startswith((">", "->"), tag.end())):
        raise _CrossedError
    return end + len(sign)


def _closed(source: str, name: str, at: int) -> int:
    """The offset of the end tag of what holds no tags of the page."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    if end is None or (name == "script" and source.find("<!--", at, end.start()) >= 0):
        raise _CrossedError
    return end.start()


class _OpenTags:
    """The tags that are open, as far as their order tells it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sources: list[str] = []
        self._once: set[str] = set()

    def within_body(self) -> tuple[str, ...]:
        """Their names but for those of the page and its body."""
        return tuple(name for name in self.names if name not in ("html", "body"))

    def make_room(self, name: str) -> None:
        """Close what a tag closes by its begin."""
        if name in UNTOLD or (name in NOT_TWICE and (name in self.names or name in self._once)):
            raise _CrossedError
        if self._is_last("head") and name not in IN_HEAD:
            self._pop()
        if name in ENDS_P and "p" in self.names:
            self._close("p")
        if name in HEADINGS and self.names and self.names[-1] in HEADINGS:
            self._pop()
        for other in ITEMS.get(name, ()):
            if other in self.names and not self._is_last(*LISTS):
                self._close(other)
        self._make_room_in_table(name)

    def begin(self, name: str, source: str) -> None:
        """A tag that may hold others is open."""
        if name in ("html", "head", "body"):
            self._once.add(name)
        if name not in VOID:
            self.names.append(name)
            self.sources.append(source)

    def end(self, name: str) -> None:
        """An end tag: it closes what is closed by itself inside, and its partner; without partner it is nothing."""
        if name in ("body", "html", "br"):
            raise _CrossedError
        if name not in self.names:
            return
        inner = IMPLIED + (CELL_TAGS + ROW_TAGS + TABLE_PARTS if name == "table" else IN_TABLE.get(name, ()))
        while self.names[-1] != name and self.names[-1] in inner:
            self._pop()
        self._close(name)

    def _make_room_in_table(self, name: str) -> None:
        if name in IN_TABLE:
            while self._is_last(*IN_TABLE[name], "p"):
                self._pop()
            if not self._is_last(*DIRECTLY_IN[name]):
                raise _CrossedError
        elif self._is_last("table", "tr", "tbody", "thead", "tfoot") and name not in ("script", "style", "col"):
            raise _CrossedError  # it is moved in front of the table

    def _is_last(self, *names: str) -> bool:
        return bool(self.names) and self.names[-1] in names

    def _close(self, name: str) -> None:
        if not self._is_last(name):
            raise _CrossedError
        self._pop()

    def _pop(self) -> None:
        self.names.pop()
        self.sources.pop()
