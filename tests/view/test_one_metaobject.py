"""Each class that QML reads has one metaobject, whichever instance is asked.

Where a signal is connected to a method that is no slot, PySide gives the instance a metaobject of its own, and frees
it with the instance. QML keeps what it knows of a class under the address of its metaobject: what is made next, at the
same address, is read as what stood there before, and has no property that it should have.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from kiosk.device.settings import Hours
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.data_folder_watch import DataFolderWatch
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.pack_switcher import PackSwitcher, PackViews
from kiosk.session.outline import Outline
from kiosk.session.state import begin
from kiosk.session.timeouts import Rules, Times
from kiosk.view.attract_view import AttractView
from kiosk.view.operator_view import OperatorDeps, OperatorView
from kiosk.view.pack_view import PackView
from kiosk.view.polls_view import PollView
from kiosk.view.search_view import SearchView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import Hardware, StageView
from tests.qml_types import metaobject_address

RULES = Rules(Times(), Outline(languages=("zh",)))


def wall() -> datetime:
    return datetime.now(UTC)


def views(folder: Path) -> list[QObject]:
    session, writer = SessionView(begin(RULES), RULES), BackgroundQueue()
    pack = PackView({})
    stage = StageView({}, folder, Hardware(0.0, moving=False))
    opening_hours = OpeningHoursController(session, stage, Hours(), wall)
    search = SearchView(session, pack)
    selector = PackSelector(ProductAssets({}, {}), folder, (160,), folder, None)
    switcher = PackSwitcher(session, selector, None, PackViews(stage, pack, search, None), writer)
    deps = OperatorDeps(pack, writer, None, opening_hours, folder, wall, switcher, DataFolderWatch(()))
    operator_files = OperatorView(session, OperatorFiles(), deps)
    return [
        session,
        pack,
        AttractView(session, wall),
        PollView(session, writer, folder, wall),
        search,
        stage,
        operator_files,
        operator_files.pin,
        operator_files.controls,
        operator_files.hours,
        operator_files.packs,
        operator_files.packs.task,
        operator_files.usb,
    ]


def test_all_instances_of_a_view_have_the_same_metaobject(qapp: object, tmp_path: Path) -> None:
    for one, other in zip(views(tmp_path), views(tmp_path), strict=True):
        name = type(one).__name__
        assert metaobject_address(one) == metaobject_address(other), (
            f"a signal calls a method of {name} that is no slot"
        )
