"""A pasted address at the desk: an editor's wish for a source's report, and nothing for anybody or anything else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from mediawire.archive import requests
from mediawire.desk.context import DeskContext, install
from mediawire.model.settings import House
from tests.contract.samples import NOW, OTHER, SOURCE

ADDRESS = f"{SOURCE.home}2026/pier-opens"


@pytest.fixture
def desk(database: None, client: Client) -> Client:
    """A desk with two sources, and nobody logged in."""
    house = House(name="The Pier", url="https://pier.example/", contact="desk@pier.example")
    install(
        DeskContext(
            house=house,
            sources={each.id: each for each in (SOURCE, OTHER)},
            objections=lambda _headline, _telling: [],
            proposals=lambda _telling: [],
            clock=lambda: NOW,
        )
    )
    return client


def _log_in(client: Client, *may: str) -> None:
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(user)


def test_an_editors_address_becomes_a_request_for_its_source(desk: Client) -> None:
    _log_in(desk, "read", "decide")
    shown = desk.post("/desk/take", {"url": f"  {ADDRESS} "}, follow=True)
    assert f"Asked for as a report of {SOURCE.name}" in shown.content.decode()
    [wish] = requests.open_requests(9)
    assert (wish.kind, wish.by, wish.item_id) == ("take", "ada", None)
    assert wish.details == {"url": ADDRESS, "source": SOURCE.id}


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://nobody.example/1", "file:///etc/passwd"])
def test_what_lies_at_no_sources_site_is_refused_and_shown_as_text(desk: Client, url: str) -> None:
    _log_in(desk, "read", "decide")
    shown = desk.post("/desk/take", {"url": url}, follow=True)
    assert "site" in shown.content.decode()
    assert requests.open_requests(9) == []
    hostile = desk.post("/desk/take", {"url": "<script>alert(1)</script>"}, follow=True).content.decode()
    assert "<script>" not in hostile


def test_who_may_not_decide_may_not_take(desk: Client) -> None:
    assert desk.post("/desk/take", {"url": ADDRESS}).status_code == 302, "to the log-in"
    _log_in(desk, "read")
    assert desk.post("/desk/take", {"url": ADDRESS}).status_code == 403
    assert desk.get("/desk/take").status_code in (403, 405)
    assert requests.open_requests(9) == []
