"""Which pictures of a report may be printed with it: each by its own credit and licence. The unknown is not covered.

The terms must say yes to pictures. Then a picture is covered where its credit names the outlet itself or an author of
the report, or where it has a free licence of its own; `pictures_only` narrows that, or, with "credited", lets any that
is credited to nobody else's house. One without a credit, or with an agency's or another's, is not covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mediawire.model.report import Picture, Report
from mediawire.model.settings import Profile
from mediawire.model.source import Layer, Source
from mediawire.permission.licences import licence
from mediawire.permission.licensing import identify
from mediawire.permission.otherhands import AGENCIES, folded, is_own, own_names

# Houses that license pictures, and ways to say that one is from elsewhere.
_STOCK = (
    "Getty", "Shutterstock", "iStock", "Alamy", "Imago", "picture alliance", "picture-alliance", "EPA", "ZUMA",
    "Adobe Stock", "Depositphotos", "Dreamstime", "Unsplash", "Pexels", "Pixabay", "Flickr", "Wikimedia", "SIPA",
    "Abaca", "Bridgeman", "NurPhoto", "Instagram", "Facebook", "YouTube", "Twitter", "Telegram", "Google",
)  # fmt: skip
_OTHERS = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted((*AGENCIES, *_STOCK), key=len, reverse=True))})(?!\w)"
)
_LENT = re.compile(
    r"\b(?:courtesy|hand-?out|via|provided|supplied|screenshot|archive|archiv|privat\w*|press|used)\b", re.I
)


def printable(report: Report, source: Source, layers: Iterable[Layer], profile: Profile) -> tuple[Picture, ...]:
    """The pictures of the report that its terms cover; those that speak of the `layers` all say yes to pictures."""
    if not report.pictures:
        return ()
    only = frozenset(token for layer in layers for token in layer.pictures_only)
    own = own_names(report, source)
    return tuple(each for each in report.pictures if _covered(each, report, own, only, profile))


def _covered(picture: Picture, report: Report, own: frozenset[str], only: frozenset[str], profile: Profile) -> bool:
    if not picture.credit:
        return False
    free = _is_free(picture, profile)
    ours = not picture.licence and _is_own(picture.credit, report, own)
    if "own" in only and not ours:
        return False
    if "free" in only and not free:
        return False
    credited = "credited" in only and not picture.licence and not _is_anothers(picture.credit)
    return free or ours or credited


def _is_free(picture: Picture, profile: Profile) -> bool:
    """Whether a licence of its own lets anybody print it: a noncommercial one only a house that has said it is that."""
    known = licence(identify(picture.licence)) if picture.licence else None
    return known is not None and known.reprint and (not known.noncommercial or profile.for_profit is False)


def _is_own(credit: str, report: Report, own: frozenset[str]) -> bool:
    if _is_anothers(credit):
        return False
    told = [part for part in re.split(r"\s*[/|,;–—]\s*|\s-\s", credit) if part]
    authors = {folded(name) for name in report.authors}
    return any(is_own(part, own) for part in told) or (bool(told) and all(folded(part) in authors for part in told))


def _is_anothers(credit: str) -> bool:
    return bool(_OTHERS.search(credit) or _LENT.search(credit))
