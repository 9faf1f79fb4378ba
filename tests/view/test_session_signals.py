"""What the session notifies Python of: each kind of change by its own signal, before QML, and nothing else."""

from __future__ import annotations

import pytest

from kiosk.session import actions, operator_actions
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.session.state import begin
from kiosk.session.timeouts import Rules, Times
from kiosk.view.session_view import SessionView

RULES = Rules(Times(), Outline(languages=("zh", "en"), panels={"water": ("first", "second")}, pack="hall"))


class SignalLog:
    """A session, and what it has notified of since the last look."""

    def __init__(self) -> None:
        self.session = SessionView(begin(RULES), RULES)
        self._found: list[object] = []
        for name in ("changed", "outlineChanged", "languageChanged"):
            getattr(self.session, name).connect(lambda name=name: self._found.append(name))
        self.session.phaseChanged.connect(lambda before, after: self._found.append((before, after)))
        self.session.authenticatedChanged.connect(lambda admitted: self._found.append(("admitted", admitted)))
        self.session.disabledByOperatorChanged.connect(lambda withdrawn: self._found.append(("withdrawn", withdrawn)))

    def after(self, *happened: type[actions.Action] | actions.Action) -> list[object]:
        self._found.clear()
        for each in happened:
            self.session.dispatch(each(self.session.now()) if isinstance(each, type) else each)
        return list(self._found)


@pytest.fixture
def signals(qapp: object) -> SignalLog:
    return SignalLog()


def test_a_visit_begins_with_a_changed_phase_and_goes_on_without_one(signals: SignalLog) -> None:
    assert signals.after(actions.Pressed) == [(Phase.ATTRACT, Phase.ACTIVE), "changed"]
    assert signals.after(actions.OpenPanel(signals.session.now(), "water", 1)) == ["changed"]
    assert signals.after(actions.GoBack) == ["changed"]
    assert signals.after(actions.Pressed, actions.Tick) == []


def test_a_language_and_a_pack_are_notified_before_they_are_drawn(signals: SignalLog) -> None:
    signals.after(actions.Pressed)
    assert signals.after(actions.ChooseLanguage(signals.session.now(), "en")) == ["languageChanged", "changed"]
    other = Outline(languages=("zh",), pack="other")
    assert signals.after(actions.PackReady(signals.session.now(), other)) == []  # it waits for the reset
    assert signals.after(actions.OpenOperatorMenu) == [
        *("outlineChanged", (Phase.ACTIVE, Phase.OPERATOR), "languageChanged", "changed")
    ]


def test_an_operator_comes_in_and_takes_the_device_out_of_service(signals: SignalLog) -> None:
    assert signals.after(actions.OpenOperatorMenu) == [(Phase.ATTRACT, Phase.OPERATOR), "changed"]
    assert signals.after(operator_actions.Authenticate) == [("admitted", True), "changed"]
    assert signals.after(operator_actions.TakeOutOfService) == [("withdrawn", True), "changed"]
    assert signals.after(actions.CloseOperatorMenu) == [
        *((Phase.OPERATOR, Phase.OUT_OF_SERVICE), ("admitted", False), "changed")
    ]
