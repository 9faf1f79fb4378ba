"""In whatever order packs come, go, are lifted and withdrawn: who is withdrawn is in no pack, and lies nowhere."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk import paths
from kiosk.device.errors import RefusedError
from kiosk.device.withdrawal_list import Withdrawals, read_withdrawals, write_withdrawals
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.withdrawing import Request, lift, withdraw
from tests.packs.consent import PERSON, consent_pack, every_word

FILES = st.sampled_from([PERSON, "media/other.svg"])


@cache
def assets() -> ProductAssets:
    """One for all orders: nothing that is done to a store changes it."""
    with tempfile.TemporaryDirectory() as folder:
        return load_assets(paths.resources(), CompiledCache(Path(folder)))


class Orders(RuleBasedStateMachine):
    """One device; the folder that it previews has the person too."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        for name in ("DATA", "CACHE"):
            self.patch.setenv(f"XDG_{name}_HOME", str(self.top / name.lower()))
        self.patch.setattr(paths, "content", lambda: self.top / "content")
        self.assets = assets()
        self.store = Installer(self.top / "store", keep=2)
        self.ships = consent_pack(self.top / "content" / "consent", "0.9")
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.install(PERSON, aside=False)

    @rule(file=FILES, aside=st.booleans())
    def install(self, file: str, aside: bool) -> None:
        self.number += 1
        folder = consent_pack(self.top / f"pack-{self.number}", f"{self.number}.0", file=file)
        self.store.install(folder, self.assets, None, lambda *_: None, aside=aside)

    @rule(number=st.integers(1, 4))
    def install_again(self, number: int) -> None:
        folder = self.top / f"pack-{number}"
        if folder.is_dir():
            self.store.install(folder, self.assets, None, lambda *_: None)

    @rule()
    def die_while_installing(self) -> None:
        class Killed(BaseException):
            pass

        def report(*_: object) -> None:
            raise Killed

        with suppress(Killed):
            self.store.install(self.ships, self.assets, None, report)

    @rule()
    def rollback(self) -> None:
        with suppress(RefusedError):
            self.store.rollback()

    @rule(data=st.data())
    def use(self, data: st.DataObject) -> None:
        if packs := self.store.store_index().packs:
            pack = data.draw(st.sampled_from(packs))
            self.store.use(pack.id, pack.version)

    @rule(name=st.sampled_from([PERSON, "pictures/1"]))
    def withdraw(self, name: str) -> None:
        packs = [pack for pack in self.store.store_index().packs if "consent" in pack.id]
        if packs:
            withdraw(self.store, Request(name, "Li"))

    @rule()
    def withdraw_and_lose_the_power(self) -> None:
        """The list is on the disk, and nothing is removed yet."""
        (self.top / "face.svg").write_bytes((self.ships / PERSON).read_bytes())
        with pytest.MonkeyPatch.context() as cut:
            cut.setattr("kiosk.packs.store.withdrawing.purge_cache", lambda *_: iter(()))
            cut.setattr(Installer, "purge", lambda _: [])
            withdraw(self.store, Request(str(self.top / "face.svg"), "Li"))

    @rule()
    def lift(self) -> None:
        if read_withdrawals().entries:
            lift(Request("1", "Li"))

    @invariant()
    def nobody_sees_who_is_withdrawn(self) -> None:
        if not read_withdrawals().hashes:
            return
        store_index = self.store.store_index()
        selector = PackSelector(self.assets, paths.cache(), self.store.widths(), self.ships, self.store)
        for place in ("", *(pack.install_path for pack in store_index.packs)):
            source = selector.at(place)
            loaded_pack = source.load_cached() or selector.load(source, lambda *_: None)
            assert loaded_pack.values is not None, loaded_pack.log_lines
            values = dict(loaded_pack.values) | {"galleries": dict(loaded_pack.values["galleries"])}
            assert "What Ms Wang says" not in every_word((values, loaded_pack.search())), place
        assert [file for file in self.store.folder.rglob("*.svg") if b"the person" in file.read_bytes()] == []

    @invariant()
    def every_pack_is_whole(self) -> None:
        for pack in self.store.store_index().packs:
            assert not inspect(self.store.folder, pack), pack

    def teardown(self) -> None:
        write_withdrawals(Withdrawals())
        self.patch.undo()
        shutil.rmtree(self.top, ignore_errors=True)


# A few: `faults/withdrawn.py` walks as many as it is reported to, with a real kiosk.
Orders.TestCase.settings = settings(max_examples=2, stateful_step_count=6, suppress_health_check=list(HealthCheck))
TestOrders = Orders.TestCase
