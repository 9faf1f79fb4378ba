"""Changes that are asked for on the desk's pages: words, blocks and items, and steps taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kiosk.content.messages import Message
from kiosk.desk.contents import ContentEntry
from kiosk.desk.draft import Author, DocPath, StaleError
from kiosk.desk.forms import A_PART, Field, Group, Items
from kiosk.desk.rendering import LANGUAGES, Renderer, address_of, any_of, session_of
from kiosk.desk.workspace import Workspace, new_block, new_item
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import phrases


class PageEdits:
    """Answers to POST, with a small body."""

    def __init__(self, workspace: Workspace, render: Renderer) -> None:
        self._workspace, self._render = workspace, render

    def save(self, request: Request, body: bytes) -> Response:
        """Write one field, and answer with its new token and what is wrong with it."""
        session, entry = session_of(request), self._entry(request)
        asked = json.loads(body)
        place, token = _place(asked["place"]), str(asked["token"])
        what = "save"
        try:
            field = self._workspace.field(entry, place)
            author = Author(session.who, any_of(entry.title, session.language))
            if field.kind == "text":
                words = {each: _words(typed) for each, typed in asked["words"].items() if each in field.words}
                draft = self._workspace.draft
                draft.set_text(place, token, words, author, required=field.required)
            else:
                value = _words(asked["value"])
                if field.choices and value not in field.choices:
                    raise RefusedError(Message("this is no longer in the pack"))
                self._workspace.draft.set_value(place, token, value, author)
        except StaleError as stale:
            self._render.note(request, what, place, 409)
            languages = self._workspace.contents().languages
            theirs = stale.theirs if isinstance(stale.theirs, dict) else dict.fromkeys(languages, stale.theirs or "")
            return JSONResponse({"state": "stale", "theirs": theirs, "token": stale.token}, 409)
        self._render.note(request, what, place)
        entry = self._workspace.entry(entry.ref)
        now = self._workspace.field(entry, place)
        shown = dict(now.words) if now.kind == "text" else now.value
        around = [
            DocPath(place.file, place.path[: n + 1]) for n, part in enumerate(place.path) if isinstance(part, int)
        ]
        tokens = {address_of(each): self._workspace.draft.token(each) for each in around}
        return JSONResponse({"state": "saved", "token": now.token, "now": shown, "around": tokens})

    def items(self, request: Request, body: bytes) -> Response:
        """Add, move or remove a block or an item; answer with the form as it is then."""
        session, entry = session_of(request), self._entry(request)
        asked = QueryParams(body.decode("utf-8", "replace"))
        place, token, action = _place(json.loads(asked["place"])), asked["token"], asked["action"]
        lists = {each.place: each for each in _lists_in(self._workspace.form_at(entry, place))}
        whole = lists.get(DocPath(place.file, place.path[:-1]))
        if whole is None or not isinstance(place.path[-1], int):
            raise RefusedError(Message("this is no longer in the pack"))
        author, draft = Author(session.who, any_of(entry.title, session.language)), self._workspace.draft
        conflict = False
        try:
            if action == "add" and whole.count < whole.most:
                draft.add_item(place, token, self._new(whole.key, asked.get("kind", "")), author)
            elif action == "remove" and whole.count > whole.least:
                draft.remove_item(place, token, author)
            elif action in {"up", "down"}:
                to = place.path[-1] + (1 if action == "down" else -1)
                if 0 <= to < whole.count:
                    draft.move_item(place, token, to, author)
        except StaleError:
            conflict = True
        self._render.note(request, action, place, 409 if conflict else 200)
        entry = self._workspace.entry(entry.ref)
        first = place.path[1] // A_PART * A_PART if entry.kind == "gallery" and isinstance(place.path[1], int) else 0
        values = self._render.form_values(request, entry, first)
        response = self._render.page(request, "form.html", **values, conflict=conflict)
        response.headers["hx-trigger"] = "desk-changed"
        return response

    def undo(self, request: Request, _: bytes) -> Response:
        """Take a step back; answer with the list of steps."""
        session = session_of(request)
        refused = ""
        try:
            self._workspace.undo(request.path_params["step"], session.who)
        except RefusedError as error:
            refused = self._render.translate(error.message, session.language)
        self._render.note(request, "undo", None, 409 if refused else 200)
        return self._render.page(request, "steps.html", steps=self._render.steps(session), refused=refused)

    def _entry(self, request: Request) -> ContentEntry:
        return self._workspace.entry(request.path_params["ref"])

    def _new(self, key: str, kind: str) -> Any:
        """Return a new block or item, with words to be typed over. Raises KeyError for a kind that there is not."""
        languages = self._workspace.contents().languages
        words = {each: phrases("desk", each if each in LANGUAGES else "en")["new-text"] for each in languages}
        return new_block(kind, words) if key == "blocks" else new_item(key, words)


def _place(written: Any) -> DocPath:
    file, path = written
    if not isinstance(file, str) or not all(
        isinstance(part, str | int) and not isinstance(part, bool) for part in path
    ):
        raise ValueError("no place")
    return DocPath(file, tuple(path))


def _words(typed: Any) -> str:
    if not isinstance(typed, str):
        raise TypeError("no words")
    return typed


def _lists_in(parts: Sequence[Field | Group | Items]) -> Iterator[Items]:
    for part in parts:
        if isinstance(part, Group):
            yield from _lists_in(part.fields)
        elif isinstance(part, Items):
            yield part
            yield from _lists_in(part.items)
