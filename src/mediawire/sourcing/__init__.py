"""Who a report leans on, and the chain back to whoever said it first.

`trace` reads a report with a `Gazetteer` of agencies and outlets; `gazetteer_of` parses the shipped one
(`data/outlets.tsv`), which `extended` joins with a house's own outlets.
"""

from __future__ import annotations

from mediawire.sourcing.gazetteer import extended, gazetteer_of
from mediawire.sourcing.tracing import trace

__all__ = ["extended", "gazetteer_of", "trace"]
