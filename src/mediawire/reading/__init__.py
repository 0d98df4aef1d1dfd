"""From a capture to a report: article, furniture, learned outlet rules.

read(capture, outlet_rule=None, limits=None) -> Report      every block one byte range of the payload less its gaps
read_document(capture, entry, limits=None) -> Report        an item of an agency document, the same way
witnesses(capture, entry_content) -> tuple[Witness, ...]    what the page's own data and its feed entry say of the text
witness(name, markup) -> Witness                             an account that was had by another way
corroborate(report, witnesses) -> Corroboration             how well they bear a reading out
repeated(report, earlier) -> tuple[str, ...]                blocks that stood on earlier pages of the outlet
confirmed(capture, spans) -> Confirmed                      what an editor confirmed, as the text of byte ranges
learn(confirmed, source_id, learned_at) -> OutletRule       what confirmed pages teach about one outlet
golden(rule, confirmed) -> Golden                           how a confirmed page is read by the rule, and without
"""

from mediawire.reading.corroboration import corroborate, repeated, witness, witnesses
from mediawire.reading.documents import read_document
from mediawire.reading.golden import Golden, confirmed, golden
from mediawire.reading.learning import learn
from mediawire.reading.reader import read

__all__ = [
    "Golden",
    "confirmed",
    "corroborate",
    "golden",
    "learn",
    "read",
    "read_document",
    "repeated",
    "witness",
    "witnesses",
]
