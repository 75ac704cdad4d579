"""The suites of composed texts, and how they are scored."""

import pytest

import composed

TEXT = "到2027年，建成养老服务中心20个。\n"
WANT = {
    "start": TEXT.index("20个"), "end": TEXT.index("20个") + 3, "status": "target", "optional": False, "value": 20,
    "indicator": ["养老中心", "养老服务中心"], "unit": ["个", "所"], "comparator": "=", "kind": ["level"],
    "year": [None, 2027],
}  # fmt: skip


def one(want: dict[str, object]) -> composed.Composed:
    return composed.Composed("dev-1", "names", TEXT, (want,))


def test_of_several_right_readings_the_one_that_was_found_is_taken() -> None:
    """The second name and the second year are the ones in the record: all is right."""
    ((_, result, _), *_) = composed.figures([one(WANT)])
    assert (result.record.right, result.record.gold, result.record.predicted) == (1, 1, 1)


@pytest.mark.parametrize(
    ("field", "wrong"), [("year", [2030]), ("indicator", ["公园"]), ("unit", ["家"]), ("value", 21)]
)
def test_what_is_not_among_the_readings_is_wrong(field: str, wrong: object) -> None:
    """A record with another year, name, unit or value is found, and not right."""
    ((_, result, _), *_) = composed.figures([one({**WANT, field: wrong})])
    assert (result.detect.right, result.record.right) == (1, 0)


@pytest.mark.parametrize("name", composed.names())
def test_each_figure_of_a_suite_is_where_it_is_said_to_be(name: str) -> None:
    """The offsets of every annotated figure hold the words that it was annotated for."""
    for text in composed.suite(name):
        assert all(text.text[want["start"] : want["end"]] == want["text"] for want in text.wants), text.name
