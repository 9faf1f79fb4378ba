"""Whatever QML is reported to fetch, nobody is asked: the same fetches are heard where nothing refuses them."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCENE = """
import QtQuick
import QtQuick.Window
Window {{
    visible: true
    Image {{ source: "{address}/image.png" }}
    Image {{ source: "{address}/later.png"; asynchronous: true }}
    Text {{ text: "<img src='{address}/rich.png'>"; textFormat: Text.RichText }}
    Text {{ text: "<img src='{address}/styled.png'>"; textFormat: Text.StyledText }}
    FontLoader {{ source: "{address}/font.ttf" }}
    Loader {{ source: "{address}/Far.qml" }}
}}
"""
PROGRAM = """
import sys
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
import PySide6.QtQuick
from kiosk.device.network_block import block_network, create_types
application = QGuiApplication([])
engine = QQmlApplicationEngine()
if sys.argv[2] == "refuses":
    block_network(engine)
    create_types(engine)
engine.load(QUrl.fromLocalFile(sys.argv[1]))
assert engine.rootObjects()
QTimer.singleShot(1200, application.quit)
application.exec()
"""


class Listener:
    """Counts who knocks at a port of this machine."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.requests: list[str] = []
        Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client:
                self.requests.append(client.recv(200).split(b"\r\n")[0].decode())
                client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    one = Listener()
    yield one
    one.close()


def run(scene: Path, how: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", PROGRAM, str(scene), how]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)


@pytest.mark.parametrize("how", ["refuses", "fetches"])
def test_no_request_leaves_the_screens(listener: Listener, tmp_path: Path, how: str) -> None:
    scene = tmp_path / "Scene.qml"
    scene.write_text(SCENE.format(address=listener.address), "utf-8")
    run(scene, how)
    if how == "refuses":
        assert listener.requests == []
    else:
        assert len(listener.requests) >= 4


def test_words_of_a_pack_that_look_like_tags_fetch_nothing(listener: Listener, tmp_path: Path) -> None:
    from tests.view.test_interface_words import styled

    hostile = styled(f"<img src='{listener.address}/x.png'>")
    scene = tmp_path / "Scene.qml"
    lines = [
        "import QtQuick",
        "Window { visible: true",
        f'Text {{ text: "{hostile}"; textFormat: Text.StyledText }} }}',
    ]
    scene.write_text("\n".join(lines), "utf-8")
    run(scene, "fetches")
    assert listener.requests == []
