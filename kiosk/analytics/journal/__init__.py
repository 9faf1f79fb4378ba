"""The device's journal: visits and votes, in one SQLite file, with nothing about the visitors' identity.

Only the kiosk writes it (`writing`); the report may read it while the kiosk runs (`reading`).
"""

from __future__ import annotations

from kiosk.analytics.journal.database import JournalError
from kiosk.analytics.journal.journal_writer import Journal, RecordedVisit

__all__ = ["Journal", "JournalError", "RecordedVisit"]
