"""Bring Django up for one wire: settings by environment, then its tables."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import django
from django.core.management import call_command

from mediawire.house import Wire
from mediawire.house.folder import secret


def start(wire: Wire) -> None:
    """Set up Django for this wire; raises ConfigurationError where the folder was not made by `mediawire init`."""
    os.environ["MEDIAWIRE_FOLDER"] = str(wire.folder)
    os.environ["MEDIAWIRE_DATABASE"] = wire.database_url
    os.environ["MEDIAWIRE_SECRET"] = secret(wire.data)
    os.environ["MEDIAWIRE_HOSTS"] = ",".join(_hosts(wire))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
    django.setup()


def migrate() -> None:
    """Bring the tables to the present version."""
    call_command("migrate", verbosity=0, interactive=False)


def _hosts(wire: Wire) -> list[str]:
    hosts = {"localhost", "127.0.0.1", "[::1]", wire.web.host}
    for url in (wire.web.public_url, wire.house.url, wire.doors.callback):
        if name := urlsplit(url).hostname:
            hosts.add(name)
    return sorted(hosts - {"0.0.0.0", "::"})  # noqa: S104
