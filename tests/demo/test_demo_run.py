"""`make run` as a newcomer meets it: reports appear, pages keep the promises, a correction and a withdrawal arrive."""

from __future__ import annotations

import contextlib
import html
import re
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mediawire.demo import planted, reports
from tests.running import Running, running, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--folder", str(folder), "--port", "0", "--speed", "2") as started:
        until(lambda: len(started.recent()) >= 6, 120, "six reports are printed")
        yield started


def text_of(page: str) -> str:
    """The visible words of a page."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def printed(wire: Running, path: str) -> str:
    """The visible words of an item's page."""
    return text_of(wire.get(f"{path}/index.html"))


def pages(wire: Running) -> Iterator[tuple[dict[str, Any], str]]:
    """What the front page lists, with the page of each, but for what is withdrawn meanwhile."""
    for each in wire.recent():
        with contextlib.suppress(urllib.error.HTTPError):
            yield each, wire.get(f"{each['path']}/index.html")


def item(wire: Running, headline: str) -> dict[str, Any]:
    """The item of this headline as the front page lists it, once it does."""
    listed = lambda: next((each for each in wire.recent() if headline in each["headline"]), None)  # noqa: E731
    return dict(until(listed, 120, f"“{headline}” is printed"))


def standing(wire: Running, words: str) -> list[Path]:
    """Public files in which these words stand."""
    found = []
    for path in (wire.folder / "public").rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # printed anew while we look
            if path.suffix in (".html", ".xml", ".json") and words in path.read_text("utf-8"):
                found.append(path)
    return found


def test_every_page_keeps_the_promises(wire: Running) -> None:
    for each, page in pages(wire):
        words = text_of(page)
        url = re.search(r'<link rel="canonical" href="([^"]+)"', page)
        assert url, each
        address = html.unescape(url[1])
        after_body = words[words.rindex("Source") :] if "Source" in words else ""
        assert address in words, "the URL is not visible"
        assert each["source"] in after_body, "the source is not at the bottom"
        assert "do not necessarily reflect the opinion" in words, "no disclaimer"
        assert "Recent posts" in words, "no recent posts"
        assert '"isBasedOn"' in page, "no isBasedOn"
        assert re.search(r"Retrieved\s+\d", words), "no time of retrieval"
        assert 'class="credit' in page or "first published by" in words.lower(), "no credit"


def test_the_correction_and_the_withdrawal_arrive(wire: Running) -> None:
    ferry, mayor = item(wire, "people aboard runs aground"), item(wire, "step down before")
    assert standing(wire, "step down before")
    # "241" may stand in any digest or time of a page: what is waited for is the words of the report.
    until(lambda: "241 people aboard ran aground" in printed(wire, ferry["path"]), 120, "the correction is printed")
    page = printed(wire, ferry["path"])
    assert "The source has changed its report" in page, "the page does not say that it was changed"
    assert "Ferry with 241 people" in page[: page.index("aground")], "the headline says what the source has corrected"
    assert "214 people aboard ran" not in page, "the uncorrected words still stand"

    until(lambda: wire.gone(f"{mayor['path']}/index.html"), 120, "the withdrawn report is gone")
    until(lambda: not standing(wire, "step down before"), 120, "it stands in no page, feed or list")


def test_what_is_printed_is_what_the_outlets_published(wire: Running) -> None:
    """Every printed paragraph stands in the demo's own text of its report, word for word, and none of its furniture."""
    bodies: dict[str, set[str]] = {}
    for told in (each for report in reports() for each in (report, report.corrected)):
        bodies.setdefault(" ".join(told.title.split()), set()).update((*told.body, told.summary))
    until(lambda: len(wire.recent()) >= 12, 120, "twelve reports are printed")
    checked = 0
    for each, page in pages(wire):
        title = text_of(re.findall(r"<h1[^>]*>(.*?)</h1>", page, flags=re.DOTALL)[0])
        body = bodies.get(title)
        if body is None:
            continue
        for paragraph in re.findall(
            r"<(?:span|p|li|h\d)[^>]* data-span=[^>]*>(.*?)</(?:span|p|li|h\d)>", page, flags=re.DOTALL
        ):
            words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph)).split())
            excerpt = any(text.startswith(words.removesuffix("…").rstrip()) for text in body)
            assert words in body or excerpt, (each["headline"], words)
            checked += 1
    assert checked > 20
    assert planted.withdrawals()


def test_a_second_run_on_the_same_folder_is_refused(wire: Running, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "mediawire", "run", "--wire", str(wire.folder)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert answer.returncode == 1
    assert "another `mediawire run` works on this folder" in answer.stderr
    assert "Traceback" not in answer.stderr
