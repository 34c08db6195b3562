# make run   installs and opens the sample company · make test   runs every test · make check   the gates
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check format eval bench clean

run: $(STAMP)
	$(BIN)/samsyn demo

test: $(STAMP)
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

eval: $(STAMP)
	$(BIN)/python -m evals

bench: $(STAMP)
	$(BIN)/python -m evals.bench

# pip alone, no build tool of our own: constraints.txt pins every package, and torch is asked for by its version so
# that the CPU build is taken where one is offered.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Samsyn needs Python 3.11 or newer; name one with: make run PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Could not make a virtual environment: on Debian, apt-get install python3-venv"; exit 1; }
	@echo "Installing (about three minutes and 2.3 GB the first time) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
