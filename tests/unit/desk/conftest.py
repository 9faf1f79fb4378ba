"""A desk over a new pack, and a browser that came in by its entrance."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kiosk.desk.access import PROOF_HEADER, Access
from kiosk.desk.contents import Contents
from kiosk.desk.draft import DocPath
from kiosk.desk.web import Desk
from kiosk.desk.workspace import Workspace

HOST = "127.0.0.1:8753"
ORIGIN = f"http://{HOST}"


class Clock:
    """Seconds that are set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Browser:
    """A browser at the desk: what it sends is what a page of the desk sends."""

    workspace: Workspace
    access: Access
    client: TestClient
    clock: Clock
    proof: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"origin": ORIGIN, "sec-fetch-site": "same-origin"})

    @property
    def contents(self) -> Contents:
        """The pack's contents as they are now."""
        return self.workspace.contents()

    def enter(self) -> None:
        """Come in by a new entrance."""
        answer = self.client.get("/enter", params={"token": self.access.new_entrance()})
        assert answer.status_code == 200
        self.proof = next(iter(self.access._sessions.values())).token
        self.headers[PROOF_HEADER] = self.proof

    def get(self, path: str, **params: str) -> Any:
        """Ask for a page."""
        return self.client.get(path, params=params or None, headers={"sec-fetch-site": "same-origin"})

    def save(self, ref: str, place: DocPath, token: str = "", **words: str) -> Any:
        """Send the words of a field, as it was read."""
        body = {"place": [place.file, place.path], "token": token or self.workspace.draft.token(place), "words": words}
        return self.client.post(f"/save/{ref}", json=body, headers=self.headers)

    def change(self, ref: str, action: str, place: DocPath, token: str = "", kind: str = "") -> Any:
        """Add, move or remove."""
        draft = self.workspace.draft
        order = draft.order_token(DocPath(place.file, place.path[:-1]))
        token = token or (draft.token(place) if action == "remove" else order)
        data = {"action": action, "place": json.dumps([place.file, place.path]), "token": token, "kind": kind}
        return self.client.post(f"/items/{ref}", data=data, headers=self.headers)

    def send(self, path: str, data: bytes, name: str) -> Any:
        """Upload a file."""
        from urllib.parse import quote

        return self.client.post(path, content=data, headers=self.headers | {"x-desk-name": quote(name)})


@pytest.fixture
def application(made: Path, tmp_path: Path) -> Iterator[tuple[Starlette, Workspace, Access, Clock]]:
    pack = Path(shutil.copytree(made, tmp_path / "pack"))
    workspace = Workspace(pack, tmp_path / "desk", tmp_path / "cache")
    clock = Clock()
    access = Access("li", "en", clock)
    desk = Desk(workspace, access, tmp_path / "journal.sqlite")
    yield desk.application((HOST, "localhost:8753")), workspace, access, clock
    workspace.close()


@pytest.fixture
def stranger(application: tuple[Starlette, Workspace, Access, Clock]) -> Browser:
    """A browser without a session."""
    app, workspace, access, clock = application
    client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
    return Browser(workspace, access, client, clock)


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    """A browser that came in."""
    stranger.enter()
    return stranger


@pytest.fixture
def page(browser: Browser) -> str:
    """The reference of a page of the pack."""
    return next(ref for ref, entry in browser.contents.entries.items() if entry.kind == "page")
