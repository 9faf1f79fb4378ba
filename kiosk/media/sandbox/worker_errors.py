"""Errors that a worker reports."""

from __future__ import annotations


class RejectedFileError(Exception):
    """A file that the worker rejects: a code of picture_messages.py or film_messages.py, and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
