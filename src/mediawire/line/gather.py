"""The first half of the line: poll doors, fetch leads, keep captures. Driven by rows: what is due, until it is written."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from mediawire.archive import alarms, captures, items, leads, sources
from mediawire.archive.leads import LeadState
from mediawire.archive.sources import DoorState, PollOutcome
from mediawire.intake import doors, identity, manners, notices
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line import rules
from mediawire.line.rules import Absence, Disappearance
from mediawire.line.tools import Ledger, Tools, log
from mediawire.model.capture import Exchange
from mediawire.model.errors import RetrievalError, SourceFault, UnreadableFeed, WireError
from mediawire.model.feed import FeedDocument, Notice, NoticeKind
from mediawire.model.item import Decision, DecisionKind
from mediawire.model.source import Source

_GONE = (404, 410)
