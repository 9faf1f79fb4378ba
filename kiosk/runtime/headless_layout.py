"""Layout of pages without a screen, to count their parts: `python -m kiosk.runtime.headless_layout`.

The pages are laid out by the kiosk's own QML and composer; nothing is drawn, and no picture is opened. Input is one
line of JSON, {"values", "theme", "screen", "blocks", "jobs"}: the pack's view data, the theme, [width px, height px,
inches], the folders of the hall's own blocks by kind, and [{"language", "text_size", "pages": [[panel, number], …]},
…]. If a QML file of those blocks cannot be loaded, the one line of output is {"undrawable": {"kind", "file", "line",
"why"}}. Else output is a line for each page as soon as it is known:
{"screen", "language", "text_size", "panel", "page", "parts", "overfull": [[block, entry, words], …]}, counted from 0,
entry -1 for a block as a whole; `words` are those of one text that is too long. A page whose layout does not settle has
0 parts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickRenderControl, QQuickWindow

import kiosk.view.film_surface  # noqa: F401  registers its type for QML
from kiosk import paths
from kiosk.content.block_source import qml_name
from kiosk.content.screen_sizes import ScreenSize
from kiosk.device.clock import LOCAL_TIME, moments
from kiosk.device.network_block import block_network, create_types
from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.session.outline import Outline
from kiosk.session.state import begin
from kiosk.session.timeouts import Rules, Times
from kiosk.view.composer_view import Composer
from kiosk.view.pack_view import PackView
from kiosk.view.polls_view import PollView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import Hardware, StageView

PATIENCE = 10.0  # seconds of CPU time for a page to settle, however busy the machine is
STEADY = 3  # consecutive checks without a change


class Paginator:
    """Lays out the pages of one pack on one screen."""

    def __init__(
        self, values: Value, theme: Value, screen: ScreenSize, blocks: Mapping[str, str] | None = None
    ) -> None:
        """Prepare everything except a page. Raises RuntimeError where the QML cannot be loaded.

        `blocks`: the addresses of the folders of the hall's own blocks, by kind.
        """
        languages = tuple(values["languages"])
        rules = Rules(Times(), Outline(languages=languages))
        self._stage = StageView(theme, paths.resources() / "pictures", Hardware(screen.inches, moving=False), blocks)
        pages = [page for panel in values["panels"].values() for page in panel["pages"]]
        used = {block["kind"] for page in pages for block in page["blocks"]}
        self._blocks = {kind: folder for kind, folder in (blocks or {}).items() if kind in used}
        self._stage.apply_theme(theme, languages)
        self._pack = PackView({}, languages)
        self._pack.show(values)
        # The clock is frozen: no idle warning appears.
        self._session = SessionView(begin(rules, 0.0), rules, lambda: 0.0)
        self._session.pressed()
        self._polls = PollView(self._session, BackgroundQueue(), Path(), moments(LOCAL_TIME))
        self._engine = QQmlApplicationEngine()
        block_network(self._engine)
        create_types(self._engine)
        self._engine.addImportPath(str(paths.qml()))
        views = {"pack": self._pack, "polls": self._polls, "session": self._session, "stage": self._stage}
        given = views | {"composer": Composer(self._engine), "height": screen.height, "width": screen.width}
        self._engine.setInitialProperties(given)
        self._engine.loadFromModule("Kiosk.Screens", "Pagination")
        if not self._engine.rootObjects():
            raise RuntimeError("the pages could not be loaded; the lines above say why")
        root: Any = self._engine.rootObjects()[0]
        self._root = root
        # The window is needed only to polish its items, as it does before each frame.
        self._control = QQuickRenderControl()
        self._window = QQuickWindow(self._control)
        self._window.resize(screen.width, screen.height)
        root.setParentItem(self._window.contentItem())

    def undrawable(self) -> dict[str, Any] | None:
        """Return the first QML file of the hall's blocks in this pack that cannot be loaded; None if all can."""
        for kind, folder in self._blocks.items():
            for part in ("Block", "Pieces"):
                url = QUrl(folder + qml_name(kind, part))
                if part == "Block" or Path(url.toLocalFile()).exists():
                    component = QQmlComponent(self._engine, url)
                    if component.isError():
                        error = component.errors()[0]
                        file = error.url().toLocalFile() or url.toLocalFile()
                        return {"kind": kind, "file": file, "line": error.line(), "why": error.description()}
        return None

    def read_as(self, language: str, text_size: int) -> None:
        """Use this language and this text size in per cent."""
        self._root.close()
        self._session.chooseLanguage(language)
        self._session.chooseTextSize(text_size)
        self._stage.read_in(language)

    def paginate(self, panel: str, page: int) -> tuple[int, list[tuple[int, int, str]]]:
        """Lay out a page, counted from 0; return its parts, and (block, entry, words) of what fits on no screen.

        A page whose layout does not settle has 0 parts.
        """
        self._root.open(panel, page)
        end, steady = process_time() + PATIENCE, 0
        while steady < STEADY:
            QCoreApplication.processEvents()
            self._control.polishItems()
            steady = steady + 1 if self._root.property("composed") else 0
            if process_time() > end:
                return 0, []
        overfull = [
            (int(each["block"]), int(each["entry"]), str(each["words"])) for each in self._root.overfull().toVariant()
        ]
        return int(self._root.property("parts")), overfull

    @property
    def screen(self) -> QQuickItem:
        """The screen item of the page laid out last."""
        return cast("QQuickItem", self._root)

    def close(self) -> None:
        """Take everything down in the order that Qt needs: data that is read goes last."""
        self._session.close()
        del self._root
        for each in (self._engine, self._window, self._control):
            shiboken6.delete(each)


def main() -> int:
    """Lay out the requested pages, and return 0."""
    asked = json.load(sys.stdin)
    application = QGuiApplication(["yi-kiosk"])
    width, height, inches = asked["screen"]
    screen = ScreenSize(inches, width, height)
    paginator = Paginator(asked["values"], asked["theme"], screen, asked["blocks"])
    try:
        if (undrawable := paginator.undrawable()) is not None:
            sys.stdout.write(json.dumps({"undrawable": undrawable}) + "\n")
            return 0
        for job in asked["jobs"]:
            paginator.read_as(job["language"], job["text_size"])
            for panel, page in job["pages"]:
                parts, overfull = paginator.paginate(panel, page)
                found = {"panel": panel, "page": page, "parts": parts, "overfull": overfull}
                setting = {"screen": asked["screen"], "language": job["language"], "text_size": job["text_size"]}
                sys.stdout.write(json.dumps(setting | found) + "\n")
                sys.stdout.flush()
    finally:
        paginator.close()
        application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
