"""What the checklist compares: claims of the manifest with the page as shown, with each other, and with the capture.

Each function raises ProofError naming the paragraph or the sentence that does not hold.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from mediawire.model.capture import sha256
from mediawire.model.errors import ProofError
from mediawire.model.report import Span
from mediawire.proof import spans
from mediawire.proof.claims import Claims, Paragraph
from mediawire.proof.html import fold
from mediawire.proof.manifest import digest, keyed_digest
from mediawire.proof.page import Page, Shown, Stray

_TEASER = 100  # characters that may stand below a headline whose report may not be printed
_NO_PARAGRAPH = frozenset({"heading", "embed", "caption"})  # kinds that an excerpt in paragraphs does not count
_PLACEHOLDER = re.compile(r"\{[a-z]+\}")
_CUT_MARK = "…"


def same_paragraphs(claims: Claims, page: Page) -> None:
    """The page shows every paragraph that was logged, word for word, in the same order, and no other."""
    for claimed, shown in itertools.zip_longest(claims.paragraphs, page.paragraphs):
        if shown is None:
            raise ProofError(f"{claimed.name} was logged, but is not on the page", where="page")
        if claimed is None:
            raise ProofError(f"“{_beginning(shown.text)}” is on the page, but was not logged", where="page")
        _compare(claimed, shown)


def _compare(claimed: Paragraph, shown: Shown) -> None:
    if shown.number != claimed.number:
        raise ProofError(f"{claimed.name} stands out of its order on the page", where="page")
    if digest(claimed.exact) != claimed.digest:
        raise ProofError(f"{claimed.name} is quoted with other words than its digest is of", where="manifest")
    if digest(shown.text) != claimed.digest:
        raise ProofError(
            f"{claimed.name} reads {_difference(shown.text, claimed.exact)} was logged",
            where="page",
            remedy="The page was changed after it was printed. Read the report at its source.",
        )
    if shown.cut != (claimed.cut is not None):
        raise ProofError(f"{claimed.name} hides, or pretends, that it is only a beginning", where="page")


def _difference(one: str, other: str) -> str:
    """Where two texts part, in words: “… this …” where “… that …”."""
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(one), len(other)) if same is None else same
    start = one.rfind(" ", 0, max(0, at - 15)) + 1
    begins = "…" if start else ""
    told = [begins + each[start : at + 30] + ("…" if len(each) > at + 30 else "") for each in (one, other)]
    return f"“{told[0]}” where “{told[1]}”"


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def no_other_text(claims: Claims, page: Page) -> None:
    """Between the paragraphs stand credits, links of embeds and the marks of cuts, and nothing else."""
    for stray in page.strays:
        if not _is_known(stray, claims):
            raise ProofError(
                f"“{_beginning(stray.text)}” stands among the report's paragraphs, but was not logged",
                where="page",
                remedy="The page was changed after it was printed. Read the report at its source.",
            )


def _is_known(stray: Stray, claims: Claims) -> bool:
    if stray.within == "credit":
        return any(_worded(wording).fullmatch(stray.text) for wording in claims.terms.credits)
    if stray.within == "embed":
        hosts = {urlsplit(each.embed).hostname for each in claims.paragraphs if each.embed}
        return stray.text in {f"Shown at {host}" for host in hosts}
    return stray.text == _CUT_MARK and any(each.cut is not None for each in claims.paragraphs)


def _worded(wording: str) -> re.Pattern[str]:
    """A credit's wording with anything in its open places. Where it has no place for the name, the name may follow."""
    plain = fold(wording.replace("[", "").replace("]", ""))
    fixed = [re.escape(each) for each in _PLACEHOLDER.split(plain)]
    return re.compile(".+?".join(fixed) + r"(?: ?\([^()]*\))?", re.DOTALL)


def headline_is_told(claims: Claims, page: Page) -> str:
    """The headline is the one that was logged, and a changed one stands beside the source's own."""
    told = claims.headline
    if page.headline != fold(told.shown):
        raise ProofError(f"the headline reads “{page.headline}”, but “{told.shown}” was logged", where="page")
    if _same(told.shown, told.source):
        return "The headline is the source's."
    if not claims.terms.headline_may_change:
        raise ProofError("the headline was changed, which the source's terms do not allow", where="manifest")
    if not _same(told.shown, told.house):
        raise ProofError("the headline is neither the source's nor the house's", where="manifest")
    if told.override and told.author.partition(":")[0] in ("", "source", "rule"):
        raise ProofError("objections to the headline were overridden by nobody by name", where="manifest")
    if _letters(told.source) not in _letters(page.text):
        raise ProofError(f"the source's own headline “{told.source}” is not on the page", where="page")
    return f"The headline was changed by {_author(told.author)}; the source's own stands beside it."


def _author(author: str) -> str:
    rule, parted, name = author.partition(":")
    return f"the house's rule {name}" if parted and rule == "rule" else author


def source_is_named(claims: Claims, page: Page) -> None:
    """The page names the source, the report's address as a link, the byline as given, and the time of retrieval."""
    for what, text in (("the source's name", claims.source), ("the byline", claims.byline)):
        if _letters(text) not in _letters(page.text):
            raise ProofError(f"{what}, “{text}”, is not on the page", where="page")
    if not _letters(claims.source):
        raise ProofError("the source has no name", where="manifest")
    if claims.url not in page.links:
        raise ProofError(f"the page does not link to {claims.url}", where="page")
    if claims.capture.received not in set(_moments(page.times)):
        raise ProofError(
            f"the page does not say that the report was retrieved at {claims.capture.received:%Y-%m-%d %H:%M:%S} UTC",
            where="page",
        )


def _moments(times: frozenset[str]) -> Iterator[dt.datetime]:
    for text in times:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            continue
        if moment.tzinfo is not None:
            yield moment.replace(microsecond=0)


def credits_stand(claims: Claims, page: Page) -> None:
    """Every credit that the terms require is on the page, in its words."""
    for wording in claims.terms.credits:
        if not _worded(wording).search(page.text):
            raise ProofError(f"the credit “{wording}”, which the terms require, is not on the page", where="page")


def within_terms(claims: Claims) -> str:
    """No more is printed than the stated permission allows, within its time."""
    terms = claims.terms
    if terms.until is not None and claims.time >= terms.until:
        raise ProofError(f"the permission had ended on {terms.until:%Y-%m-%d %H:%M} UTC", where="manifest")
    if terms.not_before is not None and claims.time < terms.not_before:
        raise ProofError(f"the permission begins on {terms.not_before:%Y-%m-%d %H:%M} UTC", where="manifest")
    if terms.extent == "full" and not terms.basis:
        raise ProofError("a whole report is printed, and nothing says what permits it", where="manifest")
    if claims.capture.served and not (terms.serve_capture and terms.extent == "full"):
        raise ProofError("the captured page is served, which the stated terms do not allow", where="manifest")
    _refuse_more(claims)
    rest = f", on the basis of: {'; '.join(terms.basis)}" if terms.basis else ""
    return f"What is printed is within the stated terms ({terms.extent}){rest}."


def _refuse_more(claims: Claims) -> None:
    """Raise where more is printed than the extent allows. An unknown extent allows nothing."""
    extent, printed = claims.terms.extent, claims.paragraphs
    if extent == "full":
        return
    if extent == "excerpt":
        unit, amount = claims.terms.excerpt or ("paragraphs", 1)
        allowed = _measure(printed, unit) <= amount
    else:
        allowed = extent == "headline" and sum(len(each.exact) for each in printed) <= _TEASER
    if not allowed and printed:
        raise ProofError(f"more is printed than the stated terms allow ({extent})", where="manifest")


def _measure(printed: tuple[Paragraph, ...], unit: str) -> int:
    """How much is printed, in a unit of excerpts; a share of a text that is not at hand counts as nothing."""
    if unit == "paragraphs":
        return sum(each.kind not in _NO_PARAGRAPH for each in printed)
    if unit == "words":
        return sum(len(each.exact.split()) for each in printed)
    return sum(len(each.exact) for each in printed) if unit == "characters" else 0


def all_accounted(claims: Claims) -> None:
    """Blocks are numbered without a hole, printed in order; no bytes are used twice; all lie in the payload."""
    printed = [each.block for each in claims.paragraphs]
    if any(a >= b for a, b in itertools.pairwise(printed)):
        raise ProofError("the paragraphs do not stand in the report's order", where="manifest")
    blocks = sorted([*printed, *(each.block for each in claims.withheld)])
    if blocks != list(range(len(blocks))):
        raise ProofError("a block of the report is neither printed nor withheld", where="manifest")
    length = claims.capture.payload_length or sys.maxsize
    texts = [each.span for each in claims.paragraphs] + [each.span for each in claims.withheld]
    for span in [*texts, *claims.omitted]:
        spans.refuse_outside(length, span)
    _refuse_twice(texts)


def _refuse_twice(texts: list[Span]) -> None:
    ranges = sorted(each for span in texts for each in spans.ranges(span))
    for (_, end), (start, _) in itertools.pairwise(ranges):
        if start < end:
            raise ProofError(f"the bytes from {start} to {end} of the payload are used twice", where="manifest")


def is_the_capture(claims: Claims, payload: bytes, record: bytes | None) -> None:
    """Payload and, where it is at hand, record are those whose digests the manifest states."""
    told = claims.capture
    if sha256(payload) != told.payload_digest or told.payload_length not in (None, len(payload)):
        raise ProofError("the capture's payload is not the one that was logged", where="capture")
    stated = told.record.digest if told.record else ""
    if record is not None and stated and sha256(record) != stated:
        raise ProofError("the capture's record is not the one that was logged", where="capture")


def words_are_the_sources(claims: Claims, payload: bytes, salt: bytes) -> None:
    """Each paragraph's text is what its span in the payload gives; of one that is cut, the beginning."""
    for each in claims.paragraphs:
        text = spans.text_of(payload, each.span, claims.capture.charset)
        if each.cut is not None:
            if keyed_digest(salt, text) != each.whole:
                raise ProofError(f"{each.name} is the beginning of another text in the capture", where="manifest")
            text = text[: each.cut]
        if digest(text) != each.digest:
            raise ProofError(
                f"{each.name} reads {_difference(each.exact, text)} stands in the capture",
                where="capture",
                remedy="The text is not the source's. Read the report at its source.",
            )


def withheld_are_the_sources(claims: Claims, payload: bytes, salt: bytes) -> None:
    """Each withheld block has the keyed digest of the text that its span in the payload gives."""
    for each in claims.withheld:
        text = spans.text_of(payload, each.span, claims.capture.charset)
        if keyed_digest(salt, text) != each.digest:
            raise ProofError(
                f"block {each.block + 1}, which is withheld, is not what the capture says", where="capture"
            )


def _same(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    """Letters and digits alone: pages fold spaces, drop controls and set quotation marks of their own around names."""
    return "".join(each for each in text if each.isalnum())
