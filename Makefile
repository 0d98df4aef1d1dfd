# mediawire: `make run` shows the demo, `make test` checks everything. README.md says what each does.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
N ?= 20
SEED ?= 1
FAULTS ?= 4

.PHONY: verifier help run test check format pins torture screenshots bench clean pure

help:            ## show this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/run    ## set up and start the demo: invented outlets on this machine, and a wire that reads them
	@exec $(PY) -m mediawire demo $(ARGS)

test: .venv/dev packages   ## set up everything and run every check and test
	scripts/test.sh

pure: .venv/dev   ## the fast tests of the pure packages alone
	$(PY) -m pytest tests/unit tests/golden tests/promises -q -n 2

check: .venv/dev  ## lint, formatting, types and import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/dev ## format the code
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

torture: .venv/dev   ## kill the whole wire N times at random moments and check the invariants: make torture N=20 SEED=1 FAULTS=4
	$(PY) scripts/torture.py --kills $(N) --seed $(SEED) --faults $(FAULTS) $(ARGS)

screenshots: .venv/dev packages ## pictures of the demo's pages, phone and desktop, light and dark, into docs/pictures
	$(PY) scripts/pictures.py

bench: .venv/dev   ## the benchmarks that need nothing beside this folder
	$(PY) -m benchmarks.line

.PHONY: packages
packages:
	@scripts/packages.sh

.venv/run: requirements/run.txt requirements/build.txt requirements/uv.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh run
	@touch $@

.venv/dev: requirements/dev.txt requirements/build.txt requirements/uv.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh dev
	@touch $@ .venv/run

pins: .venv/dev   ## write requirements/*.txt anew from requirements/*.in
	scripts/pins.sh

verifier: .venv/dev  ## build build/verify.pyz: the verifier alone, for whoever has Python and cryptography
	scripts/build_verifier.sh build/verify.pyz

clean:           ## remove what set-up and tests made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
