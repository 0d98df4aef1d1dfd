"""Counted words, looked up where they lie: the same answers as the plain list gives."""

from __future__ import annotations

import gzip
import hashlib
import importlib.resources
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.house.counted import SURVEYED, Counts

WORDS = st.dictionaries(st.text(min_size=1, max_size=8), st.integers(1, 10**9), max_size=40)


def packed(words: dict[str, int], *, sort: bool = True, indent: int | None = 0) -> bytes:
    text = json.dumps(words, ensure_ascii=False, sort_keys=sort, indent=indent)
    return gzip.compress(text.encode("utf-8", "surrogatepass"))


@given(WORDS, st.booleans(), st.sampled_from([0, None, 2]))
def test_any_list_answers_as_it_is(words: dict[str, int], sort: bool, indent: int | None) -> None:
    counts = Counts(packed(words, sort=sort, indent=indent))
    assert dict(counts) == words
    assert (len(counts), counts.total) == (len(words), sum(words.values()))
    for word in [*words, "absent", ""]:
        assert counts.get(word) == words.get(word)
        assert (word in counts) == (word in words)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ar", "fa"])
def test_the_shipped_lists_are_looked_up_where_they_lie(language: str) -> None:
    data = importlib.resources.files("spellchecker.resources").joinpath(f"{language}.json.gz").read_bytes()
    plain = json.loads(gzip.decompress(data))
    counts = Counts(data)
    assert SURVEYED[hashlib.sha256(data).hexdigest()] == counts.surveyed() == (sum(plain.values()), len(plain))
    assert (len(counts), counts.total) == (len(plain), sum(plain.values()))
    assert counts._plain is None
    for word in list(plain)[:: len(plain) // 500]:
        assert counts[word] == plain[word]
        assert word + "\u0301x" not in counts
