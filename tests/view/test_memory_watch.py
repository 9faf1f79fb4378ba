"""A kiosk that holds too much begins again in order: in attract, never under a hand, and it is reported why."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.device.restart_list import last_for_memory
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.runtime.memory_watch import CALM, FRESH, HARD, NEEDED, YOUNG, MemoryWatch
from kiosk.session.phases import Phase
from tests.view.fake_session import FakeSession

LIMIT = 2000
OLD = YOUNG + 1


class FakeKiosk:
    """A kiosk whose memory, phase and clock the test sets."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.file = folder / "state" / "restarts.jsonl"
        self.now, self.held, self.ends = 0.0, 300, 0
        self.session = FakeSession()
        self.restart = IdleRestart(self.session, lambda: self.now)  # type: ignore[arg-type]
        self.restart.due.connect(self.tell)
        self.watch_ = MemoryWatch(self.restart, limit, self.file, held=lambda: self.held, clock=lambda: self.now)

    def tell(self) -> None:
        self.ends += 1

    def become(self, phase: Phase) -> None:
        self.session.become(phase)

    def look(self, held: int, after: float) -> int:
        self.held, self.now = held, self.now + after
        self.watch_.look()
        return self.ends


@pytest.fixture
def kiosk(qapp: object, tmp_path: Path) -> FakeKiosk:
    kiosk = FakeKiosk(tmp_path)
    kiosk.look(300, FRESH)
    return kiosk


def test_in_attract_it_begins_again_and_says_why(kiosk: FakeKiosk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kiosk"):
        assert kiosk.look(LIMIT, OLD) == 0
        assert kiosk.look(LIMIT + 1, 5) == 1
    assert "The kiosk begins again: memory was at 2001 MB of 2000 MB." in caplog.messages
    line = json.loads(kiosk.file.read_text("utf-8"))
    assert (line["why"], line["held"], line["limit"]) == ("memory", 2001, 2000)
    # It ends once, whatever is seen of it meanwhile.
    assert kiosk.look(LIMIT + 50, 5) == 1


@pytest.mark.parametrize("phase", [Phase.ACTIVE, Phase.WARNING, Phase.OPERATOR, Phase.PREVIEW])
def test_under_a_hand_it_goes_on_and_then_waits_for_a_quiet_moment(kiosk: FakeKiosk, phase: Phase) -> None:
    kiosk.become(phase)
    assert kiosk.look(LIMIT + 1, OLD) == 0
    assert kiosk.watch_.reason == "memory was at 2001 MB of 2000 MB"
    assert kiosk.look(LIMIT + 1, 600) == 0
    kiosk.become(Phase.ATTRACT)
    assert kiosk.look(LIMIT + 1, CALM - 1) == 0
    # Somebody comes again before it was quiet for long enough.
    kiosk.become(Phase.ACTIVE)
    assert kiosk.look(LIMIT + 1, CALM) == 0
    kiosk.become(Phase.ATTRACT)
    assert kiosk.look(LIMIT + 1, CALM) == 1


def test_where_it_rises_fast_the_end_of_the_visit_is_not_waited_after(kiosk: FakeKiosk) -> None:
    kiosk.become(Phase.ACTIVE)
    assert kiosk.look(round(LIMIT * HARD) + 1, OLD) == 0
    kiosk.become(Phase.WARNING)
    assert kiosk.ends == 0
    kiosk.become(Phase.ATTRACT)
    assert kiosk.ends == 1


def test_what_is_given_back_is_forgiven(kiosk: FakeKiosk) -> None:
    kiosk.become(Phase.ACTIVE)
    kiosk.look(LIMIT + 1, OLD)
    kiosk.look(LIMIT - 1, 5)
    assert kiosk.watch_.reason == ""
    kiosk.become(Phase.ATTRACT)
    assert kiosk.look(LIMIT - 1, 600) == 0


def test_a_limit_under_what_it_needs_leads_to_no_endless_starts(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk = FakeKiosk(tmp_path, 200)
    assert kiosk.look(300, FRESH) == 0
    assert "memory.limit of device.yaml is 200 MB, but the kiosk alone holds 300 MB" in caplog.text
    assert kiosk.watch_.limit == 300 * NEEDED
    assert [kiosk.look(300, 600) for _ in range(5)] == [0] * 5
    assert kiosk.look(451, 5) == 1


def test_a_young_one_only_looks(qapp: object, tmp_path: Path) -> None:
    kiosk = FakeKiosk(tmp_path)
    assert kiosk.look(LIMIT * 9, YOUNG - 1) == 0


def test_a_machine_that_does_not_tell_is_left_alone(qapp: object, tmp_path: Path) -> None:
    kiosk = FakeKiosk(tmp_path, 0)
    assert [kiosk.look(10**6, OLD) for _ in range(2)] == [0, 0]
    assert kiosk.watch_.limit == 0


def test_the_start_after_it_says_so_and_a_later_one_does_not(
    kiosk: FakeKiosk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.look(LIMIT + 1, OLD)
    with caplog.at_level(logging.INFO, "kiosk"):
        FakeKiosk(tmp_path).look(300, 5)
    reported = [message for message in caplog.messages if message.startswith("The kiosk began again at ")]
    assert [message.partition(" because ")[2] for message in reported] == ["memory was at 2001 MB of 2000 MB."]
    caplog.clear()
    old = json.loads(kiosk.file.read_text("utf-8")) | {"when": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    kiosk.file.write_text(json.dumps(old) + "\n", "utf-8")
    with caplog.at_level(logging.INFO, "kiosk"):
        FakeKiosk(tmp_path).look(300, 5)
    assert caplog.messages == []
    # The status tells it for as long as it is in the list.
    assert "memory was at 2001 MB of 2000 MB" in str(last_for_memory(kiosk.file))
