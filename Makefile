# Every recipe sets up what it needs; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTANCES := tests/unit/docket/dev
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check contract fix migration bench soak

help: ## List the recipes.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.x"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.run ## Make .venv with what runs the product; leaves .venv/bin/tumorboard.

setup-dev: $(VENV)/.dev ## Add what tests it.

demo: setup ## Serve the fictional board on this machine.
	@$(BIN)/tumorboard demo

test: setup-dev ## Run all tests; those that need Chromium are skipped, loudly, where there is none.
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -rs --ignore tests/browser
	@$(BIN)/python -m pytest -rs tests/browser

check: setup-dev ## What the machine checks before a change lands: style, types, tests, nothing skipped.
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory contract
	@REQUIRE=browser,postgres $(MAKE) --no-print-directory test

contract: setup ## Let the independent checker of the docket's contract try the planner on every instance.
	@$(BIN)/python $(INSTANCES)/check_plan --planner "$(BIN)/tumorboard docket plan {}" \
		--expected $(INSTANCES)/expected.json $(filter-out %/expected.json,$(wildcard $(INSTANCES)/*.json))

fix: setup-dev ## Mend style and write the generated documents anew.
	@$(BIN)/ruff check --fix .
	@$(BIN)/python -m tests.house.state_tables

migration: setup-dev ## Write the next migration from the models: make migration NAME=what_it_does
	@$(BIN)/python -m migrations.draft $(NAME)

bench: setup-dev ## Measure what docs/running.md promises.
	@$(BIN)/python -m benchmarks

soak: setup-dev ## Run the full counts of the chaos tests; takes long.
	@SOAK=1 $(BIN)/python -m pytest -m soak
