"""The command line: `mediawire --help`."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from mediawire import __version__
from mediawire.console import err, out, tell
from mediawire.model.errors import WireError

app = App(
    name="mediawire",
    version=__version__,
    help="A media wire: reports from other newsrooms, word for word, sourced, and checkable by any reader.",
    help_format="markdown",
)
Folder = Annotated[
    Path, Parameter(name="--wire", env_var="MEDIAWIRE_WIRE", help="The wire's folder, which holds wire.toml.")
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON for programs.")]
HERE = Path()


@app.command
def init(
    folder: Path,
    /,
    *,
    name: str = "",
    url: str = "",
    contact: str = "",
    editor: str = "",
    port: int = 8750,
) -> None:
    """Make a new wire in FOLDER: a commented wire.toml, its data folder and keys, and the first editor.

    What is not given is asked for. The editor's password is read from the terminal, or made and shown once.
    """
    from mediawire.web import founding

    asked = founding.Founding.asked(folder, name=name, url=url, contact=contact, editor=editor, port=port)
    for line in founding.found(asked):
        out.print(line)


@app.command
def editor(name: str, /, *, may_erase: bool = False, wire: Folder = HERE) -> None:
    """Add an editor to the desk, or give one a new password. With --may-erase, let them erase reports for good."""
    from mediawire.web import founding

    for line in founding.add_editor(wire, name, may_erase=may_erase):
        out.print(line)


@app.command
def add(
    url: str,
    /,
    *,
    id: str = "",  # noqa: A002
    name: str = "",
    confirmed_by: str = "",
    dry_run: bool = False,
    wire: Folder = HERE,
) -> None:
    """Find the feeds of the page at URL and add it to wire.toml as a source.

    Its reports then wait at the desk. Where the shipped catalogue knows the outlet, its terms are shown with where they
    were read; they hold once somebody has read the page and stands behind them: CONFIRMED_BY, or asked for here.
    Without terms only headline and link are printed: see wire.toml's comments.
    """
    from mediawire.line import adding, terms_told

    with err.status(f"Looking for feeds at {url} ..."):
        found = adding.look(wire, url)
    entry = adding.known(found)
    if entry is not None:
        for line in terms_told.of_entry(entry):
            tell(line)
        if not confirmed_by and not dry_run and sys.stdin.isatty():
            confirmed_by = out.input(
                f"Read {entry.terms_url or entry.home}. If it says so, type your name; else Enter: "
            )
    wish = adding.Wish(source_id=id, name=name, confirmed_by=confirmed_by.strip(), dry_run=dry_run)
    for line in adding.add(wire, found, wish):
        tell(line)


@app.command
def terms(target: str, /, *, wire: Folder = HERE) -> None:
    """Explain what may be done with reports of a source, and why: give its id in wire.toml, or a URL.

    For the URL of a report the report is read, and the answer is about that report; an outlet that is no source here is
    looked up in the shipped catalogue.
    """
    from mediawire.line import terms_told

    for line in terms_told.of(target, wire):
        tell(line)


@app.command
def take(url: str, /, *, source: str = "", wire: Folder = HERE) -> None:
    """Take the single report at URL, though no feed names it; it goes the way of every report.

    Without SOURCE it is the source's at whose site it lies.
    """
    from mediawire.web import running

    for line in running.take(wire, url, source):
        tell(line)


@app.command
def preview(url: str, pattern: str, /, *, wire: Folder = HERE) -> None:
    """Show which links of the listing page at URL the PATTERN takes, before it is written into wire.toml.

    In a pattern * stands for one step of the path, ** for anything, # for digits: "/news/#/#/*".
    """
    from mediawire.line import subscribing

    for line in subscribing.preview(wire, url, pattern):
        tell(line)


@app.command
def token(source: str, /, *, wire: Folder = HERE) -> None:
    """Make a token with which SOURCE may push agency documents over HTTP. It is shown once; restart `mediawire run`."""
    from mediawire.house import load, tokens

    made = load(wire)
    tell(tokens.make(made, source))
    tell(f"Push documents to /documents/{source} with: Authorization: Bearer TOKEN", err)


@app.command(name="import")
def bring(file: Path, /, *, dry_run: bool = False, wire: Folder = HERE) -> None:
    """Add the feeds of an OPML FILE to wire.toml as sources. Those that are there already are left alone."""
    from mediawire.line import subscribing

    for line in subscribing.bring(wire, file, dry_run=dry_run):
        tell(line)


@app.command
def export(*, wire: Folder = HERE) -> None:
    """Print the wire's feeds as OPML, for any other reader."""
    from mediawire.line import subscribing

    sys.stdout.buffer.write(subscribing.export(wire))


@app.command
def run(*, wire: Folder = HERE) -> None:
    """Run the wire: retrieve, read and print, and serve the pages and the desk, until interrupted."""
    from mediawire.web import running

    running.run(wire)


@app.command
def work(*, wire: Folder = HERE) -> None:
    """Add a worker to a running wire: it retrieves and reads; printing stays with whoever holds the printer's lock."""
    from mediawire.web import running

    running.work(wire)


@app.command(show=False)
def serve(*, wire: Folder = HERE, fd: int = -1) -> None:
    """Serve the pages and the desk alone. `run` starts this; FD is a listening socket that it hands over."""
    from mediawire.web import running

    running.serve(wire, fd)


@app.command
def poll(source: str = "", /, *, once: bool = False, wire: Folder = HERE) -> None:
    """Poll every source, or the one named, now; read and print what is new.

    With --once it ends when nothing is left to do; otherwise it goes on as `work` does.
    """
    from mediawire.web import running

    running.poll(wire, source, once=once)


@app.command
def read(target: str, /, *, json: Json = False, wire: Folder = HERE) -> None:
    """Read the report at a URL or in an HTML file, and show what was taken and what was left out."""
    from mediawire.line import looking

    report = looking.read(target, wire)
    if json:
        from mediawire.model.canon import to_json

        out.print_json(jsonlib.dumps(to_json(report), ensure_ascii=False))
        return
    for line in looking.described(report):
        tell(line)


@app.command
def headline(
    target: str, /, *, style: str = "", words: str = "", language: str = "", json: Json = False, wire: Folder = HERE
) -> None:
    """Propose house headlines for the report at a URL or in a file, with the rule behind each change, and object.

    A text file holds the headline in its first line, then paragraphs parted by empty lines or line ends. STYLE is a
    style's name (default: the wire's, or plain); WORDS are judged in place of the source's headline. LANGUAGE is a tag
    such as "de"; where it is left out, the page or the text tells. Ends with 1 where something blocks.
    """
    from mediawire.line import checking
    from mediawire.model.headline import Severity

    looked = checking.headline(target, wire, style, words, language)
    if json:
        out.print_json(jsonlib.dumps(looked.data(), ensure_ascii=False))
    else:
        for line in checking.described(looked):
            tell(line)
    sys.exit(any(each.severity is Severity.BLOCK for each in looked.objections))


@app.command
def check(target: str, /, *, language: str = "", json: Json = False, wire: Folder = HERE) -> None:
    """Audit a page of any wire, as HTML or plain text, at a URL or in a file, against what such pages promise.

    Headline against body, spelling of every headline on the page, source and URL at the bottom, disclaimer, citations.
    Ends with 1 where something is misspelt, does not hold or is missing.
    """
    from mediawire.line import checking

    found = checking.check(target, wire, language)
    if json:
        out.print_json(jsonlib.dumps(found.as_json(), ensure_ascii=False))
    else:
        for line in checking.told(found):
            tell(line)
    sys.exit(found.faulty)


@app.command
def trace(target: str, /, *, json: Json = False, wire: Folder = HERE) -> None:
    """Show who the report at a URL or in a file leans on, back to whoever said it first.

    A file is HTML, or plain text: its first line the headline, then paragraphs parted by empty lines or line ends.
    """
    from mediawire.line import lineage

    telling = lineage.telling(target, wire)
    if json:
        out.print_json(jsonlib.dumps(lineage.chain_data(telling), ensure_ascii=False))
        return
    for line in lineage.chain_lines(telling):
        tell(line)


@app.command
def compare(first: str, second: str, /, *more: str, json: Json = False, wire: Folder = HERE) -> None:
    """Show what differs between tellings of one event, each at a URL or in a file.

    Each is held against the one that it leans on by its own words, or, where it names none, against the first given.
    """
    from mediawire.line import lineage

    tellings = [lineage.telling(target, wire) for target in (first, second, *more)]
    compared = lineage.compare(tellings)
    if json:
        out.print_json(jsonlib.dumps(lineage.compared_data(tellings, compared), ensure_ascii=False))
        return
    for line in lineage.compared_lines(tellings, compared):
        tell(line)


@app.command
def verify(target: str, /, *, key: str = "", captures: Path | None = None, remember: Path | None = None) -> None:
    """Check one item of a wire, ours or another's, from its published files alone: give its address, page or folder.

    KEY is the wire's published key or a file that holds it; CAPTURES a folder with the wire's WARC files; REMEMBER a
    file with the checkpoint seen last. Ends with 0 where all holds, 1 where something does not, 2 where it is unclear.
    """
    from mediawire.verifier import __main__ as verifier

    options = [("--key", key), ("--captures", captures), ("--remember", remember)]
    given = [str(part) for name, value in options if value for part in (name, value)]
    sys.exit(verifier.main([target, *given]))


@app.command
def audit(*, wire: Folder = HERE) -> None:
    """Read again and compute anew everything that is served: every entry, tile, page, manifest and capture.

    A running wire does so every night. A fault stops printing, raises an alarm, and ends this command with 1.
    """
    from mediawire.web import operating

    for line in operating.audit(wire):
        tell(line)


@app.command
def resume(*, anyway: str = "", wire: Folder = HERE) -> None:
    """Let a wire print again that an audit had stopped: once an audit finds nothing, or for a reason (ANYWAY)."""
    from mediawire.web import operating

    for line in operating.resume(wire, anyway):
        tell(line)


@app.command
def erase(item: int, /, *, why: str, wire: Folder = HERE) -> None:
    """Erase ITEM (its number at the desk) for good: text, manifest, key, captures, caches and index.

    In the log stays an entry that something was erased; the proofs of all other items stay valid.
    """
    from mediawire.web import operating

    for line in operating.erase(wire, item, why):
        tell(line)


@app.command(name="rotate-key")
def rotate_key(*, wire: Folder = HERE) -> None:
    """Change the key that signs the log, by an entry of the log under both keys. The wire must not be running."""
    from mediawire.web import operating

    for line in operating.rotate_key(wire):
        tell(line)


@app.command
def teach(target: str, /, *more: str, forget: bool = False, wire: Folder = HERE) -> None:
    """Learn an outlet's rule: of SOURCE from the pages that editors confirmed at the desk, and print it.

    Or from files: PAGE.html PAGE.txt, once for each page; the text is what is published of the page, a block a line.
    With --forget, the source is read without a rule again.
    """
    from mediawire.web import schooling

    for line in schooling.teach(wire, (target, *more), forget=forget):
        tell(line)


@app.command
def status(*, json: Json = False, wire: Folder = HERE) -> None:
    """Show how each source answers, what waits, and what needs a person."""
    from mediawire.web import overview

    seen = overview.look(wire)
    if json:
        out.print_json(jsonlib.dumps(seen.data(), ensure_ascii=False))
        return
    for part in seen.tables():
        out.print(part)


@app.command
def demo(*, port: int | None = None, folder: Path | None = None, speed: float = 1.0) -> None:
    """Show a wire at work: invented outlets on this machine, polled as the web is. Nothing leaves the machine.

    FOLDER keeps the demo's wire; without it a temporary one is made and removed at the end. Without PORT it is 8750,
    or a free one where that is taken.
    """
    import contextlib
    import tempfile

    from mediawire.demo import Press, wire_toml
    from mediawire.line.clock import system_clock
    from mediawire.web import running

    with contextlib.ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mediawire-demo-")))
        press = stack.enter_context(Press(system_clock, speed, waiting=True))
        running.demo(place, running.free_port(8750) if port is None else port, wire_toml(press))


def main() -> None:
    """Entry point: errors of ours become one line and exit status 1."""
    try:
        app()
    except WireError as error:
        tell(f"mediawire: {error}", err, style="red")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
