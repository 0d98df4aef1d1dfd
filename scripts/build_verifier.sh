#!/usr/bin/env bash
# Makes the verifier as one file, for those who want none of the rest: build/mediawire-verify.pyz. It runs where only
# Python 3.11 or later and the package `cryptography` are installed. rfc8785, which is pure Python, goes into it.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
target=${1:-build/mediawire-verify.pyz}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/mediawire" "$(dirname "$target")"
cp src/mediawire/__init__.py "$work/mediawire/"
for part in model proof verifier; do
  cp -r "src/mediawire/$part" "$work/mediawire/$part"
done
packages=$($python -c 'import pathlib, rfc8785; print(pathlib.Path(rfc8785.__file__).parent.parent)')
cp -r "$packages/rfc8785" "$packages"/rfc8785-*.dist-info "$work/"
cp LICENSE "$work/LICENSE"
find "$work" -name __pycache__ -type d -prune -exec rm -rf {} +
# The same sources make the same bytes: zipapp sorts its entries, and the moment of packing is no part of the program.
find "$work" -exec touch -d '2026-01-01T00:00:00Z' {} +
printf 'import sys\nfrom mediawire.verifier.__main__ import main\nsys.exit(main())\n' > "$work/__main__.py"
touch -d '2026-01-01T00:00:00Z' "$work/__main__.py"
TZ=UTC $python -m zipapp "$work" --output "$target" --python '/usr/bin/env python3' --compress
echo "$target"
