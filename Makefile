# Two commands are enough on a fresh machine with Python 3.11 or later:
#   make demo   installs justicekb, reads the sample corpus and asks it questions
#   make test   installs what tests need and runs them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KB := indexes

.PHONY: demo test quality lint types check bench torture clean

$(BIN)/justicekb: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q src  # the first start is as fast as any
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@

demo: $(BIN)/justicekb
	@$(BIN)/python docs/demo.py --kb $(KB)

test: $(VENV)/.dev
	$(BIN)/pytest -q -m "not quality"

quality: $(VENV)/.dev
	$(BIN)/pytest -q -m quality tests/quality

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs

types: $(VENV)/.dev
	$(BIN)/mypy

check: test lint types quality

torture: $(VENV)/.dev
	$(BIN)/python benchmarks/torture

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
