"""`licensing`: what a report's signals come to about the licence of its text.

1. Only what is about the text counts: not a picture's licence, not another work's, not RSL or TDMRep (machines).
2. BY-ND 4.0 in the widget of the Republication Tracker Tool counts for nothing: the plug-in writes it on every site
   (`includes/shareable-content.php` and `class-widget.php` of its version 1.5.0).
3. Two statements agree where the licence is the same and no two versions differ. What does not agree is a conflict,
   which an editor has to resolve; nothing here chooses between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urljoin

from mediawire.model.report import Report, Signal
from mediawire.model.rights import Licensing, Statement, Verdict

RESERVED: Final = "reserved"
HOUSE: Final = "LicenseRef-house"
_TEXT_SCOPES: Final = ("item", "widget", "page", "site", "feed")  # the nearest to the text first
_PLUGIN: Final = "CC-BY-ND-4.0"
_DEED = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<parts>by(?:-(?:nc|nd|sa)){0,2})(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2,3})"
    r"(?=/|$))?|(?P<zero>publicdomain/zero)(?:/1\.0)?|(?P<mark>publicdomain/mark))(?![\w-])",
    re.I,
)
_SHORT = re.compile(r"\bCC[ -]?(?P<parts>BY(?:[ -](?:NC|ND|SA)){0,2})\b(?:[ -]?(?:v\.?\s?)?(?P<version>\d\.\d))?", re.I)
_LONG = re.compile(
    r"\b(?:Creative Commons\W{0,3})?(?P<parts>Attribution(?:\W{1,3}(?:Non-?Commercial|No-?Deriv(?:ative|atives|s)"
    r"|Share-?Alike)){0,2})\W{1,3}(?:v\.?\s?)?(?:(?P<version>\d\.\d)\b|licen[cs]e\b|international\b)",
    re.I,
)
_ZERO = re.compile(r"\bCC0\b|\bCC Zero\b", re.I)
_PUBLIC = re.compile(r"\bpublic domain\b|\bgemeinfrei\b|\bdominio público\b|\bdomínio público\b", re.I)
_ALL_RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los derechos|todos os direitos) reservados"
    r"|tutti i diritti (?:sono )?riservati|alle rechten voorbehouden|все права защищены|всі права захищені"
    r"|wszelkie prawa zastrzeżone|tüm hakları saklıdır|(?:جميع|كافة|كل) الحقوق محفوظة|保留所有权利|版权所有|無断転載"
    r"|(?:may|must) not be (?:re)?(?:published|produced|printed|distributed|written)|no (?:reproduction|republication)",
    re.I,
)
_NOT_PUBLIC = re.compile(r"\bnot\b[^.]{0,40}public domain", re.I)
_STATING: Final = frozenset({"license", "licence-link"})
_WORDING: Final = frozenset({"copyright-notice", "rights", "conditions-of-access"})
_POINTING: Final = frozenset({"usage-info", "republish-offer", "terms-link", "acquire-license", "copyright-page"})
_PARTS: Final = {"attribution": "BY", "noncommercial": "NC", "sharealike": "SA"}


def licensing(report: Report) -> Licensing:
    """What a report's own signals say of the licence of its text, and the pages that a person should read."""
    statements = tuple(dict.fromkeys(_statements(report)))
    kinds = {signal.kind for signal in report.signals}
    verdict, licence, why = _weighed(statements, "republish-widget" in kinds)
    return Licensing(
        verdict=verdict,
        licence=licence,
        statements=statements,
        why=why,
        offered=bool(kinds & {"republish-offer", "republish-widget"}),
        terms_urls=_terms_urls(report),
    )


def identify(value: str) -> str:
    """The licence that an address or a wording names; "reserved" for all rights, "" where it names none."""
    deed = _DEED.search(value)
    if deed:
        return _of_deed(deed)
    if _ZERO.search(value):
        return "CC0-1.0"
    for pattern in (_SHORT, _LONG):
        found = pattern.search(value)
        if found:
            return _named(_letters(found["parts"]), found["version"] or "")
    if _ALL_RIGHTS.search(value):
        return RESERVED
    return "LicenseRef-public-domain" if _PUBLIC.search(value) and not _NOT_PUBLIC.search(value) else ""


def kind_of(licence: str) -> str:
    """A licence without its version and port: "CC-BY-ND" of "CC-BY-ND-4.0"."""
    return re.sub(r"-\d\.\d(?:-[A-Z]{2,3})?$", "", licence)


def agree(one: str, other: str) -> bool:
    """Whether two names are of the same licence, where a version that is not said agrees with any."""
    return one == other or (kind_of(one) == kind_of(other) and kind_of(one) in (one, other))


def _of_deed(deed: re.Match[str]) -> str:
    if deed["zero"]:
        return "CC0-1.0"
    if deed["mark"]:
        return "LicenseRef-public-domain"
    return _named(deed["parts"].upper().split("-"), deed["version"] or "", (deed["port"] or "").upper())


def _letters(parts: str) -> list[str]:
    told = re.sub(r"\bnon-?commercial", "noncommercial", parts.lower())
    told = re.sub(r"\bshare-?alike", "sharealike", re.sub(r"\bno-?deriv\w*", "nd", told))
    return [_PARTS.get(word, word.upper()) for word in re.split(r"\W+", told) if word]


def _named(parts: list[str], version: str, port: str = "") -> str:
    """The parts in the order of the licences' own names, whatever the order given."""
    ordered = [part for part in ("BY", "NC", "ND", "SA") if part in parts]
    return "-".join(["CC", *ordered, *([version] if version else []), *([port] if version and port else [])])


def _statements(report: Report) -> Iterator[Statement]:
    for signal in sorted(report.signals, key=_nearness):
        if signal.scope not in _TEXT_SCOPES:
            continue
        licence = _said(signal, report.url)
        if licence and not (signal.scope == "widget" and licence == _PLUGIN):
            yield Statement(licence=licence, value=signal.value, scope=signal.scope, where=signal.where)


def _nearness(signal: Signal) -> int:
    return _TEXT_SCOPES.index(signal.scope) if signal.scope in _TEXT_SCOPES else len(_TEXT_SCOPES)


def _said(signal: Signal, url: str) -> str:
    if signal.kind in _STATING:
        named = identify(signal.value)
        # A page of the outlet's own says that there are rules, which a person has to read.
        return named or (HOUSE if signal.kind == "license" and _is_address(signal.value, url) else "")
    return identify(signal.value) if signal.kind in _WORDING else ""


def _is_address(value: str, url: str) -> bool:
    return " " not in value and urljoin(url, value).startswith(("http://", "https://")) and ("/" in value)


def _weighed(statements: tuple[Statement, ...], widget: bool) -> tuple[Verdict, str, str]:
    licences = list(dict.fromkeys(each.licence for each in statements))
    if not licences:
        why = "The page and its feed name no licence of the text."
        return Verdict.SILENT, "", f"{why} The BY-ND of its republish widget is the plug-in's." if widget else why
    best = max(licences, key=lambda each: (len(each), each))
    if all(agree(best, each) for each in licences):
        verdict = Verdict.RESERVED if best == RESERVED else Verdict.STATED
        return verdict, best, f"{_worded(best)}, says {_places(statements)}."
    told = "; ".join(
        f"{_worded(each)}, says {_places(one for one in statements if one.licence == each)}" for each in licences
    )
    return Verdict.CONFLICT, "", f"The page contradicts itself on its licence: {told}."


def _worded(licence: str) -> str:
    return {RESERVED: "all rights reserved", HOUSE: "rules of the outlet's own"}.get(
        licence, licence.replace("CC-", "CC ")
    )


def _places(statements: Iterable[Statement]) -> str:
    return " and ".join(dict.fromkeys(f"{each.where} ({each.scope})" for each in statements))


def _terms_urls(report: Report) -> tuple[str, ...]:
    found = [urljoin(report.url, each.value) for each in report.signals if each.kind in _POINTING and each.value]
    found += [
        urljoin(report.url, each.value)
        for each in report.signals
        if each.kind == "license" and each.scope in _TEXT_SCOPES and _said(each, report.url) == HOUSE
    ]
    return tuple(dict.fromkeys(url for url in found if url.startswith(("http://", "https://")) and " " not in url))
