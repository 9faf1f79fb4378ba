"""The messages for staff in their own language: resources/strings/problems.LANGUAGE.yaml."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kiosk import paths
from kiosk.content.messages import FIELD, Catalogue
from kiosk.content.yaml import read_mapping

ENGLISH = "en"


def staff_languages() -> tuple[str, ...]:
    """Return the languages of messages for staff, English first."""
    files = sorted((paths.resources() / "strings").glob("problems.*.yaml"))
    return (ENGLISH, *(file.name.split(".")[1] for file in files))


@cache
def catalogue(language: str) -> Catalogue:
    """Return English templates → those of a language; empty for English itself.

    Raises ValueError where the product's own file is wrong or missing.
    """
    if language == ENGLISH:
        return {}
    nodes = read_words("problems", language)
    folder = paths.resources() / "strings"
    fields, _ = read_mapping(folder / f"fields.{language}.yaml", folder)
    named = {FIELD + field: str(words) for field, words in (fields or {}).items()}
    return {**named, **nodes}


def read_words(kind: str, language: str) -> Catalogue:
    """Return the content of resources/strings/KIND.LANGUAGE.yaml. Raises ValueError where it is wrong or missing."""
    folder = paths.resources() / "strings"
    nodes, problems = read_mapping(folder / f"{kind}.{language}.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return {template: str(words) for template, words in nodes.items()}


def spoken(language: str) -> str:
    """Return the language if it is supported, else English."""
    return language if language in staff_languages() else ENGLISH


def language_here() -> str:
    """Return the staff's language; English where output goes to a code page without its characters."""
    language = language_of()
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "".join(catalogue(language).get(word, "") for word in ("error", "warning")).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return ENGLISH
    return language


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Return the staff's language by the usual environment variables; English where theirs is not supported."""
    wanted = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    language = wanted.replace("-", "_").split("_")[0].split(".")[0].lower()
    return spoken(language)


class CodeWords(NamedTuple):
    """Cause and fix of a code, for staff."""

    cause: str
    fix: str


@cache
def code_words(language: str) -> tuple[dict[str, CodeWords], dict[str, str]]:
    """Return cause and fix by code, and the titles of the hundreds ("1xx"); English where there are no others.

    Raises ValueError where the product's own file is wrong or missing.
    """
    folder = paths.resources() / "strings"
    nodes, problems = read_mapping(folder / "codes.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))

    def said(words: Mapping[str, object]) -> str:
        return str(words.get(language) or words[ENGLISH])

    codes = {code: CodeWords(said(row["cause"]), said(row["fix"])) for code, row in nodes.items() if "fix" in row}
    return codes, {hundred: said(row) for hundred, row in nodes.items() if "fix" not in row}
