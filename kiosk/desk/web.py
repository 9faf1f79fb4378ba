"""The desk as a web application: its addresses, and what answers to them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kiosk import paths
from kiosk.desk.access import Access, AccessMiddleware
from kiosk.desk.library import refusal_of
from kiosk.desk.page_edits import PageEdits
from kiosk.desk.pages import Pages
from kiosk.desk.rendering import Renderer, session_of
from kiosk.desk.uploads import Uploads
from kiosk.desk.workspace import Workspace
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import phrases

log = logging.getLogger("kiosk")
COOKIE = "yi_desk"
Handler = Callable[[Request], Awaitable[Response]]


class Desk:
    """One desk. `journal` is the record of visits on this computer."""

    def __init__(self, workspace: Workspace, access: Access, journal: Path, cookie: str = COOKIE) -> None:
        self._workspace, self._access, self._cookie = workspace, access, cookie
        self._render = Renderer(workspace)
        self._pages = Pages(workspace, self._render, journal)
        self._changes = PageEdits(workspace, self._render)
        self._uploads = Uploads(workspace, self._render)

    def application(self, hosts: Sequence[str]) -> Starlette:
        """Return the ASGI application that answers requests to these hosts."""
        pages, changes, uploads = self._pages, self._changes, self._uploads
        shown = {
            "/": pages.today,
            "/contents": pages.contents,
            "/open-problems": pages.open_problems,
            "/problems/{ref}": pages.problems,
            "/edit/{ref}": pages.edit,
            "/drawing/{ref}": pages.drawing,
            "/drawn/{name}": pages.drawn,
            "/small/{ref}": pages.small,
            "/pictures": pages.pictures,
            "/picture/{ref}": pages.picture,
            "/translation": pages.translation,
            "/translation.xlsx": pages.give_sheet,
            "/audience": pages.audience,
            "/audience.html": pages.audience_page,
            "/audience.xlsx": pages.audience_tables,
            "/language/{code}": pages.choose_language,
        }
        changed = {"/save/{ref}": changes.save, "/items/{ref}": changes.items, "/undo/{step}": changes.undo}
        sent = {
            "/picture/{ref}/replace": uploads.replace,
            "/gallery/{ref}/add": uploads.add,
            "/translation": uploads.take_sheet,
        }
        routes: list[Route | Mount] = [Route("/enter", self.enter)]
        routes += [Route(path, self._answered(handler), methods=["GET"]) for path, handler in shown.items()]
        routes += [Route(path, self._changed(handler), methods=["POST"]) for path, handler in changed.items()]
        routes += [Route(path, handler, methods=["POST"]) for path, handler in sent.items()]
        routes.append(Mount("/static", StaticFiles(directory=paths.resources() / "desk" / "static")))

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            yield
            self._workspace.close()

        return Starlette(
            routes=routes,
            middleware=[Middleware(AccessMiddleware, access=self._access, hosts=hosts, cookie=self._cookie)],
            exception_handlers={HTTPException: self._missing, Exception: self._fault},
            lifespan=lifespan,
        )

    async def enter(self, request: Request) -> Response:
        """Open a session for the one-time token of the address; the page then goes on by itself."""
        identifier = self._access.enter(request.query_params.get("token", ""))
        self._workspace.audit.note("", "enter", answer=200 if identifier else 403)
        words = self._render.words_in(self._access.language)
        if identifier is None:
            return self._render.html("refused.html", words, status=403)
        response = self._render.html("entered.html", words)
        # A page of our own goes on, since a browser sends no strict cookie after an address from outside.
        response.set_cookie(self._cookie, identifier, httponly=True, samesite="strict", path="/")
        return response

    def _answered(self, handler: Callable[[Request], Response]) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                return await run_in_threadpool(handler, request)
            except RefusedError as refused:
                return self._render.refusal(request, refused)

        return answer

    def _changed(self, handler: Callable[[Request, bytes], Response]) -> Handler:
        async def answer(request: Request) -> Response:
            body = await request.body()
            try:
                return await run_in_threadpool(handler, request, body)
            except RefusedError as refused:
                return self._render.refusal(request, refused)
            except OSError as error:
                return self._render.refusal(request, refusal_of(error))
            except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError):
                return JSONResponse({"state": "refused", "words": self._fault_words(request)}, 400)

        return answer

    async def _missing(self, request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        if "desk_session" not in request.scope or request.method == "POST":
            return JSONResponse({"state": "refused", "words": self._fault_words(request)}, status)
        say = phrases("desk", session_of(request).language)
        lines = [say["not-found-more"]]
        return self._render.page(request, "message.html", status=status, heading=say["not-found"], lines=lines)

    async def _fault(self, request: Request, error: Exception) -> Response:
        log.error("The desk failed; this is a fault of the program.", exc_info=error)
        if "desk_session" not in request.scope or request.method == "POST":
            return JSONResponse({"state": "refused", "words": self._fault_words(request)}, 500)
        say = phrases("desk", session_of(request).language)
        lines = [say["fault-more"]]
        return self._render.page(request, "message.html", status=500, heading=say["fault"], lines=lines)

    def _fault_words(self, request: Request) -> str:
        is_known = "desk_session" in request.scope
        return phrases("desk", session_of(request).language if is_known else self._access.language)["fault"]
