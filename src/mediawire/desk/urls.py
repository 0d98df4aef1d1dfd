"""Addresses of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, register_converter
from django.urls.converters import IntConverter

from mediawire.desk import duties, permits, previews, teaching, terms, views


class RowConverter(IntConverter):
    """A row's number: no longer than the databases count."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")

urlpatterns = [
    path("", views.queue, name="desk-queue"),
    path("quarantine/", views.quarantine, name="desk-quarantine"),
    path("sources/", views.sources, name="desk-sources"),
    path("take", views.take, name="desk-take"),
    path("preview", previews.ask, name="desk-preview-ask"),
    path("preview/<row:request_id>/", previews.show, name="desk-preview"),
    path("terms/<row:page_id>/confirm", terms.confirm, name="desk-terms-confirm"),
    path("duties/", duties.listed, name="desk-duties"),
    path("duties/<row:duty_id>/done", duties.done, name="desk-duty-done"),
    path("item/<row:item_id>/", views.item, name="desk-item"),
    path("item/<row:item_id>/decide", views.decide, name="desk-decide"),
    path("item/<row:item_id>/permit", permits.permit, name="desk-permit"),
    path("item/<row:item_id>/headline", views.headline, name="desk-headline"),
    path("item/<row:item_id>/teach", teaching.teach, name="desk-teach"),
    path("login/", LoginView.as_view(template_name="desk/login.html"), name="desk-login"),
    path("logout/", LogoutView.as_view(), name="desk-logout"),
    path("static/desk.css", views.stylesheet, name="desk-css"),
    path("static/desk.js", views.script, name="desk-js"),
]
