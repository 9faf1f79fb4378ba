"""`kiosk ctl restart`: the program restarts once nobody is in front of it, and never under a visitor's hand."""

from __future__ import annotations

from typing import Any, cast

from kiosk.runtime.control_commands import ControlCommands, RuntimeContext
from kiosk.runtime.control_socket import ControlRequest
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.session.phases import Phase
from tests.view.fake_session import FakeSession


def test_a_visitor_ends_the_visit_first(qapp: object) -> None:
    session = FakeSession(Phase.ACTIVE)
    restart = IdleRestart(session, lambda: 0.0)
    due, answers = [], list[Any]()
    restart.due.connect(lambda: due.append(True))
    others = dict.fromkeys(("opening_hours", "stage", "switcher", "folders", "window", "wall", "reload", "leave"))
    commands = ControlCommands(RuntimeContext(session=cast("Any", session), restart=restart, **cast("Any", others)))
    commands.verbs()["restart"](ControlRequest(), answers.append)
    assert (answers, due) == ([{"done": True}], [])
    for phase in (Phase.WARNING, Phase.OPERATOR):
        session.state.phase = phase
        restart.look()
        assert due == []
    session.state.phase = Phase.ATTRACT
    restart.look()
    assert due == [True]
