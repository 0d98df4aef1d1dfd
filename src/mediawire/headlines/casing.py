"""The case of a headline's words: sentence case restored from how the body writes each word, or headline case set.

Evidence in this order: the longest run of the headline's words that the body has too, as it writes them there; the
word alone, inside the body's sentences; the dictionary; and, where nobody knows the word, that it is a name.
"""

from __future__ import annotations

import re

from mediawire.headlines.body import Body, body_of, language_of
from mediawire.model.story import Telling
from mediawire.model.style import Case, Dictionary, Lexicon, Style
from mediawire.text.names import Occurrences, bare, capitalised
from mediawire.text.wordlists import words

_WORD = re.compile(r"(?<!\d)[^\W\d_](?:[\w’'.&]*[^\W_])?")
_OPENS = re.compile(r"(?:^|[:;?!.|—–]\s*|\s-\s)[“‘\"'(]*$")
_OF_MONTHS = re.compile(r"\b(?:in|of|since|until|by|early|late|mid|last|next) $", re.I)
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september"
    " october november december christmas easter i i'm i'll i've i'd"
)
_SMALL = words(
    "a an the and but or nor for yet so as at by in of off on per to up via vs with from into over than"
    " that if is are was"
    " be it its his her their your my our who what when how why not no do does did has have had will can may"
)
_KEPT_SMALL = words("a an the and but or nor for so yet as at by in of off on per to up via vs v de la von van y")


def cased(text: str, telling: Telling, style: Style, lexicon: Lexicon) -> str:
    """The headline in the case of the style. A headline that is in sentence case already stays as it is."""
    language = language_of(telling.report)
    if style.case is Case.KEEP or not language.lower().startswith("en"):
        return text  # other languages have one case for headlines, and capitals for other reasons
    if style.case is Case.HEADLINE:
        return headline_case(text)
    if not capitalised(text):
        return text
    return sentence_case(text, body_of(telling.report.text, language), lexicon.dictionary(language))


def headline_case(text: str) -> str:
    """Principal Words With Capitals; words that hold capitals already keep them, short particles stay small inside."""
    last = next((match.start() for match in _WORD.finditer(text) if not re.search(r"\w", text[match.end() :])), -1)

    def put(match: re.Match[str]) -> str:
        word = match[0]
        if word[1:] != word[1:].lower():
            return word
        inside = not _OPENS.search(text[: match.start()]) and match.start() != last
        if inside and word.lower() in _KEPT_SMALL:
            return word.lower()
        return word[0].upper() + word[1:]

    return _WORD.sub(put, text)


def sentence_case(text: str, body: Body, dictionary: Dictionary | None) -> str:
    """The headline as it would stand inside the body: names with their capitals, all else small."""
    matches = list(_WORD.finditer(text))
    runs = _runs([bare(match[0]).lower() for match in matches], body)
    out, end = [], 0
    for at, match in enumerate(matches):
        out.append(text[end : match.start()])
        out.append(_restored(text, match, runs.get(at, ""), body, dictionary))
        end = match.end()
    return "".join(out) + text[end:]


def _restored(text: str, match: re.Match[str], run: str, body: Body, dictionary: Dictionary | None) -> str:
    word = match[0]
    if _OPENS.search(text[: match.start()]) or word[1:] != word[1:].lower():
        return word
    if not run and _first_name(word, text[match.end() :], body, dictionary):
        return word
    return _in_shape(word, run or _shape(word, text[: match.start()], body, dictionary))


def _first_name(word: str, after: str, body: Body, dictionary: Dictionary | None) -> bool:
    """A word written both ways (John, john) that the body has in no sentence, and a name right behind it."""
    plain = bare(word).lower()
    if dictionary is None or plain not in dictionary.either or after[:1] != " ":
        return False
    seen, following = body.occurrences.get(plain), _WORD.match(after, 1)
    unseen = seen is None or not seen.inside
    return unseen and following is not None and bare(following[0]).lower() in dictionary.names


def _in_shape(word: str, shape: str) -> str:
    """The word with the capitals of `shape`, letter by letter; what goes beyond it (an ending) small."""
    small = word[0].lower() + word[1:]
    if not shape or (shape[0].islower() and shape == shape.lower()):
        return small
    return "".join(
        letter.upper() if at < len(shape) and shape[at].isupper() else letter.lower() for at, letter in enumerate(word)
    )


def _shape(word: str, before: str, body: Body, dictionary: Dictionary | None) -> str:
    """How the word is written: as the body has it inside sentences, else as the dictionary has it."""
    plain = bare(word).lower()
    if plain in _CALENDAR and (plain not in ("may", "march") or _OF_MONTHS.search(before)):
        return plain.capitalize()
    seen = body.occurrences.get(plain)
    common = (
        dictionary is not None and plain in dictionary and not (plain in dictionary.names or plain in dictionary.either)
    )
    if seen is not None and (form := _weighed(seen, common=common)):
        return form
    return _known(plain, before, body, dictionary)


def _weighed(seen: Occurrences, *, common: bool = False) -> str:
    """The form that prevails inside sentences; a capital needs more than half.

    The capitals of a common word do not count where they stand beside another: they are a name's or a title's.
    """
    small = sum(count for form, count in seen.inside.items() if form[0].islower())
    capital = seen.inside.total() - small - (seen.beside if common else 0)
    if common and not small and capital <= 0 < seen.beside:
        return next(iter(seen.inside)).lower()
    if not seen.inside:
        return ""
    if capital > small:
        return max((form for form in seen.inside if form[0].isupper()), key=lambda form: seen.inside[form])
    return max((form for form in seen.inside if form[0].islower()), key=lambda form: seen.inside[form], default="")


def _known(plain: str, before: str, body: Body, dictionary: Dictionary | None) -> str:
    if plain in _SMALL:
        return plain
    for other in (plain.removesuffix("s"), plain + "s"):
        seen = body.occurrences.get(other)
        if seen is not None and (form := _weighed(seen)):
            return form[: len(plain)] if len(form) > len(plain) else form
    if dictionary is None:
        return plain.capitalize()
    if plain in dictionary.forms:
        return dictionary.forms[plain]
    if plain in dictionary.names:
        return plain.capitalize()
    known = plain in dictionary or plain.removesuffix("s") in dictionary
    return plain if known or before.endswith("-") else plain.capitalize()


def _runs(plain: list[str], body: Body) -> dict[int, str]:
    """For each place of a headline the form that its word has where the body has the same run of two or three words."""
    found: dict[int, str] = {}
    for size in (3, 2):
        for at in range(len(plain) - size + 1):
            if all(place in found for place in range(at, at + size)):
                continue
            for place, form in enumerate(body.spelt(tuple(plain[at : at + size]))):
                found.setdefault(at + place, form)
    return found
