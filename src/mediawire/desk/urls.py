"""Addresses of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from mediawire.desk import views

urlpatterns = [
    path("", views.queue, name="desk-queue"),
    path("quarantine/", views.quarantine, name="desk-quarantine"),
    path("sources/", views.sources, name="desk-sources"),
    path("take", views.take, name="desk-take"),
    path("item/<int:item_id>/", views.item, name="desk-item"),
    path("item/<int:item_id>/decide", views.decide, name="desk-decide"),
    path("login/", LoginView.as_view(template_name="desk/login.html"), name="desk-login"),
    path("logout/", LogoutView.as_view(), name="desk-logout"),
    path("static/desk.css", views.stylesheet, name="desk-css"),
]
