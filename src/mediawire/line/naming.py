"""How we appear to those whose sites we read: by name, and at one pace whichever of our processes asks."""

from __future__ import annotations

from mediawire import __version__
from mediawire.house import Wire
from mediawire.intake.fetcher import Outside


def agent(wire: Wire) -> str:
    """The User-Agent: who we are, with a contact; ASCII, as headers are."""
    told = f"{wire.manners.agent}/{__version__} (media wire of {wire.house.name}; +{wire.house.contact})"
    return told.encode("ascii", "replace").decode("ascii")


def outside(wire: Wire) -> Outside:
    """What the fetcher shares with our other processes on this machine: the pace at each site."""
    return Outside(pace=wire.data / "pace") if wire.data.is_dir() else Outside()
