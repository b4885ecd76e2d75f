# make handouts   every sheet into out/
# make test       the quick tests           make lint   style and types
# make validate   every sheet of the library, in every profile, on every paper, through every checker
# make stress     a thousand people, full disks, runs that are killed
# make bench      what a sheet costs beside typst, WeasyPrint and Platypus, on the same pages
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: handouts setup setup-dev test validate stress bench lint format images schema clean

handouts: setup
	$(BIN)/python generate.py all

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

test: setup-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

validate: setup-dev
	npm ci --prefix tests/browser --silent --no-audit --no-fund
	EVERY_READER=1 $(BIN)/python -m pytest -m library

stress: setup-dev
	$(BIN)/python -m pytest -m stress

bench: setup
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv-bench/bin/python -m pip install --quiet --editable . --group bench
	.venv-bench/bin/python -m benchmarks.run

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: setup-dev
	$(BIN)/python docs/make_schema.py

images: setup-dev
	$(BIN)/python docs/make_images.py

clean:
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache
