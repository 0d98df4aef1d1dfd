"""Words in their own case, looked up where they lie: is a word written small, with a capital, or both?

The list has a line for each word in small letters, sorted as bytes: "aback", and behind colons the forms in which it
is written where that is not this one alone: "aachen:Aachen", "bush:Bush:bush".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mediawire.house.stretches import Stretches

_LATELY = 20_000  # words whose sort is kept at hand
_SMALL, _CAPITAL, _BOTH = 1, 2, 3


class CasedWords:
    """One list of words; `words`, `names`, `either` and `forms` are what a `Dictionary` calls so."""

    def __init__(self, text: bytes) -> None:
        self._text = b"\n" + text.strip(b"\n") + b"\n"
        self._stretches = Stretches(self._text, lambda line: line.partition(b":")[0])
        self._lately: dict[str, int] = {}
        self.words: Collection[str] = _Sorts(self, frozenset({_SMALL, _CAPITAL, _BOTH}))
        self.names: Collection[str] = _Sorts(self, frozenset({_CAPITAL}))
        self.either: Collection[str] = _Sorts(self, frozenset({_BOTH}))
        self.forms: Mapping[str, str] = _InnerCapitals(self)

    def sort_of(self, word: str) -> int:
        """Whether a word (small letters) is written small (1), with a capital (2), both ways (3), or not at all (0)."""
        sort = self._lately.get(word)
        if sort is None:
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            sort = self._lately[word] = _sort(word, self.forms_of(word))
        return sort

    def forms_of(self, word: str) -> list[str]:
        """The forms in which the list has a word (small letters); none where it lacks it."""
        key = word.encode("utf-8", "replace")
        if not key or b"\n" in key or b":" in key:
            return []
        start, end = self._stretches.around(key)
        at = self._text.find(b"\n" + key + b"\n", start, end)
        if at >= 0:
            return [word]
        at = self._text.find(b"\n" + key + b":", start, end)
        if at < 0:
            return []
        return self._text[at + len(key) + 2 : self._text.index(b"\n", at + 1)].decode().split(":")

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        """Each word with its forms, in order."""
        for line in self._text.decode().split():
            word, *forms = line.split(":")
            yield word, forms or [word]


def _sort(word: str, forms: list[str]) -> int:
    return (_SMALL if word in forms else 0) | (_CAPITAL if any(form != word for form in forms) else 0)


class _Sorts(Collection[str]):
    """The words of a list that are written in certain ways."""

    def __init__(self, listed: CasedWords, sorts: frozenset[int]) -> None:
        self._sort_of, self._listed, self._sorts = listed.sort_of, listed, sorts

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._sort_of(word) in self._sorts

    def __iter__(self) -> Iterator[str]:
        return (word for word, forms in self._listed if _sort(word, forms) in self._sorts)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _InnerCapitals(Mapping[str, str]):
    """The one form of each name that has capitals inside: "iphone" is written "iPhone"."""

    def __init__(self, listed: CasedWords) -> None:
        self._listed = listed

    def __getitem__(self, word: str) -> str:
        inner = [form for form in self._listed.forms_of(word) if form[1:] != form[1:].lower()]
        if not inner or self._listed.sort_of(word) != _CAPITAL:
            raise KeyError(word)
        return max(inner)

    def __iter__(self) -> Iterator[str]:
        return (word for word in self._listed.names if word in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
