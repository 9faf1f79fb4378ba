"""Films fall silent where the sound server is gone, and the kiosk begins again, in attract, when there is one again."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.device.sound.server import hangs, server_process, server_socket
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.runtime.sound_watch import HUNG, STEADY, YOUNG, SoundWatch
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait_until
from kiosk.view.stage_view import Hardware, Sounding, StageView
from setup.sound_server import missing, sound_server
from tests.view.fake_session import FakeSession

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a sound server is Linux's")
SERVER = """
import socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print(flush=True)
while True:
    server.accept()[0].close()
"""


class Setup:
    """A stage, a visitor before it, and a sound server that can be plugged in and killed."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "native"
        self.now = 0.0
        self.server: subprocess.Popen[bytes] | None = None
        self.session = FakeSession(Phase.ACTIVE)
        self.restart = IdleRestart(self.session, lambda: self.now)
        self.restart.due.connect(self.begin_again)
        self.stage = StageView({}, folder, Hardware(0, moving=True, audible=True))
        self.begun_again = 0

    def watch(self) -> SoundWatch:
        watch = SoundWatch(self.restart, self.stage, self.socket, owned=True, clock=lambda: self.now)
        watch.close()
        return watch

    def begin_again(self) -> None:
        self.begun_again += 1

    def serve(self) -> None:
        self.kill()
        self.socket.unlink(missing_ok=True)
        self.server = subprocess.Popen([sys.executable, "-c", SERVER, str(self.socket)], stdout=subprocess.PIPE)
        assert self.server.stdout is not None
        self.server.stdout.readline()

    def kill(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.server.communicate()
            self.server = None

    def pass_time(self, watch: SoundWatch, seconds: float, phase: Phase = Phase.ACTIVE) -> int:
        self.now += seconds
        self.session.state.phase = phase
        watch.look()
        self.restart.look()
        return self.begun_again


@pytest.fixture
def setup(qapp: object, tmp_path: Path) -> Iterator[Setup]:
    setup = Setup(tmp_path)
    yield setup
    setup.kill()


def test_a_server_that_dies_silences_films_and_staff_are_told_why(
    setup: Setup, caplog: pytest.LogCaptureFixture
) -> None:
    setup.serve()
    watch = setup.watch()
    setup.stage.makePlayer()
    assert (setup.stage.sounding, setup.stage.property("heard")) == (Sounding.HEARD, True)
    setup.kill()
    setup.pass_time(watch, 1)
    setup.pass_time(watch, 1)
    assert (setup.stage.sounding, setup.stage.property("heard")) == (Sounding.NO_SERVER, False)
    assert not setup.stage.property("audible")
    (reported,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert "no sound server" in reported.getMessage()
    assert "kiosk doctor" in reported.getMessage()


def test_with_another_server_it_begins_again_once_that_is_steady_and_nobody_is_there(setup: Setup) -> None:
    setup.serve()
    watch = setup.watch()
    setup.stage.makePlayer()
    setup.serve()
    setup.pass_time(watch, YOUNG)
    assert (setup.stage.sounding, setup.stage.property("heard")) == (Sounding.LOST, False)
    assert setup.pass_time(watch, STEADY - 1, Phase.ATTRACT) == 0
    assert setup.pass_time(watch, 1, Phase.WARNING) == 0
    assert setup.pass_time(watch, 1, Phase.ATTRACT) == 1


def test_a_server_that_keeps_dying_does_not_keep_ending_the_kiosk(setup: Setup) -> None:
    setup.serve()
    watch = setup.watch()
    setup.stage.makePlayer()
    setup.now = YOUNG
    for _ in range(3):
        setup.serve()
        assert setup.pass_time(watch, STEADY - 1, Phase.ATTRACT) == 0


def test_a_server_that_comes_before_the_first_film_needs_no_new_start(setup: Setup) -> None:
    watch = setup.watch()
    assert setup.stage.sounding is Sounding.NO_SERVER
    setup.serve()
    assert setup.pass_time(watch, YOUNG + STEADY, Phase.ATTRACT) == 0
    assert setup.stage.sounding is Sounding.HEARD
    setup.stage.makePlayer()
    assert setup.pass_time(watch, STEADY, Phase.ATTRACT) == 0


def test_a_server_that_comes_after_the_first_film_needs_one(setup: Setup) -> None:
    watch = setup.watch()
    setup.stage.makePlayer()
    setup.serve()
    setup.pass_time(watch, YOUNG)
    assert setup.stage.sounding is Sounding.LOST
    assert setup.pass_time(watch, STEADY, Phase.ATTRACT) == 1


def test_a_player_asks_before_it_sounds(setup: Setup) -> None:
    setup.serve()
    watch = setup.watch()
    setup.stage.makePlayer()
    setup.kill()
    # No second has passed: nothing has looked since.
    setup.stage.makePlayer()
    assert not setup.stage.property("heard")
    watch.close()


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_server_that_hangs_is_ended_and_one_that_answers_is_not(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with sound_server("one") as server:
        setup = Setup(tmp_path)
        setup.socket = server.socket
        watch = setup.watch()
        setup.stage.mediumSilenced("film.mp4")
        assert (hangs(server.socket), server_process(server.socket) > 0) == (False, True)
        server.freeze()
        setup.stage.mediumSilenced("film.mp4")
        assert wait_until(lambda: server_process(server.socket) == 0, 10)
        watch.close()
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR] == [HUNG]


def test_the_server_is_found_where_libpulse_looks_for_it(tmp_path: Path) -> None:
    own = {"XDG_RUNTIME_DIR": "/run/user/1000"}
    assert server_socket(own) == Path("/run/user/1000/pulse/native")
    assert server_socket(own | {"PULSE_RUNTIME_PATH": "/run/one"}) == Path("/run/one/native")
    assert server_socket(own | {"PULSE_SERVER": "unix:/run/two/native"}) == Path("/run/two/native")
    assert server_socket(own | {"PULSE_SERVER": "tcp:elsewhere"}) is None
    assert server_socket({}) is None
    assert server_process(tmp_path / "none") == 0
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "native"))
        assert server_process(tmp_path / "native") == 0
        server.listen()
        assert server_process(tmp_path / "native") == os.getpid()
