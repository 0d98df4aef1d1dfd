"""`mediawire teach` on files: pages and what is published of them, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.model.errors import ConfigurationError
from mediawire.web.schooling import teach
from tests.unit.reading.samples import LONG
from tests.unit.reading.test_outlets import template


def pages(folder: Path) -> list[str]:
    named = []
    for at, size in enumerate((4, 3)):
        page, text = folder / f"{at}.html", folder / f"{at}.txt"
        page.write_text(template(*LONG[:size]), encoding="utf-8")
        text.write_text("\n\n".join(LONG[:size]), encoding="utf-8")
        named += [str(page), str(text)]
    return named


def test_pages_in_files_teach_a_rule_and_what_it_is_worth(tmp_path: Path) -> None:
    told = list(teach(tmp_path, pages(tmp_path)))
    assert [line.rpartition(": ")[2] for line in told[:2]] == [
        "0 blocks otherwise than confirmed; without the rule 1",
        "0 blocks otherwise than confirmed; without the rule 1",
    ]
    assert 'articles = ["div.story"]' in told[-1]


def test_a_page_without_its_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="in pairs"):
        list(teach(tmp_path, pages(tmp_path)[:3]))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        list(teach(tmp_path, [str(tmp_path / "none.html"), str(tmp_path / "none.txt")]))
