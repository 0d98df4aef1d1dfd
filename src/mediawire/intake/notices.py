"""Recognising what a source tells its takers about a report it sent earlier: kill, hold, release, correction.

A notice is a form, not a topic: it opens the headline (or closes it, or is a category of its own) in the words of the
trade and is set off from the rest. "Police kill two" is news. Words that are also everyday words (kill, hold, release)
count in capitals alone; unmistakable ones ("Correction:", "Berichtigung:") in any case.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from mediawire.intake.addresses import reduced, site_of
from mediawire.intake.feeds.markup import is_web
from mediawire.model.feed import FeedEntry, Notice, NoticeKind
from mediawire.model.source import Source
from mediawire.text.references import decoded

_STRONG: Final[dict[NoticeKind, str]] = {
    NoticeKind.KILL: (
        "mandatory kill|kill notice|kill advisory|advisory kill|bulletin kill|kill and replace|withdrawn"
        "|story withdrawn"
        "|withdrawal notice|notice of withdrawal|retraction|retracted|retraction notice|notice of retraction"
        "|story removed|story retracted|article withdrawn|article retracted|meldung zurückgezogen|zurückgezogen"
        "|rückzug einer meldung|löschmeldung|meldung gelöscht|dépêche annulée|dépêche retirée|article retiré"
        "|rétractation"
        "|noticia anulada|noticia retirada|retractación|notizia annullata|notizia ritirata|ritrattazione"
        "|notícia anulada"
        "|notícia retirada|retratação|bericht ingetrokken|сообщение аннулировано|depesza anulowana|depesza wycofana"
        "|haber iptal"
    ),
    NoticeKind.HOLD: "hold for release|hold notice|embargo hold|bitte nicht verwenden",
    NoticeKind.RELEASE: (
        "hold released|hold release|release hold|hold lifted|kill lifted|embargo lifted|embargo released|story released"
        "|sperre aufgehoben|sperrfrist aufgehoben|embargo levé|levée d'embargo|embargo levantado|embargo tolto"
        "|embargo revocato|embargo opgeheven|эмбарго снято"
    ),
    NoticeKind.CORRECTION: (
        "correction|corrected|corrects|corrected repeat|refile|korrektur|korrigiert|berichtigung|berichtigt"
        "|korrigierte fassung|berichtigte fassung|correctif|corrigé|rectificatif|annule et remplace"
        "|corrección|corregida"
        "|corregido|fe de errores|correzione|rettifica|errata corrige|correção|corrigida|corrigido"
        "|retificação|correctie"
        "|gecorrigeerd|rectificatie|исправление|исправлено|поправка|виправлення|виправлено|korekta"
        "|sprostowanie|rättelse"
        "|rättad|rettelse|korreksjon|korrigert|oikaisu|düzeltme"
    ),
}
"""Words that open nothing but a notice, in any case."""
_WEAK: Final[dict[NoticeKind, str]] = {
    NoticeKind.KILL: (
        "kill|killed|story kill|kill story|please kill|withdrawal|zurückziehung|storno|annule|annulé|annulée|annulation"
        "|retrait|anulada|anulación|retirada|retirado|annullata|annullamento|ritirata|cancelada|anulação|ingetrokken"
        "|intrekking|аннулировано|аннулирование|отозвано|отзыв|анульовано|відкликано|anulowano|tillbakadragen|iptal"
        "|trukket tilbake|trukket tilbage|geri çekildi"
    ),
    NoticeKind.HOLD: (
        "hold|on hold|please hold|hold story|do not publish|do not use|not for publication|embargo|embargoed|gesperrt"
        "|nicht verwenden|nicht veröffentlichen|sperrfrist|suspendu|ne pas utiliser|ne pas publier|sous embargo|retener"
        "|suspendida|no usar|no publicar|embargada|sospesa|non usare|non pubblicare|sotto embargo|suspensa|não usar"
        "|não publicar|sob embargo|niet gebruiken|niet publiceren|onder embargo|не публиковать|не публікувати"
    ),
    NoticeKind.RELEASE: "release|released|ok to use|ok to publish|reinstated|freigabe|freigegeben|liberada|vrijgegeven",
    NoticeKind.CORRECTION: (
        "corr|correcting|korr|rett|rect|recast|clarification|clarified|rectification|rectificación|corrigée|corretta"
        "|errata|уточнение|уточнення|poprawiona"
    ),
}
"""Words that are everyday words too: they open a notice in capitals alone."""
# Possessive throughout: whatever a headline repeats, it is gone through once.
_OPENING = (
    r"(?:[\s*+#»>\-–—]++|(?:attention|note to|achtung|attn\.?:?)\s*+(?:editors|eds|redaktionen)\s*+[:,\-–—]*+\s*+"
    r"|(?:eds|editors|urgent|advisory|alert|eilt|update \d++)\s*+[:\-–—]++\s*+)*+"
)
_SET_OFF = r"(?:\s*[:|]|\s*\*+|\s+[\-–—/]+\s|\s*--|\s*—|\s*$)"
_SET_OFF_IN_CAPITALS = r"(?:\s*[-–](?=\S)|\s*\.{3}|\s*[,;]\s|\s+\()"
_LINK = re.compile(r"""href\s*=\s*["']?(https?://[^\s"'<>]+)|(https?://[^\s"'<>)\]]+)""", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\b((?:urn|tag):[^\s\"'<>,;]{4,200})")
_SHORT_ID = re.compile(
    r"\b(?:story|item|article|slug|meldung|dépêche|report)?\s*(?:id|no\.|nr\.|number)[\s:#]+([\w.\-/]{4,80})",
    re.IGNORECASE,
)
_LONGEST: Final = 20_000  # characters of a title or text that are looked at
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+")
_STATUS: Final = {"canceled": NoticeKind.KILL, "withheld": NoticeKind.HOLD}


def recognise(entry: FeedEntry, source: Source) -> Notice | None:
    """The notice that an entry is, or None for a report. `target` is the address or identifier that it names.

    A notice that names none is about the report of the entry's own keys, or of the headline in `subject(notice)`.
    """
    title = _plain(entry.title or "")
    kind = _STATUS.get(entry.status) or _in_title(title) or _in_categories(entry)
    if kind is None:
        return None
    return Notice(kind=kind, target=_target(entry, source), wording=title or "; ".join(entry.categories))


def subject(notice: Notice) -> str:
    """The headline that a notice speaks of, its own words taken off; "" where it gives none."""
    text = notice.wording
    for form in _FORMS:
        found = _pattern(form, notice.kind).search(text)
        if found and (form in _ANY_CASE or _in_capitals(found["word"])):
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return _SPACE.sub(" ", text).strip(" :-–—|/,;.")


def _plain(title: str) -> str:
    title = title[:_LONGEST]
    text = decoded(_TAG.sub(" ", title)) if "<" in title or "&" in title else title
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _in_title(title: str) -> NoticeKind | None:
    for form in _FORMS:
        for kind in NoticeKind:
            found = _pattern(form, kind).search(title)
            if found and (form in _ANY_CASE or _in_capitals(found["word"])):
                return kind
    return None


def _in_capitals(word: str) -> bool:
    return word == word.upper()


def _in_categories(entry: FeedEntry) -> NoticeKind | None:
    for category in map(_plain, entry.categories):
        for kind in NoticeKind:
            weak = _in_capitals(category) and category.lower() in _WEAK[kind].split("|")
            if category.lower() in _STRONG[kind].split("|") or weak:
                return kind
    return None


_FORMS: Final = ("strong", "strong-in-capitals", "weak", "bracketed", "bracketed-weak", "closing", "closing-weak")
_ANY_CASE: Final = ("strong", "bracketed")


@functools.cache
def _pattern(form: str, kind: NoticeKind) -> re.Pattern[str]:
    """What a title holds that is a notice of some form and kind; the group "word" is what must be in capitals."""
    words = _longest_first((_WEAK if "weak" in form else _STRONG)[kind])
    if form.startswith("bracketed"):
        pattern = rf"(?:^{_OPENING}[(\[{{]|[(\[](?=[^()\[\]]*[)\]]\s*$))\s*(?P<word>{words})\s*[)\]}}:]"
    elif form.startswith("closing"):
        pattern = rf"(?:\s[-–—|/]+\s*|\s*--\s*)(?P<word>{words})\s*$"
    else:
        pattern = rf"^{_OPENING}(?P<word>{words}){_SET_OFF_IN_CAPITALS if 'capitals' in form else _SET_OFF}"
    return re.compile(pattern, re.IGNORECASE)


def _longest_first(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True))


def _target(entry: FeedEntry, source: Source) -> str | None:
    """The address or identifier that the notice's text names: on the source's own site before elsewhere."""
    text = decoded(f"{(entry.summary or '')[:_LONGEST]}\n{(entry.content or '')[:_LONGEST]}")
    own = {reduced(address) for address in (entry.link, source.home) if address}
    named = [quoted or bare.rstrip(".,;:") for quoted, bare in _LINK.findall(text)]
    addresses = [address for address in (*entry.also, *named) if is_web(address) and reduced(address) not in own]
    sites = {site_of(source.home), site_of(entry.link or "")}
    at_home = [address for address in addresses if site_of(address) in sites]
    chosen = next(iter(at_home or addresses), "")
    if chosen:
        return chosen
    plain = _plain(text)
    found = _IDENTIFIER.search(plain) or _SHORT_ID.search(plain)
    identifier = str(found[1]).rstrip(".") if found else ""
    return identifier if identifier and identifier != entry.id else None
