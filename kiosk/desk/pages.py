"""Pages of the desk that change nothing."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kiosk import paths
from kiosk.desk.contents import ContentEntry, Contents
from kiosk.desk.drawings import SIZES, NotDrawnError
from kiosk.desk.forms import fields_in, lacks_words
from kiosk.desk.inspection import Finding
from kiosk.desk.rendering import LANGUAGES, Renderer, session_of
from kiosk.desk.visits import PERIODS, read_visits, report_page, report_tables
from kiosk.desk.workspace import Workspace
from kiosk.device.message_catalog import catalogue
from kiosk.session.state import TEXT_SIZES

log = logging.getLogger("kiosk")
A_PAGE_OF_PICTURES = 120
PATIENCE = 0.5  # seconds that a page waits for the check of the pack; then it comes after it
A_SHEET = 200  # pictures of a gallery whose texts stand side by side


class Pages:
    """Answers to GET. `journal` is the record of visits on this computer."""

    def __init__(self, workspace: Workspace, render: Renderer, journal: Path) -> None:
        self._workspace, self._render, self._journal = workspace, render, journal

    def today(self, request: Request) -> Response:
        """What is edited, what is wrong with it, and the last steps."""
        session = session_of(request)
        contents = self._workspace.contents()
        groups = self._groups(self._workspace.findings(session.language, PATIENCE))
        return self._render.page(
            request, "today.html", contents=contents, groups=groups, steps=self._render.steps(session)
        )

    def open_problems(self, request: Request) -> Response:
        """What is wrong with the pack, for Today, once it is known."""
        groups = self._groups(self._workspace.findings(session_of(request).language))
        return self._render.page(request, "open_problems.html", contents=self._workspace.contents(), groups=groups)

    def problems(self, request: Request) -> Response:
        """What is wrong with an entry's file, for its fields, once it is known."""
        entry = self._entry(request)
        found = self._workspace.findings(session_of(request).language) or []
        return JSONResponse(
            [
                {"path": each.place.path, "severity": each.severity, "words": each.words, "advice": each.advice}
                for each in found
                if each.place.file == entry.place.file
            ]
        )

    def _groups(self, findings: Sequence[Finding] | None) -> dict[str, list[Finding]] | None:
        if findings is None:
            return None
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(finding.entry, []).append(finding)
        return groups

    def contents(self, request: Request) -> Response:
        """Home, panels with their pages, and galleries."""
        session = session_of(request)
        findings = self._workspace.findings(session.language, PATIENCE) or []
        counts: dict[str, list[int]] = {}
        for finding in findings:
            counts.setdefault(finding.entry, [0, 0])[finding.severity != "error"] += 1
        return self._render.page(request, "contents.html", contents=self._workspace.contents(), counts=counts)

    def edit(self, request: Request) -> Response:
        """The form of a page, a panel, a gallery or Home, and the page as the kiosk draws it."""
        entry = self._entry(request)
        contents = self._workspace.contents()
        pages = self._around(contents, entry)
        number = request.query_params.get("from", "0")
        first = int(number) if number.isdecimal() and len(number) < 8 else 0
        return self._render.page(
            request, "edit.html", **self._render.form_values(request, entry, first), **pages, sizes=TEXT_SIZES
        )

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
        return self._render.page(request, "drawing.html", parts=parts, orientation=orientation, language=language)

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
        values: dict[str, Any] = {
            "found": found[begin : begin + A_PAGE_OF_PICTURES],
            "find": words,
            "parts": range(-(-len(found) // A_PAGE_OF_PICTURES)),
            "part": begin // A_PAGE_OF_PICTURES,
        }
        template = "picture_grid.html" if request.headers.get("hx-request") else "pictures.html"
        return self._render.page(request, template, contents=contents, **values)

    def picture(self, request: Request) -> Response:
        """One picture: where it is used, its words there, and another in its place."""
        contents = self._workspace.contents()
        used = contents.pictures.get(request.path_params["ref"])
        if used is None:
            raise HTTPException(404)
        uses = [(contents.entries[use.entry], use) for use in used.uses if use.entry in contents.entries]
        return self._render.page(request, "picture.html", contents=contents, used=used, uses=uses)

    def translation(self, request: Request) -> Response:
        """The texts of one part with their languages side by side, and the sheet for translators."""
        contents = self._workspace.contents()
        missing = self._workspace.missing_texts()
        ref = request.query_params.get("part", "")
        first = next((each for each, counts in missing.items() if any(counts.values())), "")
        entry = contents.entries.get(ref) or contents.entries.get(first) or contents.home
        entry = entry or next(iter(contents.entries.values()), None)
        if entry is None:
            raise HTTPException(404)
        fields = [field for field in fields_in(self._workspace.form(entry, 0, A_SHEET)) if field.kind == "text"]
        is_all = request.query_params.get("only", "") != "missing"
        if not is_all:
            fields = [field for field in fields if lacks_words(field)]
        found = self._workspace.findings(session_of(request).language, 0) or []
        values: dict[str, Any] = {
            "entry": entry,
            "fields": fields,
            "missing": missing,
            "is_all": is_all,
            "findings": found,
        }
        return self._render.page(request, "translation.html", contents=contents, **values)

    def give_sheet(self, request: Request) -> Response:
        """The sheet for translators."""
        from kiosk.packs.translation import export_texts

        with self._workspace.library.quarantine() as room:
            file = room / "texts.xlsx"
            export_texts(self._workspace.pack, file, catalogue(session_of(request).language))
            data = file.read_bytes()
        name = "texts.xlsx"
        return _download(data, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    def audience(self, request: Request) -> Response:
        """The report of visits."""
        session = session_of(request)
        period = _period(request)
        visits = read_visits(self._journal, period, session.language)
        return self._render.page(request, "audience.html", visits=visits, period=period, periods=PERIODS)

    def audience_page(self, request: Request) -> Response:
        """The whole report as one page, to keep or to print."""
        data = report_page(self._journal, _period(request), session_of(request).language)
        return _download(data, "report.html", "text/html; charset=utf-8")

    def audience_tables(self, request: Request) -> Response:
        """The tables of the report as one workbook."""
        data = report_tables(self._journal, _period(request), session_of(request).language)
        return _download(data, "report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    def choose_language(self, request: Request) -> Response:
        """Show the desk in another language, on the page where it was asked for."""
        code = request.path_params["code"]
        if code not in LANGUAGES:
            raise HTTPException(404)
        session_of(request).language = code
        to = request.query_params.get("to", "/")
        is_own = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to
        return RedirectResponse(to if is_own else "/", 303)

    def _around(self, contents: Contents, entry: ContentEntry) -> dict[str, Any]:
        above = contents.entries.get(entry.above)
        pages = list(above.below) if above and above.kind == "panel" else []
        number = pages.index(entry.ref) if entry.ref in pages else -1
        before = contents.entries[pages[number - 1]] if number > 0 else None
        after = contents.entries[pages[number + 1]] if 0 <= number < len(pages) - 1 else None
        below = [contents.entries[ref] for ref in entry.below]
        return {"above": above, "before": before, "after": after, "below": below, "number": number, "pages": pages}

    def _entry(self, request: Request) -> ContentEntry:
        return self._workspace.entry(request.path_params["ref"])


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
