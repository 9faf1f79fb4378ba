"""Problems with one cause: the first is reported, with the number of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import CUT_WORDS, UNKNOWN_LANGUAGE
from kiosk.content.messages import Message


def is_of_language(problem: Diagnostic) -> bool:
    """Return whether a problem is that a text has words in a language that the pack lacks."""
    return problem.kind == UNKNOWN_LANGUAGE and problem.severity == "error"


def without_repeats(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems; of texts in a language that the pack lacks only the first, with their number."""
    others: list[Diagnostic] = []
    first: dict[tuple[str, str], Diagnostic] = {}
    places: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        if not is_of_language(problem):
            others.append(problem)
            continue
        filling = Message.of(problem.message).filling
        cause = (str(filling["language"]), _fix_of_many(problem))
        first.setdefault(cause, problem)
        places[cause] += 1 + int(str(filling.get("count", 0)))
    return [*others, *(_counting(problem, places[cause] - 1) for cause, problem in first.items())]


def _fix_of_many(problem: Diagnostic) -> str:
    """Return the fix where many texts have that language: no comma has cut words there."""
    fix = Message.of(problem.fix)
    inner = fix.filling["fix"] if fix.template == CUT_WORDS else fix
    return inner if isinstance(inner, Message) else fix


def _counting(problem: Diagnostic, further: int) -> Diagnostic:
    if not further:
        return problem
    language = Message.of(problem.message).filling["language"]
    message = Message.plural(
        "{language} is not a language of this pack, here and at one further place",
        "{language} is not a language of this pack, here and at {count} further places",
        language=language,
        count=further,
    )
    return replace(problem, message=message, fix=_fix_of_many(problem))
