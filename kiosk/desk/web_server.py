"""The desk's server: on this computer's own address alone, opened once by a token that only its owner can read."""

from __future__ import annotations

import contextlib
import getpass
import html
import logging
import os
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Generator, Iterator
from pathlib import Path

import uvicorn

from kiosk.desk.access import Access
from kiosk.desk.web import COOKIE, Desk
from kiosk.desk.workspace import Workspace

HOST = "127.0.0.1"
PORT = 8753  # the same each time: a browser keeps what was typed by address and port
_OTHERS = 20
_MOST_AT_ONCE = 100


class _Server(uvicorn.Server):
    """Ends in an orderly way at Ctrl+C and at SIGTERM, and raises neither again: what it left behind is removed."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take the signals that end a program, while it serves."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(port: int = PORT) -> socket.socket:
    """Return a socket on this computer's own address, on the port or one of the next. Raises OSError."""
    for each in range(port, port + _OTHERS):
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((HOST, each))
            opened.listen()
        except OSError:
            opened.close()
            if each == port + _OTHERS - 1:
                raise
            continue
        return opened
    raise OSError("no port")


def serve(workspace: Workspace, journal: Path, language: str, opened: socket.socket, *, browser: bool) -> None:
    """Serve a pack until Ctrl+C, and open the browser at it. `journal`: the record of visits on this computer."""
    port = int(opened.getsockname()[1])
    hosts = (f"{HOST}:{port}", f"localhost:{port}")
    access = Access(_name(), language)
    desk = Desk(workspace, access, journal, f"{COOKIE}_{port}")
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    config = uvicorn.Config(
        desk.application(hosts),
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        h11_max_incomplete_event_size=64_000,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=30,
    )
    with entrance(access, port) as address:
        if browser:
            webbrowser.open(address)
        _Server(config).run(sockets=[opened])


@contextlib.contextmanager
def entrance(access: Access, port: int, folder: Path | None = None) -> Iterator[str]:
    """Yield the address of a file that leads into the desk, once; it is removed at the end.

    The token is in the file, which only its owner reads, and not among the arguments of the browser, which all may.
    """
    with tempfile.TemporaryDirectory(prefix="yi-desk-", dir=folder) as room:
        file = Path(room) / "open-yi-desk.html"
        address = f"http://{HOST}:{port}/enter?token={access.new_entrance()}"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(
                '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
                f'<meta http-equiv="refresh" content="0;url={html.escape(address)}"><title>Yi Desk 宜展编辑台</title>'
                f'<a href="{html.escape(address)}">Yi Desk 宜展编辑台</a>\n'
            )
        yield file.as_uri()


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
