"""The templates: loaded once from the package, every value escaped, a missing value an error."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from mediawire.model.errors import NotPermitted
from mediawire.model.item import Recent
from mediawire.press import assets
from mediawire.press.words import day, direction, stamp

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src {}; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


def fill(template: str, **values: Any) -> bytes:
    """A template filled, as UTF-8."""
    return _environment().get_template(template).render(values).encode("utf-8", "replace")


@functools.lru_cache(maxsize=256)
def listed(recent: Recent, root: str) -> Markup:
    """The line of an item in lists, on a page `root` below the public folder: the same on page after page."""
    macros: Any = _environment().get_template("listing.html").module
    return Markup(macros.line(recent, root))  # noqa: S704 - the template escapes


def policy(pictures: Sequence[str] = ()) -> str:
    """The Content-Security-Policy of a printed page; `pictures` are the origins of counters that it must load."""
    return _POLICY.format(" ".join(("'self'", *pictures)))


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(required=required, day=day, stamp=stamp, direction=direction)
    environment.globals.update(asset=assets.address, listed=listed)
    return environment


def _source(name: str) -> str:
    folder = importlib.resources.files("mediawire.press") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def required(value: Any, name: str) -> Any:
    """The value, if there is one; a page without its attribution is not printed (P4)."""
    if value:
        return value
    raise NotPermitted(
        f"the page would stand without {name}",
        where="templates",
        remedy="Complete the item; nothing is printed without its source.",
    )
