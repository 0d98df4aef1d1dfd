#!/usr/bin/env bash
# Write requirements/*.txt anew from requirements/*.in: every package exact, with hashes, without download addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in uv build run dev; do
  .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-annotate --no-header --python-version 3.11 "requirements/$name.in" -o "requirements/$name.txt" "$@"
done
