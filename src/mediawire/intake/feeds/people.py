"""Names out of the ways in which feeds write a person: "name (mail)", "mail (name)", "name <mail>"."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,8}(?:\?subject=\S+)?")


def name_in(wording: str) -> str:
    """The name alone, "" where only a mail address is given."""
    wording = wording.strip()
    if "@" not in wording:
        return wording
    rest = _MAIL.sub("", wording)
    if rest == wording:
        return wording
    for empty in ("()", "<>", "&lt;&gt;", "mailto:", "[]"):
        rest = rest.replace(empty, "")
    rest = rest.strip().strip(",;-").strip()
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    return rest.strip()
