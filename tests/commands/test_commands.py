"""The command line as a person meets it: init, add, poll, read, status, verify, and what it says when something is wrong."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.demo import Press
from mediawire.line.clock import system_clock

pytestmark = pytest.mark.slow
LOCAL = 'local = ["127.0.0.0/8"]'


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """All outlets of the demo, an hour later: everything has appeared."""
    with Press(system_clock, speed=3600.0) as opened:
        yield opened


def mediawire(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command; its exit status must be as said, and nothing of ours may end in a traceback."""
    command = [sys.executable, "-m", "mediawire", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Path:
    """A wire with the agency and an outlet of the demo, polled once."""
    folder = tmp_path_factory.mktemp("wire") / "mine"
    told = mediawire("init", str(folder), "--name", "The Pier", "--contact", "desk@pier.example", "--editor", "ada")
    assert "Editor ada, password" in told.stdout
    path = folder / "wire.toml"
    path.write_text(path.read_text().replace("[manners]", f"[manners]\npace = 0.05\npoll_floor = 1\n{LOCAL}"))
    outlets = {outlet.id: outlet for outlet in press.outlets}
    added = mediawire("add", outlets["northlight"].home, "--id", "north", "--wire", str(folder))
    assert "Added" in added.stdout
    assert "headline and link" in added.stdout
    mediawire("add", outlets["fieldnotes"].feed, "--name", "Fieldnotes", "--wire", str(folder))
    return folder


def test_init_makes_a_wire_that_only_its_owner_reads(wire: Path) -> None:
    assert (wire / "data").stat().st_mode & 0o077 == 0
    assert (wire / "data/log.key").stat().st_mode & 0o077 == 0
    again = mediawire("init", str(wire))
    assert "is kept as it is" in again.stdout
    assert "there already" in mediawire("init", str(wire), "--editor", "ada").stdout


def test_init_writes_no_wire_that_it_would_refuse(tmp_path: Path) -> None:
    refused = mediawire("init", str(tmp_path / "a"), "--url", "not an address", status=1)
    assert "is not a web address" in refused.stderr
    assert not (tmp_path / "a/wire.toml").exists()
    mediawire("init", str(tmp_path / "a"), "--port", "0")
    assert tomllib.loads((tmp_path / "a/wire.toml").read_text())["house"]["url"] == "http://127.0.0.1/"
    assert "Waiting to be read: 0" in mediawire("status", "--wire", str(tmp_path / "a")).stdout


def test_add_writes_what_it_found_and_refuses_it_twice(wire: Path, press: Press) -> None:
    sources = tomllib.loads((wire / "wire.toml").read_text())["source"]
    assert [source["name"] for source in sources][1] == "Fieldnotes"
    assert sources[0]["id"] == "north"
    assert sources[0]["rule"] == "queue"
    again = mediawire("add", press.outlets[0].home, "--wire", str(wire), status=1)
    assert "is a source already" in again.stderr


def test_poll_once_brings_reports_to_the_desk_and_status_tells(wire: Path) -> None:
    mediawire("poll", "--once", "--wire", str(wire))
    told = json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)
    assert told["items"]["queued"] >= 8
    assert told["waiting"] == 0
    assert {door["source_id"] for door in told["doors"]} >= {"north"}
    shown = mediawire("status", "--wire", str(wire)).stdout
    assert "north" in shown
    assert "Items:" in shown
    before = told["items"]
    mediawire("poll", "north", "--once", "--wire", str(wire))
    assert json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)["items"] == before


def test_a_pasted_address_becomes_an_item_of_its_source(wire: Path, press: Press) -> None:
    address = f"{press.address('northlight/grain-reserve-falls')}?edition=pasted"
    assert "as a report of" in mediawire("take", address, "--wire", str(wire)).stdout
    mediawire("poll", "--once", "--wire", str(wire))
    with contextlib.closing(sqlite3.connect(wire / "data/wire.sqlite3")) as database:
        asked = database.execute("SELECT state, outcome FROM archive_request WHERE kind = 'take'").fetchall()
        fetched = database.execute("SELECT url FROM archive_lead WHERE door = 'pasted' AND capture_id > 0").fetchall()
    assert [(state, outcome.split(" for ")[0]) for state, outcome in asked] == [("done", "taken")]
    assert fetched == [(address,)]
    assert "no source's site" in mediawire("take", "https://nobody.example/1", "--wire", str(wire), status=1).stderr


def test_a_listing_is_previewed_with_a_reason_for_every_link(wire: Path, press: Press) -> None:
    home = next(outlet.home for outlet in press.outlets if outlet.id == "northlight")
    shown = mediawire("preview", home, "/no/such/*", "--wire", str(wire)).stdout
    assert "does not fit the pattern" in shown
    assert "0 of " in shown
    assert " 0 of " not in mediawire("preview", home, "/**", "--wire", str(wire)).stdout


def test_subscription_lists_go_out_and_come_in_again_without_doubling(wire: Path, tmp_path: Path) -> None:
    listed = tmp_path / "out.opml"
    listed.write_text(mediawire("export", "--wire", str(wire)).stdout)
    assert 'text="Fieldnotes"' in listed.read_text()
    assert "0 sources added; 2 were there already" in mediawire("import", str(listed), "--wire", str(wire)).stdout
    other = tmp_path / "other"
    mediawire("init", str(other), "--name", "Other", "--contact", "a@b.example", "--editor", "ada")
    assert "2 sources would be added" in mediawire("import", str(listed), "--dry-run", "--wire", str(other)).stdout
    mediawire("import", str(listed), "--wire", str(other))
    sources = {source["name"] for source in tomllib.loads((other / "wire.toml").read_text())["source"]}
    assert "Fieldnotes" in sources
    assert len(sources) == 2
    assert "no OPML" in mediawire("import", str(_page(tmp_path)), "--wire", str(other), status=1).stderr


def _page(folder: Path) -> Path:
    page = folder / "not.opml"
    page.write_text("<html><p>Not a list</p></html>")
    return page


def test_an_unreachable_source_backs_off_and_shows(wire: Path) -> None:
    path = wire / "wire.toml"
    text = path.read_text()
    dead = '\n[[source]]\nid = "dead"\nname = "Dead"\nhome = "http://127.0.0.1:9/"\nfeed = "http://127.0.0.1:9/feed"\n'
    path.write_text(text + dead)
    try:
        mediawire("poll", "dead", "--once", "--wire", str(wire))
        doors = json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)["doors"]
        door = next(each for each in doors if each["source_id"] == "dead")
        assert door["failures"] >= 1
        assert "127.0.0.1:9" in door["last_error"]
        assert "in a row" in mediawire("status", "--wire", str(wire)).stdout
    finally:
        path.write_text(text)


def test_read_shows_a_report_and_what_was_left_out(wire: Path, press: Press, tmp_path: Path) -> None:
    address = press.address("northlight/grain-reserve-falls")
    shown = mediawire("read", address, "--wire", str(wire)).stdout
    assert "59,300 tonnes" in shown
    assert "left out" in shown
    report = json.loads(mediawire("read", address, "--json", "--wire", str(wire)).stdout)
    assert report["url"] == address
    page = tmp_path / "page.html"
    page.write_text(
        "<title>Pier opens</title><h1>Pier opens</h1>" + "<p>The pier opened on Monday, the city said.</p>" * 4
    )
    assert "Pier opens" in mediawire("read", str(page)).stdout


REPORT = """Grain reserve rises by more than 40%

The grain reserve of Norland fell from 31 days to 18 days on Monday, the ministry said.

The figures could not be independently verified.
"""


def test_headline_objects_with_the_working_and_proposes_with_the_rule(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    told = json.loads(mediawire("headline", str(file), "--json", status=1).stdout)
    blocking = [each for each in told["objections"] if each["severity"] == "block"]
    assert blocking[0]["kind"] == "percentage"
    assert "31 to 18 is −41.9 %" in blocking[0]["why"]
    assert told["caveats"] == ["The figures could not be independently verified."]
    words = "Grain reserve falls by more than 40 percent - ministry"
    shown = mediawire("headline", str(file), "--words", words, "--style", "front-page").stdout
    assert "so “over 40 percent” holds" in shown
    file.write_text(REPORT.replace("rises by more than 40%", "falls by over 40 percent -- ministry"), encoding="utf-8")
    assert "figures:" in mediawire("headline", str(file), "--style", "front-page").stdout


def test_a_style_of_the_houses_own_is_chosen_by_its_name(wire: Path, tmp_path: Path) -> None:
    (wire / "styles").mkdir(exist_ok=True)
    (wire / "styles/pier.toml").write_text('description = "Ours."\npercent = " per cent"\n', encoding="utf-8")
    file = tmp_path / "report.txt"
    file.write_text(REPORT.replace("rises", "falls"), encoding="utf-8")
    shown = mediawire("headline", str(file), "--style", "pier", "--wire", str(wire)).stdout
    assert "Grain reserve falls by more than 40 per cent" in shown
    assert "pier" in mediawire("headline", str(file), "--style", "none", "--wire", str(wire), status=1).stderr


def test_check_says_what_a_page_promises_and_does_not_keep(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    rows = [f"<p>{line}</p>" for line in REPORT.splitlines() if line]
    page.write_text("<html><body>" + "".join(rows) + "</body></html>", encoding="utf-8")
    told = json.loads(mediawire("check", str(page), "--json", status=1).stdout)
    assert told["missing"] == ["source-name", "source-url", "disclaimer"]
    assert list(told) == ["misspelt", "arithmetic", "missing", "citations"]
    page.write_text(
        "<html><body>"
        + "".join(rows).replace("rises", "falls")
        + "<p>The views do not necessarily reflect those of this newsroom.</p>"
        + '<p>Source: <a href="https://outlet.example/a">Coast Herald</a></p></body></html>',
        encoding="utf-8",
    )
    assert "holds" in mediawire("check", str(page)).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "--wire", "{empty}"), "mediawire init"),
        (("status", "--wire", "{empty}"), "mediawire init"),
        (("read", "{empty}/no.html"), "cannot be read"),
        (("read", "http://169.254.169.254/latest"), "169.254.169.254"),
        (("add", "http://127.0.0.1:1/", "--wire", "{wire}"), "127.0.0.1:1"),
        (("poll", "nobody", "--once", "--wire", "{wire}"), 'there is no source "nobody"'),
    ],
)
def test_an_error_says_what_where_and_what_to_do(
    wire: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = mediawire(*(each.format(empty=tmp_path, wire=wire) for each in arguments), status=1)
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3


def test_a_broken_wire_toml_names_file_line_and_remedy(wire: Path, tmp_path: Path) -> None:
    broken = (wire / "wire.toml").read_text().replace("[web]", "[web]\nprt = 1")
    (tmp_path / "wire.toml").write_text(broken)
    line = broken.splitlines().index("prt = 1") + 1
    done = mediawire("status", "--wire", str(tmp_path), status=1)
    assert f"wire.toml, line {line}" in done.stderr
    assert 'Did you mean "port"?' in done.stderr
