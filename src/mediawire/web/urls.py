"""Addresses of what is dynamic: desk, search and the hubs' callback. All else is a file that the press printed."""

from __future__ import annotations

from django.urls import include, path

from mediawire.web.callbacks import hub
from mediawire.web.search import search

urlpatterns = [
    path("desk/", include("mediawire.desk.urls")),
    path("websub/<slug:token>", hub, name="websub"),
    path("search", search, name="search"),
]
