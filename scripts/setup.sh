#!/usr/bin/env bash
# Make .venv with the packages of requirements/$1.txt (run or dev) and mediawire itself. Needs Python 3.11 or newer.
set -euo pipefail
cd "$(dirname "$0")/.."
want=$1

if [ ! -x .venv/bin/python ]; then
  # The system's own first: distributions build it with profile-guided optimisation, a fifth faster than most others.
  for candidate in /usr/bin/python3.11 python3.11 python3.12 python3.13 python3.14 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      break
    fi
  done
  if [ -z "${python:-}" ]; then
    echo "mediawire needs Python 3.11 or newer: apt-get install python3" >&2
    exit 1
  fi
  if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv .venv
  elif "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip .venv
  else
    echo "mediawire needs python3-venv (or pip) to set itself up: apt-get install python3-venv" >&2
    exit 1
  fi
fi

if [ ! -x .venv/bin/uv ]; then
  echo "setting up .venv ..."
  if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  else
    "${python:-python3}" -m pip --python .venv/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  fi
fi
# uv resolves nothing here: every package is pinned, and checked against its hashes.
export VIRTUAL_ENV="$PWD/.venv"
.venv/bin/uv pip install --quiet --require-hashes -r requirements/build.txt
.venv/bin/uv pip install --quiet --require-hashes -r "requirements/$want.txt"
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
# Compiled now, once: where PYTHONDONTWRITEBYTECODE is set (containers, often), each process would compile all it imports,
# two seconds and some 20 MiB each. What is edited later is compiled anew as ever.
.venv/bin/python -m compileall -q -j 0 .venv/lib src >/dev/null 2>&1 || true
