"""The gate: a lower score, other gold or another text fails it; floors only rise by themselves."""

import json

import pytest

import gate

NOW = {"detect": 0.97, "record": 0.93, "mention": 0.95}
DIGESTS = {"hubei": "ab"}
KEPT = {"floors": dict(NOW), "digests": dict(DIGESTS)}


def test_what_is_reached_passes():
    """A score at its floors has no fault."""
    assert gate.faults("plans", NOW, DIGESTS, {"plans": KEPT}) == []


@pytest.mark.parametrize("figure", gate.FIGURES)
def test_a_lower_figure_is_a_fault(figure):
    """Each figure has a floor of its own."""
    (fault,) = gate.faults("plans", {**NOW, figure: 0.5}, DIGESTS, {"plans": KEPT})
    assert fault.startswith(f"plans: {figure} 0.5 is below its floor")


def test_other_gold_is_a_fault():
    """A score on changed gold or text is not comparable, however high."""
    assert gate.faults("plans", NOW, {"hubei": "cd"}, {"plans": KEPT}) == [
        "plans: gold or text of hubei is not that of the floors"
    ]


def test_raising_never_lowers():
    """With one flag each floor is the higher of the two, and digests stay."""
    now = {"detect": 0.99, "record": 0.5, "mention": 0.95}
    raised = gate.renewed(KEPT, now, {"hubei": "cd"}, lower=False)
    assert raised == {"floors": {"detect": 0.99, "record": 0.93, "mention": 0.95}, "digests": DIGESTS}


def test_lowering_takes_the_second_flag():
    """With both flags floors and digests are those of this run."""
    now = {"detect": 0.99, "record": 0.5, "mention": 0.95}
    assert gate.renewed(KEPT, now, {"hubei": "cd"}, lower=True) == {"floors": now, "digests": {"hubei": "cd"}}


def test_every_group_has_floors():
    """The file of floors names exactly the groups that the gate scores."""
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert set(floors) == set(gate.groups())
    assert all(kept["floors"] for kept in floors.values())
    assert set(floors["plans"]["floors"]) == set(gate.FIGURES)


def test_the_briefs_are_always_here():
    """The documents of this repository are scored in every checkout."""
    assert gate.is_here(gate.groups()["briefs"])


def test_a_digest_changes_with_text_and_gold(tmp_path):
    """One changed byte in either makes another digest."""
    pair = gate.Pair(tmp_path / "a.txt", tmp_path / "a.jsonl")
    seen = set()
    for text, records in (("x", "y"), ("x1", "y"), ("x", "1y")):
        pair.document.write_text(text)
        pair.gold.write_text(records)
        seen.add(pair.digest())
    assert len(seen) == 3
