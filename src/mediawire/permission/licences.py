"""What the licences that newsrooms use say about reprinting unaltered text.

Facts from the licences' own texts (Creative Commons 4.0 International legal codes, sections 2(a)(1), 3(a) and the
definition of NonCommercial in section 1; the public domain dedication CC0).
"""

from __future__ import annotations

import dataclasses
import re

_CC = re.compile(
    r"^CC-(?P<parts>BY(?:-NC)?(?:-ND|-SA)?)(?:-(?P<version>\d\.\d)(?:-(?P<port>[A-Z]{2,4}))?)?$", re.IGNORECASE
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What a licence lets everybody do with the text. `family` is "BY", "BY-ND", ...; empty for all others.

    A Creative Commons type without a version bounds as its type does, and grants nothing: there is no text to rest on.
    """

    name: str
    url: str = ""
    family: str = ""
    reprint: bool = False  # unaltered text in full
    noncommercial: bool = False
    no_derivatives: bool = False
    credit: bool = True


def licence(identifier: str) -> Licence:
    """The licence behind an SPDX identifier. One that we do not know permits nothing by itself."""
    if identifier.upper() in ("CC0-1.0", "PDDL-1.0"):
        url = "https://creativecommons.org/publicdomain/zero/1.0/"
        return Licence(name=identifier, url=url, reprint=True, credit=False)
    found = _CC.match(identifier)
    if not found:
        return Licence(name=identifier)
    parts = found["parts"].lower()
    told = Licence(
        name=f"CC {parts.upper()}",
        family=parts.upper(),
        noncommercial="nc" in parts.split("-"),
        no_derivatives="nd" in parts.split("-"),
    )
    return _versioned(told, found["version"], found["port"] or "") if found["version"] else told


def _versioned(told: Licence, version: str, port: str) -> Licence:
    place = f"{port.lower()}/" if port else ""
    url = f"https://creativecommons.org/licenses/{told.family.lower()}/{version}/{place}"
    return dataclasses.replace(told, name=f"{told.name} {version}", url=url, reprint=True)
