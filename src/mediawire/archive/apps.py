"""The archive as a Django application."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Tables of the archive."""

    name = "mediawire.archive"
    label = "archive"
