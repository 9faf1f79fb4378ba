"""The sound server of this user: where it listens, and which process answers there."""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

FALLBACK = "yi-kiosk-nothing"  # the output of resources/system/sound/yi-kiosk.pa that leads to no loudspeaker
_WAIT_S = 0.2
_CREDENTIALS = struct.Struct("iII")


def server_socket(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the socket where libpulse, and with it Qt, looks for a server; None where it looks elsewhere.

    Other systems than Linux have their sound built in.
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
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(_WAIT_S)
            caller.connect(str(file))
            said = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    except OSError:
        return 0
    return int(_CREDENTIALS.unpack(said)[0])
