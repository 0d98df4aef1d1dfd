"""Copies, stories and changes: how the tellings of one event relate.

Verbs and an index: `copies` finds the same text in two reports, `group` the reports of one event, `parts` those that
hang together when one is gone, `changes` what differs between two tellings, `ancestry` which telling leans on which; a
`Window` holds the recent reports and finds the candidates for the first two.
"""

from __future__ import annotations

from mediawire.stories.ancestry import ancestry
from mediawire.stories.comparing import changes
from mediawire.stories.copying import copies
from mediawire.stories.grouping import group
from mediawire.stories.near import Near
from mediawire.stories.parting import apart, parts, renamed
from mediawire.stories.window import Window
from mediawire.stories.wordindex import WordIndex

__all__ = ["Near", "Window", "WordIndex", "ancestry", "apart", "changes", "copies", "group", "parts", "renamed"]
