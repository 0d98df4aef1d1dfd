"""A listing page tried at the desk: asked for, fetched by the line's one fetcher, and shown link by link."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from mediawire.archive import requests
from mediawire.desk.context import DeskContext, install
from mediawire.intake.fetcher import Fetcher
from mediawire.line.previewing import Previews
from mediawire.line.rounds import Signals
from mediawire.line.tools import Ledger
from mediawire.model.settings import House
from tests.contract.samples import NOW, SOURCE
from tests.hostile.fault_server import FaultServer, answer
from tests.hostile.loopback import AGENT, clock, manners

PAGE = b"""<html><body><a href="/news/12/pier-opens">Pier &lt;opens&gt;</a> <a href="/about">About us</a>
<a href="https://elsewhere.example/news/13/x">Elsewhere</a><script>alert(1)</script></body></html>"""


@pytest.fixture
def desk(committed: None, client: Client) -> Client:
    """A desk with an editor who may decide."""
    house = House(name="The Pier", url="https://pier.example/", contact="desk@pier.example")
    install(
        DeskContext(
            house=house,
            sources={SOURCE.id: SOURCE},
            objections=lambda _headline, _telling: [],
            proposals=lambda _telling: [],
            clock=lambda: NOW,
        )
    )
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=("read", "decide")))
    client.force_login(user)
    return client


async def _looked(routes: dict[str, bytes], ask: str, desk: Client, pattern: str = "/news/#/*") -> str:
    """Ask at the desk, let the line look once, and give the page that the editor sees then."""
    ledger = Ledger()
    async with FaultServer(routes) as server, Fetcher(manners(), AGENT, clock) as fetcher:
        form = {"url": server.url(ask) if ask.startswith("/") else ask, "pattern": pattern}
        asked = await ledger(desk.post, "/desk/preview", form)
        waiting = await ledger(desk.get, asked["Location"])
        assert b"looks again by itself" in waiting.content
        await Previews(lambda: NOW, fetcher, ledger).run(Signals(), once=True)
        shown = await ledger(desk.get, asked["Location"])
    ledger.close()
    return str(shown.content.decode())


async def test_each_link_is_shown_with_what_the_pattern_does_to_it(desk: Client) -> None:
    shown = await _looked({"/news": answer(PAGE, "Content-Type: text/html")}, "/news", desk)
    assert "1 of 3 links are taken" in shown
    assert "Pier &lt;opens&gt;" in shown
    assert "on another site" in shown
    assert "does not fit the pattern" in shown
    assert "alert(1)" not in shown
    assert "pattern = &quot;/news/#/*&quot;" in shown or 'pattern = "/news/#/*"' in shown


@pytest.mark.parametrize(
    ("ask", "pattern", "reason"),
    [
        ("http://169.254.169.254/latest", "/news/#/*", "special"),
        ("file:///etc/passwd", "/news/#/*", "file"),
        ("/gone", "/news/#/*", "404"),
        ("/gone", "", "pattern"),
    ],
)
async def test_what_may_not_be_fetched_or_is_no_pattern_is_told(
    desk: Client, ask: str, pattern: str, reason: str
) -> None:
    shown = await _looked({}, ask, desk, pattern)
    assert 'role="alert"' in shown
    assert reason in shown


def test_a_look_is_no_decision_and_makes_none_wait(desk: Client) -> None:
    desk.post("/desk/preview", {"url": "https://outlet.example/", "pattern": "/*"})
    assert requests.open_requests(9) == []
    assert len(requests.open_looks(9)) == 1


def test_who_may_not_decide_sees_no_preview(desk: Client) -> None:
    place = desk.post("/desk/preview", {"url": "https://outlet.example/", "pattern": "/*"})["Location"]
    reader = User.objects.create_user("bob")
    reader.user_permissions.set(Permission.objects.filter(codename="read"))
    desk.force_login(reader)
    assert desk.get(place).status_code == 403
    assert desk.post("/desk/preview", {"url": "x", "pattern": "y"}).status_code == 403
    assert desk.get("/desk/preview/999999/").status_code in (403, 404)
