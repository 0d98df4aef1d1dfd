"""German, which writes every noun with a capital."""

from __future__ import annotations

from mediawire.stories.tongues.tongue import Tongue
from mediawire.text.wordlists import words

TONGUE = Tongue(
    "de",
    "latin",
    words(
        "der die das den dem des ein eine einer eines einem einen und oder aber auch nicht kein keine ist"
        " sind war waren wird werden wurde wurden worden hat haben hatte hatten sein seine seiner ihr ihre"
        " ihrer er sie es wir ich man in im an am auf aus bei mit nach von vom vor zu zum zur für über unter"
        " gegen ohne um bis durch während wegen dass daß wenn als wie so noch nur schon mehr sehr was wer wo"
        " dieser diese dieses sich sagte sagten teilte mit erklärte jahr jahre jahren kann können soll sollen"
    ),
    words("der die das und nicht mit ist von den dem sich ein eine auf"),
    capitals=False,
)
