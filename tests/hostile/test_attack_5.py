"""HOSTILE.md, attacks 4 and 5: nothing but the one fetcher speaks to the outside, and nothing goes round its checks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import mediawire

SOURCES = Path(mediawire.__file__).parent
CLIENTS = (
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "poplib",
    "pycurl",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc.client",
)
FETCHER = {"intake/bodies.py", "intake/connection.py", "intake/fetcher.py"}
FETCHING = {"fetch_url", "fetch_response", "urlopen", "urlretrieve", "create_connection", "open_connection"}


def parsed() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(SOURCES.rglob("*.py")):
        yield path.relative_to(SOURCES).as_posix(), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_the_fetcher_imports_an_http_client_and_the_verifier_its_own() -> None:
    found = {
        (name, module)
        for name, tree in parsed()
        for module in imported(tree)
        if any(module == client or module.startswith(f"{client}.") for client in CLIENTS)
    }
    strangers = {(name, module) for name, module in found if name not in FETCHER and not name.startswith("verifier/")}
    assert not strangers
    assert {name for name, _ in found} >= FETCHER, "a test that finds nothing proves nothing"


def test_nobody_calls_what_fetches_by_another_name() -> None:
    calls = {
        (name, node.func.attr)
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FETCHING
    }
    assert not {(name, call) for name, call in calls if not name.startswith(("verifier/", "intake/connection"))}


def test_the_fetcher_opens_its_one_kind_of_session_in_one_place() -> None:
    calls = [
        name
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "ClientSession"
    ]
    assert calls == ["intake/connection.py"]
