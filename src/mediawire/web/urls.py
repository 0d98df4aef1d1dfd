"""Addresses of what is dynamic: desk, search, the doors of hubs and agencies. All else is a file of the press."""

from __future__ import annotations

from django.urls import include, path

from mediawire.web.callbacks import hub
from mediawire.web.pushing import push
from mediawire.web.search import search

urlpatterns = [
    path("desk/", include("mediawire.desk.urls")),
    path("websub/<slug:token>", hub, name="websub"),
    path("documents/<slug:source_id>", push, name="documents"),
    path("search", search, name="search"),
]
