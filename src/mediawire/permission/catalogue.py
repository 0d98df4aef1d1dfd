"""The catalogue's facts as terms: what an outlet is known to ask, until an editor has read its page and confirmed it.

Every layer made here is marked as coming from the catalogue, or from a third party's tag alone, and so permits nothing
by itself. A duty whose wording or code is not known is `missing`; a rule that only a person can judge is `by_hand`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from mediawire.model.catalogue import Entry
from mediawire.model.source import (
    Answer,
    Basis,
    CreditSlot,
    Excerpt,
    Extent,
    Layer,
    LayerKind,
    LinkTo,
    Place,
    Scope,
    Terms,
    Unit,
)

_ANSWERS = {"yes": Answer.YES, "with-permission": Answer.ASK, "ask": Answer.ASK, "conditional": Answer.ASK}
_ANSWERS |= {"no": Answer.NO}
_PLACES = {
    "top": (Place.TOP,),
    "bottom": (Place.BOTTOM,),
    "byline": (Place.BYLINE,),
    "first-paragraph": (Place.FIRST_PARAGRAPH,),
    "subtitle": (Place.TOP,),
    "any": (Place.BOTTOM,),
}
_WORDS = {
    Place.TOP: "This report was first published by [{source}].",
    Place.BYLINE: "{author}, [{source}]",
    Place.FIRST_PARAGRAPH: "First published by [{source}].",
    Place.BOTTOM: "This report was first published by [{source}].",
}
_NOTIFY = {"prior": "before", "required-after": "after", "asked": "asked", "pictures-only": None, "not-needed": None}
_CLUB = re.compile(r"\b(?:members?|partners?|affiliates|by arrangement)\b")
_NEWS = re.compile(r"\b(?:news|media|journalis\w+|outlets?|newspapers|newsrooms|publications)\b")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"\b(?:in entirety|full length|in full, unadapted|whole, not re-ordered|no cuts)\b")
_BY_EVENT = re.compile(r"\bonly\b|\bexcluded\b|\bmust\b|\brequired\b|\bnever\b|\bmay not\b|\bexcept\b", re.IGNORECASE)


def recognise(entries: Sequence[Entry], url: str) -> tuple[Entry, ...]:
    """The entries of the outlet at an address: those of its host, the one with the longest path in common first."""
    host, path = _place(url)
    found = [(each, _place(each.home)) for each in entries]
    same = [(each, home[1]) for each, home in found if host and home[0] == host and not _shared(host)]
    nearest = [(each, home) for each, home in same if path.startswith(home.rstrip("/"))] or same
    return tuple(each for each, _ in sorted(nearest, key=lambda pair: -len(pair[1])))


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path or "/"


def _shared(host: str) -> bool:
    """Whether a host carries many outlets, so that it says nothing about which."""
    return host.endswith(("feedburner.com", "wordpress.com", "blogspot.com", "medium.com", "substack.com"))


def terms_of(entry: Entry) -> Terms:
    """The terms that the facts come to: the licence's layer where one is named, and the outlet's own rules."""
    licence = entry.licence
    layers = [_rules(entry)]
    if licence.startswith(("CC", "OGL", "PDDL")):
        layers.insert(0, _licence(entry))
    return Terms(layers=tuple(layers), as_of=entry.seen)


def _basis(entry: Entry, confidence: str) -> Basis:
    told = {"read_in_full": "its page, read in full", "excerpt": "its page, read in part", "secondary": entry.read_at}
    stated = f"Catalogue: {entry.name} ({told.get(entry.confidence, entry.confidence)})"
    return Basis(stated=stated, url=entry.terms_url, read_at=entry.seen, confidence=confidence)


def _licence(entry: Entry) -> Layer:
    waives = ("noncommercial",) if any(use.startswith("nc-waived") for use in _uses(entry)) else ()
    return Layer(
        kind=LayerKind.LICENCE,
        basis=_basis(entry, "tag" if entry.tag_only else "catalogue"),
        scope=_scope(entry),
        licence=entry.licence,
        credit_waived=entry.facts.get("credit_required") == "no",
        waives=waives,
    )


def _rules(entry: Entry) -> Layer:
    facts = entry.facts
    excerpt, extent = _excerpt(entry)
    who, memberships = _who(entry)
    return Layer(
        kind=LayerKind.HOUSE_RULES,
        basis=_basis(entry, "catalogue"),
        scope=_scope(entry),
        extent=extent,
        excerpt=excerpt,
        headline_may_change=_headline(facts),
        headline_shown=True if facts.get("headline_change") == "keep-visible" else None,
        credits=_credits(entry),
        credit_waived=facts.get("credit_required") == "no",
        canonical=True if facts.get("canonical") in ("required", "asked") else None,
        counter=_counter(entry),
        pictures=_ANSWERS.get(facts.get("pictures", "")),
        inner_links=True if facts.get("inner_links_kept") == "yes" else None,
        human_choice=facts.get("systematic") != "allowed",
        as_of=True if any("as of" in each for each in entry.other) else None,
        per_month=1 if "one article a month" in entry.notes.get("systematic", "") else None,
        delay_hours=24 if "one day" in facts.get("time_limit", "") else None,
        age_days=_window(entry),
        expires_days=_window(entry) if "take down" in facts.get("time_limit", "") else None,
        when_over="link" if "by a link" in facts.get("time_limit", "") else None,
        retention_hours=24 if "24 hours" in facts.get("time_limit", "") else None,
        commercial=_commerce(entry),
        countries_not=("US",) if "outside the U" in facts.get("who", "") else (),
        who=who,
        memberships=memberships,
        notify=_NOTIFY.get(facts.get("notification", "")),
        readership="how many have read the copy" if any("readership" in each for each in entry.other) else None,
        whole=True if _WHOLE.search(" ".join((entry.notes.get("text_changes", ""), *entry.other))) else None,
        derived=entry.derived,
        missing=tuple(_missing(entry)),
        by_hand=tuple(_by_hand(entry)),
    )


def _headline(facts: Mapping[str, str]) -> Answer | None:
    """What is said of the headline; where only the text is spoken of, and may not be changed, it is to be asked."""
    told = _ANSWERS.get(facts.get("headline_change", ""))
    fixed = facts.get("text_changes", "free") not in ("free", "free-with-limits")
    return Answer.ASK if told is None and fixed else told


def _excerpt(entry: Entry) -> tuple[Excerpt | None, Extent]:
    unit = str(entry.excerpt.get("unit", ""))
    if not unit:
        return None, Extent.FULL
    if unit not in {each.value for each in Unit}:
        return None, Extent.HEADLINE
    return Excerpt(unit=Unit(unit), amount=int(entry.excerpt["n"])), Extent.EXCERPT


def _credits(entry: Entry) -> tuple[CreditSlot, ...]:
    if entry.facts.get("credit_required") == "no":
        return ()
    links = entry.facts.get("link_required", "")
    target = {"home": LinkTo.HOME}.get(links, LinkTo.ARTICLE)
    told = entry.notes.get("link_required", "")
    places = [place for each in entry.lists.get("credit_position", ()) for place in _PLACES.get(each, ())]
    if "beginning" in told or "at the top" in told:
        places.append(Place.TOP)
    if "first paragraph" in told or "first or second paragraph" in told:
        places.append(Place.FIRST_PARAGRAPH)
    return tuple(
        CreditSlot(
            place=place,
            wording=_WORDS[place],
            link=LinkTo.HOME if place is Place.BOTTOM and "home at bottom" in told else target,
            full_size="font not smaller" in told,
        )
        for place in dict.fromkeys(places or [Place.BOTTOM])
    )


def _counter(entry: Entry) -> str | None:
    """A mark that stands for code which is not known: no counter can be made of it, so the text is not run in full."""
    return "<!-- the source's own code -->" if entry.facts.get("pixel") in ("required", "embedded") else None


def _window(entry: Entry) -> int | None:
    return 90 if "within 90 days" in entry.facts.get("time_limit", "") else None


def _uses(entry: Entry) -> tuple[str, ...]:
    return entry.lists.get("commercial", ())


def _commerce(entry: Entry) -> tuple[str, ...]:
    waived = any(use.startswith("nc-waived") for use in _uses(entry))
    uses = [use for use in _uses(entry) if not use.startswith("nc-waived")]
    if entry.excerpt:  # what the full text would cost does not bind the excerpt
        uses = [use for use in uses if not use.startswith("full text")]
    # The licence's own condition stands in its layer; the tag repeats it, and would undo the outlet's waiver.
    kept = [use for use in uses if not (waived and use == "noncommercial")]
    if entry.facts.get("paywall") in ("forbidden", "agreement"):
        kept.append("no-paywall")
    return tuple(kept)


def _who(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    told = entry.facts.get("who", "anyone")
    if told.startswith("anyone"):
        return None, ()
    if _CLUB.search(told):
        return None, (entry.id,)
    if told.startswith("NGOs"):
        return "ngo", ()
    plain = _NEWS.search(told) and not re.search(r"serving|accredited|nonpartisan|educational|\bAI\b", told)
    return ("news" if plain else told), ()


def _scope(entry: Entry) -> Scope:
    told = entry.facts.get("scope", "")
    who, limit = entry.facts.get("who", ""), entry.facts.get("time_limit", "")
    marked = re.search(r"button|widget|[Rr]epublish link|stories say so", f"{told} {who}")
    dates = _DATE.findall(f"{told} {limit}") if re.search(r"from|after", f"{told} {limit}") else []
    sections = ("Essays",) if told == "Essays only" else ("Ideas",) if told == "Ideas only" else ()
    plain = sections or marked or (dates and not told)
    return Scope(
        sections=sections,
        marker="republish" if marked else "",
        published_from=dt.date.fromisoformat(dates[0]) if dates else None,
        wording="" if plain else told,
    )


def _missing(entry: Entry) -> Iterator[str]:
    gist = entry.facts.get("credit_gist", "")
    if "fixed" in gist:
        yield f"the wording of its credit ({gist})"
    if entry.facts.get("boilerplate") == "required":
        yield "its closing text"


def _by_hand(entry: Entry) -> Iterator[str]:
    if entry.facts.get("systematic") == "limited" and "one article a month" not in entry.notes.get("systematic", ""):
        yield f"how many reports: {entry.notes.get('systematic', 'limited')}"
    if entry.facts.get("paywall") == "agreement":
        yield "behind a paywall only by agreement"
    told = entry.facts.get("time_limit", "")
    if told and not re.search(r"90 days|one day|24 hours", told) and not _DATE.search(told):
        yield told
    yield from (each for each in entry.other if _BY_EVENT.search(each))
