"""Closed word classes of English, as far as the search for subjects and clauses needs them."""

from __future__ import annotations

from mediawire.text.wordlists import words

AUXILIARIES = words(
    "has have had is are was were be been being do does did will would could may might should can must having 's 've 'd"
    " 'll 're isn't aren't wasn't weren't doesn't don't didn't won't wouldn't couldn't can't hasn't haven't hadn't"
    " cannot"
    " shouldn't 'm am get gets got"
)
ADVERBS = words(
    "also then later again now still just once even never often always not already since soon first ever further"
    " instead rather almost nearly twice sometimes away together long only too so"
)
DETERMINERS = words(
    "the a an this that these those some any each every no another both many several few most all one two three four"
    " five six seven eight nine ten his her its their our my your such other more"
)
POSSESSIVES = words("his her its their our my your whose")
PRONOUNS = words(
    "he she they it we i you who they'd he'd she'd they've we've i've he's she's it's everyone nobody someone"
)
RELATIVES = words("who which that whom")
PREPOSITIONS = words(
    "in on at by for from with of to about into onto over under after before during since until between among amid"
    " against toward towards through throughout without within upon as like than via per near across behind beyond"
    " despite except off outside inside including around following"
)
SUBORDINATORS = words(
    "that because when while as if whether although though since but so than where how why what unless until after"
    " before whereas whenever once and or nor yet"
)
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february march"
    " april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " earlier later recently morning afternoon evening night week month year mon tue wed thu fri sat sun"
)
FALSE_SUBJECTS = words("there here") | SUBORDINATORS
IRREGULAR = words(
    "went came took made gave saw left lost won ran struck fell rose held kept brought bought caught met paid sent"
    " built"
    " stood sat led hit cut set shut spread grew threw flew broke drove became goes comes takes makes gives leaves"
    " stands"
)


_NO_ADVERBS = words(
    "family reply ally italy rally july supply apply assembly anomaly homily monopoly"
    " emily carly daly lily beverly kimberly waverly sally billy willy molly polly holly dolly mcnally scully tully"
)


def is_adverb(low: str) -> bool:
    """Is a word an adverb by its look or by the list? Kelly, Reilly and Connolly are names."""
    return low in ADVERBS or (
        len(low) > 4
        and low.endswith("ly")
        and low not in _NO_ADVERBS
        and (not low.endswith(("elly", "illy", "olly")) or low == "wholly")
    )
