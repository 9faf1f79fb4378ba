"""The operator's PIN: its scrypt hash in a file that only this user can read. There is no factory PIN."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path

from kiosk.content.messages import Message
from kiosk.device.disk import flush_folder, write_whole
from kiosk.device.errors import RefusedError, for_the_disk

SHORTEST, LONGEST = 6, 8
_FORM = re.compile(rf"[0-9]{{{SHORTEST},{LONGEST}}}")
_UP, _DOWN = "01234567890", "09876543210"
_COST, _BLOCK, _LANES = 2**15, 8, 1  # 32 MB and some tenths of a second per try
_MEMORY = 128 * _COST * _BLOCK * 2


def complaint(pin: str) -> Message | None:
    """Return why this text cannot be a PIN; None where it can."""
    if not _FORM.fullmatch(pin):
        return Message("a PIN is {least} to {most} digits", least=SHORTEST, most=LONGEST)
    if len(set(pin)) == 1 or pin in _UP or pin in _DOWN:
        return Message("anybody would try this PIN first; take one without an order")
    return None


def set_pin(file: Path, pin: str) -> None:
    """Save a PIN in place of the previous one. Raises RefusedError."""
    if fault := complaint(pin):
        raise RefusedError(fault)
    salt = os.urandom(16)
    kept = {
        "scrypt": [_COST, _BLOCK, _LANES],
        "salt": _text(salt),
        "hash": _text(_hash(pin, salt, _COST, _BLOCK, _LANES)),
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(kept).encode("ascii"), 0o600)
    except OSError as error:
        raise for_the_disk(Message("the PIN was not set"), error) from error


def remove_pin(file: Path) -> bool:
    """Remove the PIN, which closes the operator menu; return whether there was one. Raises RefusedError."""
    try:
        file.unlink()
        flush_folder(file.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise for_the_disk(Message("the PIN was not removed"), error) from error
    return True


def is_set(file: Path) -> bool:
    """Return whether a usable PIN is set."""
    return _read(file) is not None


def fits(file: Path, pin: str) -> bool:
    """Return whether this is the PIN; takes some tenths of a second. False where none is set."""
    kept = _read(file)
    if kept is None or not _FORM.fullmatch(pin):
        return False
    cost, block, lanes, salt, due = kept
    return hmac.compare_digest(_hash(pin, salt, cost, block, lanes), due)


def _read(file: Path) -> tuple[int, int, int, bytes, bytes] | None:
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        kept = json.loads(file.read_bytes())
        cost, block, lanes = (int(number) for number in kept["scrypt"])
        salt, due = b64decode(kept["salt"], validate=True), b64decode(kept["hash"], validate=True)
        if (cost, block, lanes) == (_COST, _BLOCK, _LANES) and len(salt) >= 16 and len(due) == 32:
            return cost, block, lanes, salt, due
    return None


def _hash(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(pin.encode("ascii"), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
