# Two commands are enough on a fresh machine with Python 3.11 or later:
#   make demo   installs justicekb, reads the sample corpus and asks it questions
#   make test   installs what tests need and runs them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KB := indexes

PIP := $(BIN)/pip --quiet --disable-pip-version-check
# What is installed is what the lock files name, byte for byte; then the project itself, with nothing besides.
LOCKED := install --require-hashes --requirement
ITSELF := install --no-deps --no-build-isolation --editable .

.PHONY: demo test cluster quality lint types fuzz check bench torture lock clean

$(BIN)/justicekb: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(LOCKED) requirements.lock
	$(PIP) $(ITSELF)
	$(BIN)/python -m compileall -q src  # the first start is as fast as any
	@touch $@

$(VENV)/.dev: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(LOCKED) requirements-dev.lock
	$(PIP) $(ITSELF)
	$(BIN)/python -m compileall -q src
	@touch $@

# Makes the lock files anew from the ranges in pyproject.toml, for every system and Python from 3.11 on. The build backend
# is locked with them, since it runs when the project itself is installed.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade \
	--custom-compile-command 'make lock' pyproject.toml -
lock: $(VENV)/.dev
	$(PIP) install 'uv>=0.5,<1'
	printf 'hatchling>=1.25,<2\neditables>=0.5,<1\n' | $(LOCK) --output-file requirements.lock
	printf 'hatchling>=1.25,<2\neditables>=0.5,<1\n' | $(LOCK) --extra dev --output-file requirements-dev.lock

demo: $(BIN)/justicekb
	@$(BIN)/python docs/demo.py --kb $(KB)

test: $(VENV)/.dev
	$(BIN)/pytest -q -m "not quality"

# Everything that is asked of stores and queries, asked of three OpenSearch nodes that are started for it (Java 17 and
# Maven): some five minutes on two cores. `make test` asks a part of it.
NODES := $(CURDIR)/.pytest_cache/nodes
cluster: $(VENV)/.dev
	scripts/opensearch-dev --folder $(NODES) up --nodes 3
	JUSTICEKB_TEST_OPENSEARCH=$(NODES) PYTHONPATH=tests $(BIN)/pytest -q -p on_opensearch -m "not quality" tests/query && \
	JUSTICEKB_TEST_OPENSEARCH=$(NODES) $(BIN)/pytest -q tests/store -k "opensearch"; \
	code=$$?; scripts/opensearch-dev --folder $(NODES) down; exit $$code

quality: $(VENV)/.dev
	$(BIN)/pytest -q -m quality tests/quality

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs

# Twenty seconds for each reader; where atheris cannot be installed, the run says that it was skipped.
fuzz: $(VENV)/.dev
	-$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python tests/fuzz/guided.py 20

types: $(VENV)/.dev
	$(BIN)/mypy

check: test lint types quality

torture: $(VENV)/.dev
	$(BIN)/python benchmarks/torture

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
