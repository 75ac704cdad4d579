"""The names in `rules` of records: every attribute has one, and each is explained."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from plancli.extract.link.status import rules as status
from plancli.lexicon import load
from plancli.pipeline import analyse
from plancli.read import from_text, read
from plancli.records.record import to_record

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"
LINK = "plancli.extract.link"
ATTRIBUTES = [
    "value", "unit", "comparator", "kind", "indicator", "indicator_id", "year", "base_year", "flow", "annual", "status",
    "modality", "departments", "region",
]  # fmt: skip


def asked():
    """Attribute → the names of the functions that are asked for it."""
    rules: dict[str, set[str]] = {}
    for found in walk_packages(import_module(LINK).__path__, f"{LINK}."):
        attribute = found.name.removeprefix(f"{LINK}.").partition(".")[0]
        names = {rule.__name__ for rule in getattr(import_module(found.name), "RULES", ())}
        rules.setdefault(attribute, set()).update(names)
    return rules


ASKED = asked()
LISTED = load.table("rules")


def explained(attribute):
    """The names that docs/rules.md explains for an attribute."""
    return ASKED.get(attribute, set()) | LISTED.get(attribute, {}).keys()


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "raw").glob("*.txt")), ids=lambda path: path.stem)
def test_every_attribute_names_its_rule_and_every_rule_is_explained(path):
    """A record of a brief has a rule for each attribute, in the order of the record, and the list explains it."""
    records = [to_record(target) for target in analyse(read(path)).targets]
    assert records
    for record in records:
        assert list(record["rules"]) == ATTRIBUTES
        assert [pair for pair in record["rules"].items() if pair[1] not in explained(pair[0])] == []


NAMED_BY = {"Answer": 1, "StatusAnswer": 1, "ComparatorAnswer": 1, "Noun": 2}
TAKEN_OVER = ("rule", "form")
"""What an answer may have for a name besides a text: that of another answer, or the form of the figure."""


MAKING = (*NAMED_BY, "Quantity", "_quantity")


@cache
def calls():
    """Every call that makes an answer or a quantity: module, the functions around it, the call."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if any(f"{name}(" in text for name in MAKING):
            found += [(path, *call) for call in called(ast.parse(text), ())]
    return found


def called(node, around):
    """The calls below a node, each with the functions that it is in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in MAKING:
            yield around, child
        yield from called(child, (*around, child.name) if isinstance(child, ast.FunctionDef) else around)


def answers():
    """Module, function, and what the function hands to an answer as the name of its rule, all over the package."""
    for path, around, call in calls():
        if call.func.id in NAMED_BY:
            yield from ((path, function, call.args[NAMED_BY[call.func.id]]) for function in around)


def given():
    """Module, function and the name of a rule that the function writes into an answer."""
    for path, function, name in answers():
        for part in ast.walk(name):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield path, function, part.value


def forms():
    """The forms of figures that are written in the source: the names of the rules of values."""
    calls_of = [call for _, _, call in calls() if call.func.id not in NAMED_BY]
    last = [call.args[-1] for call in calls_of if len(call.args) in (4, 5)]
    return {name.value for name in last if isinstance(name, ast.Constant)}


def test_the_name_in_the_record_is_the_name_of_the_function():
    """A function writes no other name than its own into an answer, of words, tables, regions and indicators alike."""
    found = list(given())
    assert len(found) > 180
    assert [one for one in found if one[1] != one[2]] == []


def test_an_answer_takes_its_name_from_its_function_or_from_another_answer():
    """No name is put together, or picked from two, where a record is made."""
    others = [(path.name, function, name) for path, function, name in answers() if not isinstance(name, ast.Constant)]
    assert len(others) < 12
    assert [one[:2] for one in others if getattr(one[2], "attr", "") not in TAKEN_OVER] == []


def test_every_name_in_the_source_is_explained():
    """No rule answers under a name that the list does not know; the form of a figure is the rule of its value."""
    known = set().union(*ASKED.values(), *LISTED.values())
    assert sorted({name for _, _, name in given()} - known) == []
    assert forms() - LISTED["value"].keys() == set()
    assert {"rank", "share", "coverage", "doubling", "words"} <= forms()


def test_every_rule_that_is_asked_writes_its_name():
    """No rule answers under the name of another one only."""
    names = {name for _, _, name in given()}
    assert sorted(set().union(*ASKED.values()) - names - {"more_inside"}) == []  # numerals write that one


def test_no_rule_asks_for_the_name_of_another():
    """What was found is asked for (`role`, `origin`), never who found it: names may change without a thought."""
    asking = []
    texts = [(path, path.read_text("utf-8")) for path in sorted((PACKAGE / "extract").rglob("*.py"))]
    for path, text in [(path, text) for path, text in texts if ".rule" in text]:
        for node in ast.walk(ast.parse(text)):
            sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            asking += [path.name for side in sides if getattr(side, "attr", "") == "rule"]
    assert asking == []


def test_every_rule_of_status_is_asked():
    """A function that answers for the status is in the list that puts them in order."""
    answering = {name for path, name, _ in given() if path.parent.name == "status" and not name.startswith("_")}
    assert len(answering) > 40
    assert sorted(answering - {rule.__name__ for rule in status.RULES}) == [], "add it to RULES in link/status/rules.py"


def test_no_name_is_listed_that_no_rule_gives():
    """What the list explains is the name of a function that answers, or the form of a figure."""
    written = {name for _, _, name in given()} | forms() | {"number", "multiple"}
    assert [name for names in LISTED.values() for name in names if name not in written] == []


@pytest.mark.parametrize(
    ("text", "rule", "words", "unit"),
    [
        ("到2025年，建成5G基站2.6万个。", "written_unit", "万个", "个"),
        ("到2025年，5G网络实现乡镇全覆盖。", "form_of_number", "全覆盖", "%"),
        ("到2025年，5G基站数量翻一番。", "form_of_number", "翻一番", "倍"),
        ("到2025年，每万人发明专利拥有量24件。", "per_head", "每万人", "件/万人"),
        ("到2025年，5G基站总数达到5万余个。", "understood_unit", "", "个"),
    ],
)
def test_the_unit_names_its_rule_and_words(text, rule, words, unit):
    """The answer for the unit holds the base unit, and the words that the unit was read from."""
    answer = dict(analyse(from_text(text)).targets[0].answers)["unit"]
    found = text[answer.span.start : answer.span.end] if answer.span else ""
    assert (answer.rule, found, answer.value) == (rule, words, unit)
