"""Forms: the fields of a page, block, gallery or Home that staff edit, made from the model and what is written.

Ids, icons, sources and citations, and all else that is not words, pictures or plain numbers, have no field and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_origin

from kiosk.content.lint.text_length import HAN_A_PAGE, ROOM, WORDS_A_PAGE
from kiosk.content.messages import Message
from kiosk.content.model import Gallery, PackSheet, Page, Panel, Part, Picture, Text
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.pack_model import Home
from kiosk.content.model_lookup import item_of, map_at
from kiosk.desk.contents import ContentEntry, by_language
from kiosk.desk.draft import DocPath, PackDraft

# Single values that staff read and write as they stand on the screen.
PLAIN_KEYS = ("value", "year", "reported", "total", "right", "url", "seconds", "kind", "layout")
CHOICES = ("photo", "illustration", "half", "third")
A_PART = 40  # pictures of a gallery that are edited on one page
_SCENES = ("picture", "figure", "counter", "video", "panel")


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How much a text may have: `most` of what `unit` counts (characters or words); with all of a `group` together."""

    most: int
    unit: Literal["characters", "han", "words"]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One text in all languages (`text`), one single value (`value`), or one of some (`choice`)."""

    kind: Literal["text", "value", "choice"]
    key: str
    place: DocPath
    token: str
    words: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    limits: Mapping[str, TextLimit] = field(default_factory=dict)
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A map: a block, an item, a picture. `noun` says what it is; `picture` is the file of a picture."""

    kind: Literal["block", "item", "picture", "part"]
    key: str
    noun: Message
    place: DocPath
    token: str
    fields: tuple[Field | Group | Items, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, of groups or of texts. `least` and `most` say how many there may be.

    `token` is that of their order. Of a long list `items` are some, from number `first` (from 0) of `count`.
    """

    key: str
    place: DocPath
    token: str
    items: tuple[Field | Group, ...]
    least: int = 1
    most: int = 1000
    first: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Builder:
    draft: PackDraft
    languages: tuple[str, ...]
    page: str = ""

    def group(self, kind: Any, key: str, part: type[Part], plain: Mapping[str, Any], place: DocPath) -> Group:
        """Return a map's fields, in the model's order."""
        fields = tuple(self.fields(part, plain, place))
        file = plain.get("file") if issubclass(part, Picture) else ""
        return Group(kind, key, part.a_noun(), place, self.draft.token(place), fields, str(file or ""))

    def fields(self, part: type[Part], plain: Mapping[str, Any], place: DocPath) -> Iterator[Field | Group | Items]:
        """Yield the fields of a map."""
        # A title is what staff look for first; the model has it last in pictures of a gallery.
        for key, name in sorted(part.keys().items(), key=lambda each: each[0] != "title"):
            info = part.model_fields[name]
            bare = _bare(info.annotation)
            where = DocPath(place.file, (*place.path, key))
            value = plain.get(key)
            if bare is Text:
                yield self.text(part, key, value, where, required=info.is_required())
            elif key in PLAIN_KEYS and not isinstance(value, dict | list):
                yield from self._single(part, key, value, where, required=info.is_required())
            elif isinstance(bare, type) and issubclass(bare, Part) and isinstance(value, dict):
                kind = "picture" if issubclass(bare, Picture) else "part"
                yield self.group(kind, key, bare, value, where)
            elif get_origin(bare) is tuple and isinstance(value, list) and value:
                yield from self._list(part, key, value, where, _bounds(info.metadata))

    def text(self, part: type[Part], key: str, value: Any, place: DocPath, *, required: bool) -> Field:
        """Return the field of a text, in all languages."""
        is_prose = key == part.prose
        words = by_language(value, self.languages)
        limits: dict[str, TextLimit] = {}
        for language in self.languages:
            chinese = language.startswith("zh")
            if is_prose and self.page:
                unit: Literal["han", "words"] = "han" if chinese else "words"
                limits[language] = TextLimit(HAN_A_PAGE if chinese else WORDS_A_PAGE, unit, f"{self.page}-{language}")
            elif (part, key) in ROOM:
                limits[language] = TextLimit(ROOM[part, key][0 if chinese else 1], "characters")
        is_long = is_prose or any(len(each) > 40 or "\n" in each for each in words.values())
        token = self.draft.token(place)
        return Field("text", key, place, token, words, required=required, limits=limits, is_long=is_long)

    def _single(self, part: type[Part], key: str, value: Any, place: DocPath, *, required: bool) -> Iterator[Field]:
        annotation = _bare(part.model_fields[part.keys()[key]].annotation)
        choices = tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()
        if choices and not set(choices) <= set(CHOICES):
            return
        if key == "right":
            answers = self.draft.value(DocPath(place.file, (*place.path[:-1], "answers")))
            choices = tuple(str(number + 1) for number in range(len(answers) if isinstance(answers, list) else 0))
        shown = "" if value is None else str(value)
        if choices and not shown:
            default = part.model_fields[part.keys()[key]].default
            shown = str(default) if default in choices else ""
        token = self.draft.token(place)
        kind: Literal["choice", "value"] = "choice" if choices else "value"
        yield Field(kind, key, place, token, value=shown, required=required, choices=choices)

    def _list(
        self, part: type[Part], key: str, value: list[Any], place: DocPath, bounds: tuple[int, int]
    ) -> Iterator[Items]:
        token = self.draft.order_token(place)
        item = item_of(part, key)
        places = [DocPath(place.file, (*place.path, number)) for number in range(len(value))]
        found: list[Field | Group] = []
        for each, where in zip(value, places, strict=True):
            if item is not None and isinstance(each, dict):
                found.append(self.group("item", key, item, each, where))
            elif item is None and _is_text_list(part, key):
                words = by_language(each, self.languages)
                found.append(Field("text", key, where, self.draft.token(where), words, required=True))
        if len(found) == len(value):
            yield Items(key, place, token, tuple(found), *bounds, count=len(found))

    def block(self, plain: Any, place: DocPath) -> Group | None:
        """Return the form of a block; None for one that cannot be read."""
        kind = next(iter(plain)) if isinstance(plain, dict) and len(plain) == 1 else ""
        block = BLOCKS.get(str(kind))
        if block is None:
            return None
        if not block.wrapper:
            return self.group("block", kind, block, plain, place)
        inner = plain[kind]
        if not isinstance(inner, dict):
            return None
        group = self.group("block", kind, block, inner, DocPath(place.file, (*place.path, kind)))
        return Group("block", kind, group.noun, place, self.draft.token(place), group.fields)


def page_form(draft: PackDraft, entry: ContentEntry, languages: tuple[str, ...]) -> tuple[Group, Items]:
    """Return the head of a page (title, picture, layout), and its blocks. Raises RefusedError."""
    plain = draft.value(entry.place)
    plain = plain if isinstance(plain, dict) else {}
    builder = _Builder(draft, languages, entry.ref)
    head = builder.group(
        "part", "page", Page, {key: each for key, each in plain.items() if key != "blocks"}, entry.place
    )
    where = DocPath(entry.place.file, (*entry.place.path, "blocks"))
    blocks = plain.get("blocks")
    found: list[Field | Group] = []
    for number, block in enumerate(blocks if isinstance(blocks, list) else []):
        place = DocPath(where.file, (*where.path, number))
        form = builder.block(block, place)
        found.append(form or Group("block", "", Message("a block"), place, draft.token(place), ()))
    bounds = _bounds(Page.model_fields["blocks"].metadata)
    return head, Items("blocks", where, draft.order_token(where), tuple(found), *bounds, count=len(found))


def panel_form(draft: PackDraft, entry: ContentEntry, languages: tuple[str, ...]) -> Group:
    """Return the title, the teaser and the pictures of a panel."""
    plain = draft.plain(entry.place.file)
    head = {key: value for key, value in plain.items() if key != "pages"}
    return _Builder(draft, languages).group("part", "panel", Panel, head, entry.place)


def gallery_form(
    draft: PackDraft, entry: ContentEntry, languages: tuple[str, ...], first: int = 0, most: int = A_PART
) -> tuple[Group, Items]:
    """Return the title of a gallery, and `most` of its pictures, from number `first`."""
    plain = draft.plain(entry.place.file)
    builder = _Builder(draft, languages)
    head = builder.group("part", "gallery", Gallery, {**plain, "pictures": None}, entry.place)
    where = DocPath(entry.place.file, ("pictures",))
    pictures = plain.get("pictures")
    item = item_of(Gallery, "pictures") or Picture
    written = pictures if isinstance(pictures, list) else []
    first = first if 0 <= first < len(written) else 0
    found = [
        builder.group("picture", "picture", item, each, DocPath(where.file, ("pictures", number)))
        for number, each in enumerate(written[first : first + most], first)
        if isinstance(each, dict)
    ]
    return head, Items("pictures", where, draft.order_token(where), tuple(found), first=first, count=len(written))


def home_form(draft: PackDraft, entry: ContentEntry, languages: tuple[str, ...]) -> tuple[Group, Items]:
    """Return the words and the emblem of Home, and the scenes of the attract loop."""
    plain = draft.plain(entry.place.file)
    builder = _Builder(draft, languages)
    home, scenes = plain.get("home"), plain.get("attract")
    place = DocPath(entry.place.file, ("home",))
    head = builder.group("part", "home", Home, home if isinstance(home, dict) else {}, place)
    title = builder.text(PackSheet, "title", plain.get("title"), DocPath(place.file, ("title",)), required=True)
    head = Group("part", "home", head.noun, place, head.token, (title, *head.fields))
    where = DocPath(entry.place.file, ("attract",))
    found: list[Field | Group] = []
    for number, scene in enumerate(scenes if isinstance(scenes, list) else []):
        tag = next((key for key in _SCENES if isinstance(scene, dict) and key in scene), "")
        model = map_at(PackSheet, ("attract", number, f"<{tag}>")) if tag else None
        here = DocPath(where.file, ("attract", number))
        if model is not None:
            found.append(builder.group("item", tag, model, scene, here))
        else:
            found.append(Group("item", "", Message("a scene"), here, draft.token(here), ()))
    return head, Items("attract", where, draft.order_token(where), tuple(found), count=len(found))


def fields_in(parts: Sequence[Field | Group | Items]) -> Iterator[Field]:
    """Yield every field within these parts, in order."""
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, Group):
            yield from fields_in(part.fields)
        else:
            yield from fields_in(part.items)


def is_empty(part: Field | Group | Items) -> bool:
    """Return whether a part is a field that has nothing in it, and needs nothing."""
    return isinstance(part, Field) and not part.required and not part.value and not any(part.words.values())


def lacks_words(field: Field) -> bool:
    """Return whether a text has words in some languages and not in others."""
    return any(field.words.values()) and not all(field.words.values())


def _is_text_list(part: type[Part], key: str) -> bool:
    bare = _bare(part.model_fields[part.keys()[key]].annotation)
    return get_origin(bare) is tuple and _bare(get_args(bare)[0]) is Text


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    options = [option for option in get_args(annotation) if option is not type(None)]
    return _bare(options[0]) if len(options) == 1 and type(None) in get_args(annotation) else annotation


def _bounds(metadata: Sequence[Any]) -> tuple[int, int]:
    least = next((each.min_length for each in metadata if hasattr(each, "min_length")), 1)
    most = next((each.max_length for each in metadata if hasattr(each, "max_length")), 1000)
    return max(1, least), most
