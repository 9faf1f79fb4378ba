"""Limits of an archive, in one place."""

from __future__ import annotations

ENTRIES = 60_000
ENTRY_BYTES = 1_000_000_000  # the limit for a film
ARCHIVE_BYTES = 4_000_000_000  # beyond it a zip needs another format
MANIFEST_BYTES = 16_000_000
SIGNATURE_BYTES = 4_096
NAME_BYTES = 240
DEPTH = 12  # folders within folders
PROBLEMS = 20  # reported one by one; the rest is counted
