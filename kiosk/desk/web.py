"""The desk's pages: Starlette routes over a workspace. All templates are our own, and escape what they are given."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kiosk import paths
from kiosk.content.messages import LANGUAGE, Message
from kiosk.desk.access import MOST_UPLOAD, Access, Guard, Session
from kiosk.desk.contents import Contents, Entry, reference
from kiosk.desk.draft import Place, StaleError
from kiosk.desk.drawings import SIZES, NotDrawnError
from kiosk.desk.forms import Field, Group, Items, fields_in
from kiosk.desk.history import undone
from kiosk.desk.inspection import Finding, findings_at, say_plainly
from kiosk.desk.library import refusal_of
from kiosk.desk.visits import PERIODS, read_visits, report_page, report_tables
from kiosk.desk.workspace import NEW_BLOCKS, NEW_ITEMS, Workspace, new_block, new_item
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue, phrases
from kiosk.session.state import TEXT_SIZES

log = logging.getLogger("kiosk")
COOKIE = "yi_desk"
LANGUAGES = ("zh", "en")
SHOWN_STEPS = 40
A_PAGE_OF_PICTURES = 120
Handler = Callable[[Request], Awaitable[Response]]


class Desk:
    """The handlers of one desk. `journal` is the record of visits on this computer."""

    def __init__(self, workspace: Workspace, access: Access, journal: Path, cookie: str = COOKIE) -> None:
        self._workspace, self._access, self._journal, self._cookie = workspace, access, journal, cookie
        self._templates = Environment(
            loader=FileSystemLoader(paths.resources() / "desk" / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def application(self, hosts: Sequence[str]) -> Starlette:
        """Return the ASGI application that answers requests to these hosts."""
        get, post = self._get, self._post
        routes = [
            Route("/enter", self.enter),
            Route("/", get(self.today)),
            Route("/contents", get(self.contents)),
            Route("/edit/{ref}", get(self.edit)),
            Route("/edit/{ref}/form", get(self.form)),
            Route("/save/{ref}", post(self.save), methods=["POST"]),
            Route("/items/{ref}", post(self.items), methods=["POST"]),
            Route("/undo/{step}", post(self.undo), methods=["POST"]),
            Route("/drawing/{ref}", get(self.drawing)),
            Route("/drawn/{name}", get(self.drawn)),
            Route("/small/{ref}", get(self.small)),
            Route("/pictures", get(self.pictures)),
            Route("/picture/{ref}", get(self.picture)),
            Route("/picture/{ref}/replace", self.replace, methods=["POST"]),
            Route("/gallery/{ref}/add", self.add, methods=["POST"]),
            Route("/translation", get(self.translation), methods=["GET"]),
            Route("/translation", self.take_sheet, methods=["POST"]),
            Route("/translation.xlsx", get(self.give_sheet)),
            Route("/audience", get(self.audience)),
            Route("/audience.html", get(self.audience_page)),
            Route("/audience.xlsx", get(self.audience_tables)),
            Route("/language/{code}", get(self.choose_language)),
            Mount("/static", StaticFiles(directory=paths.resources() / "desk" / "static")),
        ]

        @asynccontextmanager
        async def lifespan(_: Starlette) -> Any:
            yield
            self._workspace.close()

        return Starlette(
            routes=routes,
            middleware=[Middleware(Guard, access=self._access, hosts=hosts, cookie=self._cookie)],
            exception_handlers={HTTPException: self._missing, 404: self._missing, 500: self._fault},
            lifespan=lifespan,
        )

    # -- entering

    async def enter(self, request: Request) -> Response:
        """Open a session for the one-time token of the address; the page then goes on by itself."""
        identifier = self._access.enter(request.query_params.get("token", ""))
        self._workspace.audit.note("", "enter", answer=200 if identifier else 403)
        language = self._access.language
        if identifier is None:
            return self._html("refused.html", self._words(language), status=403)
        response = self._html("entered.html", self._words(language))
        # A page of our own goes on, since a browser sends no strict cookie after an address from outside.
        response.set_cookie(self._cookie, identifier, httponly=True, samesite="strict", path="/")
        return response

    # -- pages

    def today(self, request: Request) -> Response:
        """What is edited, what is wrong with it, and the last steps."""
        session = _session(request)
        contents = self._workspace.contents()
        findings = self._workspace.findings(session.language)
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(finding.entry, []).append(finding)
        return self._page(request, "today.html", contents=contents, groups=groups, steps=self._steps(session))

    def contents(self, request: Request) -> Response:
        """Home, panels with their pages, and galleries."""
        session = _session(request)
        findings = self._workspace.findings(session.language)
        counts: dict[str, list[int]] = {}
        for finding in findings:
            counts.setdefault(finding.entry, [0, 0])[finding.severity != "error"] += 1
        return self._page(request, "contents.html", contents=self._workspace.contents(), counts=counts)

    def edit(self, request: Request) -> Response:
        """The form of a page, a panel, a gallery or Home, and the page as the kiosk draws it."""
        entry = self._entry(request)
        contents = self._workspace.contents()
        pages = self._around(contents, entry)
        return self._page(request, "edit.html", **self._form_values(request, entry), **pages, sizes=TEXT_SIZES)

    def form(self, request: Request) -> Response:
        """The form alone, after something came, moved or went."""
        return self._page(request, "form.html", **self._form_values(request, self._entry(request)))

    def drawing(self, request: Request) -> Response:
        """The page as the kiosk draws it, as a part of the page."""
        entry = self._entry(request)
        contents = self._workspace.contents()
        chosen = request.query_params
        orientation = chosen.get("orientation", "")
        language, size = chosen.get("language", ""), chosen.get("size", "")
        orientation = orientation if orientation in SIZES else "landscape"
        language = language if language in contents.languages else contents.languages[0]
        text_size = int(size) if size in map(str, TEXT_SIZES) else TEXT_SIZES[0]
        parts: Sequence[Any] = ()
        try:
            parts = self._workspace.drawings.draw(
                self._workspace.state(), orientation, entry.shown, language, text_size
            )
        except NotDrawnError:
            log.info("A page could not be drawn for the desk.")
        return self._page(request, "drawing.html", parts=parts, orientation=orientation, language=language)

    def drawn(self, request: Request) -> Response:
        """A picture that was drawn."""
        file = self._workspace.drawings.file(request.path_params["name"])
        if file is None or not file.is_file():
            raise HTTPException(404)
        return FileResponse(file, media_type="image/png")

    def small(self, request: Request) -> Response:
        """A small picture of the pack, as a worker made it."""
        contents = self._workspace.contents()
        used = contents.pictures.get(request.path_params["ref"])
        file = self._workspace.library.small(used, contents.languages) if used else None
        if file is None:
            return FileResponse(paths.resources() / "desk" / "static" / "no-picture.svg", media_type="image/svg+xml")
        kind = "image/png" if file.suffix == ".png" else "image/jpeg"
        return FileResponse(file, media_type=kind)

    def pictures(self, request: Request) -> Response:
        """All pictures of the pack, or those with some words."""
        contents = self._workspace.contents()
        words = request.query_params.get("find", "").strip()[:100]
        number = request.query_params.get("part", "0")
        begin = int(number) * A_PAGE_OF_PICTURES if number.isdecimal() and len(number) < 6 else 0
        found = [used for used in contents.pictures.values() if _has_words(used.words, words)]
        values = {
            "found": found[begin : begin + A_PAGE_OF_PICTURES],
            "find": words,
            "parts": range(-(-len(found) // A_PAGE_OF_PICTURES)),
            "part": begin // A_PAGE_OF_PICTURES,
        }
        template = "picture_grid.html" if request.headers.get("hx-request") else "pictures.html"
        return self._page(request, template, contents=contents, **values)

    def picture(self, request: Request) -> Response:
        """One picture: where it is used, its words there, and another in its place."""
        contents = self._workspace.contents()
        used = contents.pictures.get(request.path_params["ref"])
        if used is None:
            raise HTTPException(404)
        uses = [(contents.entries[use.entry], use) for use in used.uses if use.entry in contents.entries]
        return self._page(request, "picture.html", contents=contents, used=used, uses=uses)

    def translation(self, request: Request) -> Response:
        """The texts of one part with their languages side by side, and the sheet for translators."""
        contents = self._workspace.contents()
        missing = self._missing_texts(contents)
        ref = request.query_params.get("part", "")
        first = next((each for each, counts in missing.items() if any(counts.values())), "")
        entry = contents.entries.get(ref) or contents.entries.get(first) or contents.home
        if entry is None:
            raise HTTPException(404)
        fields = [field for field in fields_in(self._workspace.form(entry)) if field.kind == "text"]
        is_all = request.query_params.get("only", "") != "missing"
        if not is_all:
            fields = [field for field in fields if _lacks(field)]
        found = self._workspace.findings(_session(request).language)
        values = {"entry": entry, "fields": fields, "missing": missing, "is_all": is_all, "findings": found}
        return self._page(request, "translation.html", contents=contents, **values)

    def give_sheet(self, request: Request) -> Response:
        """The sheet for translators."""
        from kiosk.packs.translation import export_texts

        with self._workspace.library.quarantine() as room:
            file = room / "texts.xlsx"
            export_texts(self._workspace.pack, file, catalogue(_session(request).language))
            data = file.read_bytes()
        name = "texts.xlsx"
        return _download(data, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    def audience(self, request: Request) -> Response:
        """The report of visits."""
        session = _session(request)
        period = _period(request)
        visits = read_visits(self._journal, period, session.language)
        return self._page(request, "audience.html", visits=visits, period=period, periods=PERIODS)

    def audience_page(self, request: Request) -> Response:
        """The whole report as one page, to keep or to print."""
        data = report_page(self._journal, _period(request), _session(request).language)
        return _download(data, "report.html", "text/html; charset=utf-8")

    def audience_tables(self, request: Request) -> Response:
        """The tables of the report as one workbook."""
        data = report_tables(self._journal, _period(request), _session(request).language)
        return _download(data, "report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    def choose_language(self, request: Request) -> Response:
        """Show the desk in another language, on the page where it was asked for."""
        code = request.path_params["code"]
        if code not in LANGUAGES:
            raise HTTPException(404)
        _session(request).language = code
        to = request.query_params.get("to", "/")
        is_own = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to
        return RedirectResponse(to if is_own else "/", 303)

    # -- changes

    def save(self, request: Request, body: bytes) -> Response:
        """Write one field, and answer with its new token and what is wrong with it."""
        session, entry = _session(request), self._entry(request)
        asked = json.loads(body)
        place, token = _place(asked["place"]), str(asked["token"])
        what = "save"
        try:
            field = self._workspace.field(entry, place)
            title = self._title(entry, session.language)
            if field.kind == "text":
                words = {str(each): str(said) for each, said in asked["words"].items() if each in field.words}
                self._workspace.draft.set_text(place, token, words, session.who, title)
            else:
                value = str(asked["value"])
                if field.choices and value not in field.choices:
                    raise RefusedError(Message("this is no longer in the pack"))
                self._workspace.draft.set_value(place, token, value, session.who, title)
        except StaleError as stale:
            self._note(request, what, place, 409)
            languages = self._workspace.contents().languages
            theirs = stale.theirs if isinstance(stale.theirs, dict) else dict.fromkeys(languages, stale.theirs or "")
            return JSONResponse({"state": "stale", "theirs": theirs, "token": stale.token}, 409)
        self._note(request, what, place)
        entry = self._workspace.entry(entry.ref)
        now = self._workspace.field(entry, place)
        found = findings_at(self._workspace.findings(session.language), place)
        problems = [{"severity": each.severity, "words": each.words, "advice": each.advice} for each in found]
        shown = dict(now.words) if now.kind == "text" else now.value
        return JSONResponse({"state": "saved", "token": now.token, "now": shown, "problems": problems})

    def items(self, request: Request, body: bytes) -> Response:
        """Add, move or remove a block or an item; answer with the form as it is then."""
        session, entry = _session(request), self._entry(request)
        asked = QueryParams(body.decode("utf-8", "replace"))
        place, token, action = _place(json.loads(asked["place"])), asked["token"], asked["action"]
        lists = {each.place: each for each in _lists_in(self._workspace.form(entry))}
        whole = lists.get(Place(place.file, place.path[:-1]))
        if whole is None or not isinstance(place.path[-1], int):
            raise RefusedError(Message("this is no longer in the pack"))
        title, draft = self._title(entry, session.language), self._workspace.draft
        languages = self._workspace.contents().languages
        conflict = False
        try:
            if action == "add" and len(whole.items) < whole.most:
                words = {each: phrases("desk", each if each in LANGUAGES else "en")["new-text"] for each in languages}
                kind = asked.get("kind", "")
                item = (
                    new_block(kind, languages, words)
                    if whole.key == "blocks"
                    else new_item(whole.key, languages, words)
                )
                draft.add_item(place, token, item, session.who, title)
            elif action == "remove" and len(whole.items) > whole.least:
                draft.remove_item(place, token, session.who, title)
            elif action in {"up", "down"}:
                to = place.path[-1] + (1 if action == "down" else -1)
                if 0 <= to < len(whole.items):
                    draft.move_item(place, token, to, session.who, title)
        except StaleError:
            conflict = True
        self._note(request, action, place, 409 if conflict else 200)
        entry = self._workspace.entry(entry.ref)
        response = self._page(request, "form.html", **self._form_values(request, entry), conflict=conflict)
        response.headers["hx-trigger"] = "desk-changed"
        return response

    def undo(self, request: Request, _: bytes) -> Response:
        """Take a step back; answer with the list of steps."""
        session = _session(request)
        refused = ""
        try:
            self._workspace.undo(request.path_params["step"], session.who)
        except RefusedError as error:
            refused = self._said(error.message, session.language)
        self._note(request, "undo", None, 409 if refused else 200)
        return self._page(request, "steps.html", steps=self._steps(session), refused=refused)

    async def replace(self, request: Request) -> Response:
        """Put the uploaded picture in the place of another, wherever that is used."""

        def work(room: Path, file: Path, name: str) -> dict[str, Any]:
            session = _session(request)
            contents = self._workspace.contents()
            used = contents.pictures.get(request.path_params["ref"])
            if used is None:
                raise RefusedError(Message("this is no longer in the pack"))
            incoming = self._workspace.library.open_upload(file, name, room)
            title = next(filter(None, contents.names.get(used.file, {}).values()), "")
            self._workspace.library.replace(used, incoming, session.who, title)
            new = next(
                use.ref
                for use in self._workspace.contents().pictures.values()
                if use.uses and use.uses[0].place == used.uses[0].place
            )
            return {"go": f"/picture/{new}?done=1"}

        return await self._upload(request, work)

    async def add(self, request: Request) -> Response:
        """Put an uploaded picture at the end of a gallery."""

        def work(room: Path, file: Path, name: str) -> dict[str, Any]:
            entry = self._entry(request)
            incoming = self._workspace.library.open_upload(file, name, room)
            self._workspace.library.add(entry, [incoming], self._workspace.contents(), _session(request).who)
            return {"go": f"/edit/{entry.ref}?done=1"}

        return await self._upload(request, work)

    async def take_sheet(self, request: Request) -> Response:
        """Take in a sheet that came back from a translator, as one step."""

        def work(_: Path, file: Path, _name: str) -> dict[str, Any]:
            from kiosk.packs.translation import merge_texts

            session, draft = _session(request), self._workspace.draft
            with draft.history.held():
                before = {each: (self._workspace.pack / each).read_bytes() for each in draft.files()}
                taken, texts = merge_texts(file, self._workspace.pack)
                if texts:
                    files = {each: (before[each], text.encode()) for each, text in texts}
                    draft.save(files, session.who, "translation", "")
            problems = [self._said(each.message, session.language) for each in taken.problems]
            say = phrases("desk", session.language).say
            words = say("taken", filled=taken.filled, changed=taken.changed) if texts else say("taken-nothing")
            return {"said": words, "problems": problems}

        return await self._upload(request, work)

    # -- what they share

    def _get(self, handler: Callable[[Request], Response]) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                return await run_in_threadpool(handler, request)
            except RefusedError as refused:
                return self._refused(request, refused)

        return answer

    def _post(self, handler: Callable[[Request, bytes], Response]) -> Handler:
        async def answer(request: Request) -> Response:
            body = await request.body()
            try:
                return await run_in_threadpool(handler, request, body)
            except RefusedError as refused:
                return self._refused(request, refused)
            except OSError as error:
                return self._refused(request, refusal_of(error))
            except (KeyError, TypeError, ValueError, IndexError, AttributeError):
                return JSONResponse({"state": "refused", "words": self._say(request, "fault")}, 400)

        return answer

    async def _upload(self, request: Request, work: Callable[[Path, Path, str], dict[str, Any]]) -> Response:
        """Write the body into quarantine as it comes, and hand the file on; answer in JSON."""
        name = QueryParams(f"name={request.headers.get('x-desk-name', '')[:1000]}").get("name", "") or "file"
        suffix = Path(name).suffix.lower()
        suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 6 else ""
        with self._workspace.library.quarantine() as room:
            file = room / f"upload{suffix}"
            size = 0
            with file.open("wb") as target:
                async for chunk in request.stream():
                    size += len(chunk)
                    if size > MOST_UPLOAD:
                        raise HTTPException(413)
                    await run_in_threadpool(target.write, chunk)
            try:
                done = await run_in_threadpool(work, room, file, name)
            except RefusedError as refused:
                return self._refused(request, refused)
            except OSError as error:
                return self._refused(request, refusal_of(error))
        self._note(request, request.url.path.rpartition("/")[2], None)
        return JSONResponse({"state": "saved", **done})

    def _refused(self, request: Request, refused: RefusedError) -> Response:
        language = _session(request).language
        words = [self._said(refused.message, language)]
        words += [
            f"{self._said(each.message, language)} {self._said(each.fix, language)}".strip()
            for each in refused.problems[:5]
        ]
        self._note(request, request.url.path.split("/")[1], None, 422)
        if request.method == "POST":
            return JSONResponse({"state": "refused", "words": words[0], "more": words[1:]}, 422)
        return self._page(request, "message.html", status=422, heading=words[0], lines=words[1:])

    async def _missing(self, request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        if "desk_session" not in request.scope or request.method == "POST":
            return JSONResponse({"state": "refused", "words": ""}, status)
        say = phrases("desk", _session(request).language)
        heading, lines = say["not-found"], [say["not-found-more"]]
        return await run_in_threadpool(
            lambda: self._page(request, "message.html", status=status, heading=heading, lines=lines)
        )

    async def _fault(self, request: Request, error: Exception) -> Response:
        log.error("The desk failed; this is a fault of the program.", exc_info=error)
        if "desk_session" not in request.scope or request.method == "POST":
            return JSONResponse({"state": "refused", "words": self._say(request, "fault")}, 500)
        say = phrases("desk", _session(request).language)
        return self._page(request, "message.html", status=500, heading=say["fault"], lines=[say["fault-more"]])

    def _page(self, request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
        session = _session(request)
        shared = self._words(session.language) | {
            "token": session.token,
            "pack": self._workspace.id,
            "here": request.url.path,
            "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "is_done": request.query_params.get("done") == "1",
            "conflict": False,
            "refused": "",
        }
        return self._html(template, shared | values, status=status)

    def _html(self, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(values), status)

    def _words(self, language: str) -> dict[str, Any]:
        say = phrases("desk", language)
        words = catalogue(language)

        def title(of: Mapping[str, str]) -> str:
            return of.get(language) or next(filter(None, of.values()), "") or say["untitled"]

        return {
            "say": say.say,
            "has": say.__contains__,
            "title": title,
            "ui": language,
            "language_name": lambda code: words.pgettext(LANGUAGE, code),
            "noun": lambda message: message.in_language(words).removeprefix("a ").removeprefix("an "),
            "identify": lambda place: f"f-{reference(place.file, *map(str, place.path))}",
            "address_of": lambda place: json.dumps([place.file, place.path]),
            "picture_ref": lambda file: reference("picture", file),
            "at": findings_at,
            "new_blocks": [(kind, words.gettext(f"a {kind} block")) for kind in NEW_BLOCKS],
            "new_items": NEW_ITEMS,
            "is_group": lambda part: isinstance(part, Group),
            "is_items": lambda part: isinstance(part, Items),
            "Place": Place,
        }

    def _form_values(self, request: Request, entry: Entry) -> dict[str, Any]:
        session = _session(request)
        contents = self._workspace.contents()
        return {
            "entry": entry,
            "contents": contents,
            "languages": contents.languages,
            "form": self._workspace.form(entry),
            "findings": self._workspace.findings(session.language),
        }

    def _around(self, contents: Contents, entry: Entry) -> dict[str, Any]:
        above = contents.entries.get(entry.above)
        pages = list(above.below) if above and above.kind == "panel" else []
        number = pages.index(entry.ref) if entry.ref in pages else -1
        before = contents.entries[pages[number - 1]] if number > 0 else None
        after = contents.entries[pages[number + 1]] if 0 <= number < len(pages) - 1 else None
        below = [contents.entries[ref] for ref in entry.below]
        return {"above": above, "before": before, "after": after, "below": below, "number": number, "pages": pages}

    def _steps(self, session: Session) -> list[dict[str, Any]]:
        steps = self._workspace.history.steps()
        gone = undone(steps)
        by_id = {step.id: step for step in steps}
        say = phrases("desk", session.language)
        found = []
        for step in steps[:SHOWN_STEPS]:
            what = say.say(f"step-{step.what}", name=step.name or say["untitled"])
            first = by_id.get(step.undoes)
            if step.undoes:
                what = say.say("step-undo", what=what)
            when = step.moment.astimezone()
            found.append(
                {"id": step.id, "when": when, "who": step.who, "what": what, "undone": step.id in gone, "undoes": first}
            )
        return found

    def _missing_texts(self, contents: Contents) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for ref, entry in contents.entries.items():
            counts = dict.fromkeys(contents.languages, 0)
            for field in fields_in(self._workspace.form(entry)):
                if field.kind == "text" and _lacks(field):
                    for language, words in field.words.items():
                        counts[language] += not words
            found[ref] = counts
        return found

    def _entry(self, request: Request) -> Entry:
        return self._workspace.entry(request.path_params["ref"])

    def _title(self, entry: Entry, language: str) -> str:
        return entry.title.get(language) or next(filter(None, entry.title.values()), "")

    def _said(self, message: str, language: str) -> str:
        names = {name: self._any(words, language) for name, words in self._workspace.contents().names.items()}
        return say_plainly(message, catalogue(language), names)

    def _any(self, words: Mapping[str, str], language: str) -> str:
        return words.get(language) or next(filter(None, words.values()), "")

    def _say(self, request: Request, key: str) -> str:
        session: Session | None = request.scope.get("desk_session")
        return phrases("desk", session.language if session else "en")[key]

    def _note(self, request: Request, what: str, place: Place | None, answer: int = 200) -> None:
        where = f"{place.file} {'/'.join(map(str, place.path))}" if place else request.url.path
        self._workspace.audit.note(_session(request).who, what, where, answer)


def _session(request: Request) -> Session:
    session: Session = request.scope["desk_session"]
    return session


def _place(written: Any) -> Place:
    file, path = written
    if not isinstance(file, str) or not all(
        isinstance(part, str | int) and not isinstance(part, bool) for part in path
    ):
        raise ValueError("no place")
    return Place(file, tuple(path))


def _lists_in(parts: Sequence[Field | Group | Items]) -> Iterator[Items]:
    for part in parts:
        if isinstance(part, Group):
            yield from _lists_in(part.fields)
        elif isinstance(part, Items):
            yield part
            yield from _lists_in(part.items)


def _lacks(field: Field) -> bool:
    """Return whether a text has words in some languages and not in others."""
    return any(field.words.values()) and not all(field.words.values())


def _has_words(words: Any, find: str) -> bool:
    if not find:
        return True
    if isinstance(words, str):
        return find.casefold() in words.casefold()
    inner = words.values() if isinstance(words, Mapping) else words if isinstance(words, list | tuple) else ()
    return any(_has_words(each, find) for each in inner)


def _period(request: Request) -> str:
    period = request.query_params.get("period", "last-month")
    return period if period in PERIODS else "last-month"


def _download(data: bytes, name: str, kind: str) -> Response:
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
