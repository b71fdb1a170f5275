# make demo    grade a sample class and show the table
# make test    run the test suite: each exam under two secrets, no slow tests
# make test-pages  look at the pages in a real browser: feedback, formgrader, practice, documentation
# make test-all   the full bar: 20 and 100 seeds, every attack, every network (ASSIGNMENT=NAME: its exams alone)
# make lint    ruff and mypy
# make build   rebuild solutions/ and assignments/ from the authored sources
# make docs    build the documentation as a site, strictly, in site/
# make bench   measure against stock nbgrader and PyTorch; prints ratios
# make weights train the reference models anew, on a GPU where there is one
# make report  measure the shipped weights again and write docs/report/
#
# Each sets up what it needs by itself: .venv with the pinned packages, and bubblewrap through apt.
# PIP_ARGS is passed to pip. On Linux, PyTorch's CPU build is much smaller than the default one:
#     make demo PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"

PYTHON ?= python3
VENV ?= .venv
PIP_ARGS ?=
JOBS ?= 2
BIN := $(VENV)/bin

.PHONY: demo test test-pages test-all lint build docs bench weights report browser setup clean

demo: setup
	$(BIN)/autograder demo

test: setup
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

test-pages: browser
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --full tests/autograder/test_*_in_a_browser.py tests/test_documentation.py

test-all: browser
	@PYTHON=$(PYTHON) .ci/system-packages postgresql
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --full $(if $(ASSIGNMENT),--assignment $(ASSIGNMENT) tests/exams)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/autograder build --check

build: setup
	$(BIN)/autograder build

docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

bench: setup
	$(BIN)/python benchmarks/bench_grading.py
	$(BIN)/python benchmarks/bench_ops.py
	$(BIN)/python benchmarks/bench_training.py

weights: setup
	$(BIN)/python -m cnnedu.training

report: setup
	$(BIN)/cnnedu report --out docs/report

browser: setup
	@PYTHON=$(PYTHON) .ci/system-packages chromium
	@$(BIN)/pip install --quiet --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e ".[browser]"

setup: $(VENV)/.ready
	@PYTHON=$(PYTHON) .ci/system-packages

$(VENV)/.ready: pyproject.toml constraints.txt
	@PYTHON=$(PYTHON) .ci/system-packages
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 10) else "cnnedu needs Python 3.10 or newer, got " + sys.version.split()[0] + ": say which with make PYTHON=python3.11 ...")'
	@echo "Installing the pinned packages into $(VENV) (a few minutes the first time)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e ".[dev,docs]"
	@touch $@

clean:
	rm -rf $(VENV) demo build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
