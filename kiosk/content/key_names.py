"""Names of keys in device.yaml, and what a key there can mean. The numbers are those of `Qt.Key`, without Qt."""

from __future__ import annotations

from types import MappingProxyType

MEANINGS = ("next", "previous", "activate", "back")

_F1 = 0x01000030
_SYMBOLS = "+-*/.,=#"

# Letters and digits are missing: they are typed into the search and the PIN.
KEYS = MappingProxyType(
    {
        "Escape": 0x01000000,
        "Tab": 0x01000001,
        "Backspace": 0x01000003,
        "Return": 0x01000004,
        "Enter": 0x01000005,
        "Insert": 0x01000006,
        "Delete": 0x01000007,
        "Pause": 0x01000008,
        "Print": 0x01000009,
        "Clear": 0x0100000B,
        "Home": 0x01000010,
        "End": 0x01000011,
        "Left": 0x01000012,
        "Up": 0x01000013,
        "Right": 0x01000014,
        "Down": 0x01000015,
        "PageUp": 0x01000016,
        "PageDown": 0x01000017,
        "Menu": 0x01000055,
        "Help": 0x01000058,
        "Space": 0x20,
    }
    | {f"F{number}": _F1 + number - 1 for number in range(1, 36)}
    | {symbol: ord(symbol) for symbol in _SYMBOLS}
)
_BY_LOWER = {name.lower(): name for name in KEYS}


def find_key(typed: str) -> str | None:
    """Return a key's name as it is written in `KEYS`, whatever its capitals; None where there is none."""
    return _BY_LOWER.get(typed.strip().replace(" ", "").lower())
