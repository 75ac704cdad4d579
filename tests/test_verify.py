"""A record stands where its text and its quote stand; everything else is listed."""

from typing import Any

import pytest

from plancli.columns import DIFFERENCE
from plancli.evaluate.verify import verify
from plancli.model import Document

TEXT = "一、目标\n到2025年，建成5G基站2.6万个，\n培育企业500家。\n到2030年，建成5G基站5万个。"
DOCUMENT = Document(id="plan", text=TEXT)


def record(
    text: str = "2.6万个", quote: str = "到2025年，建成5G基站2.6万个，\n培育企业500家。", **more: Any
) -> dict[str, Any]:
    start = TEXT.find(text)
    return {"id": "r1", "doc": "plan", "start": start, "end": start + len(text), "text": text, "quote": quote} | more


def found(made: dict[str, Any]) -> list[str]:
    differences = list(verify([made], [DOCUMENT]))
    for difference in differences:
        assert list(difference) == [column.name for column in DIFFERENCE]
    return [str(difference["what"]) for difference in differences]


@pytest.mark.parametrize(
    "made",
    [
        record(),
        record("500家"),
        record("5万个", "到2030年，建成5G基站5万个。"),
        record(quote="到2025年，建成5G基站2.6万个，\r\n培育企业500家。"),
        record(quote=" 到2025年，建成5G基站2.6万个， 培育企业500家。"),
    ],
)
def test_a_record_that_stands_is_not_listed(made):
    """Text and quote in their place give no difference; line ends may have become blanks."""
    assert found(made) == []


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (record(doc="other"), ["no such document"]),
        (record(start=3), ["quantity differs, its quote stands at 5"]),
        (record(text="3万个", start=19, end=22), ["quantity differs, its quote stands at 5"]),
        (record(quote="到2030年，建成5G基站5万个。"), ["quote differs"]),
        (record(quote="到2025年，建成5G基站3万个"), ["quote differs"]),
        (record(quote=""), ["no quote"]),
        (record(start=None), ["no place"]),
        (record(start=-1), ["no place"]),
        (record(end=10_000), ["behind the end of the text"]),
        (record(text="7万个", start=19, end=23, quote="建成7万个"), ["quantity differs", "quote differs"]),
    ],
)
def test_what_differs_is_named(made, what):
    """Each way in which a record may have lost its place has its own words."""
    assert found(made) == what


def test_differences_show_both_sides():
    """The list holds what the record says and what stands there."""
    (difference,) = verify([record(text="3万个", start=19, end=24)], [DOCUMENT])
    assert (difference["record"], difference["found"]) == ("3万个", TEXT[19:24])
