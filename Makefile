# make handouts   every sheet into out/
# make desk       the desk as one file, handouts.html, that opens with a double click
# make test       the quick tests           make lint   style and types
# make validate   every sheet of the library, in every profile, on every paper, through every checker
# make desk-test  the desk in a browser, from nothing to a printed sheet
# make stress     a thousand people, full disks, runs that are killed
# make bench      what a sheet costs beside typst, WeasyPrint and Platypus, on the same pages
# make pages      how many pages every sheet takes, how full they are; fails when they get more
# make lock       the newest versions into requirements/, which everything here installs
# make newest     the tests with the newest of everything, and what moved
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := --extra password
export PYTHONDONTWRITEBYTECODE :=  # what is compiled once is kept, also in a container that says otherwise

.PHONY: handouts desk setup setup-dev test desk-test validate stress bench pages lock newest lint format images schema coverage clean

handouts: setup
	$(BIN)/python generate.py all
	@echo 'For the command "handouts" in this terminal: . $(BIN)/activate'

desk: setup
	$(BIN)/python generate.py pack handouts.html

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

# $(call environment,FOLDER): an environment there, made anew if it is missing or half made
define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Handouts needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...")'
@$(1)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(1) \
	|| { echo 'Install the package that Python says is missing (on Debian: apt-get install python3-venv), then try again.' >&2; exit 1; }
endef

# $(call locked,FOLDER,NAME): exactly what requirements/NAME.txt says, then this checkout itself
define locked
$(1)/bin/python -m pip install --quiet --require-hashes --requirement requirements/$(2).txt
$(1)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endef

$(VENV)/.installed: requirements/run.txt pyproject.toml
	$(call environment,$(VENV))
	$(call locked,$(VENV),run)
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	$(call locked,$(VENV),dev)
	@touch $@

test: setup-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

validate: setup-dev
	@for name in npm chromium pdftotext qpdf mutool fribidi; do command -v $$name >/dev/null || missing="$$missing $$name"; done; \
	[ -f /usr/share/unicode/BidiCharacterTest.txt ] || missing="$$missing BidiCharacterTest.txt"; \
	[ -z "$$missing" ] || { echo "Missing here:$$missing. On Debian: apt-get install npm chromium poppler-utils qpdf mupdf-tools libfribidi-bin unicode-data" >&2; exit 1; }
	npm ci --prefix tests/browser --silent --no-audit --no-fund
	EVERY_READER=1 $(BIN)/python -m pytest -m library

desk-test: setup-dev
	@for name in npm chromium; do command -v $$name >/dev/null || missing="$$missing $$name"; done; \
	[ -z "$$missing" ] || { echo "Missing here:$$missing. On Debian: apt-get install npm chromium" >&2; exit 1; }
	npm ci --prefix tests/browser --silent --no-audit --no-fund
	$(BIN)/python -m pytest -m desk

stress: setup-dev
	$(BIN)/python -m pytest -m stress

bench: setup
	$(call environment,.venv-bench)
	$(call locked,.venv-bench,bench)
	.venv-bench/bin/python -m benchmarks.run

pages: setup-dev
	$(BIN)/python docs/pages.py

COMPILE = .venv-lock/bin/uv pip compile --quiet --no-config --universal --generate-hashes --upgrade \
	--custom-compile-command "make lock" --constraint requirements/limits.in pyproject.toml

lock:
	$(call environment,.venv-lock)
	.venv-lock/bin/python -m pip install --quiet --require-hashes --requirement requirements/lock.txt
	$(COMPILE) --all-extras --group dev --output-file requirements/dev.txt
	$(COMPILE) $(EXTRAS) --group editable --constraint requirements/dev.txt --output-file requirements/run.txt
	$(COMPILE) $(EXTRAS) --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(subst pyproject.toml,,$(COMPILE)) --group lock --output-file requirements/lock.txt

newest:
	rm -rf .venv-newest
	$(call environment,.venv-newest)
	.venv-newest/bin/python -m pip install --quiet --upgrade pip
	.venv-newest/bin/python -m pip install --quiet --editable '.[password,cluster]' --group dev
	.venv-newest/bin/python requirements/moved.py
	.venv-newest/bin/python -m pytest -n auto --dist worksteal

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: setup-dev
	$(BIN)/python docs/make_schema.py
	$(BIN)/python docs/make_words.py

images: setup-dev
	$(BIN)/python docs/make_images.py

coverage: setup-dev
	$(BIN)/python docs/make_coverage.py

clean:
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache
