"""From a capture to a report: article, furniture, learned outlet rules.

read(capture, outlet_rule=None, limits=None) -> Report      every block one byte range of the payload less its gaps
read_document(capture, entry, limits=None) -> Report        an item of an agency document, the same way
witnesses(capture, entry_content) -> tuple[Witness, ...]    what the page's own data and its feed entry say of the text
witness(name, markup) -> Witness                             an account that was had by another way
corroborate(report, witnesses) -> Corroboration             how well they bear a reading out
learn(confirmed, source_id, learned_at) -> OutletRule       what confirmed pages teach about one outlet
"""

from mediawire.reading.corroboration import corroborate, witness, witnesses
from mediawire.reading.documents import read_document
from mediawire.reading.outlets import learn
from mediawire.reading.reader import read

__all__ = ["corroborate", "learn", "read", "read_document", "witness", "witnesses"]
