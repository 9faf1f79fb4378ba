"""Lock of the withdrawal list during a change; not the store's lock, which may be held for long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from kiosk import paths
from kiosk.content.messages import Message
from kiosk.device.disk import make_folder
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.device.file_lock import HeldError, take
from kiosk.device.withdrawal_list import (
    UnreadableListError,
    Withdrawals,
    list_trouble,
    read_withdrawals,
    write_withdrawals,
)

PATIENCE = 10.0  # seconds that one change of the list waits for another


@contextmanager
def changing(what: Message) -> Iterator[Withdrawals]:
    """Yield the list for an exclusive change; a disk error is reported as `what`.

    Raises RefusedError.
    """
    handle = _hold(what, PATIENCE)
    try:
        yield read_withdrawals()
    except UnreadableListError as error:
        raise RefusedError(error.message) from error
    finally:
        os.close(handle)


def restore_list() -> bool:
    """Write the list again if it is gone or an older one replaced it; return whether it was written.

    Does not wait: the holder of the list is about to write it.
    """
    try:
        handle = _hold(Message("the list was not written again"), 0.0)
    except RefusedError:
        return False
    try:
        lost = list_trouble() is not None
        if lost:
            write_withdrawals(read_withdrawals())
    except (UnreadableListError, OSError):
        return False
    finally:
        os.close(handle)
    return lost


def _hold(what: Message, patience: float) -> int:
    lock = paths.withdrawn().with_suffix(".lock")
    until = monotonic() + patience
    while True:
        try:
            make_folder(lock.parent)
            return take(lock)
        except HeldError:
            if monotonic() > until:
                message = Message("somebody else is changing the list of what was withdrawn; try again")
                raise RefusedError(message) from None
            sleep(0.1)
        except OSError as error:
            raise for_the_disk(what, error) from error
