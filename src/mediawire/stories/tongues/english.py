"""English."""

from __future__ import annotations

from mediawire.stories.commonplace import STOP
from mediawire.stories.tongues.tongue import Tongue

ENGLISH = Tongue("en", "latin", STOP, frozenset(("the", "of", "and", "with", "said", "after", "for")))
