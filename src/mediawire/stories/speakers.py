"""Who is said to have said it: what one telling gives to one source and another to another."""

from __future__ import annotations

from collections.abc import Iterable

from mediawire.model.sourcing import Citation, Range, SourceKind
from mediawire.model.story import Change, ChangeKind, Telling
from mediawire.stories.alignment import Pair

_OUTLETS = (SourceKind.AGENCY, SourceKind.OUTLET)
_DIFFERENT = (
    (SourceKind.ANONYMOUS, SourceKind.OFFICIAL),
    (SourceKind.ANONYMOUS, SourceKind.ORGANISATION),
    (SourceKind.ANONYMOUS, SourceKind.DOCUMENT),
    (SourceKind.OFFICIAL, SourceKind.ANONYMOUS),
    (SourceKind.OFFICIAL, SourceKind.DOCUMENT),
    (SourceKind.DOCUMENT, SourceKind.OFFICIAL),
)


def moved(a: Telling, b: Telling, pairs: Iterable[Pair]) -> list[Change]:
    """Sentences that tell of the same and have sources of different kinds; each pair of sources once."""
    found: dict[tuple[str, str], Change] = {}
    for pair in pairs:
        old, new = _source(a, pair.a.range), _source(b, pair.b.range)
        if old is not None and new is not None and (old.kind, new.kind) in _DIFFERENT:
            found.setdefault((old.name, new.name), _change(a, b, old, new))
    return list({change.b: change for change in reversed(found.values())}.values())


def _source(telling: Telling, place: Range) -> Citation | None:
    """The source of most of a sentence, outlets that pass it on left aside."""
    best, most = None, 0
    for citation in telling.chain.citations:
        if citation.kind in _OUTLETS or citation.source_at is None:
            continue
        common = sum(
            max(0, min(piece.end, place.end) - max(piece.start, place.start))
            for piece in citation.content_at
            if piece.block == place.block
        )
        if common > most:
            best, most = citation, common
    return best if most > 0.5 * (place.end - place.start) else None


def _change(a: Telling, b: Telling, old: Citation, new: Citation) -> Change:
    return Change(
        kind=ChangeKind.ATTRIBUTION,
        detail="moved",
        a=old.source_at,
        b=new.source_at,
        a_text=old.name,
        b_text=new.name,
        why=f"The other telling has this from {old.name}.",
    )
