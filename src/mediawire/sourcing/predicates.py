"""What somebody is said to feel or to be sure of: "she was sure that ...", "they are worried about ..."."""

from __future__ import annotations

from mediawire.sourcing import contents, endings, subjects, wording
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Sentence
from mediawire.text.cues import Frame
from mediawire.text.wordlists import words

# Adjectives of knowing and feeling, by what stands behind them (after Quirk et al., "A Comprehensive Grammar of the
# English Language", 1985, sections 16.69 to 16.83).
_THAT = words(
    "sure certain confident convinced aware unaware hopeful optimistic pessimistic doubtful skeptical sceptical adamant"
    " afraid fearful worried concerned anxious nervous glad happy unhappy pleased delighted thrilled proud sorry sad"
    " saddened disappointed dismayed upset angry furious outraged incensed frustrated annoyed alarmed shocked stunned"
    " surprised amazed astonished grateful thankful relieved satisfied dissatisfied ashamed embarrassed appalled"
    " disgusted horrified troubled bothered insistent suspicious mindful puzzled baffled irritated insulted offended"
    " persuaded resentful"
)
_WITHOUT = words("wary critical supportive dismissive contemptuous disdainful leery enthusiastic passionate excited")
_TO = words(
    "eager willing unwilling ready reluctant determined keen anxious afraid prepared unprepared hesitant loath inclined"
    " disinclined happy glad pleased proud"
)
_ABOUT = _THAT | _WITHOUT
_NEW = wording.PRONOUNS | wording.DETERMINERS
ADJECTIVES = _THAT | _WITHOUT | _TO
_BEHIND = words("of about with by over at toward towards for")
_COPULAS = words(
    "is are was were be been being 's 're 'm am isn't aren't wasn't weren't feel feels felt remain"
    " remains remained become becomes became grow grows grew"
)
_DEGREES = words("very more most so less quite rather pretty too increasingly extremely not never also still equally")


def predicate(s: Sentence, block: int, at: int, floor: int) -> tuple[Attribution, int] | None:
    """The attribution that an adjective makes behind a form of "be", and the word where it ends."""
    copula = at - 1
    while copula > floor and (s.lows[copula] in _DEGREES or wording.is_adverb(s.lows[copula])):
        copula -= 1
    if copula <= floor - 1 or copula < 1 or s.lows[copula] not in _COPULAS or s.quoted[copula]:
        return None
    begin = _complement(s, at)
    source = subjects.before(s, start := subjects.group_start(s, copula, floor), floor)
    if begin is None or source is None or s.lows[source[1] - 1] in ("it", "this", "that", "there"):
        return None
    end = endings.content_end(s, begin, frozenset({Frame.THINK}))
    content = contents.piece(s, begin, end)
    if content is None:
        return None
    cue = contents.chars(s, start, begin if s.lows[begin - 1] in _BEHIND else at + 1)
    made = Attribution(block, cue, s.lows[at], contents.chars(s, *source), [(block, *content)], clause=True)
    return made, end


def _complement(s: Sentence, at: int) -> int | None:
    """Where what is felt begins: a clause, an infinitive, or what stands behind "of" and the like."""
    low, rest = s.lows[at], at + 1
    if rest + 1 >= len(s) or s.quoted[rest]:
        return None
    if s.lows[rest] == "to":
        return rest if low in _TO else None
    if s.lows[rest] in _BEHIND:
        return rest + 1 if low in _ABOUT else None
    if low not in _THAT:
        return None
    if s.lows[rest] in ("that", "whether", "how", "why", "what", "if"):
        return rest
    new = s.lows[rest] in _NEW or s.words[rest][:1].isupper()
    return rest if new and endings.has_verb(s, rest, min(len(s), rest + 8)) else None
