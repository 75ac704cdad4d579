# What a person does with this checkout. Needs make and Python 3.11 or newer; everything else comes into $(VENV).

VENV   ?= .venv
OUT    ?= data/extracted
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null 2>&1 && \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && break; done)
BIN     = $(VENV)/bin
# an editable install is compiled by `hatch_build.py --passes` alone, and needs nothing to compile Python with
PIP     = PLANCLI_COMPILE=no $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL = help
.PHONY: help demo test quick coverage site cases lint contracts types docs docs-check gate bench fuzz compiled clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  %-11s %s\n' "$$name" "$$text"; done

# The stamps say what is installed: .run the program, .dev also what tests and checks need.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The passes in C, beside their files, in seconds; where there is no compiler plancli does the same in Python.
$(VENV)/.passes: $(wildcard src/plancli/native/*.[ch]) hatch_build.py | $(BIN)/python
	@$(BIN)/python hatch_build.py --passes
	@touch $@

$(VENV)/.run: pyproject.toml | $(VENV)/.passes
	$(PIP) -e .
	@$(BIN)/python -m compileall -q src # a quarter of a second at each start, where Python may write no bytecode
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.passes
	$(PIP) -e '.[dev]'
	@touch $(VENV)/.run $@

$(VENV)/.site: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[site]'
	@touch $@

demo: $(VENV)/.run ## install, run the commands over data/raw, show the comparison
	@mkdir -p $(OUT)
	$(BIN)/plancli extract data/raw -q -o $(OUT)/targets.jsonl --documents $(OUT)/documents.jsonl
	$(BIN)/plancli export $(OUT)/targets.jsonl -q --bom -o $(OUT)/targets.csv
	$(BIN)/plancli compare $(OUT)/targets.jsonl -q --bom -o $(OUT)/comparison.csv
	$(BIN)/plancli export $(OUT)/targets.jsonl -q --documents $(OUT)/documents.jsonl -o $(OUT)/plan.xlsx
	$(BIN)/plancli compare $(OUT)/targets.jsonl -q --format table
	@echo; echo "Written:"
	@ls -1 $(OUT)/targets.jsonl $(OUT)/targets.csv $(OUT)/documents.jsonl $(OUT)/comparison.csv $(OUT)/plan.xlsx | sed 's/^/  /'

# What somebody who writes rules and words breaks: the rest of the tests can wait for `make test`.
QUICK = cases case_files chinese_pages words entries proofs comparator_words rules units find_cases find_words find_properties indicators structure data_raw
# As many processes as there are cores; fewer where something else shall go on beside them: make test WORKERS=1.
WORKERS ?= auto
PYTEST  = $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal

test: $(VENV)/.dev ## run all tests, on all cores
	$(PYTEST)

quick: $(VENV)/.dev ## in a quarter of a minute, for rules and words: cases, words, units, the score of data/raw
	$(BIN)/python tools/gate.py briefs
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 2 -m "not shared and not slow and not processes" \
		$(QUICK:%=tests/test_%.py)

coverage: $(VENV)/.dev ## run the tests but the slow ones and show which lines none of them runs
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal -m "not slow and not browser"
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

cases: $(VENV)/.dev ## run the cases beside the rules
	$(BIN)/python -m pytest tests/test_cases.py

lint: $(VENV)/.dev ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contracts: $(VENV)/.dev ## check which module may import which
	$(BIN)/lint-imports

types: $(VENV)/.dev ## check the types, strictly
	$(BIN)/mypy

docs: $(VENV)/.dev ## make the generated pages and README examples anew
	$(BIN)/python tools/build_docs.py

docs-check: $(VENV)/.dev ## fail where a generated page is out of date
	$(BIN)/python tools/build_docs.py --check

site: $(VENV)/.site ## build the documentation as a site, in English and Chinese, into site/
	$(BIN)/python tools/build_site.py

gate: $(VENV)/.dev ## score the gold documents against the floors, and try the composed cases of ../shared
	$(BIN)/python tools/gate.py
	$(BIN)/python ../shared/tools/try_cases.py --plancli $(BIN)/plancli ../shared/cases/statements.jsonl

bench: $(VENV)/.dev ## measure speed, memory and start-up
	$(BIN)/python tools/bench.py

# Minutes for documents; half as many go to records, lexicons and expressions. SEED=… makes a run again; each day has its own.
MINUTES ?= 20
COUNT   ?= 100000
SEED    ?= $(shell date +%F)
FUZZ     = PYTHONPATH=tools $(BIN)/python -m fuzz --seed $(SEED) --minutes

fuzz: $(VENV)/.dev ## send mutated files through every reader (MINUTES=20)
	$(FUZZ) $(MINUTES) --count $(COUNT)
	$(FUZZ) $$(( ($(MINUTES) + 1) / 2 )) --count 5000 --tables

compiled: $(BIN)/python ## build a wheel with compiled modules into dist/, in a minute
	PLANCLI_COMPILE=yes $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps -w dist .

clean: ## remove what make made: the environment, caches, extracted files
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.*
	rm -f src/plancli/native/*.so src/plancli/native/*.pyd
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find $(OUT) -type f ! -name .gitkeep -delete
