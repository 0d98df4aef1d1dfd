"""Witnesses: other accounts of the same page, and how well they bear a reading out.

Compared word by word over runs of three words, so that order counts and a moved paragraph does not. The degree is the
mean, over the witnesses that tell enough, of the share of our words that a witness has and of its words that we have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediawire.model.capture import Capture
from mediawire.model.report import Corroboration, Report, Testimony, Witness
from mediawire.reading import charset, jsonld, tree
from mediawire.reading.words import fold, loose

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"</p\s*>|<br\s*/?>|\n\s*\n", re.IGNORECASE)
_ENOUGH = 30  # words below which a witness says nothing about a report
_NAMED = 5
_STANDING = 25  # characters from which a line that comes again is no coincidence


def witnesses(capture: Capture, entry_content: str | None) -> tuple[Witness, ...]:
    """What the page's own data and its feed entry say of the text. Raises what building the tree raises."""
    told = []
    name = charset.of(capture.payload, capture.exchange.header("content-type") or "")
    with tree.lent(capture.payload, 400) as root:
        scripts = [node for node in root.walk() if node.tag == "script"]
        data = jsonld.article(jsonld.objects(capture.payload, scripts, name))
    body = next(iter(jsonld.texts(data.get("articleBody"))), "")
    for witness, text in (("json-ld", body), ("feed", entry_content or "")):
        paragraphs = _paragraphs(text)
        if paragraphs:
            told.append(Witness(name=witness, paragraphs=paragraphs))
    return tuple(told)


def witness(name: str, markup: str | None) -> Witness:
    """An account of the text that was had by another way, as HTML."""
    return Witness(name=name, paragraphs=_paragraphs(markup or ""))


def _paragraphs(markup: str) -> tuple[str, ...]:
    pieces = (fold(loose(each.encode("utf-8", "replace"), "utf-8")) for each in _BREAK.split(markup))
    return tuple(piece for piece in pieces if piece)


def corroborate(report: Report, heard: Sequence[Witness]) -> Corroboration:
    """How well witnesses bear a reading out; without any that tells enough the degree is 0."""
    testimonies = tuple(_testimony(report, witness) for witness in heard if _length(witness.paragraphs) >= _ENOUGH)
    if not testimonies:
        return Corroboration(degree=0.0)
    degrees = [(each.ours_confirmed + each.theirs_found) / 2 for each in testimonies]
    return Corroboration(degree=sum(degrees) / len(degrees), testimonies=testimonies)


def repeated(report: Report, earlier: Sequence[Report]) -> tuple[str, ...]:
    """Blocks that stood word for word in earlier reports of the outlet at other addresses: standing lines, not news."""
    known = {block.text for each in earlier if each.id != report.id for block in each.blocks}
    return tuple(block.text for block in report.blocks if len(block.text) >= _STANDING and block.text in known)


def _length(paragraphs: Sequence[str]) -> int:
    return sum(len(_WORD.findall(each)) for each in paragraphs)


def _testimony(report: Report, witness: Witness) -> Testimony:
    ours = [block.text for block in report.blocks if block.text]
    mine, theirs = _threes(ours), _threes(witness.paragraphs)
    return Testimony(
        witness=witness.name,
        ours_confirmed=_share(mine, theirs),
        theirs_found=_share(theirs, mine),
        only_ours=_lacking(ours, theirs),
        only_theirs=_lacking(witness.paragraphs, mine),
    )


def _threes(paragraphs: Sequence[str]) -> set[tuple[str, ...]]:
    told: set[tuple[str, ...]] = set()
    for paragraph in paragraphs:
        found = _WORD.findall(paragraph.lower())
        told.update(zip(found, found[1:], found[2:], strict=False))
    return told


def _share(these: set[tuple[str, ...]], those: set[tuple[str, ...]]) -> float:
    return len(these & those) / len(these) if these else 0.0


def _lacking(paragraphs: Sequence[str], known: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Paragraphs most of whose words the other account does not have."""
    told = [each for each in paragraphs if (threes := _threes([each])) and _share(threes, known) < 0.5]
    return tuple(told[:_NAMED])
