"""Arabic, which joins its article and short words to those that follow, and marks no names."""

from __future__ import annotations

import re

from mediawire.stories.tongues.tongue import Tongue
from mediawire.text.wordlists import words

_MARKS = re.compile(r"[ً-ْٰـ]")  # vowels, and the stroke that lengthens a word
_JOINED = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وف](?=[^\W\d_]{4}))(?=[^\W\d_]{3})")
_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:ات|ون|ين|ان|ها|هم|ية|ه|ة|ي|ا)$")
_SAME = str.maketrans("أإآىؤئ", "ااايوي")


def stem(word: str) -> str:
    """A word without the article, joined short words, the commonest endings and the vowels, at most seven letters."""
    return _ENDING.sub("", _JOINED.sub("", _MARKS.sub("", word).translate(_SAME)))[:7]


TONGUE = Tongue(
    "ar",
    "arabic",
    words(
        "في من على إلى الى عن مع أن ان إن هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت يكون هو هي"
        " هم كما أو او ثم حيث بعد قبل بين عند كل أي غير وقال وقالت قال قالت وأضاف أضاف بحسب خلال منذ حتى إذا"
        " لكن وكان كانوا وفي ومن وعلى عام سنة اليوم أمس نحو أكثر أقل ولا وما به بها له لها فيه فيها عليه"
        " عليها إنه إنها وأن وإن"
    ),
    words("في من على إلى عن أن التي وقال"),
    stem,
    capitals=False,
)
