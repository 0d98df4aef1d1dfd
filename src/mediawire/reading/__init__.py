"""From a capture to a report: article, furniture, learned outlet rules.

read(capture, outlet_rule=None, limits=None) -> Report      every block one byte range of the payload less its gaps
witnesses(capture, entry_content) -> tuple[Witness, ...]    what the page's own data and its feed entry say of the text
corroborate(report, witnesses) -> Corroboration             how well they bear a reading out
learn(confirmed, source_id, learned_at) -> OutletRule       what confirmed pages teach about one outlet
"""

from mediawire.reading.corroboration import corroborate, witnesses
from mediawire.reading.learning import learn
from mediawire.reading.reader import read

__all__ = ["corroborate", "learn", "read", "witnesses"]
