"""Uploads: pictures and sheets, which come into quarantine and are opened by the importer's workers alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from kiosk.content.messages import Message
from kiosk.desk.access import MOST_UPLOAD
from kiosk.desk.library import Incoming, refusal_of
from kiosk.desk.rendering import Renderer, session_of
from kiosk.desk.workspace import Workspace
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import phrases


class Uploads:
    """Answers to POST, with a file as the body."""

    def __init__(self, workspace: Workspace, render: Renderer) -> None:
        self._workspace, self._render = workspace, render

    async def replace(self, request: Request) -> Response:
        """Put the uploaded picture in the place of another, wherever that is used."""

        def work(room: Path, file: Path, name: str) -> dict[str, Any]:
            session = session_of(request)
            contents = self._workspace.contents()
            used = contents.pictures.get(request.path_params["ref"])
            if used is None:
                raise RefusedError(Message("this is no longer in the pack"))
            incoming = self._workspace.library.open_upload(file, name, room)
            title = next(filter(None, contents.names.get(used.file, {}).values()), "")
            self._workspace.library.replace(used, incoming, session.who, title)
            found = (
                use.ref
                for use in self._workspace.contents().pictures.values()
                if use.uses and use.uses[0].place == used.uses[0].place
            )
            new = next(found, "")
            go = f"/picture/{new}?done=1" if new else "/pictures"
            return {"go": go, **self._done(incoming, "replaced", session.language)}

        return await self._upload(request, work)

    async def add(self, request: Request) -> Response:
        """Put an uploaded picture at the end of a gallery."""

        def work(room: Path, file: Path, name: str) -> dict[str, Any]:
            entry = self._workspace.entry(request.path_params["ref"])
            incoming = self._workspace.library.open_upload(file, name, room)
            self._workspace.library.add(entry, [incoming], self._workspace.contents(), session_of(request).who)
            done = self._done(incoming, "added", session_of(request).language)
            return {"go": f"/edit/{entry.ref}?done=1", **done}

        return await self._upload(request, work)

    async def take_sheet(self, request: Request) -> Response:
        """Take in a sheet that came back from a translator, as one step."""

        def work(_: Path, file: Path, _name: str) -> dict[str, Any]:
            from kiosk.packs.translation import merge_texts

            session, draft = session_of(request), self._workspace.draft
            with draft.history.held():
                before = {each: (self._workspace.pack / each).read_bytes() for each in draft.files()}
                taken, texts = merge_texts(file, self._workspace.pack)
                if texts:
                    files = {each: (before[each], text.encode()) for each, text in texts}
                    draft.save(files, session.who, "translation", "")
            problems = [self._render.translate(each.message, session.language) for each in taken.problems]
            say = phrases("desk", session.language).say
            words = say("taken", filled=taken.filled, changed=taken.changed) if texts else say("taken-nothing")
            return {"said": words, "heading": phrases("desk", session.language)["not-taken"], "problems": problems}

        return await self._upload(request, work)

    def _done(self, incoming: Incoming, key: str, language: str) -> dict[str, Any]:
        """Return that a picture is in the pack, and what of it is not shown as it was meant."""
        problems = [self._render.translate(each.message, language) for each in incoming.problems]
        return {"said": phrases("desk", language)[key], "problems": problems}

    async def _upload(self, request: Request, work: Callable[[Path, Path, str], dict[str, Any]]) -> Response:
        """Write the body into quarantine as it comes, and hand the file on; answer in JSON."""
        name = QueryParams(f"name={request.headers.get('x-desk-name', '')[:1000]}").get("name", "") or "file"
        suffix = Path(name).suffix.lower()
        suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 6 else ""
        size = 0
        try:
            with self._workspace.library.quarantine() as room:
                file = room / f"upload{suffix}"
                with file.open("wb") as target:
                    async for chunk in request.stream():
                        size += len(chunk)
                        if size > MOST_UPLOAD:
                            raise HTTPException(413)
                        await run_in_threadpool(target.write, chunk)
                done = await run_in_threadpool(work, room, file, name)
        except ClientDisconnect:  # cancelled, or the window was closed: there is nobody to answer
            return Response(status_code=400)
        except RefusedError as refused:
            return self._render.refusal(request, refused)
        except OSError as error:
            return self._render.refusal(request, refusal_of(error))
        self._render.note(request, request.url.path.rpartition("/")[2], None)
        return JSONResponse({"state": "saved", **done})
