"""System fonts as fontconfig lists them; they draw the text of an SVG.

Uses libfontconfig itself: Qt links to it, so it is there wherever the kiosk runs on Linux.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Sequence
from functools import cache

# Generic names: a drawing that uses one means no particular font.
GENERIC = frozenset(
    (
        "serif",
        "sans-serif",
        "sans",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "ui-sans-serif",
        "ui-serif",
        "inherit",
    )
)
# Metric-compatible substitutes: nothing moves and hardly anyone sees the difference.
METRIC_EQUIVALENTS = {
    "arial": ("liberation sans", "arimo"),
    "helvetica": ("liberation sans", "nimbus sans", "tex gyre heros", "arimo"),
    "times new roman": ("liberation serif", "tinos"),
    "times": ("liberation serif", "nimbus roman", "tex gyre termes", "tinos"),
    "courier new": ("liberation mono", "cousine"),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
}
_FOUND = 0  # FcResultMatch
_PATTERN = 0  # FcMatchPattern


def find_substitute(families: Sequence[str], characters: str, locale: str) -> str:
    """Return the family that draws `characters` where a drawing names `families` and this machine has none of them.

    "" where it has one, where none was named, and without fontconfig. `locale` is such as zh_CN.
    """
    requested = [family for family in families if family.lower() not in GENERIC]
    if not requested:
        return ""
    substitutes = [find_match(family, characters, locale) for family in requested]
    if not all(substitutes) or any(
        _is_among(family, names) for family, names in zip(requested, substitutes, strict=True)
    ):
        return ""
    return substitutes[0][0]


def find_match(family: str, characters: str, locale: str) -> tuple[str, ...]:
    """Return the names of the family that fontconfig substitutes for this one, () where there is no fontconfig."""
    library = _fontconfig()
    if library is None:
        return ()
    pattern = ctypes.c_void_p(library.FcPatternCreate())
    library.FcPatternAddString(pattern, b"family", family.encode())
    library.FcPatternAddString(pattern, b"lang", locale.replace("_", "-").lower().encode())
    char_set = ctypes.c_void_p(library.FcCharSetCreate())
    for character in characters:
        library.FcCharSetAddChar(char_set, ctypes.c_uint(ord(character)))
    library.FcPatternAddCharSet(pattern, b"charset", char_set)
    library.FcCharSetDestroy(char_set)
    library.FcConfigSubstitute(None, pattern, _PATTERN)
    library.FcDefaultSubstitute(pattern)
    result = ctypes.c_int()
    found = ctypes.c_void_p(library.FcFontMatch(None, pattern, ctypes.byref(result)))
    library.FcPatternDestroy(pattern)
    if not found:
        return ()
    names: list[str] = []
    name = ctypes.c_char_p()
    while library.FcPatternGetString(found, b"family", len(names), ctypes.byref(name)) == _FOUND:
        names.append((name.value or b"").decode("utf-8", "replace"))
    library.FcPatternDestroy(found)
    return tuple(names)


def _is_among(family: str, names: Iterable[str]) -> bool:
    wanted = family.casefold()
    return any(name.casefold() == wanted or name.casefold() in METRIC_EQUIVALENTS.get(wanted, ()) for name in names)


@cache
def _fontconfig() -> ctypes.CDLL | None:
    if sys.platform == "win32":
        return None
    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return None
    for name in ("FcPatternCreate", "FcCharSetCreate", "FcFontMatch"):
        getattr(library, name).restype = ctypes.c_void_p
    return library
