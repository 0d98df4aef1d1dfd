#!/usr/bin/env bash
# Everything that must hold, in one run: lint, types, contracts, tests on SQLite and PostgreSQL, browser, short torture.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

step() { printf '\n== %s\n' "$*"; }

step "lint, types, import contracts"
.venv/bin/ruff check --quiet .
.venv/bin/ruff format --check --quiet .
.venv/bin/mypy
.venv/bin/lint-imports --no-logo 2>/dev/null || .venv/bin/lint-imports

step "tests: pure, golden, promises, hostile, contract (SQLite)"
$python -m pytest -q -n 2 --dist loadfile --durations 12 tests --ignore tests/browser

step "contract tests on PostgreSQL"
scripts/postgres.sh run $python -m pytest -q tests/contract

step "browser days"
$python -m pytest -q tests/browser

step "torture, short"
$python scripts/torture.py --kills 3 --seed 7 --faults 2
