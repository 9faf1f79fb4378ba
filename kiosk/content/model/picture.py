"""Pictures and galleries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.identifiers import ID
from kiosk.content.issues import Issue, advice, one_of, quoted, raise_issues
from kiosk.content.messages import Message
from kiosk.content.model.base import MediaOf, Part
from kiosk.content.model.scalars import Citations, FileId, Focus, PictureFile, PictureKind, Tag
from kiosk.content.model.text import Text

MOST_PLAIN = 8  # plain words that a visitor may choose by: more are no choice


class Picture(Part):
    """A picture of the pack. `focus` is what must stay in sight where it is cropped: x and y from 0 to 1."""

    noun: ClassVar[str] = "picture"

    file: PictureFile
    alt: Text | None = None
    caption: Text | None = None
    credit: Text | None = None
    kind: PictureKind = "photo"
    focus: Focus = (0.5, 0.5)

    def media(self) -> Iterator[MediaOf]:
        """Yield the picture."""
        yield ("file",), self.file, "picture"


class GalleryPicture(Picture):
    """A picture of a gallery: it has a title, tags by which it is found, and `cites` as a page has."""

    noun: ClassVar[str] = "gallery picture"

    title: Text
    tags: tuple[Tag, ...] = ()
    cites: Citations | None = None


class Gallery(Part):
    """A set of pictures, one file in galleries/. `tags` are those by which a visitor may choose, and their names.

    A picture's tag is one of these, by its id or its name, or plain words, which name themselves.
    """

    noun: ClassVar[str] = "gallery"

    id: FileId
    title: Text
    lead: Text | None = None
    tags: dict[Tag, Text] = Field(default_factory=dict)
    pictures: tuple[GalleryPicture, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tags_are_named(self) -> Gallery:
        for number, picture in enumerate(self.pictures if self.tags else ()):
            for place, tag in enumerate(picture.tags):
                if self.tag_of(tag) not in self.tags and ID.match(tag):
                    fix = advice(tag, self.tags, Message("add {tag}: … to the gallery's tags", tag=tag))
                    message = Message("{tag} is not a tag of this gallery", tag=quoted(tag))
                    path = ("pictures", number, "tags", place)
                    expected = one_of(self.tags)
                    raise_issues(Issue(message, expected, fix, kind="tag", path=path, named=False))
        return self

    def tag_of(self, written: str) -> str:
        """Return the tag that is meant: one of `tags` with this name in any language, else what is written."""
        if written in self.tags:
            return written
        named = (tag for tag, name in self.tags.items() if written in {name.same, *dict(name.words).values()})
        return next(named, written)

    def choices(self) -> dict[str, Text]:
        """Return the tags that a visitor may choose, with their names: `tags`, then the commonest plain words."""
        counts = Counter(self.tag_of(tag) for picture in self.pictures for tag in picture.tags)
        plain = [tag for tag, _ in counts.most_common() if tag not in self.tags and not ID.match(tag)]
        return self.tags | {tag: Text(same=tag) for tag in plain[:MOST_PLAIN]}

    @classmethod
    def anchor(cls) -> str:
        """Return the section of the format's documentation: "gallery" is that of the block."""
        return "gallery-file"
