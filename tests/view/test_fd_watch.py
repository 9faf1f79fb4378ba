"""A kiosk that can open no file any more goes on, says so, and begins again when nobody is in front of it."""

from __future__ import annotations

import errno
import logging
import os

import pytest

from kiosk.runtime.fd_watch import SHORT, YOUNG, FdWatch
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.session.phases import Phase
from tests.view.fake_session import FakeSession


class Setup:
    """A watch over files, with a visitor before it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.session = FakeSession(Phase.ACTIVE)
        self.restart = IdleRestart(self.session, lambda: self.now)
        self.shortage = FdWatch(self.restart, lambda: self.now)
        self.reported = 0
        self.restart.due.connect(self.tell)

    def tell(self) -> None:
        self.reported += 1

    def look(self, phase: Phase, after: float = YOUNG + 1) -> int:
        self.now, self.session.state.phase = after, phase
        self.shortage.look()
        self.restart.look()
        return self.reported


def fail_with(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("kiosk.runtime.fd_watch.os.open", fail)


def test_under_a_hand_it_goes_on_and_afterwards_it_begins_again(
    qapp: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    setup = Setup()
    with monkeypatch.context() as without:
        fail_with(without, errno.EMFILE)
        assert [setup.look(phase) for phase in (Phase.ACTIVE, Phase.WARNING, Phase.OPERATOR)] == [0, 0, 0]
    assert [record.levelno for record in caplog.records if SHORT in record.getMessage()] == [logging.ERROR]
    # There are some again, but what was not read meanwhile stays away.
    assert setup.look(Phase.ATTRACT) == 1


@pytest.mark.parametrize("number", [errno.ENFILE, errno.EIO, 0])
def test_what_a_new_start_does_not_cure_leads_to_none(
    qapp: object, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    setup = Setup()
    if number:
        fail_with(monkeypatch, number)
    assert setup.look(Phase.ATTRACT) == 0


def test_a_program_that_is_short_from_the_start_waits(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = Setup()
    fail_with(monkeypatch, errno.EMFILE)
    assert (setup.look(Phase.ATTRACT, 5), setup.look(Phase.ATTRACT, YOUNG + 1)) == (0, 1)
