"""A device knows the folders that it keeps its data in, and tells where one of them is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, copy_of, write_withdrawals
from kiosk.packs.store.index import Installed, StoreIndex, write_index
from kiosk.system.data_folders import KeptFolders, lost_folders

PACK = Installed("packs/a/1", "a", "1.0", "A", ("en",), "0" * 64, "", "2026-05-01T10:00:00+00:00")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def data() -> Path:
    return paths.withdrawn().parent


def a_start() -> KeptFolders:
    data().mkdir(parents=True, exist_ok=True)  # the lock of a kiosk lies there
    return KeptFolders((data(), paths.store()))


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def move_away(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def replace_it(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def test_a_device_that_begins_has_lost_nothing() -> None:
    assert lost_folders((data(), paths.store())) == []
    assert a_start().check() == []
    assert lost_folders((data(), paths.store())) == []


@pytest.mark.parametrize("happens", [remove, move_away, replace_it])
def test_a_lost_data_folder_is_told_while_the_kiosk_runs_and_after_it_was_started_again(
    happens: Callable[[Path], None],
) -> None:
    running = a_start()
    happens(data())
    for reported in (running.check(), lost_folders((data(), paths.store())), a_start().check()):
        assert len(reported) == 1
        assert str(data()) in reported[0]


def test_it_is_told_no_more_once_it_is_back() -> None:
    running = a_start()
    move_away(data())
    a_start()
    shutil.rmtree(data())
    data().with_name("elsewhere").rename(data())
    assert running.check() == []
    assert a_start().check() == []


def test_who_does_without_it_removes_the_note_and_is_told_no_more() -> None:
    running = a_start()
    remove(data())
    (reported,) = running.check()
    note = Path(reported.rpartition("remove ")[2])
    data().mkdir()
    note.unlink()
    assert running.check() == []
    assert a_start().check() == []
    # And the next loss is reported again.
    remove(data())
    assert len(running.check()) == 1


def test_a_store_elsewhere_is_told_by_itself(tmp_path: Path) -> None:
    store = tmp_path / "disk" / "store"
    store.mkdir(parents=True)
    data().mkdir(parents=True)
    running = KeptFolders((data(), store))
    remove(store)
    (reported,) = running.check()
    assert str(store) in reported


@pytest.mark.parametrize("runs", [True, False])
def test_a_store_into_which_packs_are_installed_again_is_lost_no_more(runs: bool) -> None:
    """As staff are reported to do where its list cannot be read any more."""
    running = a_start()
    paths.store().mkdir()
    running.check()
    remove(paths.store())
    assert len(lost_folders((data(), paths.store()))) == 1
    paths.store().mkdir()
    assert "or install the packs again" in lost_folders((data(), paths.store()))[0]
    write_index(paths.store(), StoreIndex(packs=(PACK,)))
    if runs:
        assert running.check() == []
    assert lost_folders((data(), paths.store())) == []
    assert a_start().check() == []
    remove(paths.store())
    assert len(lost_folders((data(), paths.store()))) == 1


def test_a_state_folder_that_is_removed_alone_is_no_loss() -> None:
    running = a_start()
    shutil.rmtree(paths.reserves())
    assert running.check() == []
    remove(data())
    assert len(running.check()) == 1


def test_doctor_and_pack_list_tell_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    a_start()
    write_withdrawals(Withdrawals((Withdrawal("page", "people/wang"),)))
    remove(data())
    for words in (["doctor"], ["pack", "list"]):
        main([*words, "--language", "en"])
        output = capsys.readouterr()
        reported = " ".join((output.out + output.err).split())
        assert str(data()) in reported.replace(" ", "") or "data folder" in reported
        assert "was removed, moved away or replaced" in reported
        assert "list of what was withdrawn" in reported


def test_pack_withdraw_list_tells_that_the_list_was_lost_and_still_lists_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_withdrawals(Withdrawals((Withdrawal("page", "people/wang", by="Li"),)))
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.unlink()
    assert main(["pack", "withdraw", "--list", "--language", "en"]) == 0
    output = capsys.readouterr()
    assert "the page people/wang" in output.out
    assert "is gone" in " ".join(output.err.split())
