"""P7 in the reader's browser: "Check this report" passes on a true page, and names the paragraph that was changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mediawire.model.capture import sha256
from mediawire.press import assets
from tests.unit.proof import samples
from tests.unit.verifier.sites import published, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    published(tmp_path)
    for asset in assets.assets():
        (tmp_path / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / asset.path).write_bytes(asset.body)
    with serving(tmp_path) as address:
        yield tmp_path / samples.ITEM.path, f"{address}{samples.ITEM.path}/index.html"


def checked(page: Page, address: str, state: str) -> list[str]:
    page.goto(address)
    page.get_by_role("button", name="Check this report").click()
    expect(page.locator(".check")).to_have_attribute("data-state", state)
    return page.locator(".check-result li").all_inner_texts()


def test_a_true_page(page: Page, site: tuple[Path, str]) -> None:
    told = checked(page, site[1], "holds")
    assert [each.partition(":")[0] for each in told] == ["Shown"] * 5 + ["Not shown"]
    assert "All 3 paragraphs that you see" in told[2]
    links = page.locator(".body a.check-source")
    expect(links).to_have_count(3)
    assert (links.first.get_attribute("href") or "").startswith(f"{samples.URL}#:~:text=Work%20on")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (edit("index.html", "who speaks for", "who speaks against"), "Paragraph 2 (““We would rather have had this"),
        (edit("index.html", '<div class="body"', '<div class="body"><p>No.</p></div><div class="body"'), "No."),
        (edit("index.html", "second lock</bdi></h1>", "third lock</bdi></h1>"), "The headline reads"),
        (edit("manifest.json", "Edda Holm", "Edda Holn"), "changed after it was logged"),
        (edit("proof.tlog-proof", "\n301\n", "\n302\n"), "is false"),
        (edit("proof.tlog-proof", "index 300", "index 3"), "The inclusion proof is too short"),
        (edit("../../../log.pub", samples.KEY.text, samples.STRANGER.verifier.text), "not signed by the wire's"),
    ],
    ids=["word", "paragraph", "headline", "manifest", "checkpoint", "index", "key"],
)
def test_what_was_changed_is_named(
    page: Page, site: tuple[Path, str], change: Callable[[Path], None], words: str
) -> None:
    change(site[0])
    told = checked(page, site[1], "false")
    assert any(each.startswith("False:") and words in each for each in told), told


def test_the_changed_paragraph_is_marked_where_it_stands(page: Page, site: tuple[Path, str]) -> None:
    edit("index.html", "could not be independently", "could be independently")(site[0])
    checked(page, site[1], "false")
    expect(page.locator(".check-false")).to_have_count(1)
    expect(page.locator(".check-false")).to_have_attribute("data-span", "2")


def test_what_a_script_changes_on_the_screen_is_seen(page: Page, site: tuple[Path, str]) -> None:
    page.goto(site[1])
    page.evaluate("document.querySelector('[data-span=\"0\"]').style.display = 'none'")
    page.get_by_role("button", name="Check this report").click()
    expect(page.locator(".check")).to_have_attribute("data-state", "false")
    assert "is hidden from you" in page.locator(".check-result").inner_text()


def test_the_captured_page_where_it_is_served(page: Page, tmp_path: Path) -> None:
    record = b"the record, as it stands in the wire's own file"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "CAPTURE", dataclasses.replace(samples.CAPTURE, record_digest=sha256(record)))
        published(tmp_path, served=record)
    for asset in assets.assets():
        (tmp_path / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / asset.path).write_bytes(asset.body)
    with serving(tmp_path) as address:
        told = checked(page, f"{address}{samples.ITEM.path}/index.html", "holds")
        assert [each.partition(":")[0] for each in told] == ["Shown"] * 6 + ["Not shown"]
        link = page.get_by_role("link", name="The page as it was captured")
        assert link.get_attribute("href") == f"{address}{samples.ITEM.path}/capture.warc.gz"
        with page.expect_download() as download:
            link.click()
        assert Path(download.value.path()).read_bytes() == record

        (tmp_path / samples.ITEM.path / "capture.warc.gz").write_bytes(b"another record")
        told = checked(page, f"{address}{samples.ITEM.path}/index.html", "false")
        assert "False: The captured page is not the one that was logged." in told
