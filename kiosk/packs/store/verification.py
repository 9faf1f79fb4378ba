"""Verification of an archive before it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kiosk.content.archive.archive_reader import Archive, problem, read_archive
from kiosk.content.archive.manifest import Manifest
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.packs.store.signing_keys import Trusted, Verdict, judge

NOT_TAKEN = Message("the archive is not taken")


@contextmanager
def opened(file: Path, trusted: Mapping[str, Trusted] | None) -> Iterator[tuple[Archive, Verdict]]:
    """Open an archive whose manifest is sound, and signed with a key that the device trusts. Raises RefusedError."""
    try:
        if not file.is_file():
            raise RefusedError(Message("{file} is not a file", file=file.absolute()))
        with file.open("rb") as stream:
            archive, problems = read_archive(stream, file.name)
            if archive is None:
                raise RefusedError(NOT_TAKEN, problems)
            verdict = judge(archive.manifest_bytes, archive.signature, trusted)
            if verdict.fault:
                raise RefusedError(NOT_TAKEN, [problem(file.name, verdict.fault)])
            yield archive, verdict
    except OSError as error:
        raise for_the_disk(Message("{file} cannot be read", file=file), error) from error


def verify(
    file: Path, trusted: Mapping[str, Trusted] | None, report: Callable[[int, int], None] | None = None
) -> tuple[Manifest, Verdict]:
    """Read every byte of an archive; return its manifest and who signed it. Raises RefusedError."""
    with opened(file, trusted) as (archive, verdict):
        problems = list(archive.problems(report))
        if problems:
            raise RefusedError(NOT_TAKEN, problems)
        return archive.manifest, verdict
