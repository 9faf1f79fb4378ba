"""Words for visitors: the same in all languages, or a map by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kiosk.content.issues import Issue, raise_issues, run_checks
from kiosk.content.model.schema_hints import TEXT

EXPECTED = "words, or a map by language such as {zh: …, en: …}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words without space at their ends: `same` for every language, or `words` as (language, words) pairs."""

    same: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Text:
        """Return the text for words, or for words by language."""
        if isinstance(value, str):
            return cls(same=value.strip())
        return cls(words=tuple((language, words.strip()) for language, words in value.items()))

    def by_language(self, languages: Sequence[str]) -> dict[str, str]:
        """Return words for each language; one without words gets those of the first that has some."""
        if not self.words:
            return dict.fromkeys(languages, self.same)
        known = dict(self.words)
        instead = next((known[language] for language in (*languages, *known) if known.get(language)), "")
        return {language: known.get(language) or instead for language in languages}

    def worded(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield (path within the text, language, words); the language is empty if the words are the same in all."""
        if not self.words:
            yield (), "", self.same
        for language, words in self.words:
            yield (language,), language, words

    def plain(self) -> str | dict[str, str]:
        """Return the text as written in YAML."""
        return dict(self.words) if self.words else self.same

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _read, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(TEXT)


def _read(value: Any, info: ValidationInfo) -> Text:
    if not isinstance(value, Text):
        if findings := _faults(value):
            raise_issues(*findings)
        text = Text.of(value)
    else:
        text = value
    run_checks(info.context, "text", text)
    return text


def _faults(value: Any) -> list[Issue]:
    if isinstance(value, str):
        return [] if value.strip() else [_empty()]
    if not isinstance(value, Mapping):
        return [Issue("must be words, not a list", EXPECTED, "write the words without - and without [ ]", kind="type")]
    if not value:
        return [_empty()]
    return [
        _empty((language,))
        if isinstance(words, str)
        else Issue("must be words, not a list or a map", "the words of this language", kind="type", path=(language,))
        for language, words in value.items()
        if not isinstance(words, str) or not words.strip()
    ]


def _empty(path: tuple[str, ...] = ()) -> Issue:
    return Issue(
        "is empty",
        EXPECTED if not path else "the words of this language",
        "write the words, or remove it",
        kind="empty",
        path=path,
    )
