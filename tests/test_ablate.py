"""Words and rules are switched off one at a time, and nothing else is."""

import subprocess
import sys
from pathlib import Path

import pytest

import ablate
from plancli.lexicon import load

TABLE = {"past": {"words": ["已", {"word": "去年", "before": ["的"]}, "同比"]}, "other": {"words": ["已"]}}


def test_a_word_is_taken_out_of_its_group_only():
    """Plain words and words with guards go; what stands beside them stays."""
    assert ablate._without(TABLE["past"], "去年") == {"words": ["已", "同比"]}
    assert ablate._without(TABLE["past"], "已") == {"words": [{"word": "去年", "before": ["的"]}, "同比"]}
    assert TABLE["other"] == {"words": ["已"]}


def test_a_line_is_taken_out_of_a_csv_list():
    """The first column says the word."""
    assert ablate._without_line("word,class\n新增,verb\n新建,verb\n", "新增") == "word,class\n新建,verb\n"


@pytest.mark.parametrize("table", ["status", "predicates"])
def test_every_word_of_a_table_is_tried_in_its_group(table):
    """Each entry names a group of the table, and a word that goes when it is taken out."""
    entries = list(ablate.words(table))
    assert len(entries) > 50
    for name, group, word in entries[:: len(entries) // 20]:
        assert name == table
        part = load.table(table)[group]
        assert word not in ablate._listed(ablate._without(part, word))
        assert word in ablate._listed(part)


def test_the_page_counts_what_is_worth_nothing():
    """A list has a line: how many entries, never met, without effect, records changed, annotated ones right by it."""
    changes = [
        ablate.Change(("status", "past", "已"), 8, 30, 4),
        ablate.Change(("status", "past", "曾"), 3, 0, 0),
        ablate.Change(("status", "past", "业已"), 0, 0, 0),
    ]
    assert "| status past | 3 | 1 | 1 | 30 | +4 |" in ablate.page(changes)


@pytest.mark.processes
def test_closed_classes_stay_whole():
    """Units, regions, currencies and comparators are not put to this proof."""
    tool = Path(ablate.__file__)
    done = subprocess.run([sys.executable, tool, "--words", "units"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "closed classes stay whole: units" in done.stderr
