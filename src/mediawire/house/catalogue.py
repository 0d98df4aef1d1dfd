"""The shipped catalogue of outlets and their republication terms, read once into frozen values."""

from __future__ import annotations

import functools
import importlib.resources
import json

from mediawire.model.canon import from_json
from mediawire.model.catalogue import Entry

_FILE = "house/data/catalogue.jsonl"


@functools.cache
def catalogue() -> tuple[Entry, ...]:
    """All outlets of the catalogue, in the order of their ids."""
    text = importlib.resources.files("mediawire").joinpath(_FILE).read_text(encoding="utf-8")
    return tuple(from_json(Entry, json.loads(line)) for line in text.splitlines())
