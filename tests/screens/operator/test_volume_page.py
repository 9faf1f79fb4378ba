"""The operator's volume page has a tone for each loudspeaker, and says what is wrong if there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.view.stage_view import Sounding
from setup.sound_server import SoundServer, missing, sound_server
from tests.screens.layout import lasting_faults
from tests.screens.operator.conftest import Opened, Operator
from tests.screens.visitor import LANDSCAPE, PORTRAIT, SMALL

FOUND_S = 20.0
needs_server = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture
def server() -> Iterator[SoundServer]:
    with sound_server("one", "two") as server, pytest.MonkeyPatch.context() as here:
        here.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
        yield server


def come_in(operator: Operator) -> None:
    operator.come_in("volume")
    operator.speak("zh")
    reported = operator.kiosk.operator.loudspeakers
    assert wait_until(lambda: reported.property("result") != "正在查找扬声器…", FOUND_S)
    wait(60)


def sides(operator: Operator) -> list[str]:
    return [control.id for control in operator.sight().controls if control.id.startswith("sound:")]


@needs_server
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_each_side_of_each_output_has_a_ring_and_every_word_is_whole(
    server: SoundServer, open_operator: Opened, size: tuple[int, int]
) -> None:
    with open_operator(SMALL, size) as operator:
        come_in(operator)
        assert sides(operator) == ["sound:0:left", "sound:0:right", "sound:1:left", "sound:1:right"]
        for language in ("zh", "en"):
            operator.speak(language)
            assert lasting_faults(operator.window) == [], language


@needs_server
def test_a_touch_on_a_side_is_heard_there_as_loud_as_films_are(server: SoundServer, open_operator: Opened) -> None:
    with open_operator(SMALL) as operator:
        come_in(operator)
        operator.touch("volume:40")
        with server.listening("two") as heard:
            operator.touch("sound:1:right")
            assert wait_until(lambda: any("播放完毕" in words for words in operator.texts()), FOUND_S)
        left, right = heard["two"]
        assert left < 0.01
        assert 0.15 < right < 0.25
        operator.touch("volume:0")
        operator.touch("sound:1:right")
        assert "音量是静音，先在上面调高" in operator.texts()


@needs_server
def test_a_card_that_is_plugged_in_is_there_within_seconds(server: SoundServer, open_operator: Opened) -> None:
    with open_operator(SMALL) as operator:
        come_in(operator)
        server.plug("three")
        try:
            assert wait_until(lambda: "sound:2:left" in sides(operator), FOUND_S)
        finally:
            server.pull("three")


def test_without_a_loudspeaker_it_says_where_to_look(open_operator: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/native")
    with open_operator(SMALL) as operator:
        come_in(operator)
        assert any("kiosk doctor" in words for words in operator.texts())
        assert sides(operator) == []


@needs_server
def test_a_program_that_lost_its_server_says_so(server: SoundServer, open_operator: Opened) -> None:
    with open_operator(SMALL) as operator:
        operator.kiosk.stage.hear(Sounding.LOST)
        come_in(operator)
        assert any("声音服务中断过" in words for words in operator.texts())
        operator.kiosk.stage.hear(Sounding.HEARD)
