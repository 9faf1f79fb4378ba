"""Errors that a worker reports."""

from __future__ import annotations


class RefusalError(Exception):
    """A file that is not taken: a code of reasons.py or film_reasons.py, and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
