"""Pages that are something else than the report that should stand there (HOSTILE.md group B), told by their own words.

A page is called wrong only where it has little prose: an article about captchas is an article.
"""

from __future__ import annotations

import re

from mediawire.model.errors import WrongPage

_LITTLE = 1500  # characters of text beyond which a page is taken for what it seems
_SAYS = tuple(
    (reason, what, re.compile(expression, re.IGNORECASE))
    for reason, what, expression in (
        (
            "captcha",
            "the site asks whether a person is reading",
            r"verify (?:that )?you are (?:a )?human|are you a robot|i'?m not a robot|checking your browser|unusual traffic|"
            r"enable javascript and cookies to continue|attention required! \| cloudflare|press & hold|security check|"
            r"ddos protection by|access denied|request blocked|pardon our interruption|just a moment",
        ),
        (
            "consent",
            "the site shows a consent wall",
            r"before you continue|we (?:and our partners )?(?:use|value|store) (?:cookies|your privacy)|accept (?:all )?cookies|"
            r"manage (?:your )?(?:privacy|cookie) (?:settings|preferences)|zustimmen (?:und|&) weiter|consent to the use of cookies",
        ),
        (
            "log-in",
            "the site asks to log in",
            r"please (?:log|sign) in|log in to (?:continue|read|your account)|sign in to (?:continue|read)|you must be logged in|"
            r"bitte (?:melden sie sich an|einloggen)|connectez-vous",
        ),
        (
            "not-found",
            "the site says that the page is not there",
            r"page (?:was |could )?not (?:be )?found|404 (?:error|not found|page)|error 404|no longer (?:available|exists)|"
            r"page you (?:are looking for|requested)[^.]{0,60}(?:not|moved|removed)|seite (?:wurde )?nicht gefunden|page introuvable|"
            r"página no encontrada|страница не найдена",
        ),
        (
            "parked",
            "the address is for sale or parked",
            r"(?:this )?domain (?:name )?(?:is |may be )?(?:for sale|parked|has expired)|buy this domain|domain parking|"
            r"this web ?page is parked|related searches",
        ),
        (
            "paywall",
            "only a stub stands before the paywall",
            r"subscribe (?:now )?to (?:continue|read)|to continue reading|this (?:article|content) is (?:for|only available to) subscribers|"
            r"already a subscriber|create a free account to|unlock this article|you have reached your (?:limit|free)",
        ),
    )
)


def refuse(title: str, text: str, where: str, *, articled: bool) -> None:
    """Raise WrongPage where the page's words say that it is another kind of page.

    `text` is all text of the page, `articled` whether its own data describes an article.
    """
    if len(text) > _LITTLE and not _SAYS[3][2].search(title):
        return
    seen = f"{title}\n{text}"
    for reason, what, expression in _SAYS:
        if expression.search(seen) and not (articled and reason in ("consent", "log-in") and len(text) > 600):
            raise WrongPage(
                what, reason=reason, where=where, remedy="The page is kept as a capture; look at it in a browser."
            )
