"""Founding a wire: the folder, wire.toml, keys, tables, and the first editor."""

from __future__ import annotations

import dataclasses
import getpass
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from mediawire.house import FILE, load, parse, template
from mediawire.house.folder import lay
from mediawire.line import keys
from mediawire.model.errors import ConfigurationError
from mediawire.web.start import migrate, start


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What a new wire is founded with."""

    folder: Path
    name: str
    url: str
    contact: str
    editor: str = "editor"
    password: str = ""  # empty: one is made
    port: int = 8750

    @classmethod
    def asked(cls, folder: Path, *, name: str, url: str, contact: str, editor: str, port: int) -> Founding:
        """What was given, the rest asked for at a terminal; without one, sound defaults stand for it."""
        ask = sys.stdin.isatty()
        url = url or _asked(ask, "Address of the house", f"http://127.0.0.1:{port}/" if port else "http://127.0.0.1/")
        return cls(
            folder=folder,
            name=name or _asked(ask, "Name of the house", folder.resolve().name),
            url=url,
            contact=contact or _asked(ask, "Contact for sites that we read (page or e-mail)", url),
            editor=editor or _asked(ask, "Name of the first editor", "editor"),
            password=getpass.getpass("Password (empty: one is made): ") if ask else "",
            port=port,
        )


def _asked(ask: bool, question: str, default: str) -> str:
    return (input(f"{question} [{default}]: ").strip() or default) if ask else default


def found(founding: Founding) -> Iterator[str]:
    """Make the wire and say what was made. A wire.toml that is there is kept; what is missing is made."""
    path = founding.folder / FILE
    lay(founding.folder)
    if path.exists():
        yield f"{path} is kept as it is."
    else:
        text = template.wire(name=founding.name, url=founding.url, contact=founding.contact, port=founding.port)
        parse(text, founding.folder)  # what would be refused is not written
        path.write_text(text, encoding="utf-8")
        yield f"Wrote {path}: look through it, it is all there is to set."
    wire = load(founding.folder)
    yield keys.make(wire)
    start(wire)
    migrate()
    yield from _editor(founding.editor, founding.password)
    yield f"Next: mediawire add URL --wire {founding.folder}, then: mediawire run --wire {founding.folder}"


def add_editor(folder: Path, name: str, *, may_erase: bool = False) -> Iterator[str]:
    """Add an editor, or give one a new password, and say so; `may_erase`: also let them erase reports for good."""
    start(load(folder))
    migrate()
    password = getpass.getpass("Password (empty: one is made): ") if sys.stdin.isatty() else ""
    yield from _editor(name, password, renew=True, may_erase=may_erase)


def _editor(name: str, password: str, *, renew: bool = False, may_erase: bool = False) -> Iterator[str]:
    from django.contrib.auth.models import Permission, User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    user = User.objects.filter(username=name).first()
    if user is not None and not renew:
        yield f"Editor {name} is there already and keeps the password."
        return
    user = user or User(username=name)
    chosen = password or secrets.token_urlsafe(12)
    try:
        validate_password(chosen, user)
    except ValidationError as error:
        raise ConfigurationError("the password is too weak", remedy=" ".join(error.messages)) from error
    user.set_password(chosen)
    user.save()
    granted = ("read", "decide", "erase") if may_erase else ("read", "decide")
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="desk", codename__in=granted))
    yield f"Editor {name}" + ("." if password else f", password {chosen} (shown only now).")
