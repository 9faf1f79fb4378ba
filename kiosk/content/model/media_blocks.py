"""Blocks that play: films and sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kiosk.content.issues import Issue, raise_issues, run_checks
from kiosk.content.model.base import MediaOf
from kiosk.content.model.block_base import BaseBlock, LayoutTraits
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import AudioFile, VideoFile
from kiosk.content.model.schema_hints import SCALAR, by_language
from kiosk.content.model.text import Text

EXPECTED = "a map by language such as {zh: media/film.zh.vtt, en: media/film.en.vtt}"


@dataclass(frozen=True, slots=True)
class Captions:
    """The caption files of a film, as (language, path) pairs."""

    files: tuple[tuple[str, str], ...]

    def plain(self) -> dict[str, str]:
        """Return the files as they are written in YAML."""
        return dict(self.files)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _read, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return by_language(SCALAR)


def _read(value: Any, info: ValidationInfo) -> Captions:
    captions = value if isinstance(value, Captions) else _captions(value)
    run_checks(info.context, "captions", captions)
    return captions


def _captions(value: Any) -> Captions:
    if not isinstance(value, Mapping) or not value:
        raise_issues(
            Issue("must be a map by language", EXPECTED, "write each language's file after its code", code="type")
        )
    unsound = [name for name, file in value.items() if not isinstance(file, str) or not file.strip()]
    if unsound:
        raise_issues(
            *(Issue("must be a file", EXPECTED, "write its path", code="type", path=(name,)) for name in unsound)
        )
    return Captions(tuple((name, file.strip()) for name, file in value.items()))


class VideoBlock(BaseBlock):
    """A film, played in its place. Without a poster one of its own frames stands there."""

    noun: ClassVar[str] = "video block"
    kind: ClassVar[str] = "video"
    wrapper: ClassVar[str] = "video"
    traits: ClassVar[LayoutTraits] = LayoutTraits(pieces="PlayedPieces.qml", wide=True, scenic=True)

    file: VideoFile
    captions: Captions | None = None
    poster: Picture | None = None
    title: Text | None = None
    transcript: Text | None = None

    @model_validator(mode="after")
    def _is_worded(self, info: ValidationInfo) -> VideoBlock:
        run_checks(info.context, "film", self)
        return self

    def media(self) -> Iterator[MediaOf]:
        """Yield the film and its captions."""
        yield ("file",), self.file, "video"
        for language, file in self.captions.files if self.captions else ():
            yield ("captions", language), file, "captions"


class AudioBlock(BaseBlock):
    """A piece of sound; its transcript says everything that is heard."""

    noun: ClassVar[str] = "audio block"
    kind: ClassVar[str] = "audio"
    wrapper: ClassVar[str] = "audio"
    traits: ClassVar[LayoutTraits] = LayoutTraits(pieces="PlayedPieces.qml")

    file: AudioFile
    transcript: Text
    title: Text | None = None
    picture: Picture | None = None

    def media(self) -> Iterator[MediaOf]:
        """Yield the sound."""
        yield ("file",), self.file, "audio"
