"""Words that deny, and words that hedge, as English writes them."""

from __future__ import annotations

from mediawire.text.wordlists import words

NEGATORS = words("not no never none nobody nothing neither nor without cannot nowhere non nay nix zero")
_DENYING = (
    *(
        "deni",
        "deny",
        "refus",
        "reject",
        "fail",
        "unable",
        "lack",
        "declin",
        "avoid",
        "prevent",
        "stop",
        "block",
        "barr",
    ),
    *(
        "bann",
        "hardly",
        "barely",
        "scarcely",
        "unlikely",
        "impossib",
        "instead",
        "absen",
        "against",
        "oppos",
        "dismiss",
    ),
    *(
        "disput",
        "denounc",
        "false",
        "untrue",
        "wrong",
        "debunk",
        "contradict",
        "ceas",
        "quit",
        "less",
        "rather",
        "doubt",
    ),
    *("unclear", "loss", "lost", "cancel", "scrap", "abandon", "withdr", "reluct", "until", "unless", "ignor", "myth"),
    *("hoax", "exempt", "except", "halt", "prohibit", "longer", "immune", "rare", "ban", "bar", "few", "end", "only"),
)

HEDGES = words(
    "may might could possibly perhaps maybe probably likely allegedly reportedly apparently seemingly"
    " supposedly alleged"
    " purportedly suspected accused potential potentially unconfirmed presumably"
)
MODALS = words(
    "may might can could will would shall should must to cannot do does did don't doesn't didn't won't wouldn't can't"
    " couldn't shouldn't shan't mustn't let lets let's help helps helped make makes made see sees saw hear watch"
    " watches why please"
    " dare not ever never being if how that gonna gotta suggest suggests demand demands insist insists than"
)


def negates(word: str) -> bool:
    """Is a word (small letters, straight apostrophe) one that negates what follows?"""
    return word in NEGATORS or word.endswith("n't")


def denies(word: str) -> bool:
    """Does a word deny, by itself or by its meaning ("refused", "unable"), generously?"""
    return negates(word) or word.startswith(_DENYING)


def modal(word: str) -> bool:
    """May a bare verb stand behind this word: a modal, "to", a contraction with "will" or "would"?"""
    return word in MODALS or word.endswith(("'ll", "'d"))
