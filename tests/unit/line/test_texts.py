"""Plain texts as reports: one reading of a file for every command that takes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.line import texts
from mediawire.model.errors import ConfigurationError


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("\nOne is\nwrapped.\n\nTwo.\n", ["One is wrapped.", "Two."]),
        ("One.\n\n\nTwo.\n \nThree.", ["One.", "Two.", "Three."]),
        ("One  is\tfolded.", ["One is folded."]),
    ],
)
def test_a_headline_and_its_paragraphs(tmp_path: Path, body: str, expected: list[str]) -> None:
    path = tmp_path / "grain.txt"
    path.write_text(f"Grain reserve falls\n{body}", encoding="utf-8")
    report = texts.report_at(str(path), tmp_path)
    assert (report.headline.value, [block.text for block in report.blocks]) == ("Grain reserve falls", expected)
    assert report.url == path.as_uri()


def test_what_looks_like_a_page_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "page.saved"
    words = "The ferry ran aground off the cape in thick fog on Monday, the coast guard said in a statement."
    path.write_text(f"<title>Ferry aground</title><h1>Ferry aground off the cape</h1><p>{words}</p>", encoding="utf-8")
    report = texts.report_at(str(path), tmp_path)
    assert [block.text for block in report.blocks] == [words]


@pytest.mark.parametrize("content", ["", "A headline alone"])
def test_a_text_without_a_body_says_what_is_needed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bare.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="a headline and a body are needed"):
        texts.report_at(str(path), tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        texts.report_at(str(tmp_path / "none.txt"), tmp_path)
