"""Addresses of what is dynamic: the desk and the search. Everything else is a file that the press printed."""

from __future__ import annotations

from django.urls import include, path

from mediawire.web.search import search

urlpatterns = [
    path("desk/", include("mediawire.desk.urls")),
    path("search", search, name="search"),
]
