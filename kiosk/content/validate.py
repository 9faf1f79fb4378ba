"""Plain data → model, with every fault at its mark and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.content.findings import DOCS, KIND, Checker, Finding, advice, listed, quoted
from kiosk.content.model.part import Part
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.schema import map_at, part_at

MOST = 200
P = TypeVar("P", bound=Part)
Loc = tuple[str | int, ...]


def validate(sheet: Sheet, model: type[P], checker: Checker | None = None) -> tuple[P | None, list[Problem]]:
    """Return the model of a sheet that is a map, and all that is wrong with it; None where something is an error."""
    problems: list[Problem] = []
    try:
        return model.model_validate(sheet.plain, context=checker, by_alias=True, by_name=False), problems
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults[:MOST]:
            problems += _problems(sheet, model, fault)
        if len(faults) > MOST:
            message = f"there are {len(faults) - MOST} further problems in this file"
            mend = "mend the others first; a file with so many may be the wrong one"
            problems.append(Problem(Mark(sheet.file), message, "", mend, code="more"))
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return model.model_validate(sheet.plain, by_alias=True, by_name=False), problems


def _problems(sheet: Sheet, model: type[Part], fault: Any) -> list[Problem]:
    loc: Loc = tuple(fault["loc"])
    if fault["type"] == KIND:
        return [_problem(sheet, loc, finding) for finding in fault["ctx"]["findings"]]
    finding = _finding(model, fault, loc)
    return [_problem(sheet, loc, finding)] if finding else []


def _problem(sheet: Sheet, loc: Loc, finding: Finding) -> Problem:
    path = (*loc, *finding.path)
    at_key = finding.at_key or path[-1:] == ("[key]",)
    message = f"{_name(path)} {finding.message}" if finding.named else finding.message
    mark = sheet.mark(path, at_key=at_key)
    return Problem(mark, message, finding.expected, finding.mend, finding.severity, finding.code)


def _name(path: Sequence[str | int]) -> str:
    """Return the field at the end of a path as staff know it: "title", or item 2 of "tiles"."""
    words = [part for part in path if not (isinstance(part, str) and part.startswith(("<", "[")))]
    last = words[-1] if words else ""
    if isinstance(last, str):
        return quoted(last)
    return f"item {last + 1} of {_name(words[:-1])}"


def _finding(model: type[Part], fault: Any, loc: Loc) -> Finding | None:
    """Return what pydantic's own error means in plain words; None for an echo of a fault told elsewhere."""
    kind, value, ctx = fault["type"], fault["input"], fault.get("ctx", {})
    part = part_at(model, loc[:-1])
    see = f"see {DOCS}#{part.anchor()}"
    if kind == "extra_forbidden":
        name = str(loc[-1])
        mend = advice(name, part.keys(), "")
        mend = f"{mend} {see}" if mend else f"remove it; {see}"
        message = f"{quoted(name)} is not a field of {part.a_noun()}"
        return Finding(message, listed(part.keys()), mend, code="unknown", at_key=True, named=False)
    if kind == "missing":
        message = f"{part.a_noun()} needs {quoted(str(loc[-1]))}"
        return Finding(message, listed(part.required()), f"add {loc[-1]}: …; {see}", code="required", named=False)
    if kind in {"too_short", "too_long"}:
        least, most = ctx.get("min_length", 0), ctx.get("max_length", len(value))
        if least <= len(value) <= most:
            return None
        expected = f"at least {least}" if kind == "too_short" else f"at most {most}"
        mend = "add what is missing" if kind == "too_short" else "divide it, or leave some out"
        return Finding(f"has {_count(len(value))}", expected, f"{mend}; {see}", code="count")
    was = {"str": "a single value", "list": "a list", "dict": "a map"}.get(type(value).__name__, "something else")
    if kind == "tuple_type":
        mend = f"begin each item with - on a line of its own, or write [one, two]; {see}"
        return Finding(f"must be a list, not {was}", "a list", mend, code="type")
    inner = map_at(model, loc)
    expected = f"a map of: {listed(inner.keys())}" if inner else "a map: name: words"
    see = f"see {DOCS}#{(inner or part).anchor()}"
    return Finding(f"must be a map, not {was}", expected, f"write its fields below it, indented; {see}", code="type")


def _count(number: int) -> str:
    return {0: "no items", 1: "one item"}.get(number, f"{number} items")
