"""Paths within a store."""

from __future__ import annotations

PACKS = "packs"  # packs/ID/VERSION-SEAL/, a place
PACK = "pack"  # in a place: the pack's own files
COMPILED = "compiled"  # in a place: what a start reads
SEALS = "made.json"  # in a place: the hashes of what was prepared of the pack
REMOVED = "removed.json"  # in a place: files of the pack that were removed since they were withdrawn
REMARKS = "remarks.json"  # in a place: what the pack was warned of when it came
IN_USE = "in-use"  # in a place: locked by a kiosk that shows it
MADE = "made"  # the pictures prepared of all packs, by the hashes of their files
INCOMING = "incoming"  # what is being installed
LOCK = "lock"
SCREEN = "screen.json"

SCREEN_PX = 1920  # the long side of the screen that pictures are prepared for until one was seen
KEEP = 3
