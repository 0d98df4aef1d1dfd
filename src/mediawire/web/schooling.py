"""`mediawire teach`: outlet rules from confirmed pages, of the archive or in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mediawire import reading
from mediawire.house import load
from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Confirmed
from mediawire.web.start import migrate, start


def teach(folder: Path, targets: Sequence[str], *, forget: bool = False) -> Iterator[str]:
    """Learn a rule and say what it is worth. Raises ConfigurationError where there is nothing to learn from."""
    if len(targets) == 1:
        yield from _of_source(folder, targets[0], forget=forget)
    else:
        yield from _of_files([Path(each) for each in targets])


def _of_source(folder: Path, source_id: str, *, forget: bool) -> Iterator[str]:
    wire = load(folder)
    source = wire.source(source_id)
    start(wire)
    migrate()
    from mediawire.archive import outletrules
    from mediawire.archive.captures import CaptureStore
    from mediawire.line import schooling
    from mediawire.line.clock import system_clock
    from mediawire.line.opening import CAPTURES

    if forget:
        outletrules.forget(source.id)
        yield f"{source.name} is read by the general reader again. Its confirmed pages are forgotten with the rule."
        return
    captures = CaptureStore(wire.data / CAPTURES, "teach")
    try:
        taught = schooling.learn(source.id, captures, system_clock())
    finally:
        captures.close()
    if not taught.text:
        raise ConfigurationError(
            f"no rule was learned. {taught.account}",
            where=source.id,
            remedy="Confirm two pages at the desk: open a report, then: Teach the reader this outlet's pages.",
        )
    yield taught.account
    yield taught.text


def _of_files(files: Sequence[Path]) -> Iterator[str]:
    if len(files) % 2:
        raise ConfigurationError(
            "pages come in pairs", where=str(files[-1]), remedy="Name PAGE.html and PAGE.txt for each page."
        )
    lessons = [_confirmed(page, text) for page, text in zip(files[::2], files[1::2], strict=True)]
    from mediawire.line.clock import system_clock

    rule = reading.learn(lessons, files[0].stem, system_clock().date())
    for lesson in lessons:
        told = reading.golden(rule, lesson)
        yield f"{lesson.url}: {told.by_rule} blocks otherwise than confirmed; without the rule {told.without}"
    yield rule.text


def _confirmed(page: Path, text: Path) -> Confirmed:
    try:
        payload, lines = page.read_bytes(), text.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the confirmed page cannot be read ({error})",
            where=str(page),
            remedy="Give an HTML file and a UTF-8 text.",
        ) from error
    told = tuple(line.strip() for line in lines if line.strip())
    return Confirmed(capture_payload=payload, url=page.resolve().as_uri(), paragraphs=told)
