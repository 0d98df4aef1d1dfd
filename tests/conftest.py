"""What all tests share: Django's settings for a wire in a temporary folder, set before Django reads them.

MEDIAWIRE_DATABASE names the database of the contract tests; without it they run on SQLite. Tests that ask for no
database need none.

Property tests have no deadline, and their cases are the same in every run: a change must not fail on how busy a machine
was, nor on what chance found. `HYPOTHESIS_PROFILE=explore` lets chance look further.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

_FOLDER = tempfile.TemporaryDirectory(prefix="mediawire-tests-")
(Path(_FOLDER.name) / "data").mkdir()
os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
os.environ["MEDIAWIRE_FOLDER"] = _FOLDER.name
os.environ["no_proxy"] = os.environ["NO_PROXY"] = "*"  # what tests ask is on this machine, whatever its proxy is
os.environ["MEDIAWIRE_SECRET"] = "a-secret-of-the-tests-alone-0123456789"

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
