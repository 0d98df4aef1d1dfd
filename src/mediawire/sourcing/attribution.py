"""Who says what in one sentence: cue verbs and phrases with their sources and contents, by rules of grammar."""

from __future__ import annotations

import dataclasses

from mediawire.sourcing import subjects, wording
from mediawire.sourcing.tokens import Place, Sentence
from mediawire.text.cues import HEARERS, NOUNS, PHRASAL, SHOWING, Form, Frame, english
from mediawire.text.wordlists import words

_MONTHS_AND_DAYS = wording.DAYS
_LIMIT = 6


@dataclasses.dataclass(slots=True)
class Attribution:
    """A cue with its source and what is attributed, as characters of one block; more content may follow in others."""

    block: int
    cue: Place
    lemma: str
    source: Place | None
    content: list[tuple[int, int, int]]  # block, start, end
    clause: bool = False  # the cue takes a clause: said that, believes that
    quoted: bool = False  # some of the content stands in quotation marks
    cited: list[Place] = dataclasses.field(default_factory=list)  # those that the source cites in turn
    via: list[Place] = dataclasses.field(default_factory=list)  # those that are said to report it: "..., X reported"


@dataclasses.dataclass(slots=True)
class _Cue:
    """A cue in a sentence: verb group from `start` to `end` (words, end excluded)."""

    verb: int
    start: int
    end: int
    form: Form
    frames: frozenset[Frame]
    passive: bool = False


def in_sentence(s: Sentence, block: int) -> list[Attribution]:
    """The attributions of one sentence, in order, quotations without a cue left aside."""
    found: list[Attribution] = []
    floor = 0  # words before it belong to attributions already made
    at = 0
    while at < len(s):
        made, at = _at(s, block, at, floor, found)
        if made is not None:
            found.append(made)
            floor = max(floor, at)
    return found


def announcement(s: Sentence, block: int) -> Attribution | None:
    """A sentence that ends in a colon as the beginning of what its subject says in the next block."""
    for at in range(len(s) - 1, 0, -1):
        form = english().verbs.get(s.lows[at])
        if form is not None and not s.quoted[at] and form.tense in ("past", "s", "part", "base"):
            source = subjects.before(s, subjects.group_start(s, at, 0), 0)
            if source is not None:
                return Attribution(block, _chars(s, at, at + 1), form.lemma, _chars(s, *source), [], quoted=True)
    found = _subject(s, len(s))
    return Attribution(block, _chars(s, len(s) - 1, len(s)), ":", found, [], quoted=True) if found else None


def _at(s: Sentence, block: int, at: int, floor: int, found: list[Attribution]) -> tuple[Attribution | None, int]:
    if s.quoted[at]:
        return None, at + 1
    low = s.lows[at]
    if low == "according" and s.lows[at + 1 : at + 2] == ["to"]:
        return _according(s, block, at, floor, found)
    cue = _cue(s, at, floor)
    if cue is None:
        if low in NOUNS:
            return _by_noun(s, block, at, floor)
        return None, at + 1
    return _by_verb(s, block, cue, floor, found)


# -- according to --


def _according(
    s: Sentence, block: int, start: int, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    end = start + 2
    source = _object(s, end)
    if source is None:
        return None, end
    cue = _chars(s, start, end)
    if found and start - floor <= 1:
        found[-1].via.append(_chars(s, *source))
        return None, source[1]
    if start - floor >= 3:
        content = _piece(s, floor, start)
        nxt = source[1]
    else:
        begin = source[1] + (source[1] < len(s) and s.words[source[1]] == ",")
        nxt = _content_end(s, begin, frozenset())
        content = _piece(s, begin, nxt)
    if content is None:
        return None, end
    return Attribution(block, cue, "according to", _chars(s, *source), [(block, *content)]), nxt


def _object(s: Sentence, start: int) -> tuple[int, int] | None:
    at = start
    while at < len(s) and at - start < 22:
        word = s.words[at]
        if word in '.,;:—–“"!?' and not (word == '"'):
            break
        if (
            s.lows[at] in ("who", "which", "that", "and")
            and at > start
            and (s.lows[at] != "and" or _verb_soon(s, at + 1))
        ):
            break
        at += 1
    return (start, at) if at > start else None


def _verb_soon(s: Sentence, at: int) -> bool:
    return any(low in wording.AUXILIARIES or low in ("said", "told") for low in s.lows[at : at + 5])


# -- verbs --


def _cue(s: Sentence, at: int, floor: int) -> _Cue | None:
    form = english().verbs.get(s.lows[at])
    if form is None:
        return None
    frames, end = form.frames, at + 1
    particle = PHRASAL.get(form.lemma, {}).get(s.lows[end] if end < len(s) else "")
    if particle is not None:
        frames, end = (frozenset({particle}) if particle is not Frame.JUDGE else frames | {particle}), end + 1
        if form.lemma in (
            "call",
            "speak",
            "talk",
            "go",
            "put",
            "side",
            "weigh",
            "lash",
            "push",
            "lay",
            "point",
            "refer",
        ):
            frames = frozenset({particle})
    if not frames or not _verbal(s, at, form, floor):
        return None
    start = subjects.group_start(s, at, floor)
    passive = (
        form.tense in ("part", "past")
        and start < at
        and any(
            low in ("is", "are", "was", "were", "been", "being", "be", "got", "gets", "get") for low in s.lows[start:at]
        )
    )
    return _Cue(at, start, end, form, frames, passive)


def _verbal(s: Sentence, at: int, form: Form, floor: int) -> bool:
    """Is a word that looks like a cue verb one here, and not a noun or an adjective?"""
    if at == 0:
        return form.tense == "ing" or (form.tense == "past" and Frame.SAY in form.frames and ":" in s.words[:8])
    low, word = s.lows[at - 1], s.words[at - 1]
    if s.words[at][0].isupper() and at:
        return False
    if form.tense in ("base", "s"):
        if low in wording.DETERMINERS and low not in (
            "some",
            "many",
            "most",
            "all",
            "both",
            "others",
            "several",
            "few",
            "these",
            "those",
        ):
            return False
        if low in wording.PREPOSITIONS and low != "to":
            return False
        if low.endswith("'s") or word == "'s":
            return False
        if form.tense == "base":
            if form.lemma in ("report", "poll") and word[0].isupper() and low not in wording.PRONOUNS:
                return False
            return low in wording.AUXILIARIES or low in ("to", "not") or low in wording.PRONOUNS or _plural(s, at - 1)
        return not (low.endswith("s") and not low.endswith("ss") and word[0].islower() and form.lemma not in ("say",))
    if form.tense == "past":
        return low not in ("the", "a", "an", "its", "his", "her", "their", "of", "so", "this", "these", "any")
    if form.tense == "ing":
        return low not in ("the", "a", "an", "its", "his", "her", "their", "of", "no", "any")
    return True


def _plural(s: Sentence, at: int) -> bool:
    low = s.lows[at]
    if wording.is_adverb(low):
        return at > 0 and _plural(s, at - 1)
    return (low.endswith("s") and not low.endswith(("ss", "'s", "us"))) or low in (
        "people", "who", "that", "some", "many", "most", "all", "others", "police", "women", "men", "data", "media", "both"
    ) or s.words[at] in (",", ")")  # fmt: skip


def _by_verb(
    s: Sentence, block: int, cue: _Cue, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    if cue.passive:
        return _passive(s, block, cue, floor)
    if Frame.CITE in cue.frames and cue.form.tense == "ing":
        return _citing(s, block, cue, floor, found)
    if cue.form.tense == "ing" and cue.start == cue.verb:
        return _participle(s, block, cue, floor, found)
    if cue.form.tense == "base" and cue.start == cue.verb and s.lows[cue.verb - 1] == "to":
        return None, cue.end
    return _finite(s, block, cue, floor, found)


def _finite(s: Sentence, block: int, cue: _Cue, floor: int, found: list[Attribution]) -> tuple[Attribution | None, int]:
    inverted = None
    subject = None
    if cue.start == cue.verb and cue.form.lemma != "tell" and _after_content(s, cue.start, floor):
        inverted = _inverted(s, cue)
    if cue.start == 0 and cue.form.tense == "past":
        inverted = subjects.behind(s, cue.end, len(s))
        return (None, cue.end) if inverted is None else _announced(s, block, cue, inverted)
    if inverted is None:
        subject = subjects.before(s, cue.start, floor)
        if subject is None and found and cue.start > 0 and s.lows[cue.start - 1] in ("and", "but", ",", "or"):
            return _coordinated(s, block, cue, found)
        if subject is None:
            return None, cue.end
    source = inverted or subject
    assert source is not None
    first = min(source[0], cue.start)
    rest = max(source[1], cue.end) if inverted else cue.end
    return _complete(s, block, cue, source, (floor, first, rest), found)


def _announced(s: Sentence, block: int, cue: _Cue, source: tuple[int, int]) -> tuple[Attribution | None, int]:
    """Said X: "..." """
    content, end = _following(s, cue, source[1])
    if content is None:
        return None, cue.end
    return Attribution(block, _chars(s, cue.verb, cue.end), cue.form.lemma, _chars(s, *source), [(block, *content)]), end


def _inverted(s: Sentence, cue: _Cue) -> tuple[int, int] | None:
    """The speaker behind "...," said; behind a mere comma only one that ends the clause."""
    found = subjects.behind(s, cue.end, len(s))
    if found is None or s.quoted[cue.start - 1]:
        return found
    return None if any(low in wording.AUXILIARIES for low in s.lows[found[0] : found[1]]) else found


def _after_content(s: Sentence, at: int, floor: int) -> bool:
    """Does a verb stand right behind a quotation or a comma?"""
    return at > floor and (s.words[at - 1] == "," or s.quoted[at - 1])


def _coordinated(s: Sentence, block: int, cue: _Cue, found: list[Attribution]) -> tuple[Attribution | None, int]:
    """... and called on them to go: the subject of the verb before."""
    content, end = _following(s, cue, cue.end)
    if content is None:
        return None, cue.end
    return Attribution(block, _chars(s, cue.start, cue.end), cue.form.lemma, found[-1].source, [(block, *content)]), end


def _complete(
    s: Sentence, block: int, cue: _Cue, source: tuple[int, int], edges: tuple[int, int, int], found: list[Attribution]
) -> tuple[Attribution | None, int]:
    floor, first, rest = edges
    if found and _parenthetical(s, cue, edges):
        if found[-1].clause:
            found[-1].via.append(_chars(s, *source))
            return None, rest
        found.pop()  # "X called a strike, Y reported": what X did is what Y says
        floor = 0
    before_it = (
        _preceding(s, floor, first)
        if Frame.SAY in cue.frames or Frame.QUOTE in cue.frames or Frame.THINK in cue.frames or Frame.TELL in cue.frames
        else None
    )
    content: list[tuple[int, int, int]] = []
    end = rest
    if before_it is not None:
        content.append((block, *before_it))
        more, end = _resumed(s, rest)
        if more is not None:
            content.append((block, *more))
    else:
        if Frame.SHOW in cue.frames and not ({Frame.SAY, Frame.THINK} & cue.frames) and not _shows(s, source, cue):
            return None, cue.end
        after_it, end = _following(s, cue, rest)
        if after_it is not None:
            content.append((block, *after_it))
    if not content:
        return None, cue.end
    made = Attribution(block, _chars(s, cue.start, cue.end), cue.form.lemma, _chars(s, *source), content)
    made.clause = bool({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW} & cue.frames)
    return made, max(end, cue.end)


def _parenthetical(s: Sentence, cue: _Cue, edges: tuple[int, int, int]) -> bool:
    """..., X reported: behind what somebody else said, with nothing left to say."""
    floor, first, rest = edges
    closed = rest >= len(s) or s.words[rest] in ",." or s.lows[rest] in wording.DAYS or s.lows[rest] == "on"
    return Frame.SAY in cue.frames and first - floor <= 1 and s.words[max(0, first - 1)] == "," and closed


def _shows(s: Sentence, source: tuple[int, int], cue: _Cue) -> bool:
    if s.lows[cue.end : cue.end + 1] == ["that"]:
        return True
    return any(low in SHOWING for low in s.lows[source[0] : source[1]])


def _preceding(s: Sentence, floor: int, first: int) -> Place | None:
    """What stands before "..., X said": from the floor to the comma or quotation mark."""
    at = first - 1
    if at < floor or not (s.words[at] == "," or s.quoted[at] or s.words[at] in "—–"):
        return None
    begin = floor
    while (begin < at and s.words[begin] in ",;—–.") or (begin < at and s.lows[begin] in ("and", "but") and floor > 0):
        begin += 1
    if at - begin < 1:
        return None
    if not s.quoted[at] and s.words[at] == "," and at - begin < 5 and not any(s.quoted[begin:at]):
        return None  # "On Tuesday, X said": an adverbial
    if not any(s.quoted[begin:at]) and not _has_verb(s, begin, at):
        return None
    if s.lows[begin] in _LEADING and not any(s.quoted[begin:at]) and not _goes_on(s, begin, at):
        return None
    return _piece(s, begin, at + s.quoted[at])


_LEADING = words("in on at after when while as during asked if although though since before for despite because speaking with by")


def _goes_on(s: Sentence, begin: int, end: int) -> bool:
    """Does a clause follow the adverbial at the beginning: "In total, ten were hurt"?"""
    comma = next((k for k in range(begin, end) if s.words[k] == ","), None)
    return comma is not None and _has_verb(s, comma, end)


def _has_verb(s: Sentence, begin: int, end: int) -> bool:
    return any(
        low in wording.AUXILIARIES
        or (low.endswith("ed") and len(low) > 3)
        or low in wording.IRREGULAR
        or low in english().verbs
        for low in s.lows[begin:end]
    )


def _resumed(s: Sentence, rest: int) -> tuple[Place | None, int]:
    """The quotation that goes on behind "..." X said, "..."."""
    at = rest
    while at < len(s) and not s.quoted[at]:
        form = english().verbs.get(s.lows[at])
        if s.words[at] in ",:" and at + 1 < len(s) and s.quoted[at + 1]:
            end = at + 1
            while end < len(s) and s.quoted[end]:
                end += 1
            end = _content_end(s, end, frozenset()) if end < len(s) and s.words[end] not in ".," else end
            return _piece(s, at + 1, end), end
        if form is not None and (s.words[at - 1] == "," or form.tense == "ing") and Frame.SAY in form.frames:
            break
        at += 1
    return None, rest


def _following(s: Sentence, cue: _Cue, rest: int) -> tuple[Place | None, int]:
    """What stands behind a cue, and the word where it ends."""
    begin = rest
    frames = cue.frames
    if Frame.TELL in frames:
        begin = _behind_hearer(s, begin, required=Frame.SAY not in frames)
    if {Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW, Frame.QUOTE} & frames:
        begin = _behind_adverbial(s, begin, objects=Frame.JUDGE in frames)
    while begin < len(s) and (s.words[begin] in ",:—–-"):
        begin += 1
    if begin >= len(s) or not _fits(s, cue, begin):
        return None, rest
    end = _content_end(s, begin, frames)
    return _piece(s, begin, end), end


def _fits(s: Sentence, cue: _Cue, begin: int) -> bool:
    """Can what begins here be the content of such a cue?"""
    low = s.lows[begin]
    frames = cue.frames
    if s.quoted[begin]:
        return True
    if low == "that" or low in ("whether", "how", "why", "what", "if"):
        return bool({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW} & frames)
    if low == "to":
        return bool({Frame.INTEND, Frame.JUDGE} & frames) or cue.form.lemma in (
            "tell",
            "urge",
            "ask",
            "remind",
            "convince",
        )
    if Frame.JUDGE in frames:
        return s.words[begin] not in ".;)" and low not in ("in", "on", "at", "when", "while", "and", "but", "or")
    if (
        low in wording.PREPOSITIONS
        or s.words[begin] in ".;)("
        or low in ("and", "but", "or", "when", "while", "because")
    ):
        return False
    if frames <= {Frame.QUOTE, Frame.CITE}:
        return False
    if frames <= {Frame.INTEND}:
        return False
    if Frame.SHOW in frames or Frame.THINK in frames or Frame.SAY in frames or Frame.TELL in frames:
        return _has_verb(s, begin, min(len(s), begin + 14))
    return False


def _behind_hearer(s: Sentence, at: int, *, required: bool) -> int:
    if at >= len(s) or s.quoted[at]:
        return at
    low = s.lows[at]
    if low in HEARERS:
        return at + 1
    if low in wording.DETERMINERS and low != "that":
        end = at + 1
        while (
            end < len(s)
            and end - at < 6
            and s.words[end][0].isalpha()
            and s.lows[end] not in wording.PREPOSITIONS
            and s.lows[end] not in ("that", "he", "she", "it", "they")
        ):
            if s.lows[end] in wording.AUXILIARIES:
                return at if not required else end - 1
            end += 1
        return end
    if s.words[at][0].isupper():
        end = at
        while end < len(s) and (s.words[end][0].isupper() or s.lows[end] in ("of", "and", "'s")) and not s.quoted[end]:
            end += 1
        return end
    return at


def _behind_adverbial(s: Sentence, at: int, *, objects: bool) -> int:
    """Behind "on Monday", "in an interview with X", "at a rally" and the like."""
    limit = min(len(s), at + 22)
    start = at
    while at < limit and not s.quoted[at]:
        low = s.lows[at]
        if low == "that" or s.words[at] == ":":
            return at
        if low in wording.DAYS or (low in wording.PREPOSITIONS and low not in ("to",)) or wording.is_adverb(low):
            step = _adverbial_end(s, at, limit)
            if step == at:
                return at
            at = step
            continue
        if s.words[at] == "," and at > start:
            if at + 1 < len(s) and (s.quoted[at + 1] or s.lows[at + 1] == "that"):
                return at + 1
            return at
        return at
    return at


def _adverbial_end(s: Sentence, at: int, limit: int) -> int:
    """Behind one adverbial: a day, an adverb, or a preposition with its phrase."""
    low = s.lows[at]
    if low in wording.DAYS or wording.is_adverb(low):
        at += 1
        while at < limit and (s.words[at].isdigit() or s.words[at] == "."):
            at += 1
        return at
    for k in range(at + 1, limit):
        if s.quoted[k] or s.lows[k] == "that" or s.words[k] in ",:":
            return k
        if s.lows[k] in wording.PRONOUNS:
            return k
    end = at + 1
    if end < limit and s.lows[end] in wording.DETERMINERS:
        end += 1
    while (
        end < limit
        and s.words[end][0].isalpha()
        and s.lows[end] not in wording.DETERMINERS
        and s.lows[end] not in wording.PREPOSITIONS
    ):
        if (
            s.words[end][0].isupper()
            and s.words[end - 1][0].islower()
            and s.lows[end - 1] not in wording.PREPOSITIONS
            and s.lows[end - 1] not in wording.DETERMINERS
        ):
            break
        end += 1
        if s.lows[end - 1] in wording.DAYS:
            break
    return end


def _content_end(s: Sentence, begin: int, frames: frozenset[Frame]) -> int:
    """Where a content ends: at the sentence's end, or where another attribution takes over."""
    at = begin + 1
    while at < len(s):
        if not s.quoted[at] and _ends(s, at, begin, frames):
            return at
        at += 1
    end = len(s)
    while end > begin and s.words[end - 1] in ".,;:!?" and not s.quoted[end - 1]:
        end -= 1
    return end


def _ends(s: Sentence, at: int, begin: int, frames: frozenset[Frame]) -> bool:
    word, low = s.words[at], s.lows[at]
    after = s.lows[at + 1] if at + 1 < len(s) else ""
    if word == ";":
        return True
    if word == ",":
        if after == "according":
            return True
        form = english().verbs.get(after)
        if form is not None and form.tense == "ing" and (Frame.SAY in form.frames or Frame.CITE in form.frames):
            return True
        if after in ("but", "and", "while", "though", "although"):
            return _attributes(s, at + 2)
        if (
            frames
            and not ({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW, Frame.QUOTE} & frames)
            and after in ("which", "who", "while", "after", "when", "but", "as")
        ):
            return True
        return _said_soon(s, at + 1) or (after == "with" and _noting(s, at + 2))
    if low in ("and", "but") and at + 1 < len(s):
        k = at + 1
        while k < len(s) and wording.is_adverb(s.lows[k]):
            k += 1
        form = english().verbs.get(s.lows[k]) if k < len(s) else None
        return (
            form is not None
            and form.tense in ("past", "s")
            and not s.quoted[k]
            and bool({Frame.SAY, Frame.TELL} & form.frames)
        )
    if low == "according" and after == "to":
        return True
    return False


def _attributes(s: Sentence, at: int) -> bool:
    """Does a new subject with a cue verb follow within a few words?"""
    for k in range(at, min(len(s), at + 9)):
        if s.quoted[k] or s.words[k] in ",;":
            return False
        form = english().verbs.get(s.lows[k])
        if form is not None and k > at and form.tense in ("past", "s") and bool({Frame.SAY, Frame.TELL} & form.frames):
            return True
    return False


def _noting(s: Sentence, at: int) -> bool:
    """..., with the source noting that"""
    forms = [english().verbs.get(low) for low in s.lows[at : at + 8]]
    return any(form is not None and form.tense == "ing" and Frame.SAY in form.frames for form in forms)


def _said_soon(s: Sentence, at: int) -> bool:
    """Does "X said" stand behind a comma, and end the clause?"""
    for k in range(at, min(len(s), at + 8)):
        if s.quoted[k] or s.words[k] in ",;":
            return False
        if s.lows[k] in ("said", "says", "told", "added", "wrote", "noted", "reported", "argued", "explained"):
            return (
                k + 1 >= len(s)
                or s.words[k + 1] in ".,"
                or s.lows[k] == "told"
                or s.lows[k + 1] in wording.DAYS
                or k == at
            )
    return False


def _passive(s: Sentence, block: int, cue: _Cue, floor: int) -> tuple[Attribution | None, int]:
    """... was criticised by X; it was first reported by X."""
    by = next((k for k in range(cue.end, min(len(s), cue.end + 8)) if s.lows[k] == "by"), None)
    if by is None or s.quoted[by]:
        return None, cue.end
    source = _object(s, by + 1)
    content = subjects.before(s, cue.start, floor)
    if source is None or content is None:
        return None, cue.end
    piece = _chars(s, *content)
    return Attribution(
        block, _chars(s, cue.start, by + 1), cue.form.lemma, _chars(s, *source), [(block, *piece)]
    ), source[1]


def _citing(s: Sentence, block: int, cue: _Cue, floor: int, found: list[Attribution]) -> tuple[Attribution | None, int]:
    """..., citing X: the attribution before leans on X."""
    source = _object(s, cue.end)
    if source is None:
        return None, cue.end
    if found:
        found[-1].cited.append(_chars(s, *source))
        return None, source[1]
    content = _piece(s, floor, cue.start)
    if content is None:
        return None, cue.end
    return Attribution(
        block, _chars(s, cue.start, cue.end), cue.form.lemma, _chars(s, *source), [(block, *content)]
    ), source[1]


def _participle(
    s: Sentence, block: int, cue: _Cue, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    """..., adding that: the speaker of the sentence; a statement saying that: the statement."""
    if not ({Frame.SAY, Frame.TELL, Frame.QUOTE, Frame.JUDGE} & cue.frames):
        return None, cue.end
    before = cue.verb - 1
    source: Place | None = None
    if (
        before >= 0
        and s.words[before] != ","
        and s.lows[before]
        not in (
            "by",
            "and",
            "without",
            "while",
            "after",
            "before",
            "in",
            "when",
            "for",
            "from",
            "about",
            "of",
            "against",
        )
    ):
        named = subjects.before(s, cue.verb, floor)
        source = _chars(s, *named) if named else None
        if Frame.SAY not in cue.frames:
            return None, cue.end
    elif s.lows[before] in ("for", "from", "about", "of", "without", "against"):
        return None, cue.end
    if source is None:
        source = found[-1].source if found else _subject(s, cue.verb)
    content, end = _following(s, cue, cue.end)
    if content is None:
        return None, cue.end
    return Attribution(block, _chars(s, cue.verb, cue.end), cue.form.lemma, source, [(block, *content)]), end


def _subject(s: Sentence, before: int) -> Place | None:
    """The subject of a sentence: its first noun phrase before a verb."""
    for k in range(1, before):
        low = s.lows[k]
        if s.quoted[k]:
            return None
        if low in wording.AUXILIARIES or (low.endswith("ed") and len(low) > 4) or low in english().verbs:
            found = subjects.before(s, subjects.group_start(s, k, 0), 0)
            if found is not None:
                return _chars(s, *found)
    return None


# -- nouns --


def _by_noun(s: Sentence, block: int, at: int, floor: int) -> tuple[Attribution | None, int]:
    """X's claim that ..."""
    if s.lows[at + 1 : at + 2] != ["that"] or at + 3 >= len(s) or at == 0:
        return None, at + 1
    source = None
    low = s.lows[at - 1]
    if low in wording.POSSESSIVES:
        source = (at - 1, at)
    elif low.endswith(("'s", "s'")) or low == "'s":
        source = subjects.before(s, at, floor) or (at - 1, at)
    else:
        found = subjects.before(s, at + 1, floor)
        source = found if found and any(each.endswith("'s") for each in s.lows[found[0] : found[1]]) else None
    if source is None:
        return None, at + 1
    end = _content_end(s, at + 1, frozenset({Frame.SAY}))
    content = _piece(s, at + 1, end)
    if content is None:
        return None, at + 1
    return Attribution(block, _chars(s, at, at + 1), s.lows[at], _chars(s, *source), [(block, *content)]), end


# -- characters --


def _chars(s: Sentence, start: int, end: int) -> Place:
    return s.places[start][0], s.places[end - 1][1]


def _piece(s: Sentence, start: int, end: int) -> Place | None:
    while start < end and s.words[start] in ",;:.—–-" and not s.quoted[start]:
        start += 1
    while end > start and s.words[end - 1] in ",;:.—–-" and not s.quoted[end - 1]:
        end -= 1
    if end <= start or s.places[end - 1][1] - s.places[start][0] < 3:
        return None
    return _chars(s, start, end)
