"""Addresses made absolute: by the short way for those that need but their site, as by the long one."""

from __future__ import annotations

import pytest

from mediawire.reading.page import Page
from mediawire.reading.tree import Root

BASES = {
    "https://quay.example/news/locks?page=2#top": "https://quay.example",
    "HTTP://Quay.example:8080/": "http://Quay.example:8080",
    "//quay.example/x": "",
    "file:///srv/locks.html": "",
    "https:///locks": "",
    "https://[bad/locks": "",
    "": "",
}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["/a", "/a/b.html", "/a/b/", "/a/./b", "/a/../b", "/"])
def test_paths_are_put_behind_the_site_that_they_stand_on(base: str, path: str) -> None:
    resolved = {"/a/./b": "/a/b", "/a/../b": "/b"}.get(path, path)
    site = BASES[base]
    assert Page(b"", Root(), "utf-8", base).absolute(path) == (site + resolved if site else "")
