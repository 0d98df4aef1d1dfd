"""What a rule finds: a cue, its source, and what is attributed."""

from __future__ import annotations

import dataclasses

from mediawire.sourcing.tokens import Place


@dataclasses.dataclass(slots=True)
class Attribution:
    """A cue with its source and what is attributed, as characters of one block; more content may follow in others."""

    block: int
    cue: Place
    lemma: str
    source: Place | None
    content: list[tuple[int, int, int]]  # block, start, end
    clause: bool = False  # the cue takes a clause: said that, believes that
    quoted: bool = False  # some of the content stands in quotation marks
    nameless: bool = False  # nobody says whose it is: "Asked why ..."
    aside: bool = False  # said with a noun in a sentence that may be another's: "her plan to ..."
    turn: bool = False  # a turn of a conversation, which needs no marks
    cited: list[Place] = dataclasses.field(default_factory=list)  # those that the source cites in turn
    via: list[Place] = dataclasses.field(default_factory=list)  # those that are said to report it: "..., X reported"
