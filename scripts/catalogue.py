"""Make the shipped catalogue of republication terms from a file of facts: `python scripts/catalogue.py terms.jsonl`.

The facts are coded (`free`, `required`, `article` ...), each record with where it was read, when and how well. What was
not seen is left out; remarks longer than a few words are cut. No sentence of an outlet's terms is carried over.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src/mediawire/house/data/catalogue.jsonl"
FACTS = (
    *("text_changes", "headline_change", "translation", "credit_required", "credit_strength", "credit_gist"),
    *("link_required", "inner_links_kept", "canonical", "pixel", "pictures", "excerpt_allowed", "systematic"),
    *("who", "notification", "time_limit", "boilerplate", "paywall", "scope"),
)
LISTS = ("credit_position", "commercial")
LONGEST = 160


def main(source: str) -> None:
    """Write the catalogue, one outlet a line, in the order of their ids."""
    records = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines() if line.strip()]
    entries = [entry(record) for record in records]
    lines = [json.dumps(each, ensure_ascii=False) for each in sorted(entries, key=lambda each: each["id"])]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} outlets, {TARGET.stat().st_size} bytes: {TARGET}")


def entry(record: dict[str, Any]) -> dict[str, Any]:
    """A record as the catalogue has it: identity, where and when it was read, and what was seen."""
    told = {
        "id": record["id"],
        "name": record["name"],
        "home": record["home_url"] or "",
        "terms_url": record["terms_url"] or "",
        "read_at": record["read_at"] or "",
        "seen": record["date_seen"],
        "confidence": record["confidence"],
        "country": record["country"] or "",
        "languages": record["languages"],
        "licence": record["licence"] or "",
        "tag_only": record["licence_type_from_tag_only"] is True,
        "facts": {key: record[key] for key in FACTS if _seen(record[key])},
        "lists": {key: each for key in LISTS if (each := [part for part in record[key] if _seen(part)])},
        "excerpt": record["excerpt_only"] or {},
        "notes": {key: note[:LONGEST] for key, note in record["notes"].items()},
        "other": [each[:LONGEST].strip() for each in record["other"]],
        "derived": record["derived_from_licence"],
    }
    return {key: value for key, value in told.items() if value not in ("", {}, [], False)}


def _seen(value: object) -> bool:
    return value not in (None, "", "unstated")


if __name__ == "__main__":
    main(sys.argv[1])
