"""The thread that writes: what is done where there can be none."""

from __future__ import annotations

import threading

import pytest

from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.tour.synthetic_touch import wait_until


def test_jobs_are_done_in_their_order_and_told(qapp: object) -> None:
    writer, reported = BackgroundQueue(), []
    for number in range(3):
        writer.write(lambda number=number: number, reported.append)
    assert wait_until(lambda: reported == [0, 1, 2], 30)
    writer.close()


def test_where_no_thread_can_be_begun_they_are_done_all_the_same(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a vote would wait for ever, and each one after it."""
    writer, reported = BackgroundQueue(), []

    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as exhausted:
        exhausted.setattr(threading.Thread, "start", fail)
        writer.write(lambda: "first", reported.append)
        writer.write(lambda: "second", reported.append)
        assert wait_until(lambda: reported == ["first", "second"], 30)
    writer.write(lambda: "third", reported.append)
    assert wait_until(lambda: reported[2:] == ["third"], 30)
    writer.close()
