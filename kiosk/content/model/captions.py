"""The captions of a film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kiosk.content.issues import Issue, raise_issues, run_checks
from kiosk.content.model.schema_hints import SCALAR, by_language

EXPECTED = "a map by language such as {zh: media/film.zh.vtt, en: media/film.en.vtt}"


@dataclass(frozen=True, slots=True)
class Captions:
    """The caption files of a film, as (language, path) pairs."""

    files: tuple[tuple[str, str], ...]

    def plain(self) -> dict[str, str]:
        """Return the files as written in YAML."""
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
            Issue("must be a map by language", EXPECTED, "write each language's file after its code", kind="type")
        )
    unsound = [name for name, file in value.items() if not isinstance(file, str) or not file.strip()]
    if unsound:
        raise_issues(
            *(Issue("must be a file", EXPECTED, "write its path", kind="type", path=(name,)) for name in unsound)
        )
    return Captions(tuple((name, file.strip()) for name, file in value.items()))
