"""A kiosk with an operator's PIN, and its operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import Options
from kiosk.operator import pin_file
from kiosk.operator.operator_files import OperatorFiles
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, LANDSCAPE, SMALL, Visitor

PIN = "274951"
HOLD = 5.0

Opened = Callable[..., AbstractContextManager["Operator"]]


class Operator(Visitor):
    """Holds a finger in the corner, enters the PIN, and uses the operator menu."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.operator_files = options.operator_files

    def hold(self, x: float = 20, y: float = 20, seconds: float = HOLD) -> None:
        self.touch_screen.press(x, y)
        wait(BEAT_MS)
        self.let_pass(seconds)
        self.touch_screen.lift(x, y)
        wait(BEAT_MS)

    def enter(self, digits: str = PIN) -> None:
        for digit in digits:
            self.touch(f"pin:{digit}")
        self.touch("pin:ok")
        assert wait_until(lambda: self.kiosk.operator.pin.state != "checking", 10)
        wait(BEAT_MS)

    def come_in(self, page: str = "") -> None:
        self.hold()
        self.enter()
        assert self.kiosk.operator.authenticated
        if page:
            self.touch(f"operator:{page}")

    def speak(self, language: str) -> None:
        if self.kiosk.operator.language != language:
            self.touch("operator:language")

    def leave(self) -> None:
        super().leave()
        assert self.phase is Phase.ATTRACT


@pytest.fixture(scope="session")
def open_operator(open_kiosk: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Opens a kiosk with a PIN, on the small pack by default."""

    @contextmanager
    def opened(pack: Path = SMALL, size: tuple[int, int] = LANDSCAPE, **options: Any) -> Iterator[Operator]:
        folder = tmp_path_factory.mktemp("desk")
        own = options.pop("operator_files", {})
        files = {"pin": folder / "pin.json", "attempts": folder / "attempts.json", "choices": folder / "panel.json"}
        operator_files = OperatorFiles(**files | own)
        with pytest.MonkeyPatch.context() as quick:
            quick.setattr(pin_file, "_COST", 2)
            pin_file.set_pin(operator_files.pin, PIN)
            wishes = {"operator_files": operator_files, "journal": folder / "journal.sqlite"} | options
            with open_kiosk(pack, size, visitor=Operator, **wishes) as operator:
                assert wait_until(operator.window.isExposed, 10)
                operator.window.grabWindow()
                wait(BEAT_MS)
                yield operator

    return opened


@pytest.fixture(scope="module")
def landscape(open_operator: Opened) -> Iterator[Operator]:
    with open_operator() as operator:
        yield operator


@pytest.fixture
def operator(landscape: Operator) -> Iterator[Operator]:
    landscape.leave()
    yield landscape
    landscape.touch_screen.lift_all()


@pytest.fixture
def any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that reports the same wherever the tests run."""
    from kiosk.operator import status

    machine = status.MachineStatus(300 * 10**6, 10**9, 4 * 10**9, 10**9, 4 * 10**9, 45.0, True, 7200.0)
    monkeypatch.setattr(status, "look", lambda _: machine)
