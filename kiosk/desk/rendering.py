"""Rendering of the desk's pages: templates that escape what they are given, in the language of their reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kiosk import paths
from kiosk.desk.access import Session
from kiosk.desk.contents import ContentEntry, reference
from kiosk.desk.draft import DocPath
from kiosk.desk.forms import A_PART, Field, Group, Items, is_empty
from kiosk.desk.history import undone
from kiosk.desk.inspection import field_called, findings_at, plain_advice, say_plainly
from kiosk.desk.workspace import Workspace, language_name, new_blocks, new_items
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue, phrases

LANGUAGES = ("zh", "en")
SHOWN_STEPS = 40


class Renderer:
    """Renders the pages of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._templates = Environment(
            loader=FileSystemLoader(paths.resources() / "desk" / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page, or a part of one, for the reader of a request."""
        session = session_of(request)
        shared = self.words_in(session.language) | {
            "token": session.token,
            "pack": self._workspace.id,
            "here": request.url.path,
            "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "is_done": request.query_params.get("done") == "1",
            "conflict": False,
            "refused": "",
        }
        return self.html(template, shared | values, status=status)

    def html(self, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """Return a template, filled."""
        return HTMLResponse(self._templates.get_template(template).render(values), status)

    def words_in(self, language: str) -> dict[str, Any]:
        """Return what templates need to say something in a language."""
        say = phrases("desk", language)
        words = catalogue(language)

        def title(of: Mapping[str, str]) -> str:
            return of.get(language) or next(filter(None, of.values()), "") or say["untitled"]

        def field_name(key: str) -> str:
            # A block of the hall's own has keys of its own.
            return say[f"field/{key}"] if f"field/{key}" in say else field_called(key, words)

        return {
            "say": say.say,
            "field_name": field_name,
            "has": say.__contains__,
            "title": title,
            "ui": language,
            "language_name": lambda code: language_name(code, language),
            "noun": lambda message: message.in_language(words).removeprefix("a ").removeprefix("an "),
            "identify": lambda place: f"f-{reference(place.file, *map(str, place.path))}",
            "address_of": address_of,
            "picture_ref": lambda file: reference("picture", file),
            "at": findings_at,
            "is_empty": is_empty,
            "picture_words": lambda group: _words_of(group, language),
            "name_of": lambda used: name_of(used.words, language),
            "new_blocks": [(kind, words.gettext(f"a {kind} block")) for kind in new_blocks()],
            "new_items": new_items(),
            "is_group": lambda part: isinstance(part, Group),
            "is_items": lambda part: isinstance(part, Items),
            "DocPath": DocPath,
        }

    def form_values(self, request: Request, entry: ContentEntry, first: int = 0) -> dict[str, Any]:
        """Return what the template of a form needs; of a gallery, with the pictures from a number on."""
        contents = self._workspace.contents()
        return {
            "entry": entry,
            "contents": contents,
            "languages": contents.languages,
            "form": self._workspace.form(entry, first),
            "findings": self._workspace.findings(session_of(request).language, 0) or [],
            "a_part": A_PART,
        }

    def steps(self, session: Session) -> list[dict[str, Any]]:
        """Return the last steps, as a list shows them."""
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

    def refusal(self, request: Request, refused: RefusedError) -> Response:
        """Return why something was not done: as data for what changes something, else as a page."""
        language = session_of(request).language
        words = [self.translate(refused.message, language)]
        words += [
            f"{self.translate(each.message, language)} {self.translate(plain_advice(each), language)}".strip()
            for each in refused.problems[:5]
        ]
        self.note(request, request.url.path.split("/")[1], None, 422)
        if request.method == "POST":
            return JSONResponse({"state": "refused", "words": words[0], "more": words[1:]}, 422)
        return self.page(request, "message.html", status=422, heading=words[0], lines=words[1:])

    def translate(self, message: str, language: str) -> str:
        """Return a message in a language, with titles in place of ids and files."""
        try:
            called = self._workspace.contents().names
        except RefusedError:  # the pack is gone, which may be what the message says
            called = {}
        names = {name: any_of(words, language) for name, words in called.items()}
        return say_plainly(message, catalogue(language), names)

    def note(self, request: Request, what: str, place: DocPath | None, answer: int = 200) -> None:
        """Record an action in the audit log."""
        where = f"{place.file} {'/'.join(map(str, place.path))}" if place else request.url.path
        self._workspace.audit.note(session_of(request).who, what, where, answer)


def session_of(request: Request) -> Session:
    """Return the session that the guard found."""
    session: Session = request.scope["desk_session"]
    return session


def address_of(place: DocPath) -> str:
    """Return a place as pages hold it."""
    return json.dumps([place.file, place.path])


def name_of(words: Mapping[str, Any], language: str) -> str:
    """Return by what a picture is known: its title, its caption, or what is seen in it; "" where it has none."""
    for field in ("title", "caption", "alt"):
        written = words.get(field)
        if isinstance(written, str) and written:
            return written
        if isinstance(written, Mapping) and (
            name := any_of({key: str(each) for key, each in written.items()}, language)
        ):
            return name
    return ""


def _words_of(group: Group, language: str) -> str:
    words = {each.key: each.words for each in group.fields if isinstance(each, Field)}
    return name_of(words, language)


def any_of(words: Mapping[str, str], language: str) -> str:
    """Return words in a language, else in one that has some."""
    return words.get(language) or next(filter(None, words.values()), "")
