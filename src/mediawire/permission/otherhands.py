"""`other_hands`: signs that a report is another's copy, which the outlet's terms do not cover.

An outlet cannot licence what it has from an agency or from another outlet. The signs: an agency in the byline, the
dateline, a credit in brackets or a credit line at the end; "originally published by" and its like in the first and last
paragraphs (also in those that reading left out); the page's own data (canonical and original-source elsewhere,
isBasedOn elsewhere, an agency as sourceOrganization). A name that is the outlet's own is no other hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from mediawire.model.report import BlockKind, Reason, Report, Stated
from mediawire.model.rights import OtherHand
from mediawire.model.source import Source
from mediawire.text.wordlists import holds_any

AGENCIES: Final = (
    "Reuters", "Thomson Reuters", "AFP", "Agence France-Presse", "AP", "Associated Press",
    "The Associated Press", "dpa", "Deutsche Presse-Agentur", "epd", "KNA", "APA", "Keystone-SDA", "sda", "ATS",
    "EFE", "Europa Press", "ANSA", "Adnkronos", "Lusa", "Belga", "ANP", "NTB", "TT", "Ritzau", "STT", "PAP",
    "ČTK", "ČTK/AP", "MTI", "Tanjug", "Beta", "FoNet", "HINA", "TASS", "ТАСС", "Interfax", "Интерфакс",
    "Интерфакс-Украина", "РИА Новости", "RIA Novosti", "Ukrinform", "Укринформ", "Xinhua", "新华社", "Kyodo",
    "共同通信", "Jiji", "Yonhap", "PTI", "ANI", "IANS", "UNI", "UPI", "Bloomberg", "PA", "PA Media",
    "Press Association", "AAP", "Canadian Press", "The Canadian Press", "Anadolu", "AA", "MENA", "WAM", "SPA",
    "Petra", "Télam", "Agência Brasil", "Agência Lusa", "Notimex", "Prensa Latina", "IPS",
    "Inter Press Service",
)  # fmt: skip
_NAMES: Final = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_JOINED: Final = rf"(?:{_NAMES})(?:\s?[/,&+]\s?(?:{_NAMES}|[a-z]{{2,6}}))*"
_BRACKETED = re.compile(rf"\(\s*((?:{_NAMES})(?:\s?[/,;&+–-]\s?[\w. ]{{1,20}})*)\s*\)")
_LEADING = re.compile(r"^[^a-zß-öø-ÿ]{2,60}(?:, [^()]{2,24})?\s*\(([^()]{2,40})\)\s*[-–—:]")
_LEADING_DASH = re.compile(rf"^(?:[\w .,'/-]{{2,50}}[,:]?\s+)?\(?({_JOINED})\)?\s*[-–—]\s", re.UNICODE)
_CLOSING = re.compile(
    rf"^\W*(?:(?:©|\(c\)|source|sources|quelle|quellen|fuente|fonte|avec|with|mit material von|reporting by"
    rf"|copyright|источник|material from|contains material from)\W{{0,3}}(?:\d{{4}}\s)?)?(?:the )?({_JOINED})"
    rf"(?:\W{{1,3}}(?:\d{{2,4}}|all rights reserved|alle rechte vorbehalten|[a-z]{{1,4}}))*\W*$",
    re.I,
)
_BYLINE = re.compile(rf"(?:^|[\s,/(|–-])({_NAMES})(?:$|[\s,/)|–-])")
_FIRST_IN = re.compile(
    r"(?:originally|first|previously) (?:published|appeared|posted|ran|printed|reported)\s+(?:\w+ \d{1,2}, \d{4},? )?"
    r"(?:by|in|on|at|with)\s+(?P<en>[^.;:\n]{2,80})"
    r"|(?:republished|reprinted|reposted|reproduced|syndicated|cross-?posted) (?:here )?(?:with (?:the )?permission )?"
    r"(?:from|of|courtesy of)\s+(?P<re>[^.;:\n]{2,80})"
    r"|(?:published|appears|produced) (?:here )?"
    r"(?:in (?:partnership|collaboration)|under (?:an? )?(?:agreement|licen[cs]e)) with\s+(?P<part>[^.;:\n]{2,80})"
    r"|(?:publicad[oa] originalmente|originalmente publicad[oa]|publicad[oa] (?:primero|por primera vez)"
    r"|publicado pela primeira vez|apareció originalmente)\s+(?:en|por|em|no|na|pelo|pela)\s+(?P<es>[^.;:\n]{2,80})"
    r"|(?:(?:initialement|d'abord|originellement) (?:publié|paru)e?s?|publiée? (?:initialement|d'abord))\s+"
    r"(?:par|sur|dans|en)\s+(?P<fr>[^.;:\n]{2,80})"
    r"|(?:republié|repris)e?s? (?:à partir de|de|du)\s+(?P<fr2>[^.;:\n]{2,80})"
    r"|(?:erschien|ist|wurde) (?:zuerst|ursprünglich|zunächst)\s*(?:\w+ )?"
    r"(?:bei|auf|im?n?|von)\s+(?P<de>[^.;:\n]{2,80})"
    r"|(?:впервые|первоначально|изначально) (?:был[аио]?\s+)?опубликован\w*\s+"
    r"(?:в|на|изданием|на сайте)\s+(?P<ru>[^.;:\n]{2,80})"
    r"|نُ?شر(?:ت|)? (?:هذا المقال )?(?:لأول مرة|أولا|أصلا) (?:في|على)\s+(?P<ar>[^.;:\n]{2,80})",
    re.I,
)
# Without one of these a text has no such phrase: looked for first, since most texts have none.
_STEMS: Final = (
    "publi", "appear", "post", "print", "report", "ran ", "produc", "syndicat", "aparec", "paru", "repris", "zuerst",
    "ursprünglich", "zunächst", "опубликован", "شر"
)  # fmt: skip
_REFERS = re.compile(r"\b(?:a|the|its|his|her|their) (?:study|book|paper|report|survey|interview|letter)\b", re.I)
_SELF_REFERENCE = re.compile(
    r"\b(?:this|the|our) (?:article|story|report|piece|essay|commentary|column|post|text|analysis|series|work)\b"
    r"|^\W*(?:originally|first|republished|reprinted|reposted|syndicated|cross-?posted|reproduced|published)"
    r"|\b(?:este|esta|el presente) (?:art[ií]culo|texto|reportaje|reportagem|artigo|nota)\b"
    r"|\bcet(?:te)? (?:article|texte|enquête)\b|\bce (?:texte|reportage)\b"
    r"|\b(?:dieser|der) (?:artikel|text|beitrag)\b|(?:эта?|этот|данный) (?:стать|текст|материал)\w*"
    r"|هذا المقال|هذه المقالة|^\W*(?:publicad|initialement|erschien|впервые|первоначально)",
    re.I,
)
_POINTERS: Final = frozenset({"syndication-source", "original-source"})
_NOT_TEXT: Final = frozenset({BlockKind.CAPTION, BlockKind.EMBED})
_EDGE, _TAIL = 3, 4


def other_hands(report: Report, source: Source) -> tuple[OtherHand, ...]:
    """All signs that a report is another's, each once; empty where it is the outlet's own as far as can be seen."""
    own = own_names(report, source)
    found = (*_in_bylines(report), *_in_text(report), *_in_notes(report), *_in_data(report, source))
    return tuple(dict.fromkeys(each for each in found if not is_own(each.name, own)))


def _in_bylines(report: Report) -> Iterator[OtherHand]:
    told = [report.byline, *(Stated(value=name, origin="author") for name in report.authors)]
    for stated in told:
        if stated is not None and (found := _BYLINE.search(stated.value)):
            yield OtherHand(name=found[1], wording=stated.value, where="byline")
    if report.agency_credit is not None and report.agency_credit.value in AGENCIES:
        yield OtherHand(name=report.agency_credit.value, wording=report.agency_credit.value, where="agency credit")


def _texts(report: Report) -> list[str]:
    """The report's own words: a caption's credit is the picture's."""
    return [block.text for block in report.blocks if block.text and block.kind not in _NOT_TEXT]


def _in_text(report: Report) -> Iterator[OtherHand]:
    texts = _texts(report)
    for text in texts[:2]:
        found = _LEADING.match(text) or _LEADING_DASH.match(text)
        if found:
            yield OtherHand(name=found[1], wording=text[:80], where="dateline")
    for text in (*texts[-_TAIL:], *_left_at_the_end(report)):
        closing = _CLOSING.match(text) if len(text) <= 90 else None
        bracketed = _BRACKETED.search(text[-60:])
        ends = bracketed is not None and not text[-60:][bracketed.end() :].strip(" .»”\"'")
        if closing or ends:
            name = closing[1] if closing else bracketed[1]  # type: ignore[index]
            yield OtherHand(name=name, wording=text[-80:], where="credit at the end")


def _left_at_the_end(report: Report) -> list[str]:
    """Lines below the last block that reading took for furniture: a credit line often stands there."""
    return [
        each.text
        for each in report.omissions
        if each.after >= len(report.blocks) and each.reason not in (Reason.PICTURE_CREDIT, Reason.CAPTION)
    ]


def _in_notes(report: Report) -> Iterator[OtherHand]:
    """Phrases that name where the text appeared first, in the edges of the report and in what was left out of it."""
    texts = _texts(report)
    edges = texts if len(texts) <= _EDGE + _TAIL else [*texts[:_EDGE], *texts[-_TAIL:]]
    if report.standfirst is not None:
        edges = [report.standfirst.value, *edges]
    for where, told in (("text", edges), ("left out", [each.text for each in report.omissions])):
        for text in (each for each in told if _may_name(each)):
            for found in _FIRST_IN.finditer(text):
                before = text[max(0, found.start() - 120) : found.end()]
                if _SELF_REFERENCE.search(before) and not _REFERS.search(before[: found.start()]):
                    name = next(part for part in found.groups() if part)
                    yield OtherHand(name=_trimmed(name), wording=found[0], where=where)


def _may_name(text: str) -> bool:
    return holds_any(text.lower(), _STEMS)


def _trimmed(name: str) -> str:
    """A name without what follows it in the sentence."""
    name = re.split(r",| under | on (?:\w+ )?\d|\(| and is | at https?| with ", name)[0]
    return name.strip(" \u00a0\"'“”«»*_").removeprefix("the ").strip()


def _in_data(report: Report, source: Source) -> Iterator[OtherHand]:
    if report.canonical and _elsewhere(report.canonical, report, source):
        yield OtherHand(name=_host(report.canonical), wording=report.canonical, where="canonical")
    for signal in report.signals:
        if signal.scope not in ("item", "page"):
            continue
        address = urljoin(report.url, signal.value)
        if signal.kind in {*_POINTERS, "is-based-on"} and _elsewhere(address, report, source):
            yield OtherHand(name=_host(address), wording=signal.value, where=signal.where)
        elif signal.kind in ("source-organization", "copyright-holder", "credit-text", "copyright-notice", "rights"):
            found = _BYLINE.search(signal.value)
            if found:
                yield OtherHand(name=found[1], wording=signal.value, where=signal.where)


def _elsewhere(address: str, report: Report, source: Source) -> bool:
    """Whether an address is on another site than the report; subdomains of one site are one."""
    theirs = _host(address)
    ours = {_host(report.url), _host(source.home)} - {""}
    return bool(theirs) and not any(_one_site(theirs, host) for host in ours)


def _one_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}") or _stem(one) == _stem(other)


def _stem(host: str) -> str:
    """The last two labels of a host, three under a double top level such as "co.uk"; an address as it is."""
    parts = host.split(".")
    if parts[-1].isdigit() or ":" in host:
        return host
    double = len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac", "edu") and len(parts[-1]) == 2
    return ".".join(parts[-3:] if double else parts[-2:])


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    # The port counts: on one machine every port is an outlet of its own.
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.") if parts.scheme in ("http", "https") else ""


def own_names(report: Report, source: Source) -> frozenset[str]:
    """The names that an outlet goes by: its own, its id, and the labels of its hosts; folded."""
    hosts = [_host(url) for url in (report.url, source.home)]
    labels = [label for host in hosts for label in (host, *host.split(".")[:-1])]
    return frozenset(folded(name) for name in (source.name, source.id, *labels) if name)


def is_own(name: str, own: frozenset[str]) -> bool:
    """Whether a name is one of the outlet's own."""
    told = folded(name)
    return not told or told in own or any(len(each) >= 5 and (each in told or told in each) for each in own)


def folded(name: str) -> str:
    """A name by its letters and digits alone, without its article: what two spellings of it have in common."""
    plain = unicodedata.normalize("NFKD", name.casefold()).removeprefix("the ")
    return "".join(letter for letter in plain if letter.isalnum()).removeprefix("the")
