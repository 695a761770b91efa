# Two commands do all set-up on a fresh machine:
#   make run     the window on the sample corpus
#   make test    the tests
# Choose the interpreter (3.11 or newer) with  make test PYTHON=python3.12 ; see README.md for people without make.

PYTHON ?=
CORPUS ?= build/sample_corpus
FUZZ ?= long
KILLS ?= 300
IN_VENV := .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help ready run test slow lint types check bench day screenshots catalogue wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

ready: ## .venv and the system's libraries, nothing else
	@.ci/setup $(PYTHON)

run: ready ## open the window on a copy of the sample corpus, or on CORPUS=FOLDER
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  echo "There is no screen to open a window on (DISPLAY is not set): log in to a desktop, or use xvfb-run make run." >&2; exit 1; fi
	@if [ "$(CORPUS)" = build/sample_corpus ]; then mkdir -p build/sample_corpus && cp -R sample_corpus/. build/sample_corpus/; fi
	$(IN_VENV) annotator "$(CORPUS)"

test: ready ## the tests (arguments for pytest in ARGS="…")
	@$(IN_VENV) pytest $(ARGS)

slow: ready ## the long tests: kill loop, mutations, fuzzing, the wheel
	@ANNOTATOR_FUZZ=$(FUZZ) ANNOTATOR_KILLS=$(KILLS) $(IN_VENV) pytest -m slow $(ARGS)

lint: ready ## ruff: rules and format
	@$(IN_VENV) ruff check . && $(IN_VENV) ruff format --check .

types: ready ## mypy, strict below the window
	@$(IN_VENV) mypy

check: test lint types slow ## everything that CI runs

bench: ready ## the table of bars, measured here and now
	@$(IN_VENV) benchmarks

day: ready ## eight hours at the window, simulated: memory, speed, a clean check (ANNOTATOR_SOAK = number of edits)
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(IN_VENV) benchmarks.day

screenshots: ready ## the pictures in docs/ (INTO=FOLDER: every page and dialog in every look, to be looked at)
	@.venv/bin/python .ci/screenshots.py $(INTO)

catalogue: ready ## collect the sentences into resources/i18n and compile them
	@.venv/bin/python .ci/catalogue.py

wheel: ready ## dist/annotator-*.whl
	@$(IN_VENV) pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what was made here, your copy of the sample corpus and its labels among it
	rm -rf build dist .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
