"""Who says what in one sentence: cue verbs and phrases with their sources and contents, by rules of grammar."""

from __future__ import annotations

import functools

from mediawire.sourcing import announcing, asking, contents, cueverbs, endings, nouns, predicates, subjects, wording
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Place, Sentence
from mediawire.text.cues import Frame, english

_MONTHS_AND_DAYS = wording.DAYS
_LIMIT = 6


def in_sentence(s: Sentence, block: int) -> list[Attribution]:
    """The attributions of one sentence, in order, quotations without a cue left aside."""
    question = asking.asked(s, block)
    found: list[Attribution] = []
    asides: list[Attribution] = []
    floor = question[1] if question else 0  # words before it belong to attributions already made
    behind = floor  # words before it have been read
    cues = cue_words()
    for at in [at for at, low in enumerate(s.lows) if low in cues]:
        if at < behind:
            continue
        made, behind = _at(s, block, at, floor, found)
        if made is not None and made.aside:
            asides.append(made)
        elif made is not None:
            found.append(made)
            floor = max(floor, behind)
    if any(s.quoted):
        for more in (announcing.by_colon(s, block, found), announcing.by_naming(s, block, found)):
            found += [more] if more else []
    found = [*(question[:1] if question else ()), *found, *asides]
    return sorted(found, key=lambda each: each.cue) if asides else found


@functools.cache
def cue_words() -> frozenset[str]:
    """Every word that an attribution can hang on, where there is no quotation."""
    return frozenset(english().verbs) | nouns.NOUNS_OF_CLAIM | predicates.ADJECTIVES | asking.ASKED | {"according"}


def _at(s: Sentence, block: int, at: int, floor: int, found: list[Attribution]) -> tuple[Attribution | None, int]:
    if s.quoted[at]:
        return None, at + 1
    low = s.lows[at]
    if low == "according" and s.lows[at + 1 : at + 2] == ["to"]:
        return _according(s, block, at, floor, found)
    if low in predicates.ADJECTIVES and (felt := predicates.predicate(s, block, at, floor)) is not None:
        return felt
    cue = cueverbs.cue_at(s, at, floor)
    if cue is None:
        if low in nouns.NOUNS_OF_CLAIM:
            return nouns.by_noun(s, block, at, floor)
        return None, at + 1
    return _by_verb(s, block, cue, floor, found)


# -- according to --


def _according(
    s: Sentence, block: int, start: int, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    end = start + 2
    source = contents.phrase(s, end)
    if source is None:
        return None, end
    cue = contents.chars(s, start, end)
    if found and start - floor < 3:
        found[-1].via.append(contents.chars(s, *source))
        return None, source[1]
    if start - floor >= 3:
        content = contents.piece(s, floor, start)
        nxt = source[1]
    else:
        begin = source[1] + (source[1] < len(s) and s.words[source[1]] == ",")
        nxt = endings.content_end(s, begin, frozenset())
        content = contents.piece(s, begin, nxt)
    if content is None:
        return None, end
    return Attribution(block, cue, "according to", contents.chars(s, *source), [(block, *content)]), nxt


# -- verbs --


def _by_verb(
    s: Sentence, block: int, cue: contents.Cue, floor: int, found: list[Attribution]
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


def _finite(
    s: Sentence, block: int, cue: contents.Cue, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    inverted = None
    subject = None
    if cue.start == cue.verb and cue.form.lemma != "tell" and _after_content(s, cue.start, floor):
        inverted = _inverted(s, cue, floor)
    if cue.start == 0 and cue.form.tense == "past":
        inverted = subjects.behind(s, cue.end, len(s))
        return (None, cue.end) if inverted is None else _announced(s, block, cue, inverted)
    if inverted is None:
        subject = subjects.before(s, cue.start, floor)
        if subject is None and not found and cue.start > 1 and s.lows[cue.start - 1] in ("and", "but"):
            subject = announcing.subject_words(s, cue.start)
        if subject is None and found and cue.start > 0 and s.lows[cue.start - 1] in ("and", "but", ",", "or"):
            return _coordinated(s, block, cue, found)
        if subject is None:
            return None, cue.end
    source = inverted or subject or (cue.start, cue.end)
    first = min(source[0], cue.start)
    rest = max(source[1], cue.end) if inverted else cue.end
    return _complete(s, block, cue, source, (floor, first, rest), found)


def _announced(s: Sentence, block: int, cue: contents.Cue, source: tuple[int, int]) -> tuple[Attribution | None, int]:
    """Said X: "..." """
    content, end = contents.following(s, cue, source[1])
    if content is None:
        return None, cue.end
    return Attribution(
        block, contents.chars(s, cue.verb, cue.end), cue.form.lemma, contents.chars(s, *source), [(block, *content)]
    ), end


def _inverted(s: Sentence, cue: contents.Cue, floor: int) -> tuple[int, int] | None:
    """The speaker behind "...," said; behind a mere comma only one that ends the clause."""
    found = subjects.behind(s, cue.end, len(s))
    if found is None or s.quoted[cue.start - 1]:
        return found
    if not {Frame.SAY, Frame.QUOTE} & cue.frames or cue.form.tense == "base":
        return None
    if any(low in wording.AUXILIARIES for low in s.lows[found[0] : found[1]]):
        return None
    # "Ilka Brandt, who has the key, said the mayor lost it": a clause, and its speaker stands before the commas
    if _clause(s, *found) and subjects.before(s, cue.start, floor) is not None:
        return None
    return found


def _clause(s: Sentence, start: int, end: int) -> bool:
    """Has a noun phrase, or what stands right behind it, a verb?"""
    behind = s.lows[end] if end < len(s) else ""
    if behind == "that" or behind in wording.AUXILIARIES:
        return True
    for k in range(start + 1, end):
        low, before = s.lows[k], s.lows[k - 1]
        if s.words[k][0].isupper() or before in wording.DETERMINERS or wording.is_adverb(before):
            continue
        form = english().verbs.get(low)
        if low in wording.IRREGULAR or (low.endswith("ed") and len(low) > 4) or (form and form.tense in ("past", "s")):
            return True
    return False


def _after_content(s: Sentence, at: int, floor: int) -> bool:
    """Does a verb stand right behind a quotation or a comma?"""
    return at > floor and (s.words[at - 1] == "," or s.quoted[at - 1])


def _coordinated(
    s: Sentence, block: int, cue: contents.Cue, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    """... and called on them to go: the subject of the verb before."""
    content, end = contents.following(s, cue, cue.end)
    if content is None:
        return None, cue.end
    return Attribution(
        block, contents.chars(s, cue.start, cue.end), cue.form.lemma, found[-1].source, [(block, *content)]
    ), end


def _complete(
    s: Sentence,
    block: int,
    cue: contents.Cue,
    source: tuple[int, int],
    edges: tuple[int, int, int],
    found: list[Attribution],
) -> tuple[Attribution | None, int]:
    floor, first, rest = edges
    if found and _parenthetical(s, cue, edges):
        if found[-1].clause:
            found[-1].via.append(contents.chars(s, *source))
            return None, rest
        found.pop()  # "X called a strike, Y reported": what X did is what Y says
        floor = 0
    if found and first - floor <= 1 and Frame.SAY in cue.frames and s.quoted[first - 1]:
        return _interposed(s, block, cue, source, rest)
    before_it = contents.preceding(s, floor, first) if _takes_before(s, cue, rest) else None
    content: list[tuple[int, int, int]] = []
    end = rest
    if before_it is not None:
        content.append((block, *before_it))
        more, end = contents.resumed(s, rest)
        if more is not None:
            content.append((block, *more))
    else:
        if (
            Frame.SHOW in cue.frames
            and not ({Frame.SAY, Frame.THINK} & cue.frames)
            and not contents.shows(s, source, cue)
        ):
            return None, cue.end
        after_it, end = contents.following(s, cue, rest)
        if after_it is not None:
            content.append((block, *after_it))
    if not content:
        return None, cue.end
    made = Attribution(
        block, contents.chars(s, cue.start, cue.end), cue.form.lemma, contents.chars(s, *source), content
    )
    made.clause = bool({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW} & cue.frames)
    return made, max(end, cue.end)


def _interposed(
    s: Sentence, block: int, cue: contents.Cue, source: tuple[int, int], rest: int
) -> tuple[Attribution, int]:
    """X held that they were "the best," he said. "They ...": behind a quotation that is X's, what he goes on to say."""
    more, end = contents.resumed(s, rest)
    if more is None:
        more, end = contents.following(s, cue, rest)
    content = [(block, *more)] if more else []
    cue_at = contents.chars(s, cue.start, cue.end)
    return Attribution(block, cue_at, cue.form.lemma, contents.chars(s, *source), content), max(end, rest)


def _takes_before(s: Sentence, cue: contents.Cue, rest: int) -> bool:
    """Can what stands before a cue and its subject be what is said? Not where "that", "yes" or "as much" follows."""
    if not ({Frame.SAY, Frame.QUOTE, Frame.THINK, Frame.TELL} & cue.frames):
        return False
    return s.lows[cue.start - 1] not in ("who", "which") and not contents.stands_for_clause(s, rest)


def _parenthetical(s: Sentence, cue: contents.Cue, edges: tuple[int, int, int]) -> bool:
    """..., X reported: behind what somebody else said, with nothing left to say."""
    floor, first, rest = edges
    closed = rest >= len(s) or s.words[rest] in ",." or s.lows[rest] in wording.DAYS or s.lows[rest] == "on"
    return Frame.SAY in cue.frames and first - floor <= 1 and s.words[max(0, first - 1)] == "," and closed


def _passive(s: Sentence, block: int, cue: contents.Cue, floor: int) -> tuple[Attribution | None, int]:
    """... was criticised by X; it was first reported by X."""
    by = next((k for k in range(cue.end, min(len(s), cue.end + 8)) if s.lows[k] == "by"), None)
    if by is None or s.quoted[by]:
        return None, cue.end
    source = contents.phrase(s, by + 1)
    content = subjects.before(s, cue.start, floor)
    if source is None or content is None:
        return None, cue.end
    piece = contents.chars(s, *content)
    return Attribution(
        block, contents.chars(s, cue.start, by + 1), cue.form.lemma, contents.chars(s, *source), [(block, *piece)]
    ), source[1]


def _citing(
    s: Sentence, block: int, cue: contents.Cue, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    """..., citing X: the attribution before leans on X."""
    source = contents.phrase(s, cue.end)
    if source is None:
        return None, cue.end
    if found:
        found[-1].cited.append(contents.chars(s, *source))
        return None, source[1]
    content = contents.piece(s, floor, cue.start)
    if content is None:
        return None, cue.end
    return Attribution(
        block, contents.chars(s, cue.start, cue.end), cue.form.lemma, contents.chars(s, *source), [(block, *content)]
    ), source[1]


def _participle(
    s: Sentence, block: int, cue: contents.Cue, floor: int, found: list[Attribution]
) -> tuple[Attribution | None, int]:
    """..., adding that: the speaker of the sentence; a statement saying that: the statement."""
    if not ({Frame.SAY, Frame.TELL, Frame.QUOTE, Frame.JUDGE} & cue.frames):
        return None, cue.end
    before = cue.verb - 1
    if s.lows[max(0, before - 1) : before + 1] == ["in", "effect"]:
        before -= 2
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
        source = contents.chars(s, *named) if named else None
        if Frame.SAY not in cue.frames:
            return None, cue.end
    elif s.lows[before] in ("for", "from", "about", "of", "without", "against"):
        return None, cue.end
    if source is None:
        source = found[-1].source if found else announcing.subject(s, cue.verb)
    content, end = contents.following(s, cue, cue.end)
    if content is None:
        return None, cue.end
    return Attribution(block, contents.chars(s, cue.verb, cue.end), cue.form.lemma, source, [(block, *content)]), end
