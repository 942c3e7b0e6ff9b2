# `make chat` opens the chat, `make test` runs the tests, `make check` is what has to be green before a commit.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PORT ?= 7860

.PHONY: chat test test-fast test-long check gate format lint types evaluate benchmark clean

chat: $(INSTALLED)
	$(BIN)/briefing chat --port $(PORT)

test: $(INSTALLED)
	$(BIN)/python -m pytest

test-fast: $(INSTALLED)
	$(BIN)/python -m pytest -m "not slow and not long"

test-long: $(INSTALLED)
	$(BIN)/python -m pytest -m long

check: format lint types test test-long

format: $(INSTALLED)
	$(BIN)/ruff format --check .

lint: $(INSTALLED)
	$(BIN)/ruff check .

types: $(INSTALLED)
	$(BIN)/mypy

# Evaluates the briefing's own questions; GATE_OUT keeps the report.
GATE_OUT ?= build/gate
evaluate: $(INSTALLED)
	$(BIN)/briefing ingest corpus/articles --store $(GATE_OUT)/store
	$(BIN)/briefing evaluate corpus/questions.jsonl --store $(GATE_OUT)/store --out $(GATE_OUT)/report

# Fails where the answers are worse than the committed baseline beyond chance.
gate: $(INSTALLED)
	rm -rf $(GATE_OUT)
	$(BIN)/briefing ingest corpus/articles --store $(GATE_OUT)/store
	$(BIN)/briefing evaluate corpus/questions.jsonl --store $(GATE_OUT)/store --out $(GATE_OUT)/report \
		--baseline evaluation/baseline --max-drop right=0 --max-drop evidence_hit=0 --max-drop refusal_f1=0

benchmark: $(INSTALLED)
	$(BIN)/python -m benchmarks.pipeline

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
