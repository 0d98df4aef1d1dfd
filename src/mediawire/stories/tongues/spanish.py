"""Spanish."""

from __future__ import annotations

from mediawire.stories.tongues.tongue import Tongue
from mediawire.text.wordlists import words

TONGUE = Tongue(
    "es",
    "latin",
    words(
        "el la los las un una unos unas de del al a y e o u pero no que quien cual este esta estos estas ese"
        " esa su sus se le les lo él ella ellos ellas nos yo en por para con sin sobre entre hasta desde tras"
        " ante según durante es son era eran fue fueron ser ha han había habían haber más menos muy también"
        " como si ya todo todos toda todas dijo dijeron afirmó señaló año años"
    ),
    words("el los las y del una por con para que se su"),
)
