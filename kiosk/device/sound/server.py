"""The user's sound server: where it listens, and which process answers there."""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

FALLBACK = "yi-kiosk-nothing"  # the output of resources/system/sound/yi-kiosk.pa without a loudspeaker
_WAIT_S, _ANSWER_S = 0.2, 1.0
_CREDENTIALS = struct.Struct("iII")
# First message of a PulseAudio client: authentication by a cookie that may be wrong. Any answer will do.
_AUTHENTICATION = struct.pack(">cIcIcIcI256x", b"L", 8, b"L", 0, b"L", 32, b"x", 256)
_GREETING = struct.pack(">IIIII", len(_AUTHENTICATION), 0xFFFFFFFF, 0, 0, 0) + _AUTHENTICATION


def server_socket(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the socket where libpulse, and with it Qt, looks for a server; None where it looks elsewhere.

    Systems other than Linux have sound built in.
    """
    if not sys.platform.startswith("linux"):
        return None
    if named := environment.get("PULSE_SERVER"):
        path = named.removeprefix("unix:")
        return Path(path) if path.startswith("/") else None
    if folder := environment.get("PULSE_RUNTIME_PATH"):
        return Path(folder, "native")
    folder = environment.get("XDG_RUNTIME_DIR")
    return Path(folder, "pulse", "native") if folder else None


def server_process(file: Path) -> int:
    """Return the number of the process that listens on a socket; 0 where none does."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_WAIT_S)
            client.connect(str(file))
            credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    except OSError:
        return 0
    return int(_CREDENTIALS.unpack(credentials)[0])


def hangs(file: Path) -> bool:
    """Return whether a server is there but does not answer for a second."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(_ANSWER_S)
        try:
            client.connect(str(file))
            client.sendall(_GREETING)
            client.recv(1)
        except TimeoutError:
            return True
        except OSError:
            return False
    return False


def end_server(file: Path) -> bool:
    """Kill the server; return whether there was one that belongs to this user."""
    server = server_process(file)
    if not server:
        return False
    try:
        os.kill(server, signal.SIGKILL)
    except OSError:
        return False
    return True
