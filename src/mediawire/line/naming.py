"""How we name ourselves to those whose sites we read."""

from __future__ import annotations

from mediawire import __version__
from mediawire.house import Wire


def agent(wire: Wire) -> str:
    """The User-Agent: who we are, with a contact; ASCII, as headers are."""
    told = f"{wire.manners.agent}/{__version__} (media wire of {wire.house.name}; +{wire.house.contact})"
    return told.encode("ascii", "replace").decode("ascii")
