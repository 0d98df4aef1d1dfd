"""The built-in server: files of the public folder, and Django for the desk and the search."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Any

import waitress
import waitress.server
from django.core.wsgi import get_wsgi_application

from mediawire.house import Wire
from mediawire.model.errors import ConfigurationError
from mediawire.press.serving import PublicFolder

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
DYNAMIC = ("/desk", "/search", "/websub", "/documents")
LARGEST = 16 * 1024 * 1024  # bytes of a request: what is larger is not even read


def application(wire: Wire) -> Application:
    """The whole site as one WSGI application: dynamic paths to Django, the rest to the public folder."""
    desk: Application = get_wsgi_application()
    public = PublicFolder(wire.public)

    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/")
        dynamic = any(path == prefix or path.startswith(f"{prefix}/") for prefix in DYNAMIC)
        return desk(environ, start) if dynamic else public(environ, start)

    return site


def listen(wire: Wire) -> socket.socket:
    """A socket on the wire's address; raises ConfigurationError where it is taken."""
    family = socket.AF_INET6 if ":" in wire.web.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((wire.web.host, wire.web.port))
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"nothing can listen on {wire.web.host}:{wire.web.port} ({error.strerror})",
            where=str(wire.folder / "wire.toml"),
            remedy="Choose another port under [web], or stop what uses this one.",
        ) from error
    listener.listen(128)
    return listener


def serve(wire: Wire, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until interrupted; `ready` is called once requests are answered."""
    server = waitress.server.create_server(
        application(wire),
        sockets=[listener],
        threads=4,
        ident="mediawire",
        channel_timeout=60,
        max_request_body_size=LARGEST,
        clear_untrusted_proxy_headers=True,
    )
    ready()
    try:
        server.run()
    finally:
        server.close()
