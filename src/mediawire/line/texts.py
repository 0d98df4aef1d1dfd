"""Reports in plain texts, for the commands that take a file: the headline in the first line, then the body.

Paragraphs of the body are parted by empty lines; where it has none, each line is one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from mediawire.line import looking
from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.reading import charset
from mediawire.text.tongues import tongue_of

_MARKUP = frozenset({".html", ".htm", ".xhtml"})
_EMPTY_LINE = re.compile(r"\n\s*\n")


def report_at(target: str, folder: Path, language: str = "") -> Report:
    """The report at an address, or in a page's or a plain text's file. Raises the errors of retrieval and reading.

    `language` is that of a plain text; where it is empty, the text tells.
    """
    if "://" in target or Path(target).suffix.lower() in _MARKUP:
        return looking.read(target, folder)
    path = Path(target)
    text = text_at(path).strip()
    if text.startswith("<"):
        return looking.read(target, folder)
    lines = paragraphs(text)
    if len(lines) < 2:
        raise ConfigurationError(
            "a headline and a body are needed", where=target, remedy="Write the headline first, then the paragraphs."
        )
    return report_of(lines, path.resolve().as_uri(), path.name, language)


def text_at(path: Path) -> str:
    """The characters of a file, by what it says of its charset; raises ConfigurationError."""
    try:
        return decoded(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(
            f"the file cannot be read ({error.strerror})", where=str(path), remedy="Give a file or an address."
        ) from error


def decoded(payload: bytes, content_type: str = "") -> str:
    """Bytes as characters, by what they and their header say of the charset."""
    return payload.decode(charset.codec(charset.of(payload, content_type)), "replace")


def paragraphs(text: str) -> list[str]:
    """The headline and the paragraphs of a plain text, white space folded."""
    headline, _, body = text.strip().partition("\n")
    pieces = _EMPTY_LINE.split(body.strip())
    pieces = pieces if len(pieces) > 1 else body.splitlines()
    return [folded for each in (headline, *pieces) if (folded := " ".join(each.split()))]


def report_of(lines: Sequence[str], url: str, source_id: str, language: str = "") -> Report:
    """A report of a headline and paragraphs that were read from no page: its spans count characters of nothing kept.

    Where no language is given it is the one in which the lines are written, as far as that can be told.
    """
    return Report(
        id=url,
        source_id=source_id,
        url=url,
        capture="",
        retrieved_at=dt.datetime.now(dt.UTC),
        headline=Stated(value=lines[0], origin="first line"),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line, span=Span(0, len(line))) for line in lines[1:]),
        language=language or tongue_of("\n".join(lines[1:] or lines)),
        reader="text",
    )
