"""Generator of resources/strings/traditional.txt: traditional characters and their simplified ones, for the search.

The pairs come from the transliterator Traditional-Simplified of ICU (Unicode data), in the version that PySide6 brings.
Run it when PySide6 brings another: python setup/traditional.py
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import PySide6

FILE = Path(__file__).resolve().parents[1] / "resources" / "strings" / "traditional.txt"
HEAD = """\
# Pairs: a traditional character, its simplified one. From the data of ICU, by setup/traditional.py.
# Copyright © 1991-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0. https://www.unicode.org/license.txt"""
RANGES = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
A_LINE = 50  # pairs


def main() -> None:
    """Write the pairs."""
    simplify = _open_transliterator()
    pairs = []
    for first, end in RANGES:
        for character in map(chr, range(first, end)):
            simplified = simplify(character)
            # 苧 and 苎 are each the other's.
            if simplified != character and len(simplified) == 1 and simplify(simplified) == simplified:
                pairs.append(character + simplified)
    lines = ["".join(pairs[at : at + A_LINE]) for at in range(0, len(pairs), A_LINE)]
    FILE.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    print(FILE.relative_to(FILE.parents[2]), len(pairs))


def _open_transliterator() -> Callable[[str], str]:
    (data,) = (Path(PySide6.__file__).parent / "Qt/lib").glob("libicudata.so.*")
    version = data.suffix.removeprefix(".")
    library = ctypes.CDLL(str(data), mode=ctypes.RTLD_GLOBAL)
    for name in ("libicuuc", "libicui18n"):
        library = ctypes.CDLL(str(data.with_name(f"{name}.so.{version}")), mode=ctypes.RTLD_GLOBAL)
    open_it, transliterate = (getattr(library, f"utrans_{name}_{version}") for name in ("openU", "transUChars"))
    open_it.restype = ctypes.c_void_p
    error, transform = ctypes.c_int(0), "Traditional-Simplified".encode("utf-16-le")
    handle = open_it(transform + b"\0\0", len(transform) // 2, 0, None, -1, None, ctypes.byref(error))
    if not handle or error.value > 0:
        raise SystemExit(f"traditional: ICU {version} has no such transliterator (error {error.value})")

    def simplify(text: str) -> str:
        units = text.encode("utf-16-le")
        room = 4 * len(units)
        buffer = ctypes.create_string_buffer(units, 2 * room)
        length, limit, failed = ctypes.c_int32(len(units) // 2), ctypes.c_int32(len(units) // 2), ctypes.c_int(0)
        given = ctypes.byref(length), room, 0, ctypes.byref(limit), ctypes.byref(failed)
        transliterate(ctypes.c_void_p(handle), buffer, *given)
        if failed.value > 0:
            raise SystemExit(f"traditional: ICU {version} failed at {text} (error {failed.value})")
        return buffer.raw[: 2 * length.value].decode("utf-16-le")

    return simplify


if __name__ == "__main__":
    main()
