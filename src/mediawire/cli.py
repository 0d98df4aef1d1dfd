"""The command line: `mediawire --help`."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console

from mediawire import __version__
from mediawire.model.errors import WireError

app = App(
    name="mediawire",
    version=__version__,
    help="A media wire: reports from other newsrooms, word for word, sourced, and checkable by any reader.",
    help_format="markdown",
)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
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
def editor(name: str, /, *, wire: Folder = HERE) -> None:
    """Add an editor to the desk, or give one a new password."""
    from mediawire.web import founding

    for line in founding.add_editor(wire, name):
        out.print(line)


@app.command
def add(url: str, /, *, id: str = "", name: str = "", dry_run: bool = False, wire: Folder = HERE) -> None:  # noqa: A002
    """Find the feeds of the page at URL and add it to wire.toml as a source.

    Its reports then wait at the desk, and without terms only headline and link are printed: see wire.toml's comments.
    """
    from mediawire.line import adding

    with err.status(f"Looking for feeds at {url} ..."):
        found = adding.look(wire, url)
    for line in adding.add(wire, found, source_id=id, name=name, dry_run=dry_run):
        out.print(line, markup=False, highlight=False)


@app.command
def take(url: str, /, *, source: str = "", wire: Folder = HERE) -> None:
    """Take the single report at URL, though no feed names it; it goes the way of every report.

    Without SOURCE it is the source's at whose site it lies.
    """
    from mediawire.web import running

    for line in running.take(wire, url, source):
        out.print(line, markup=False, highlight=False)


@app.command
def preview(url: str, pattern: str, /, *, wire: Folder = HERE) -> None:
    """Show which links of the listing page at URL the PATTERN takes, before it is written into wire.toml.

    In a pattern * stands for one step of the path, ** for anything, # for digits: "/news/#/#/*".
    """
    from mediawire.line import subscribing

    for line in subscribing.preview(wire, url, pattern):
        out.print(line, markup=False, highlight=False)


@app.command(name="import")
def bring(file: Path, /, *, dry_run: bool = False, wire: Folder = HERE) -> None:
    """Add the feeds of an OPML FILE to wire.toml as sources. Those that are there already are left alone."""
    from mediawire.line import subscribing

    for line in subscribing.bring(wire, file, dry_run=dry_run):
        out.print(line, markup=False, highlight=False)


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
        out.print(line, markup=False, highlight=False)


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
        press = stack.enter_context(Press(system_clock, speed))
        running.demo(place, running.free_port(8750) if port is None else port, wire_toml(press))


def main() -> None:
    """Entry point: errors of ours become one line and exit status 1."""
    try:
        app()
    except WireError as error:
        err.print(f"mediawire: {error}", style="red", markup=False, highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
