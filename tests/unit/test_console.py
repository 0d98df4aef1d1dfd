"""Nothing that a report, a feed or a page says steers the terminal of whoever reads it there."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from mediawire.console import tell


def said(text: str) -> str:
    """What stands on a terminal after `tell`."""
    stream = io.StringIO()
    tell(text, Console(file=stream, soft_wrap=True, force_terminal=False))
    return stream.getvalue()


@pytest.mark.parametrize(
    "hostile", ["\x1b]0;pwned\x07", "\x1b[2J", "a\rb", "\u202egnp.exe", "zero\u200bwidth", "\x9b31m"]
)
def test_what_would_steer_a_terminal_is_written_out(hostile: str) -> None:
    shown = said(f"before {hostile} after")
    assert not any(letter in shown for letter in "\x1b\x07\r\u202e\u200b\x9b")
    assert "<U+" in shown
    assert "before" in shown
    assert "after" in shown


def test_lines_tabs_brackets_and_every_script_stay_as_they_are() -> None:
    text = "one\n\ttwo [bold]three[/bold]\nАбв حدث می‌شود"
    assert said(text).replace("        ", "\t").splitlines() == text.splitlines()
