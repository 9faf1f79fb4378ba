"""Bilingual output of the operator menu's subprocesses: JSON Lines, with text in each of the staff's languages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

from kiosk.content.codes import with_code
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue, staff_languages

Words = dict[str, str]  # by language


def both(message: str) -> Words:
    """Return a message in every language."""
    return {language: Message.of(message).in_language(catalogue(language)) for language in staff_languages()}


def of_problem(problem: Diagnostic) -> Words:
    """Return a problem in every language: its place and message, then the fix."""
    translations = {language: problem.translated(catalogue(language)) for language in staff_languages()}
    return {language: f"{_place(one)}: {one.message}\n{one.fix}".strip() for language, one in translations.items()}


def _place(problem: Diagnostic) -> str:
    return f"{problem.location} {problem.code}".strip()


def say(**what: object) -> None:
    """Print one line as JSON."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def refusing(act: Callable[[], None]) -> int:
    """Run `act`; print the reason where it was refused. Return the exit code."""
    try:
        act()
    except RefusedError as refused:
        say(refused=both(with_code(refused.message)), problems=_problem_texts(refused.problems))
        return 1
    return 0


def _problem_texts(problems: Sequence[Diagnostic]) -> list[Words]:
    return [of_problem(problem) for problem in problems]
