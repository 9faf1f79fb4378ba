"""The device's journal: visits and votes, in one SQLite file, without anything of who the visitors were.

Written by the kiosk alone (`writing`), read by the report while the kiosk runs (`reading`).
"""

from __future__ import annotations

from kiosk.analytics.journal.database import JournalError
from kiosk.analytics.journal.journal_writer import Journal, RecordedVisit

__all__ = ["Journal", "JournalError", "RecordedVisit"]
