"""The catalogue of messages: gettext, a file for each language in resources/locale; English is in the program.

resources/locale/LANGUAGE.po has all that is said in a language: messages for staff, `--help`, the operator menu, the
report, the words on visitors' screens. resources/locale/visitors/LANGUAGE.po has the last of these alone, for languages
that staff do not use here. setup/catalogues.py compiles both to the .mo that are read here. What has a key is in
resources/strings in English, and in a catalogue under the context FAMILY/KEY.

A checkout refuses a .mo that is missing or outdated. An installed program asks for no .po: it must start.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any, NamedTuple

from kiosk import paths
from kiosk.content.han_forms import forms_of
from kiosk.content.messages import Catalogue, fill

ENGLISH = "en"
VISITORS = "visitors"
"""The folder of catalogues that have visitors' words alone."""
SOURCE = ("source", "sha256")
"""Context and id of the digest of the .po in its .mo."""


def staff_languages() -> tuple[str, ...]:
    """Return the languages that staff can use, English first."""
    return (ENGLISH, *sorted(_languages_in(paths.locale()) - {ENGLISH}))


def visitor_languages() -> tuple[str, ...]:
    """Return the languages that the screens have words in, English first, as BCP 47 names them."""
    found = _languages_in(paths.locale()) | _languages_in(paths.locale() / VISITORS)
    return (ENGLISH, *sorted(found - {ENGLISH}))


def _languages_in(folder: Path) -> set[str]:
    kinds = {".mo"} if paths.is_installed() else {".mo", ".po"}
    files = folder.iterdir() if folder.is_dir() else ()
    return {file.stem.replace("_", "-") for file in files if file.suffix in kinds}


def nearest(language: str, known: Collection[str]) -> str:
    """Return the language among `known` whose words suit one that a pack names, else English.

    By the lookup of RFC 4647: de-AT, then de. Chinese in traditional characters (zh-TW, zh-HK, yue) is zh-Hant; other
    Chinese is zh.
    """
    by_name = {name.casefold(): name for name in known}
    wanted = language.replace("_", "-")
    pieces = wanted.split("-")
    tags = ["-".join(pieces[:end]) for end in range(len(pieces), 0, -1)]
    forms = forms_of(wanted)
    if forms in {"TC", "HK"}:
        tags.insert(1, "zh-Hant")
    if forms in {"SC", "TC", "HK"}:
        tags.append("zh")
    return next((by_name[tag.casefold()] for tag in tags if tag.casefold() in by_name), ENGLISH)


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language; an empty one for English.

    Raises ValueError where it is missing or damaged, or in a checkout not made of the .po beside it.
    """
    if language == ENGLISH:
        return Catalogue()
    name = language.replace("-", "_")
    folder = paths.locale() if language in staff_languages() else paths.locale() / VISITORS
    compiled, source = (folder / f"{name}.{kind}" for kind in ("mo", "po"))
    try:
        with compiled.open("rb") as file:
            found = GNUTranslations(file)
    except FileNotFoundError:
        raise ValueError(f"{compiled} is missing: `make setup` compiles it from {source.name}") from None
    except (OSError, UnicodeDecodeError, struct.error) as error:
        raise ValueError(f"{compiled} cannot be read: {error}") from None
    if not paths.is_installed() and source.exists() and found.pgettext(*SOURCE) != _digest(source):
        raise ValueError(f"{compiled} is not made of the {source.name} beside it: `make setup` compiles it again")
    return found


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def spoken(language: str) -> str:
    """Return the language if it is supported, else English."""
    return language if language in staff_languages() else ENGLISH


def language_here() -> str:
    """Return the staff's language; English where output goes to a code page without its characters."""
    language = language_of()
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "".join(catalogue(language).gettext(word) for word in ("error", "warning")).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return ENGLISH
    return language


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Return the staff's language by the usual environment variables; English where theirs is not supported."""
    wanted = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    language = wanted.replace("-", "_").split("_")[0].split(".")[0].lower()
    return spoken(language)


class Forms(NamedTuple):
    """The English of a text that counts: for one, and for other numbers."""

    one: str
    other: str


@cache
def english_texts(family: str) -> Mapping[str, str | Forms]:
    """Return the English texts of a family by key: interface, operator, report or codes.

    Raises ValueError where the product's own file is wrong or missing.
    """
    from kiosk.content.yaml import read_mapping

    folder = paths.resources() / "strings"
    nodes, problems = read_mapping(folder / f"{family}.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return dict(_texts(nodes))


def _texts(nodes: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str | Forms]]:
    for key, node in nodes.items():
        if not isinstance(node, Mapping):
            yield above + key, str(node)
        elif node.keys() == {"one", "other"}:
            yield above + key, Forms(str(node["one"]), str(node["other"]))
        else:
            yield from _texts(node, f"{above}{key}/")


class Phrases(Mapping[str, str]):
    """The texts of a family in one language, by key. A key without a translation has its English text."""

    def __init__(self, family: str, texts: Mapping[str, str | Forms], translations: Catalogue) -> None:
        self._family = family
        self._texts = texts
        self._translations = translations

    def __getitem__(self, key: str) -> str:
        """Return a text as it is, in the form for many where it counts. Raises KeyError for an unknown key."""
        return self._form(key, 0)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._texts)

    def say(self, key: str, /, count: int | None = None, **filling: object) -> str:
        """Return a text with its placeholders filled, in the form for `count`. Raises KeyError for an unknown key."""
        values = filling if count is None else {"count": count, **filling}
        return fill(self._form(key, count or 0), {name: str(value) for name, value in values.items()})

    def _form(self, key: str, count: int) -> str:
        text, context = self._texts[key], f"{self._family}/{key}"
        if isinstance(text, Forms):
            return self._translations.npgettext(context, *text, count)
        return self._translations.pgettext(context, text)


NO_PHRASES = Phrases("", {}, Catalogue())


@cache
def phrases(family: str, language: str) -> Phrases:
    """Return the texts of a family in a language. Raises ValueError where the product's own files are wrong."""
    return Phrases(family, english_texts(family), catalogue(language))


class CodeWords(NamedTuple):
    """Cause and fix of a code, for staff."""

    cause: str
    fix: str


def code_words(language: str) -> tuple[dict[str, CodeWords], dict[str, str]]:
    """Return cause and fix by code, and the titles of the hundreds ("1xx"); English where there are no others.

    Raises ValueError where the product's own files are wrong or missing.
    """
    texts = phrases("codes", spoken(language))
    hundreds = {key: texts[key] for key in texts if "/" not in key}
    codes = dict.fromkeys(key.partition("/")[0] for key in texts if "/" in key)
    return {code: CodeWords(texts[f"{code}/cause"], texts[f"{code}/fix"]) for code in codes}, hundreds
