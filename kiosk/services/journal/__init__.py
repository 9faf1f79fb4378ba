"""The device's journal: visits and votes, in one SQLite file, without anything of who the visitors were.

Written by the kiosk alone (`writing`), read by the report while the kiosk runs (`reading`).
"""

from __future__ import annotations

from kiosk.services.journal.database import JournalError
from kiosk.services.journal.writing import Journal, Kept

__all__ = ["Journal", "JournalError", "Kept"]
