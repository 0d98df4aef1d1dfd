"""Agency documents by push and by folder, through a running wire: as an agency and a reader see it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import http.client
import itertools
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.commands.wires import mediawire
from tests.running import Running, running, until

pytestmark = pytest.mark.slow
SOURCES = """
[[source]]
id = "coast"
name = "Coast Wire"
home = "https://coast.example/"
documents = ""
rule = "publish"
on_change = "print"
[source.terms]
extent = "full"
[[source]]
id = "hill"
name = "Hill Agency"
home = "https://hill.example/"
documents = "incoming"
rule = "publish"
[source.terms]
extent = "headline"
"""
NITF = """<?xml version="1.0" encoding="utf-8"?>
<nitf><head><title>Snow closes the upper pass</title><docdata management-status="usable"><doc-id id-string="hill:7"/>
<date.issue norm="20261125T080000Z"/></docdata></head><body><body.head><hedline><hl1>Snow closes the upper pass</hl1>
</hedline></body.head><body.content><p>Snow has closed the upper pass, the road office said on Wednesday.</p>
<p>It will be cleared by Friday &amp; opened at once.</p></body.content></body></nitf>"""


@dataclasses.dataclass(frozen=True)
class Door:
    """A running wire with the token of one of its sources."""

    wire: Running
    token: str

    def push(self, body: bytes, source: str = "coast", **headers: str) -> tuple[int, dict[str, Any]]:
        """Push bytes over a socket of our own; gives status and answer."""
        place = urlsplit(self.wire.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=300)
        told = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST", f"/documents/{source}", body, told)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"{}")

    def kept(self) -> set[Path]:
        """Files of the spool."""
        return set((self.wire.folder / "data/documents").glob("*/*"))

    def titles(self) -> list[str]:
        return [item["headline"] for item in self.wire.recent()]


def ninjs(number: int, headline: str, **more: Any) -> bytes:
    told: dict[str, Any] = {
        "uri": f"https://coast.example/reports/{number}",
        "type": "text",
        "version": "1",
        "pubstatus": "usable",
        "versioncreated": "2026-11-25T09:00:00Z",
        "headline": headline,
        "byline": "Ada Lorne",
        "language": "en",
        "body_html": f'<p>Lock {number} will stay shut until Friday, the harbour office said.</p><p>"It\u2019s old."</p>',
    }
    return json.dumps(told | more).encode()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("agency") / "wire"
    mediawire(
        "init",
        str(folder),
        "--name",
        "Pier",
        "--contact",
        "desk@pier.example",
        "--editor",
        "ada",
        "--port",
        "0",
        "--url",
        "http://localhost/",
    )
    path = folder / "wire.toml"
    text = path.read_text().replace("\n[doors]", '\n[doors]\ntoken_file = "data/tokens"\nper_minute = 60\n#', 1)
    path.write_text(text + SOURCES)
    tomllib.loads(path.read_text())
    made = mediawire("token", "coast", "--wire", str(folder))
    assert made.returncode == 0, made.stderr
    with running(folder, "run", "--wire", str(folder)) as started:
        yield Door(started, made.stdout.strip())


def test_the_file_of_tokens_tells_no_token(door: Door) -> None:
    file = door.wire.folder / "data/tokens"
    assert door.token not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_a_pushed_document_is_an_item_word_for_word_with_its_source_and_is_corrected_and_withdrawn(door: Door) -> None:
    status, told = door.push(ninjs(1, "Lock one stays shut"))
    assert (status, told["count"]) == (202, 1)
    assert door.push(ninjs(1, "Lock one stays shut"))[0] == 202  # the same again
    item = until(lambda: [each for each in door.wire.recent() if "Lock one" in each["headline"]], 120, "it is printed")
    assert len(item) == 1
    page = door.wire.get(item[0]["path"])
    assert "Lock 1 will stay shut until Friday, the harbour office said." in page
    assert "It’s old." in page
    assert "Coast Wire" in page
    assert "https://coast.example/reports/1" in page
    verified = mediawire("verify", str(door.wire.folder / "public" / item[0]["path"].strip("/")))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    again = ninjs(
        1, "Lock one stays shut", version="2", body_html="<p>Lock 1 will stay shut until Sunday, they said.</p>"
    )
    assert door.push(again)[0] == 202
    until(lambda: "until Sunday" in door.wire.get(item[0]["path"]), 120, "the correction is printed")
    door.push(ninjs(1, "Lock one stays shut"))  # the first version, late
    door.push(ninjs(2, "Lock two opens"))
    until(lambda: "Lock two opens" in door.titles(), 120, "what came later is printed")
    assert "until Sunday" in door.wire.get(item[0]["path"])
    door.push(ninjs(1, "Lock one stays shut", version="3", pubstatus="canceled"))
    until(lambda: "Lock one stays shut" not in door.titles(), 120, "the kill is followed")


def test_what_was_withheld_comes_back_when_it_is_usable_again(door: Door) -> None:
    door.push(ninjs(5, "Lock five leaks"))
    until(lambda: "Lock five leaks" in door.titles(), 120, "it is printed")
    door.push(ninjs(5, "Lock five leaks", version="2", pubstatus="withheld"))
    until(lambda: "Lock five leaks" not in door.titles(), 120, "it is withheld")
    door.push(ninjs(5, "Lock five leaks", version="3"))
    until(lambda: "Lock five leaks" in door.titles(), 120, "it is back")


def test_an_embargo_is_kept_and_a_kill_during_it_holds_for_good(door: Door) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=12)  # time enough to push and kill before it is over
    door.push(ninjs(3, "Budget of the harbour", embargoed=soon.isoformat()))
    door.push(ninjs(4, "Never to be told", embargoed=soon.isoformat()))
    door.push(ninjs(4, "Never to be told", version="2", pubstatus="canceled"))
    until(lambda: "Budget of the harbour" in door.titles(), 120, "the embargo is over")
    assert dt.datetime.now(dt.UTC) >= soon
    assert "Never to be told" not in door.titles()


@pytest.mark.parametrize(
    ("body", "source", "headers", "status", "word"),
    [
        (ninjs(9, "x"), "coast", {"Authorization": "Bearer guessed"}, 401, "token"),
        (ninjs(9, "x"), "coast", {"Authorization": ""}, 401, "token"),
        (ninjs(9, "x"), "hill", {}, 403, "another"),
        (ninjs(9, "x")[:-9], "coast", {}, 422, "JSON"),
        (b"<html><body>no news</body></html>", "coast", {}, 422, "neither"),
        (NITF.encode()[:400], "coast", {}, 422, "ends before"),
        (ninjs(9, "x"), "coast", {"Content_Encoding": "gzip"}, 415, "coding"),
        (b"[" * 100_000, "coast", {}, 422, "JSON"),
        (b" " * (10 * 1024 * 1024 + 1), "coast", {}, 413, "bytes"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_why_and_leaves_nothing(
    door: Door, body: bytes, source: str, headers: dict[str, str], status: int, word: str
) -> None:
    kept = door.kept()
    got, told = door.push(body, source, **headers)
    assert got == status
    assert word in told["error"]
    assert door.kept() <= kept


def test_files_of_a_folder_are_taken_whole_and_bad_ones_kept_with_the_reason(door: Door) -> None:
    folder = door.wire.folder / "incoming"
    (folder / "snow.xml.part").write_text(NITF)
    (folder / "snow.xml").write_text(NITF)
    until((folder / "taken/snow.xml").exists, 120, "the file is taken")
    until(lambda: "Snow closes the upper pass" in door.titles(), 120, "it is an item")
    assert (folder / "snow.xml.part").exists()
    path = next(each["path"] for each in door.wire.recent() if "Snow" in each["headline"])
    page = door.wire.get(path)
    assert "Hill Agency" in page
    assert "cleared by Friday" not in page  # its terms give the headline alone


def test_who_guesses_tokens_has_to_wait_and_keeps_nobody_else_out(door: Door) -> None:
    guess = (door.push(ninjs(9, "x"), Authorization=f"Bearer guess {number}")[0] for number in range(600))
    guesses = list(itertools.takewhile(lambda status: status != 429, guess))
    assert 0 < len(guesses) < 600, "at the latest when 60 of them fall into one minute"
    assert set(guesses) == {401}
    assert door.push(ninjs(2, "Lock two opens"))[0] == 202


def test_who_pushes_too_much_is_told_when_to_come_again(door: Door) -> None:
    pushed = (door.push(ninjs(2, "Lock two opens"))[0] for _ in range(600))
    statuses = list(itertools.takewhile(lambda status: status != 429, pushed))
    assert set(statuses) == {202}
    assert len(statuses) < 600, "at the latest when 60 of them fall into one minute"
