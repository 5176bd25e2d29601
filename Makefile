# Everything is made from here; each target makes what it needs and can be run again.
# The distribution's own where it will do: it is built with profiles, those of version managers often are not and take a third longer.
DISTRIBUTION := /usr/bin/python3
PYTHON ?= $(shell $(DISTRIBUTION) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(DISTRIBUTION) || echo python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SPARK := $(VENV)/.spark
TEST_WORKERS ?= 2
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help venv demo up reset-demo test test-spark check lint types contract migrations schema catalogue bench release-check lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(INSTALLED) ## the virtual environment, from hash-locked requirements

demo: $(INSTALLED) ## Yinqiao with a whole synthetic bank in it, on http://127.0.0.1:8000
	@$(BIN)/yinqiao demo

up: $(INSTALLED) ## Yinqiao without data
	@$(BIN)/yinqiao up

reset-demo: $(INSTALLED) ## empty the demo
	@$(BIN)/yinqiao reset-demo

test: $(INSTALLED) ## all tests (one file or test: make test TESTS=path)
	@$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile -rfEs $(TESTS)

test-spark: $(INSTALLED) $(SPARK) ## the facts on Spark as on DuckDB (needs Java 17; SPARK_MASTER names a cluster)
	@command -v java >/dev/null || { echo "test-spark: Java 17 is needed. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	@SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost $(BIN)/python -m pytest -W ignore -rs src/yinqiao/analytics/tests/conformance.py

check: lint types contract migrations catalogue ## every static check

lint: $(INSTALLED)
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(INSTALLED)
	@echo "== mypy"
	@$(BIN)/mypy

contract: $(INSTALLED)
	@echo "== import contract"
	@$(BIN)/lint-imports

migrations: $(INSTALLED)
	@echo "== migrations"
	@$(BIN)/python -m tools.migrations

catalogue: $(INSTALLED)
	@echo "== catalogue"
	@$(BIN)/python -m tools.catalogue check

schema: $(INSTALLED) ## what an empty database is filled from, anew from the migrations
	@$(BIN)/python -m tools.schema

bench: $(INSTALLED) ## benchmarks with figures and ratios (one of them: make bench BENCH=name)
	@$(BIN)/python -m bench $(BENCH)

release-check: check ## RELIABILITY at full size, then the benchmarks
	@YINQIAO_FULL=1 $(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile -rfEs $(TESTS)
	@$(MAKE) --no-print-directory test-spark bench

lock: $(INSTALLED) ## resolve pyproject.toml into requirements/lock.txt (needs uv: pip install uv)
	@$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		--extra dev pyproject.toml --output-file requirements/lock.txt
	@echo 'pyspark==4.3.0' | $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" - --output-file requirements/spark.txt
	@if grep -nE '://|--index|--find-links|file:' requirements/lock.txt requirements/spark.txt; then echo "lock.txt names an address" >&2; exit 1; fi

clean: ## remove the virtual environment and caches (never var/)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(INSTALLED): requirements/lock.txt Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV) \
		|| { echo "python3 -m venv failed. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing packages into $(VENV) (the first time about 400 MB of downloads)"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --requirement requirements/lock.txt
	@echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/yinqiao.pth"
	@printf '#!/bin/sh\nexec "%s" -m yinqiao.config.cli "$$@"\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/yinqiao
	@chmod +x $(BIN)/yinqiao
	@touch $@

$(SPARK): requirements/spark.txt $(INSTALLED)
	@echo "Installing Spark into $(VENV) (about 450 MB)"
	@$(BIN)/python -m pip install --disable-pip-version-check --no-deps --require-hashes --requirement requirements/spark.txt
	@touch $@
