"""A date that an evidently wrong clock gave is reported with a word of doubt, wherever it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.analytics.journal import Journal, clock_doubt
from kiosk.analytics.journal.clock_doubt import is_wrong
from kiosk.cli import main
from kiosk.device import clock
from kiosk.device.withdrawal_list import IN_DOUBT, read_withdrawals
from kiosk.media import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.index import read_index
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.withdrawing import Request, lift, withdraw
from tests.packs.consent import consent_pack

NOW = datetime.now(UTC)
WOKEN = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device of its own, whose clock no network sets."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setattr(paths, "content", lambda: tmp_path / "content")
    monkeypatch.setattr(clock, "is_synchronised", lambda *_: False)


def live_through(days: list[date]) -> None:
    for day in days:
        Journal(paths.journal(), lambda day=day: datetime.combine(day, datetime.min.time()).astimezone()).maintain()  # type: ignore[misc]


def days_before(count: int) -> list[date]:
    return [NOW.date() - timedelta(days=number) for number in range(count, -1, -1)]


def test_a_clock_that_stands_where_it_should_is_believed() -> None:
    assert not is_wrong(NOW)
    live_through(days_before(5))
    assert not is_wrong(NOW, [(NOW - timedelta(days=3)).isoformat()])
    # By the zone of the hall it may be tomorrow there.
    assert not is_wrong(NOW - timedelta(hours=12))


@pytest.mark.parametrize(
    ("now", "known", "lived"),
    [
        (WOKEN, [], []),
        (NOW, [(NOW + timedelta(days=40)).isoformat()], []),
        (NOW + timedelta(days=4000), [], days_before(5)),
        (NOW, [], [*days_before(5), NOW.date() + timedelta(days=4000), NOW.date()]),
    ],
)
def test_a_clock_that_woke_in_1970_ran_back_or_leapt_is_wrong(
    monkeypatch: pytest.MonkeyPatch, now: datetime, known: list[str], lived: list[date]
) -> None:
    live_through(lived)
    assert is_wrong(now, known)
    # Unless the network set it.
    monkeypatch.setattr(clock, "is_synchronised", lambda *_: True)
    assert not is_wrong(now, known)


class Stopped(datetime):
    """A clock that woke in 1970."""

    @classmethod
    def now(cls, _: object = None) -> Stopped:
        return cls(1970, 1, 1, 0, 5, tzinfo=UTC)


def test_a_withdrawal_and_a_lift_say_that_their_date_is_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    consent_pack(tmp_path / "content" / "consent", "0.9")
    store = Installer(paths.store())
    withdraw(store, Request("people/others", "Li"))
    monkeypatch.setattr("kiosk.packs.store.withdrawing.datetime", Stopped)
    protocol = withdraw(store, Request("people/wang", "Li"))
    assert "1970-01-01" in protocol.lines[0]
    assert "in doubt" in protocol.lines[0]
    assert protocol.file is not None
    assert "日期存疑" in protocol.file.read_text("utf-8")
    assert [entry.clock for entry in read_withdrawals().entries] == ["", IN_DOUBT]
    assert main(["pack", "withdraw", "--list", "--language", "zh"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "存疑" not in first
    assert "存疑" in second
    assert "in doubt" in lift(Request("2", "Li")).lines[0]


def test_an_installation_says_so_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Installer(paths.store())
    store.note_screen(needed_widths(1280))
    assets = load_assets(paths.resources(), CompiledCache(tmp_path / "house"))
    monkeypatch.setattr("kiosk.packs.store.installer.datetime", Stopped)
    store.install(consent_pack(tmp_path / "pack", "1.0", person=False), assets, None, lambda *_: None)
    store_index = read_index(store.folder)
    assert store_index.in_doubt == {store_index.live}
    assert main(["pack", "list", "--language", "en"]) == 0
    assert "1970-01-01" in (output := capsys.readouterr().out)
    assert "in doubt" in output
    # Installed again by a clock that is right, it is no more.
    monkeypatch.undo()
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    store.install(tmp_path / "pack", assets, None, lambda *_: None)
    assert read_index(store.folder).in_doubt == frozenset()


def test_the_day_on_which_the_program_was_installed_is_known() -> None:
    assert abs(clock_doubt._installed() - NOW) < timedelta(days=20_000)
    assert clock_doubt._installed().year > 2020
