"""Starting costs nothing that is not used, and the public names are what they say at any time."""

import json
import subprocess
import sys

import pytest

import plancli

pytestmark = pytest.mark.processes

HEAVY = ("pandas", "openpyxl", "jieba", "numpy", "lxml", "pyarrow", "duckdb", "pdfplumber", "matplotlib", "jinja2")
FUNCTIONS = ("compare", "export", "extract", "normalize", "read", "segment", "to_frame")


def run(code: str) -> str:
    """What a fresh Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code`."""
    return set(json.loads(run(f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))").splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import plancli",
        "import plancli.cli",
        "import plancli.cli.app",
        "import sys\nfrom plancli.cli.app import cli\ntry: cli(['--help'])\nexcept SystemExit: pass",
        "import sys\nfrom plancli.cli.app import cli\ntry: cli(['extract', '--help'])\nexcept SystemExit: pass",
    ],
)
def test_start_and_help_load_nothing_heavy(code):
    """Neither pandas, openpyxl nor jieba, nor any other library that only some commands need."""
    assert not loaded(code) & set(HEAVY)


def test_help_does_not_even_load_what_reads_documents():
    """The help of all commands knows their options, and no reader, rule or lexicon."""
    modules = loaded("from plancli.cli.app import cli\ntry: cli(['--help'])\nexcept SystemExit: pass")
    assert not [
        name for name in modules if name.startswith(("plancli.read", "plancli.extract", "plancli.compare", "rich"))
    ]


def test_a_text_file_pays_for_no_other_reader(tmp_path):
    """Extraction from one text file loads no reader of pages, Word, PDF or tables, and no pandas."""
    path = tmp_path / "plan.txt"
    path.write_text("到2025年，建成5G基站2.6万个。", encoding="utf-8")
    call = f"from plancli.cli.app import cli\ntry: cli(['extract', {str(path)!r}])\nexcept SystemExit: pass"
    modules = loaded(call)
    assert not modules & (set(HEAVY) - {"jieba"})
    assert not modules & {"jieba.finalseg.prob_emit", "pkg_resources"}
    assert not modules & {
        "plancli.read.web.html",
        "plancli.read.office.docx",
        "plancli.read.pdf.reader",
        "plancli.read.tables.sheets",
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_name_is_the_function_whatever_was_imported_before(name):
    """Neither importing the subpackage of the same name, before or after, nor using it turns it into a module."""
    lines = (
        f"import plancli, types; before = plancli.{name}; assert isinstance(before, types.FunctionType), before",
        f"import importlib; [importlib.import_module(x) for x in ('plancli.read.plain.text', 'plancli.{name}')]"
        if name != "to_frame"
        else "import plancli.export",
        f"assert plancli.{name} is before; from plancli import {name}; assert {name} is before",
    )
    run("\n".join(lines))
    run("\n".join(lines[1:2]) + f"\nimport plancli, types\nassert isinstance(plancli.{name}, types.FunctionType)")


def test_subpackages_of_those_names_are_found_by_import():
    """`from plancli.extract import …` and `import plancli.extract.find` reach the folder."""
    run("import plancli.extract.find\nfrom plancli.extract import extract_document\nextract_document.__name__")


def test_an_unknown_name_is_an_attribute_error():
    """No silent None."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        plancli.nothing  # noqa: B018


def test_all_public_names_can_be_had():
    """`from plancli import *` gives each of them."""
    assert run("import plancli\nprint(all(getattr(plancli, name) for name in plancli.__all__))").strip() == "True"


def test_the_api_goes_the_whole_way(tmp_path):
    """read → extract → to_frame, compare, export, as in the contract."""
    path = tmp_path / "zhejiang.txt"
    path.write_text("浙江省数字经济发展规划\n到2025年，全省建成5G基站2.6万个以上。", encoding="utf-8")
    targets = plancli.extract(plancli.read(str(path)))
    assert [(target.indicator, str(target.comparator)) for target in targets] == [("5G基站", ">=")]
    frame = plancli.to_frame(targets)
    assert (frame.loc[0, "value"], frame.loc[0, "year"], frame.loc[0, "doc"]) == (26000, 2025, "zhejiang")
    assert "5G基站" in plancli.compare(targets).to_string()
    plancli.export(targets, tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").stat().st_size > 1000
    with pytest.raises(plancli.PlancliError, match="suffix names no format"):
        plancli.export(targets, tmp_path / "out.what")
