"""What commands say: on standard output or error, and never so that a report's characters steer the terminal."""

from __future__ import annotations

from rich.console import Console

from mediawire.text.characters import visible

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)


def tell(text: str, where: Console = out, style: str = "") -> None:
    """Print lines as they are; controls, direction overrides and invisible characters are written out ("<U+202E>")."""
    for line in text.split("\n"):
        shown = "\t".join(visible(part) for part in line.split("\t"))
        where.print(shown, markup=False, highlight=False, style=style or None)
