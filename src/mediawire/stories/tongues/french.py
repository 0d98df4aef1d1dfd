"""French."""

from __future__ import annotations

from mediawire.stories.tongues.tongue import Tongue
from mediawire.text.wordlists import words

TONGUE = Tongue(
    "fr",
    "latin",
    words(
        "le la les l un une des du de d et ou mais ne pas que qui quoi dont où ce cet cette ces son sa ses"
        " leur leurs il elle ils elles on nous vous je se s en y au aux à dans par pour avec sans sous sur"
        " entre vers chez depuis après avant pendant est sont était étaient été être a ont avait avaient"
        " avoir plus moins très aussi comme si tout tous toute toutes même déclaré dit selon ans année années"
        " qu n c"
    ),
    words("le la les des et une est dans qui pour que du au"),
)
