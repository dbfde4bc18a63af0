# `make run` and `make test` do everything on a fresh machine with Python 3.11+, git and make.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ROUNDS ?= 40
# Who binds to every address of the machine is called by any of them.
SERVED := $(if $(filter 0.0.0.0 [::],$(HOST)),*,localhost,127.0.0.1,[::1],$(HOST))
ARTICLES ?= 100000
PEERS ?= tantivy,fts5,haystack
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run archive serve admin test test-tools test-faults sure format lint types bench lock messages clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: archive ## set up, ingest seeds/, index, and serve on http://$(HOST):$(PORT)/
	@$(MAKE) --no-print-directory serve

archive: $(VENV)/run.stamp
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_authority
	@$(MANAGE) ingest seeds
	@$(MANAGE) index

serve:
	@echo
	@echo "The archive is at http://$(HOST):$(PORT)/ (Ctrl-C stops it)."
	@echo "Curators work at http://$(HOST):$(PORT)/admin/ - 'make admin' makes the first account."
	@NEWSARCHIVE_HOSTS="$${NEWSARCHIVE_HOSTS:-$(SERVED)}" $(BIN)/gunicorn newsarchive.wsgi \
		--config newsarchive/serving.py --bind $(HOST):$(PORT) --workers 2 --threads 4 \
		--no-control-socket --limit-request-line 8190 --log-level warning

# With DJANGO_SUPERUSER_USERNAME, _EMAIL and _PASSWORD in the environment it asks nothing.
admin: archive ## make an account for the curators' desk
	@$(MANAGE) createsuperuser $(if $(DJANGO_SUPERUSER_PASSWORD),--noinput)

test: $(VENV)/test.stamp test-tools ## set up and pass all tests, those in a real browser included
	$(BIN)/pytest --numprocesses auto --dist worksteal

test-tools:
	@scripts/need_chromium.sh

test-faults: $(VENV)/test.stamp $(VENV)/postgresql.stamp ## kill -9, many writers, searches during a rebuild (ROUNDS=500 at night)
	@FAULT_ROUNDS=$(ROUNDS) $(BIN)/pytest tests/faults -s

sure: $(VENV)/test.stamp ## format, lint, types, migrations, tests: before every commit
	$(BIN)/ruff format .
	@$(MAKE) --no-print-directory lint types
	$(MANAGE) makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

lint: $(VENV)/test.stamp ## ruff
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/test.stamp ## mypy, strict
	$(BIN)/mypy

messages: $(VENV)/test.stamp ## collect and compile the Arabic texts of the pages (needs gettext)
	$(MANAGE) makemessages --locale ar --no-location --ignore $(VENV)
	$(MANAGE) compilemessages --locale ar --ignore $(VENV)

bench: $(VENV)/bench.stamp ## measure the search beside other engines: ARTICLES=100000 PEERS=tantivy,fts5,haystack
	$(MANAGE) benchmark_search --articles $(ARTICLES) --peers $(PEERS) --pages \
		--markdown docs/benchmarks.md $(if $(JSON),--json $(JSON))
	$(MANAGE) benchmark_analysis

lock: ## pin requirements*.in with hashes (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-o requirements.txt requirements.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c requirements.txt -o requirements-dev.txt requirements-dev.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c requirements.txt -o requirements-postgresql.txt requirements-postgresql.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c requirements.txt -o requirements-bench.txt requirements-bench.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c requirements.txt -o requirements-transformers.txt requirements-transformers.in

clean: ## remove the virtual environment; the archive in var/ stays
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; '$(PYTHON)' is older. Set PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing (on Debian: apt-get install python3-venv)."; exit 1; }

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the archive needs …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: requirements-bench.txt requirements.txt | $(VENV)/bin/python
	@echo "Installing what the measurements need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@ $(VENV)/run.stamp

$(VENV)/postgresql.stamp: requirements-postgresql.txt $(VENV)/test.stamp
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-postgresql.txt
	@touch $@
