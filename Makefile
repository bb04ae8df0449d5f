# The two commands are `make run` and `make test`; each sets up what is missing first.
# `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
PYTHON := $(BIN)/python
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PYTEST := $(PYTHON) -m pytest -n $(JOBS) --dist worksteal
STYLED := reflect tests $(patsubst %/,%,$(sort $(dir $(wildcard benchmarks/*.py packaging/*.py docs/*.py))))

# --- setting up ----------------------------------------------------------------------------------
# Each stamp is remade when what it depends on has changed; otherwise nothing is looked at, and the
# commands below start at once.

.venv/.requirements: $(wildcard requirements/*.txt) packaging/linux/system-packages
	@packaging/linux/system-packages
	@test -x $(PYTHON) || "$$(packaging/linux/system-packages --python)" -m venv .venv
	@echo "Installing Python packages (once)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	    -r requirements/app.txt -r requirements/sync.txt -r requirements/dev.txt
	@rm -rf .venv/s3 && $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --only-binary :all: --target .venv/s3 -r requirements/s3.txt
	@touch $@

.venv/.project: .venv/.requirements pyproject.toml
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-index \
	    --no-build-isolation --editable .
	@touch $@

resources/i18n/%.qm: resources/i18n/%.ts .venv/.project
	@$(BIN)/pyside6-lrelease -silent $< -qm $@

TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))

.PHONY: setup
setup: .venv/.project $(TRANSLATIONS) ## Install everything into .venv; a second time takes no time
	@:

# --- using ---------------------------------------------------------------------------------------

.PHONY: run
run: setup ## Open Reflect
	@$(BIN)/reflect

.PHONY: relay
relay: setup ## A relay on this machine, for two people at it
	@$(BIN)/reflect relay run

.PHONY: demo
demo: setup ## Open a throwaway journal with two years of made-up days
	@$(PYTHON) -m benchmarks.demo

.PHONY: demo-pair
demo-pair: setup ## Open two journals that can share with each other
	@$(PYTHON) -m benchmarks.demo_pair

# --- checking ------------------------------------------------------------------------------------

.PHONY: test soak lint check
test: setup ## All tests but the long ones
	@$(PYTEST) -m "not soak"

soak: setup ## The long tests: hundreds of kills and power cuts, random cases by the hundred
	@$(PYTEST) -m soak
	@REFLECT_TESTS=soak $(PYTEST) -m "not soak" tests/unit

lint: setup ## Style, types, walls between the parts, words to translate
	$(BIN)/ruff format --check $(STYLED)
	$(BIN)/ruff check $(STYLED)
	$(BIN)/mypy $(STYLED)
	$(BIN)/lint-imports --no-cache
	$(PYTHON) packaging/translations.py --check

check: lint test ## Everything that must hold before a change goes in

.PHONY: format
format: setup ## Put the sources into shape
	$(BIN)/ruff format $(STYLED)
	$(BIN)/ruff check --fix $(STYLED)

.PHONY: accessible
accessible: setup ## The toolkit's page looked over by axe-core in Chromium (needs chromium, npm)
	@packaging/axe
	@$(PYTEST) tests/journeys/test_toolkit_accessible.py

# --- measuring, showing, shipping ------------------------------------------------------------------

.PHONY: bench screenshots translations package lock clean help
bench: setup ## Measure the goals of speed, each with its yardstick in the same run
	@$(PYTHON) -m benchmarks

screenshots: setup ## Make pictures of every page in every look, under build/screenshots
	@$(PYTHON) docs/make_screenshots.py

translations: setup ## Bring resources/i18n/*.ts up to date with the sources
	@$(PYTHON) packaging/translations.py

package: setup ## Build the program folder and the .deb, and start the built program
	@$(PYTHON) packaging/build.py

lock: setup ## Choose the newest versions that fit requirements/*.in, with their hashes
	@packaging/lock

clean: ## Remove what was built; the journal and .venv stay
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f resources/i18n/*.qm

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'
