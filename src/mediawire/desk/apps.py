"""The desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The editors' pages."""

    name = "mediawire.desk"
    label = "desk"
