# Two commands need nothing but Python ≥ 3.11 and make: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

RUBRIC ?= wulateqianqi-2023
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CANDIDATES := python3 python python3.14 python3.13 python3.12 python3.11
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: help demo test nightly bench lint fix docs samples lock clean system

help: ## what each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(STAMP) ## score the sample inputs of RUBRIC into out/ranked.xlsx
	@mkdir -p out
	$(BIN)/python -m scoring run rubrics/$(RUBRIC).yaml sample_inputs/$(RUBRIC) -o out/ranked.xlsx

# Spark's tests share one cluster and one application on it: they come last, in a process of their own.
test: $(STAMP) system ## every test
	$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal --ignore tests/spark
	$(BIN)/python -m pytest -q tests/spark

nightly: $(STAMP) system ## the same tests with many more generated examples, and all of them on Spark
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal --ignore tests/spark
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -q tests/spark

bench: $(STAMP) ## speed and memory beside hand-written programs that do the same (long; inputs stay in out/bench)
	$(BIN)/python -m benchmarks

lint: $(STAMP) ## style, format, types, import layers
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(STAMP) ## mend what can be mended without thinking
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(STAMP) ## write the pages about methods and the worked examples of programmes anew
	$(BIN)/python -m scoring methods --lang zh --output docs/methods.md
	$(BIN)/python -m scoring methods --lang en --output docs/methods.en.md
	$(BIN)/python -m docs.programmes

samples: $(STAMP) ## generate the sample inputs anew (seeded: the same files every time)
	$(BIN)/python -m sample_inputs.generate

lock: $(STAMP) ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --quiet --upgrade --output-file requirements.lock

clean: ## remove what these commands made
	rm -rf $(VENV) out dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

system:
	@./setup-system.sh

# The virtual environment is made from the lock file alone, hashes checked, and made again when it no longer runs.
# Of pyspark there is no wheel: it is built by what the lock file names, which is installed before.
$(STAMP): requirements.lock pyproject.toml
	@$(BIN)/python -c '' 2>/dev/null || { \
		able='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'; \
		look() { for python in $(CANDIDATES); do $$python -c "$$able" 2>/dev/null && return; python=; done; return 0; }; \
		look; [ -n "$$python" ] || { ./setup-system.sh venv; look; }; \
		[ -n "$$python" ] || { echo 'Python 3.11 or newer with its venv module is needed (Debian: python3-venv)' >&2; exit 1; }; \
		echo "building $(VENV) with $$($$python --version)"; \
		$$python -m venv --clear $(VENV); \
	}
	@awk '/^[a-z]/ {wheel = !/^pyspark==/} wheel' requirements.lock >$(VENV)/wheels.lock
	@$(PIP) install --require-hashes --only-binary :all: --requirement $(VENV)/wheels.lock
	@$(PIP) install --require-hashes --no-deps --no-build-isolation --no-binary pyspark --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
