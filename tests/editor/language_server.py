"""A client of a language server: what an editor says to it, over standard input and output."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FOLDER = Path(__file__).resolve().parent
PROGRAM = FOLDER / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SECONDS = 30
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False},
    }
}


def missing() -> str:
    """What must be installed first; empty where all is there."""
    if shutil.which("node") is None:
        return "node is not installed"
    return "" if PROGRAM.is_file() else "yaml-language-server is not installed: make editor"


class LanguageServer:
    """One editor with one server; use it with `with`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._process = subprocess.Popen(
            ["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        root = self._folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
        }
        folders = [{"uri": root, "name": "pack"}]
        self.ask("initialize", processId=None, rootUri=root, capabilities=capabilities, workspaceFolders=folders)
        self._notify("initialized")
        self._notify("workspace/didChangeConfiguration", settings=SETTINGS)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def open(self, file: Path, text: str) -> Page:
        """Open a text under the name of a file that need not be there; wait until the server has judged it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", textDocument=document)
        output = self._wait(lambda message: message.get("params", {}).get("uri") == file.as_uri())
        return Page(self, file, output["params"]["diagnostics"])

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return its result."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def _notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        self._process.stdin.flush()

    def _wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is wanted; what the server asks meanwhile is answered."""
        while True:
            message = self._inbox.get(timeout=SECONDS)
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                asked = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                result = [SETTINGS.get(str(item.get("section"))) for item in asked]
                self._send({"id": message["id"], "result": result or None})

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            self._inbox.put(json.loads(stream.read(length)))


@dataclass(frozen=True)
class Page:
    """A text that is open in the editor, and what the server finds wrong with it. Places are (line, column) from 0."""

    server: LanguageServer
    file: Path
    faults: list[dict[str, Any]]

    def complete(self, place: tuple[int, int]) -> dict[str, str]:
        """What may be written at a place, and what is reported of each."""
        answer = self._request("textDocument/completion", place)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def hover(self, place: tuple[int, int]) -> str:
        """What is reported of the word at a place."""
        answer = self._request("textDocument/hover", place)
        return str(answer["contents"]["value"]) if answer else ""

    def _request(self, method: str, place: tuple[int, int]) -> Any:
        position = {"line": place[0], "character": place[1]}
        return self.server.ask(method, textDocument={"uri": self.file.as_uri()}, position=position)
