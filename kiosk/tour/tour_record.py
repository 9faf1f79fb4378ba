"""Record of a tour: a PNG of each screen, and index.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from kiosk.device.disk import write_whole
from kiosk.tour.tour_walk import Stop, Walk

PNG_QUALITY = 80  # fastest zlib level: half the time, a fifth more bytes
Reporter = Callable[[int, str], None]


@dataclass
class TourRecord:
    """Captures and describes each stop of one walk into `folder`."""

    walk: Walk
    folder: Path
    report: Reporter
    screens: list[dict[str, Any]] = field(default_factory=list)

    def draw(self, stops: Iterator[Stop]) -> None:
        """Record every stop; stops recorded before the walk got lost stay."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            for stop in stops:
                self._draw(stop)
                self.report(len(self.screens), stop.name)
        finally:
            self._write_index()

    def _draw(self, stop: Stop) -> None:
        file = f"{len(self.screens) + 1:02}-{stop.name}.png"
        save_picture(self.walk.kiosk.window.grabWindow(), self.folder / file)
        content = self.walk.read_screen()
        self.screens.append(
            {
                "file": file,
                "screen": stop.screen,
                "panel": stop.panel,
                "page": stop.page,
                "gallery": stop.gallery,
                "picture": stop.picture,
                "language": self.walk.kiosk.session.language,
                "texts": list(content.texts),
                "controls": [control.as_dict() for control in content.controls],
            }
        )

    def _write_index(self) -> None:
        outline = self.walk.kiosk.session.state.outline
        window = self.walk.kiosk.window
        index = {
            "pack": outline.pack,
            "version": outline.version,
            "size": [window.width(), window.height()],
            "screens": self.screens,
        }
        text = json.dumps(index, ensure_ascii=False, indent=1)
        write_whole(self.folder / "index.json", f"{text}\n".encode())


def save_picture(picture: QImage, file: Path) -> None:
    """Write a PNG atomically. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(PNG_QUALITY)
    writer.write(picture)
    write_whole(file, bytes(data.data()))
