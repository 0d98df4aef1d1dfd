"""What a run inside the region is: a block of the article, or furniture, by its words and its place."""

from __future__ import annotations

import re

from mediawire.model.report import Reason
from mediawire.reading.region import squeezed
from mediawire.reading.runs import Run

_BEGINNINGS = (
    (
        Reason.RELATED,
        r"(?:read (?:also|more|next|the full|our|all)|also read|see also|more (?:on|from|about|like this|stories)|related(?: stories| articles| content| coverage| links| posts| topics)?\s*[::]?$|"
        r"related\s*[::]|recommended(?: (?:for you|stories|articles|videos|reading|reads|content))?\s*[::]?$|don'?t miss|up next|most (?:read|popular)|trending|you (?:may|might) (?:also )?like|watch\s*[::]|"
        r"(?:lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|lire aussi|à lire|lea también|lee también|leia também|leia mais|"
        r"leggi anche|читайте также|читайте|lees ook|läs också|les også|اقرأ أيضا)|click here|further reading|what to read next|explore more|in case you missed)",
    ),
    (
        Reason.NEWSLETTER,
        r"(?:sign up|subscribe|join (?:our|us|the)|get (?:our|the latest|the best)[^.]{0,60}(?:newsletter|inbox|email)|newsletter|stay informed|"
        r"support (?:our|us|independent)|donate|become a (?:member|subscriber)|already a (?:subscriber|member)|create (?:a free|an) account|"
        r"download (?:our|the) app|jetzt abonnieren|abonnieren sie|inscrivez-vous|suscríb|enter your email|by (?:signing up|subscribing|clicking))",
    ),
    (Reason.ADVERTISEMENT, r"(?:advertisement|anzeige|werbung|publicidad|publicité|pubblicità|реклама|advertising|sponsored(?: content)?|story continues below|article continues (?:below|after)|scroll to continue|continue reading below)\b[^.]{0,40}$"),
    (Reason.SHARE, r"(?:share(?: this)?(?: article| story| page| on| via)?\s*[::]?$|share (?:this|on|via|your thoughts)\b|follow (?:us|@)|tweet|(?:facebook|twitter)(?-i:(?! [a-z]+ [a-z]+ [a-z]))|whatsapp|email|print|copy link|comments?$|\d+ comments?$|save$|permalink|listen(?: to (?:this )?article)?$|like us on)\b"),
    (Reason.NOTICE, r"\W{0,2}(?:©|ⓒ|\(c\) ?\d{4}|copyright\b|all rights reserved|the views expressed|this (?:article|story|piece) (?:was|is) (?:originally|first) published|this material may not be|alle rechte|tous droits)"),
    (Reason.TAGS, r"(?:tags?|topics?|filed under|categories|category|keywords|posted in|in this article|schlagwörter|themen|mots-clés|etiquetas|теги)\s*[::]"),
    (Reason.PICTURE_CREDIT, r"\(?(?:photos?|picture|image|foto|photograph|photo credit|image credit|credit|bild|fotos)\s*(?:by|von|par|credit|courtesy)?\s*[::/]"),
    (Reason.TIME, r"(?:published|updated|last (?:updated|modified)|posted|first published|veröffentlicht|aktualisiert|publié|mis à jour|actualizado|опубликовано)\b(?=.*\d)[^.]{0,70}$"),
    (Reason.BYLINE, r"(?:by|von|par|por|autor(?:in)?(?:/autor(?:in)?)?:?)\s+[^\W\d_][^.!?]{2,60}$"),
)  # fmt: skip
_STARTS = tuple((reason, re.compile(expression, re.IGNORECASE)) for reason, expression in _BEGINNINGS)
_DATE_ONLY = re.compile(
    r"^(?:\w+,?\s+)?(?:\d{1,2}[./ ]+(?:\w+|\d{1,2})[./ ]+\d{2,4}|\w+\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)[\s,|·at-]*"
    r"(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?)?\s*(?:[A-Z]{2,5}|uhr)?$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|\b(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\b")
_MINUTES = re.compile(
    r"^\d+ ?(?:min(?:ute)?s?\.?)(?: read| lesezeit)?$|\b(?:lesezeit|lesedauer|min(?:ute)? read)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"autor(?:in)?(?:/autor(?:in)?|:)", re.IGNORECASE)  # a byline that says that it is one
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$")
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CREDIT = re.compile(
    r"(?:getty images|reuters|\bap photo\b|afp|/ap\b|shutterstock|istock|picture alliance|imago|unsplash|courtesy of)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[.!?\s(](?:image|photo|photograph|picture|foto|bild)s?(?: credit| by)?\s*:\s*[^.!?:]{2,60}\)?$", re.IGNORECASE
)
_BREAK = re.compile(r"_{2,}|\*(?: ?\*){2,}")  # how agencies part a report from its notes
_STANDING = re.compile(
    r"\bsign up (?:here|for our|to our)\b|\bsubscribe to our\b|\bcan be reached at \S+@|^comments are closed|"
    r"^share your feedback|\bwe (?:may )?earn (?:a |an )?(?:commission|affiliate|revenue)|\bmay earn an? (?:affiliate )?commission|"
    r"^like this (?:story|article)\?|^keep reading$|"
    r"^disclaimer: all rights reserved\b|^first published (?:in|on|by)\b|^\[?related\s*(?:post|story|article)?\s*:|^more information:",
    re.IGNORECASE,
)
# A quick look: no line of these is without one of them.
_STANDS = (
    *("sign up", "subscribe to", "reached at", "comments are", "share your", "commission", "affiliate", "revenue"),
    *("like this", "keep reading", "first published", "related", "more information"),
)
_CAVEAT = re.compile(r"verif|confirm|correct|clarif|editor.s note", re.IGNORECASE)  # never taken for a farewell
# What outlets say below their articles. Credits ("contributed to this report") and what is known are not among it.
_FAREWELLS = (
    (Reason.SHARE, re.compile(r"^(?:you can )?follow (?!up)[^.]{0,80}(?:twitter|facebook|instagram|linkedin|tiktok|bluesky|@|google news|\bon x\b)|"
                              r"\bfollow (?:us|me|him|her|them) (?:on|@)|"
                              r"\bhier geht(?:['’]s| es) zu[rm]? [^.]{0,40}\b\w*(?:app|newsletter|kanal)\b|"
                              r"\b(?:auch|uns) (?:bei|auf) (?:social media|whatsapp|instagram|facebook)\b", re.IGNORECASE)),
    (Reason.NEWSLETTER, re.compile(r"\bnewsletters?\b|\b(?:to|in) your inbox\b|^sign up\b|^subscribe\b", re.IGNORECASE)),
    (Reason.NOTICE, re.compile(r"(?:\be-?mail(?:ed)?\b|\bcontact\b|\breach\b|\btips?\b|\bstory\b).{0,120}\S+@\S+\.\w{2,}|^\W{0,2}you'll be asked to sign in|"
                               r"^click to save|\btake (?:this|our) (?:\w+ )?(?:survey|quiz|poll)\b|^got a (?:news )?tip\b|^do you have (?:a story|a tip|information)\b|^have a (?:tip|story)\b", re.IGNORECASE)),
    (Reason.RELATED, re.compile(r"^\[?(?:related|trending|watch|more (?:from|on)|zum artikel)\s*:", re.IGNORECASE)),
)  # fmt: skip
_SCRAPS = {"p": 25, "blockquote": 40}  # by element: characters below which words that end no sentence are a scrap
_TITLE = 30  # characters of a title that an item of a list may be
_LEADS = re.compile(r"(?:>>|»|→|►|▶|➡|👉)\s*\w")
_LED = 0.25  # share of links in a paragraph behind an arrow
_END = re.compile(r"[.!?…。！？؟:;»”’\"')\]]\s*$")


def reason_for(run: Run, titles: frozenset[str], authors: tuple[str, ...]) -> Reason | None:
    """Why a run of the region is not published, or None where it is a block of the article."""
    if run.reason is not None and not _is_timed(run):
        # "Meta" stands for tags and bylines alike: the line with the author's name is the byline.
        is_byline = run.reason is Reason.TAGS and len(run.text) < 160 and authors and _names_author(run.text, authors)
        return Reason.BYLINE if is_byline else run.reason
    text = run.text
    if squeezed(text) in titles and run.node.tag in ("h1", "h2", "h3", "div", "span", "header", "p"):
        return Reason.TITLE
    if len(text) < 160 and (short := _of_short(run, authors)):
        return short
    if len(text) < 400 and _is_standing(text):
        return Reason.NOTICE
    if len(text) < 300 and _CREDITED.search(text):
        return Reason.CAPTION
    if _only_leads_on(run):
        return Reason.RELATED
    if _BREAK.fullmatch(text) and run.node.tag == "p":
        return None
    if not any(each.isalnum() for each in text) or is_scrap(run):
        return Reason.FURNITURE
    return None


def _is_standing(text: str) -> bool:
    lowered = text.lower()
    return any([hint in lowered for hint in _STANDS]) and _STANDING.search(text) is not None  # noqa: C419


def _only_leads_on(run: Run) -> bool:
    """Whether a text is a link to something else: as a whole, behind an arrow, or as an item that ends no sentence."""
    if run.node.tag == "li":
        most = 0.55 if len(run.text) > _TITLE else 0.8
        return run.density > most and len(run.text) < 200 and not _END.search(run.text)
    return run.density > (_LED if _LEADS.match(run.text) else 0.8) and len(run.text) < 300


def _is_timed(run: Run) -> bool:
    """Whether a heading that is called a time is one with a time before it, as in live reports."""
    figures = sum(map(str.isdigit, run.text))
    return run.reason is Reason.TIME and run.node.tag in _HEADS and len(run.text) > 40 and 4 * figures < len(run.text)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web or of mail and nothing else."""
    return _ADDRESS.match(text) is not None


def is_scrap(run: Run) -> bool:
    """A few words that stand alone and end no sentence: labels, names under pictures, buttons without a name."""
    text = run.text
    if (
        _END.search(text)
        or run.strong
        or run.node.tag in ("h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "dt", "dd")
    ):
        return False
    if run.inline and any(node.tag in ("b", "strong") for node in run.inline):
        return False
    return len(text) < _SCRAPS.get(run.node.tag, 110)


def _of_short(run: Run, authors: tuple[str, ...]) -> Reason | None:
    text = run.text
    if _DATE_ONLY.match(text) or _MINUTES.search(text) or (len(text) < 60 and _is_stamp(text)):
        return Reason.TIME
    if is_address(text):
        return Reason.FURNITURE
    for reason, expression in _STARTS:
        if expression.match(text):
            if reason is Reason.BYLINE and not _LABELLED.match(text) and not _names_author(text, authors):
                continue
            if (
                reason in (Reason.SHARE, Reason.RELATED)
                and _END.search(text)
                and not text.endswith(":")
                and run.density < 0.3
                and len(text) > 60
            ):
                continue
            return reason
    if authors and squeezed(text) in {squeezed(name) for name in authors}:
        return Reason.BYLINE
    if len(text) < 80 and _CREDIT.search(text) and not _END.search(text):
        return Reason.PICTURE_CREDIT
    return None


def _is_stamp(text: str) -> bool:
    """Whether a line is little more than a date in figures ("25/04/2026 Actualizado a las 15:10h.")."""
    return _STAMP.search(text) is not None and 4 * sum(map(str.isdigit, text)) > len(text)


def closing(run: Run) -> Reason | None:
    """Why a text among the last of a page is no part of the article: it speaks to the readers, not of the matter."""
    if len(run.text) < 300 and not _CAVEAT.search(run.text):
        return next((reason for reason, expression in _FAREWELLS if expression.search(run.text)), None)
    return None


def _names_author(text: str, authors: tuple[str, ...]) -> bool:
    if not authors:
        return len(text.split()) <= 5
    return any(name.split()[-1].lower() in text.lower() for name in authors)
