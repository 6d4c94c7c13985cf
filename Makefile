# Two commands matter: `make run` and `make test`. Both prepare what they need.
PYTHON ?= python3
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help install run test check fmt bench messages

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/dev.stamp .venv/messages.stamp ## the environment in .venv/, with everything for development
	@$(PY) -m compileall -q -x '[.]venv|tests' . # a service that may write nothing would else compile at every start

run: .venv/run.stamp .venv/messages.stamp ## the bot; with no token also the simulator, whose address is printed
	@$(PY) -m bot run

test: .venv/dev.stamp .venv/messages.stamp ## all tests
	@$(PY) -m pytest -q -n 2 $(if $(ARGS),$(ARGS),--cov --cov-report=term)

bench: install ## how fast it is, beside a stock bot (takes four minutes; wants an idle machine)
	@$(PY) -m bench

check: .venv/dev.stamp .venv/messages.stamp ## style, types, imports, translations, catalogue
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy .
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	@$(PY) -m bot check

fmt: .venv/dev.stamp ## put the code in its usual form
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

messages: .venv/run.stamp ## bring the translations up to the texts in the code, and compile them
	@$(PY) -m messages.catalogues update
	@$(PY) -m messages.catalogues compile
	@touch .venv/messages.stamp

.venv/messages.stamp: locale/ar/LC_MESSAGES/tiwizi.po locale/fr/LC_MESSAGES/tiwizi.po .venv/run.stamp
	@$(PY) -m messages.catalogues compile
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tiwizi needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt .venv/bin/python
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
