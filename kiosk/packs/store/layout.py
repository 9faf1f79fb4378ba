"""Paths within a store."""

from __future__ import annotations

PACKS = "packs"  # packs/ID/VERSION-DIGEST/, a place
PACK = "pack"  # in a place: the pack's own files
COMPILED = "compiled"  # in a place: compiled data, read at a start
HASHES = "made.json"  # in a place: the hashes of the pack's renditions
REMOVED = "removed.json"  # in a place: files removed from the pack because they were withdrawn
REMARKS = "remarks.json"  # in a place: the pack's warnings when it was installed
IN_USE = "in-use"  # in a place: locked by a kiosk that shows it
MADE = "made"  # renditions of all packs, by the hashes of their files
INCOMING = "incoming"  # what is being installed
LOCK = "lock"
SCREEN = "screen.json"

SCREEN_PX = 1920  # the long side of the screen that pictures are prepared for until one is known
KEEP = 3
