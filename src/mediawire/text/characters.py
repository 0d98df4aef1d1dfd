"""Characters that have no business in a headline: controls, direction overrides, invisible ones, mixed scripts.

After Unicode UTS 39 (mixed scripts), UTR 36 and UAX 9 (directional formatting characters).
"""

from __future__ import annotations

import dataclasses
import enum
import re
import unicodedata


class Oddity(enum.Enum):
    """What is odd about a character or a run of them."""

    CONTROL = "control"
    DIRECTION = "direction"  # bidirectional embeddings, overrides and isolates
    INVISIBLE = "invisible"  # zero width, tags, soft hyphens, fillers
    PRIVATE = "private"  # private use, unassigned, lone surrogates, the replacement character
    MIXED_SCRIPT = "mixed-script"  # a word of letters that look alike in two scripts
    STACKED = "stacked"  # more marks on one letter than any language writes


@dataclasses.dataclass(frozen=True, slots=True)
class OddCharacters:
    """A run of odd characters, `start` to `end` (end excluded), and what it is in words."""

    start: int
    end: int
    kind: Oddity
    what: str


_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200c\u200d"  # needed in Persian, Arabic and Indic scripts, and in emoji
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_ODD = re.compile(
    rf"(?P<control>[\x00-\x1f\x7f-\x9f\u2028\u2029]+)|(?P<direction>[{_DIRECTION}]+)"
    rf"|(?P<invisible>[{_INVISIBLE}\U000e0000-\U000e0fff]+)"
    r"|(?P<private>[\ue000-\uf8ff\ufffd\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]+)"
)
_JOINED = re.compile(rf"[{_JOINERS}]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII_CLEAN = re.compile(r"[\x20-\x7e]*")
_MOST_MARKS = 4


def odd_characters(text: str) -> tuple[OddCharacters, ...]:
    """Every run of odd characters of a text, in order of their places."""
    if _ASCII_CLEAN.fullmatch(text):
        return ()
    found = [_named(text, match) for match in _ODD.finditer(text)]
    found += _loose_joiners(text)
    found += _mixed_words(text)
    found += _stacks(text)
    return tuple(sorted(found, key=lambda odd: odd.start))


def visible(text: str) -> str:
    """A text with its control, direction and invisible characters written out ("<U+202E>"): it steers no terminal."""
    return _ODD.sub(lambda match: "".join(f"<U+{ord(each):04X}>" for each in match[0]), text)


def without_odd(text: str) -> str:
    """The text without controls, direction marks, invisible and private characters; line breaks become spaces.

    Letters of mixed scripts stay: which of them was meant is for a person to say.
    """
    text = re.sub(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", text)
    keep = [odd for odd in odd_characters(text) if odd.kind not in (Oddity.MIXED_SCRIPT, Oddity.STACKED)]
    for odd in reversed(keep):
        text = text[: odd.start] + text[odd.end :]
    return text


_KINDS = {
    "control": (Oddity.CONTROL, "a control character"),
    "direction": (Oddity.DIRECTION, "a character that changes the direction of writing"),
    "invisible": (Oddity.INVISIBLE, "an invisible character"),
    "private": (Oddity.PRIVATE, "a character without a meaning of its own"),
}


def _named(text: str, match: re.Match[str]) -> OddCharacters:
    kind, what = _KINDS[match.lastgroup or "control"]
    points = " ".join(f"U+{ord(character):04X}" for character in match[0][:4])
    return OddCharacters(match.start(), match.end(), kind, f"{what} ({points})")


def _loose_joiners(text: str) -> list[OddCharacters]:
    """Joiners where no script needs them: not between letters of Arabic or Indic scripts, nor inside emoji."""
    found = []
    for match in _JOINED.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (_joins(before) and (_joins(after) or not after.isalnum())):
            points = " ".join(f"U+{ord(character):04X}" for character in match[0][:4])
            what = f"an invisible joiner inside a word that needs none ({points})"
            found.append(OddCharacters(match.start(), match.end(), Oddity.INVISIBLE, what))
    return found


def _joins(character: str) -> bool:
    if not character:
        return False
    point = ord(character)
    return 0x0600 <= point <= 0x08FF or 0x0900 <= point <= 0x109F or point in (0xFE0F,) or point >= 0x1F000 or (
        0xFB50 <= point <= 0xFEFC or 0x2600 <= point <= 0x27BF
    )  # fmt: skip


def _mixed_words(text: str) -> list[OddCharacters]:
    found = []
    for match in _LETTERS.finditer(text):
        if match[0].isascii():
            continue
        scripts = {_script(character) for character in match[0]} - {""}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}) > 1:
            named = " and ".join(sorted(script.capitalize() for script in scripts))
            what = f"a word of {named} letters, which look alike"
            found.append(OddCharacters(match.start(), match.end(), Oddity.MIXED_SCRIPT, what))
    return found


def _script(character: str) -> str:
    """The script of a letter by the first word of its Unicode name; empty for signs common to scripts."""
    if unicodedata.category(character) == "Lm" or character in "ªºµ":
        return ""
    return unicodedata.name(character, "").split(" ", 1)[0]


def _stacks(text: str) -> list[OddCharacters]:
    found, run = [], 0
    for place, character in enumerate(text + " "):
        if character > "\u02ff" and unicodedata.combining(character):
            run += 1
            continue
        if run > _MOST_MARKS:
            found.append(OddCharacters(place - run, place, Oddity.STACKED, f"{run} marks on one letter"))
        run = 0
    return found
