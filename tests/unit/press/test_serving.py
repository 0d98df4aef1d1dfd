"""The built-in server of the public folder, spoken to as WSGI servers do."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from mediawire.press import render_lists
from mediawire.press.printer import Printer
from mediawire.press.serving import PublicFolder
from tests.unit.press import samples


@dataclasses.dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site") / "public"
    Printer(folder).write(render_lists(samples.surroundings()))
    (folder / "big.bin").write_bytes(os.urandom(200_000))
    (folder / "checkpoint").write_bytes(b"wire\n1\n")
    (folder / ".secret").write_text("x")
    (folder.parent / "outside.html").write_text("outside")
    (folder / "link.html").symlink_to(folder.parent / "outside.html")
    (folder / "linked").symlink_to(folder.parent)
    (folder / "empty").mkdir()
    os.utime(folder / "feed.xml", (1.7e9, 1.7e9))
    os.mkfifo(folder / "pipe")
    return folder


def ask(public: Path, path: str, method: str = "GET", **headers: str) -> Answer:
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": ""}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    told: list[Any] = []

    def start(status: str, sent: list[tuple[str, str]], error: Any = None) -> Any:
        told.extend([status, dict(sent)])
        return lambda data: None

    chunks = validator(PublicFolder(public))(environ, start)
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    return Answer(told[0], told[1], body)


@pytest.mark.parametrize(
    ("path", "file", "media_type"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/index.html", "index.html", "text/html; charset=utf-8"),
        ("/about/", "about/index.html", "text/html; charset=utf-8"),
        ("/feed.xml", "feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "feed.json", "application/feed+json; charset=utf-8"),
        ("/recent.json", "recent.json", "application/json; charset=utf-8"),
        ("/sitemap.xml", "sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "robots.txt", "text/plain; charset=utf-8"),
        ("/big.bin", "big.bin", "application/octet-stream"),
        ("/checkpoint", "checkpoint", "text/plain; charset=utf-8"),
    ],
)
def test_files_with_their_types(public: Path, path: str, file: str, media_type: str):
    told = ask(public, path)
    assert told.status == "200 OK"
    assert told.body == (public / file).read_bytes()
    assert told.headers["Content-Type"] == media_type
    assert told.headers["Content-Length"] == str(len(told.body))


def test_security_headers_stand_on_every_answer(public: Path):
    for path in ("/", "/nothing", "/about"):
        headers = ask(public, path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_head_says_the_same_without_the_body(public: Path):
    whole, head = ask(public, "/"), ask(public, "/", "HEAD")
    assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")


def test_an_unchanged_file_is_not_sent_again(public: Path):
    first = ask(public, "/feed.xml")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"if_none_match": tag},
        {"if_none_match": f'"x", W/{tag}'},
        {"if_none_match": "*"},
        {"if_modified_since": date},
    ):
        told = ask(public, "/feed.xml", **headers)
        assert (told.status, told.body) == ("304 Not Modified", b"")
        assert told.headers["ETag"] == tag


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": "Fri, 25 Nov 2044 14:13:00 GMT"},
        {"if_modified_since": "Sat, 25 Nov 2000 14:13:00 GMT"},
        {"if_modified_since": "yesterday"},
        {"if_modified_since": ""},
    ],
)
def test_a_changed_file_is_sent(public: Path, headers: dict[str, str]):
    assert ask(public, "/feed.xml", **headers).status == "200 OK"


def test_a_file_of_this_second_has_no_date_yet(public: Path):
    ahead = (public / "feed.json").stat().st_mtime + 86_400
    os.utime(public / "feed.json", (ahead, ahead))
    assert "Last-Modified" not in ask(public, "/feed.json").headers


def test_a_new_printing_has_a_new_tag(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write(render_lists(samples.surroundings()))
    before = ask(tmp_path, "/index.html").headers["ETag"]
    printer.write(render_lists(samples.surroundings(recent=())))
    assert ask(tmp_path, "/index.html").headers["ETag"] != before


def test_names_with_a_digest_are_kept_for_ever_and_others_asked_for_again(public: Path):
    static = next((public / "static").iterdir()).name
    assert "immutable" in ask(public, f"/static/{static}").headers["Cache-Control"]
    assert ask(public, "/").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/../outside.html",
        "/..",
        "/a/../index.html",
        "/./index.html",
        "//index.html",
        "/link.html",
        "/linked/outside.html",
        "/.secret",
        "/.press/",
        "/empty",
        "/empty/",
        "/pipe",
        "/index.html/",
        "/index.html/x",
        "/index.html\x00.txt",
        "/..\\outside.html",
        "/\xff\xfe",
        "/" + "x" * 5000,
        "//evil.example/about",
    ],
)
def test_everything_else_is_not_there(public: Path, path: str):
    told = ask(public, path)
    assert told.status == "404 Not Found"
    assert told.body == (public / "404.html").read_bytes()
    assert ask(public, path, "HEAD").body == b""


def test_a_missing_404_page_is_said_plainly_and_without_what_was_asked(tmp_path: Path):
    told = ask(tmp_path, "/<script>alert(1)</script>")
    assert (told.status, told.body) == ("404 Not Found", b"404 Not Found\n")
    assert told.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_page_without_its_slash_is_sent_to_the_address_with_it(public: Path):
    told = ask(public, "/about")
    assert told.status == "301 Moved Permanently"
    assert told.headers["Location"] == "/about/"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(public: Path, method: str):
    told = ask(public, "/", method)
    assert told.status == "405 Method Not Allowed"
    assert told.headers["Allow"] == "GET, HEAD"
