"""What all tests share: Django's settings for a wire in a temporary folder, set before Django reads them.

MEDIAWIRE_DATABASE names the database of the contract tests; without it they run on SQLite. Tests that ask for no
database need none.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="mediawire-tests-")
(Path(_FOLDER.name) / "data").mkdir()
os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
os.environ["MEDIAWIRE_FOLDER"] = _FOLDER.name
os.environ["MEDIAWIRE_SECRET"] = "a-secret-of-the-tests-alone-0123456789"
