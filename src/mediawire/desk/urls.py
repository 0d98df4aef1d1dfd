"""Addresses of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from mediawire.desk import duties, permits, previews, teaching, terms, views

urlpatterns = [
    path("", views.queue, name="desk-queue"),
    path("quarantine/", views.quarantine, name="desk-quarantine"),
    path("sources/", views.sources, name="desk-sources"),
    path("take", views.take, name="desk-take"),
    path("preview", previews.ask, name="desk-preview-ask"),
    path("preview/<int:request_id>/", previews.show, name="desk-preview"),
    path("terms/<int:page_id>/confirm", terms.confirm, name="desk-terms-confirm"),
    path("duties/", duties.listed, name="desk-duties"),
    path("duties/<int:duty_id>/done", duties.done, name="desk-duty-done"),
    path("item/<int:item_id>/", views.item, name="desk-item"),
    path("item/<int:item_id>/decide", views.decide, name="desk-decide"),
    path("item/<int:item_id>/permit", permits.permit, name="desk-permit"),
    path("item/<int:item_id>/headline", views.headline, name="desk-headline"),
    path("item/<int:item_id>/teach", teaching.teach, name="desk-teach"),
    path("login/", LoginView.as_view(template_name="desk/login.html"), name="desk-login"),
    path("logout/", LogoutView.as_view(), name="desk-logout"),
    path("static/desk.css", views.stylesheet, name="desk-css"),
    path("static/desk.js", views.script, name="desk-js"),
]
