"""What workers give back: finished lines."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plancli.export.jsonl import dumps
from plancli.export.target_lines import lines
from plancli.model import Amount, Answer, Review, Target
from plancli.pipeline import extract
from plancli.read import from_text
from plancli.records.record import NAMES, to_record
from plancli.run.encoded import encoded, records_in, renamed
from plancli.trust.confidence import wants_a_look

DOCUMENT = {"doc": "a", "targets": 1}
TEXT = (
    "光明市人民政府工作报告\n一、2026年目标\n2026年，全市生产总值增长6%左右，新建充电桩1.20万个以上、力争建成“5\u2028座”桥，"
    "覆盖率达到40-50%。给予最高50万元奖励（牵头单位：市发展改革委、市财政局）。\n居民收入增长与经济增长同步。\n"
)


def targets() -> list[Target]:
    return extract(from_text(TEXT, "a"), status=None)


def test_lines_are_those_of_the_writer_and_are_counted():
    """Each record is one line as `dumps` makes it of its row; targets, records and those to look at are counted."""
    found = targets()
    rows = [to_record(target) for target in found]
    item = encoded(DOCUMENT, found)
    assert len(rows) > 4
    assert item.lines.decode() == "".join(dumps(row) + "\n" for row in rows)
    goals, doubtful = sum(row["status"] == "target" for row in rows), sum(map(wants_a_look, rows))
    assert (item.targets, item.count, item.doubtful) == (goals, len(rows), doubtful)


@given(
    st.text(), st.none() | st.text(), st.decimals(allow_nan=False, allow_infinity=False) | st.fractions() | st.none(),
    st.lists(st.text()), st.none() | st.integers(), st.sampled_from([None, *Review]),
)  # fmt: skip
def test_any_value_is_written_as_by_the_writer(text, maybe, value, names, whole, review):
    """Whatever stands in a target, lone surrogates and endless fractions among it, its line is that of its row."""
    amount = None if value is None else Amount(value, value, text)
    target = replace(
        targets()[0], doc=text, quote_text=text, region=maybe, amount=amount, doubts=tuple(names), year=whole,
        review=review, departments=tuple(names), row=whole, answers=((text, Answer(1, text)),),
    )  # fmt: skip
    assert lines([target]).decode() == dumps(to_record(target)) + "\n"


def test_a_renamed_document_keeps_all_but_its_name():
    """The lines say the new name, and every number keeps its digits."""
    before = encoded(DOCUMENT, targets(), ({"doc": "a", "text": "丁"},))
    item = renamed(before, "a~2")
    assert records_in(item) == tuple({**row, "doc": "a~2"} for row in records_in(before))
    assert (item.document["doc"], item.missed[0]["doc"]) == ("a~2", "a~2")


def test_columns_that_a_target_does_not_hold_are_known():
    """A new column that is no field of `Target` must be put into the row by `to_record`, then named here."""
    assert set(NAMES) - set(Target.__dataclass_fields__) == {"start", "end", "value", "value_max", "unit", "rules"}
