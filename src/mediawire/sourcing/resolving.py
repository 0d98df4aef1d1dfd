"""Pronouns and short forms: "the source", "he", "the newspaper", "the ministry" to the name given before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediawire.model.sourcing import Outlet, SourceKind
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.gazetteer import Finder, Mention
from mediawire.sourcing.kinds import kind_of

_PRONOUN = re.compile(r"(?:he|she|they|it|who|i|we|him|her|them|his|their|its|my|our|whose)$", re.I)
_POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")  # the mayor's, the pilots'
_SEVERAL = re.compile(r"^(?:[a-z]\S* )*[a-z]+[^s\W]s$")  # the pilots, two officials: neither he nor she
_PERSONAL = ("he", "she", "who", "i", "him", "her", "his", "my", "whose")
_DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|its|their|one of the)\s+(.+)$", re.I)
_OUTLET_WORD = re.compile(
    r"(?:newspaper|paper|agency|news agency|outlet|network|broadcaster|magazine|daily|site|website|channel|wire)$", re.I
)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview with|speaking (?:to|with)|spoke (?:to|with)|talking to|statement to|seen by"
    r"|obtained by"
    r"|reviewed by|shown to|given to|quoted by)\s+(?:the\s+)?",
    re.I,
)
_TAIL = re.compile(
    r"(?:, | who\b| which\b| that\b| (?:seen|obtained|reviewed) by\b| (?:speaking|told)\b| \(|\s+on (?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day\b).*$",
    re.S,
)
Resolved = tuple[str, SourceKind, Outlet | None]


class Resolver:
    """Resolves the sources of one report in the order of its text."""

    def __init__(self, names: Finder, texts: Sequence[str]) -> None:
        self._names = names
        self.mentions = [names.mentions(text) for text in texts]
        self._seen: list[Resolved] = []
        self._through: dict[str, tuple[str, ...]] = {}

    def resolve(self, who: str, each: Attribution) -> Resolved:
        """The name, kind and outlet of a source as written, by what the report said before."""
        found = self._resolve(_POSSESSIVE.sub("", " ".join(who.split())), each)
        if found[0]:
            self._seen.append(found)
        return found

    def _resolve(self, who: str, each: Attribution) -> Resolved:
        if not who or _PRONOUN.match(who):
            return self._last(who) or (who, SourceKind.PERSON, None)
        mention = self._mention(each.block, each.source) if each.source else None
        if mention is not None and each.source is not None:
            outlet = mention[2]
            if _TOLD.search(who[: max(0, mention[0] - each.source[0])]):
                return self.named(who), kind_of(who), None
            speaks = _names_outlet(who, each.source, mention)
            others = _WITH_OTHERS.match(who[mention[1] - each.source[0] :])
            if not speaks and (others or _NOT_THEIRS.search(who[: max(0, mention[0] - each.source[0])])):
                return self.named(who), kind_of(who), None
            return (outlet.name, outlet.kind, outlet) if speaks else (self.named(who), kind_of(who), outlet)
        definite = _DEFINITE.match(who)
        # what is said of "the source, who spoke on Monday," is no part of its name
        if definite and (earlier := self._earlier(_TAIL.sub("", definite[1]))):
            return earlier
        if len(who.split()) == 1 and (full := self._surname(who)):
            return full
        return self.named(who), kind_of(who), None

    def _mention(self, block: int, place: tuple[int, int]) -> Mention | None:
        return next((m for m in self.mentions[block] if m[0] < place[1] and place[0] < m[1]), None)

    def _last(self, who: str) -> Resolved | None:
        personal = who.lower() in _PERSONAL
        for name, kind, outlet in reversed(self._seen):
            if personal and _SEVERAL.search(name):
                continue
            if not personal or kind in (SourceKind.PERSON, SourceKind.OFFICIAL, SourceKind.ANONYMOUS):
                return name, kind, outlet
        return None

    def _earlier(self, words: str) -> Resolved | None:
        head = words.lower().split()[-1].rstrip("s")
        wants_outlet = _OUTLET_WORD.search(words) is not None
        for name, kind, outlet in reversed(self._seen):
            if wants_outlet and outlet is not None:
                return name, kind, outlet
            if outlet is None and head in name.lower() and re.search(rf"\b{re.escape(head)}s?\b", name, re.I):
                return name, kind, outlet
        return None

    def _surname(self, who: str) -> Resolved | None:
        for name, kind, outlet in reversed(self._seen):
            if outlet is None and who in name and " " in name.strip() and re.search(rf"\b{re.escape(who)}\b", name):
                return name, kind, outlet
        return None

    def passed_on(self, each: Attribution, text: str, own: Outlet | None) -> list[Outlet]:
        """The outlets that passed it on, nearest to us first: "..., X reported", "told X", "seen by X"."""
        found: list[Outlet] = []
        if not self.mentions[each.block] and not each.via:
            return found
        for place in each.via:
            found += [outlet for outlet in [self._outlet_at(each.block, place, text)] if outlet is not None]
        for start, end in filter(None, [(each.cue[0], each.cue[1] + 90), each.source]):
            found += [
                m[2]
                for told in _TOLD.finditer(text, start, end)
                for m in self.mentions[each.block]
                if m[0] == told.end()
            ]
        return [outlet for outlet in dict.fromkeys(found) if outlet != own]

    def _outlet_at(self, block: int, place: tuple[int, int], text: str) -> Outlet | None:
        mention = self._mention(block, place)
        if mention is not None:
            return mention[2]
        definite = _DEFINITE.match(text[slice(*place)])
        return (self._earlier(definite[1]) or ("", None, None))[2] if definite else None

    def remember(self, name: str, through: tuple[str, ...]) -> None:
        """A source that was first cited through others is theirs when it is cited again."""
        self._through.setdefault(name, through)

    def usual(self, name: str) -> tuple[str, ...]:
        """Through whom a source was cited before."""
        return self._through.get(name, ())

    def named(self, who: str) -> str:
        """A source's name without what follows it: appositions, clauses, outlets that saw it first."""
        name = _TAIL.sub("", " ".join(who.split())).strip(" ,")
        first, _, rest = name.partition(" ")
        return (
            f"{first.lower()} {rest}" if first in ("A", "An", "The", "One", "Two", "Three", "Some", "Several") else name
        )


def _names_outlet(who: str, place: tuple[int, int], mention: Mention) -> bool:
    """Is the outlet itself the source, or its poll or report, and not a person of it: "CNN's Wolf Blitzer"?"""
    lead = who[: max(0, mention[0] - place[0])]
    rest = who[mention[1] - place[0] :]
    return not (_STAFF_BEFORE.search(lead) or _NOT_THEIRS.search(lead) or _STAFF_BEHIND.match(rest))


_STAFF_BEFORE = re.compile(
    r"[A-ZÀ-Þ]\w+[ ,]|\b(?:reporter|writer|editor|columnist|host|anchor|analyst|presenter|correspondent)\b"
)
# Who left an outlet, or speaks of it, does not speak for it.
_NOT_THEIRS = re.compile(
    r"\b(?:former|ex|say|says|said|which|mentioned by|(?:readers|viewers|critics|request|sued|other) (?:of|by|to)"
    # a journal prints a study, and says nothing itself
    r"|(?:study|studies|paper|research|letter|essay) (?:that|which|published|printed|appearing|in)"
    r"|managing|joining|appearing|speaking|discrediting|dismissing|gave to|given to|provided to)\b",
    re.I,
)
_WITH_OTHERS = re.compile(r",? and (?:its|their)\b")  # an outlet and its critics are no outlet
_STAFF_BEHIND = re.compile(
    r"[’']s?(?: \w+)? [A-ZÀ-Þ]\w+|(?: \w+)? (?:reporter|writer|editor|columnist|host|anchor|analyst"
    r"|contributor|journalist|management|defender|moderator|presenter|correspondent)s?\b|,? and (?:its|their)\b"
)
