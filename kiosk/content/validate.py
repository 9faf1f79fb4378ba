"""Plain data → model, with every fault at its mark and in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.content.findings import (
    KIND,
    TAKE_OUT,
    Checker,
    Finding,
    also,
    at_most,
    full_width_key,
    listed,
    quoted,
    see,
)
from kiosk.content.model.part import Part
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.confusables import name_of, unseen_in
from kiosk.content.reader.sheet import Sheet
from kiosk.content.schema import map_at, part_at
from kiosk.content.synonyms import meant_field
from kiosk.content.telling import FieldName, Told, together

MOST = 200
MOST_WORDS = 120
_FILE = re.compile(r"[^\s{}\[\],:#\"']{1,120}\.[A-Za-z0-9]{2,4}")
_ITEM = r"[A-Za-z0-9._-]+"
_ITEMS = re.compile(rf"\s*{_ITEM}(?:\s*[,，、;；]\s*{_ITEM})+\s*")
P = TypeVar("P", bound=Part)
Loc = tuple[str | int, ...]


def validate(sheet: Sheet, model: type[P], checker: Checker | None = None) -> tuple[P | None, list[Problem]]:
    """Return the model of a sheet that is a map, and all that is wrong with it; None where something is an error."""
    try:
        return model.model_validate(sheet.plain, context=checker, by_alias=True, by_name=False), []
    except ValidationError as error:
        problems = _told(sheet, model, error)
    if not any(problem.severity == "error" for problem in problems):
        # Remarks alone: but pydantic counts no list of which an item has a fault, and a remark is one to it.
        try:
            return model.model_validate(sheet.plain, by_alias=True, by_name=False), problems
        except ValidationError as error:
            problems += _told(sheet, model, error)
    return None, problems


def _told(sheet: Sheet, model: type[Part], error: ValidationError) -> list[Problem]:
    """Return what staff are told of the first faults, and how many there are besides."""
    faults = error.errors(include_url=False)
    problems = [problem for fault in faults[:MOST] for problem in _problems(sheet, model, fault)]
    if len(faults) > MOST:
        message = Told("there are {count} further problems in this file", count=len(faults) - MOST)
        mend = "mend the others first; a file with so many may be the wrong one"
        problems.append(Problem(Mark(sheet.file), message, "", mend, code="more"))
    return problems


def _problems(sheet: Sheet, model: type[Part], fault: Any) -> list[Problem]:
    loc: Loc = tuple(fault["loc"])
    if fault["type"] == KIND:
        return [_problem(sheet, loc, finding) for finding in fault["ctx"]["findings"]]
    node = sheet.node(loc[:-1])
    finding = _finding(model, fault, loc, frozenset(node.keys) if node else frozenset())
    return [_problem(sheet, loc, finding)] if finding else []


def _problem(sheet: Sheet, loc: Loc, finding: Finding) -> Problem:
    path = (*loc, *finding.path)
    at_key = finding.at_key or path[-1:] == ("[key]",)
    named = Told("{field} {fault}", field=_name(path), fault=Told.of(finding.message))
    message = named if finding.named else finding.message
    mark = sheet.mark(path, at_key=at_key)
    mend = _way(sheet, path, mark, finding, at_key=at_key)
    return Problem(mark, message, finding.expected, mend, finding.severity, finding.code)


def _way(sheet: Sheet, path: Loc, mark: Mark, finding: Finding, *, at_key: bool) -> str:
    """Return how to mend it, where the file's own signs say more of what happened than the value does."""
    behind = sheet.comments.get(mark.line)
    if behind is not None and finding.code in {"empty", "colour"}:
        return _with_comment(behind, finding.code)
    if isinstance(finding.mend, Told) and finding.mend.template == TAKE_OUT:
        return _taking_out(path, finding.mend)
    node, parent = sheet.node(path), sheet.node(path[:-1])
    if finding.severity != "error" or node is None or parent is None:
        return finding.mend
    if at_key and parent.is_flow and path[-1] in list(parent.keys)[1:] and "remove it" in finding.mend:
        template = "where the comma before it belongs to the words, put all of them in quotation marks; else {mend}"
        return Told(template, mend=Told.of(finding.mend))
    if isinstance(node.plain, str) and (signs := unseen_in(node.plain.strip())):
        more = Told("{signs} stands in it: delete it", signs=together([name_of(sign) for sign in signs], 3))
        return also(finding.mend, more) if finding.mend else more
    return finding.mend


def _with_comment(behind: str, code: str) -> Told:
    """Return how to mend a value that is empty since # stands before it; `behind` is what stands there."""
    if code == "colour":
        return Told("put the colour in quotation marks: {colour}", colour=json.dumps(behind.split(maxsplit=1)[0]))
    words = json.dumps(behind[:MOST_WORDS], ensure_ascii=False)
    return Told("what stands behind # is not read: write {words}, or a value before it", words=words)


def _taking_out(path: Loc, mend: Told) -> Told:
    """Return how a name that nothing has is taken out of what it stands in."""
    steps = [step for step in path if not (isinstance(step, str) and step.startswith("<"))]
    if isinstance(steps[-1], int):
        what = Told("take the item out of {field}", field=FieldName(str(steps[-2])))
    elif steps[-1] == "opens":
        what = Told("remove {field}", field=FieldName("opens"))
    else:
        what = Told("remove this scene" if steps[0] == "attract" else "remove this block")
    return Told("{mend}; where it is to come, write {file}", mend=what, file=mend.filling["file"])


def _name(path: Sequence[str | int]) -> str:
    """Return the field at the end of a path as staff know it: "title", or item 2 of "tiles"."""
    words = [part for part in path if not (isinstance(part, str) and part.startswith(("<", "[")))]
    last = words[-1] if words else ""
    if isinstance(last, str):
        shown = quoted(last)
        return FieldName(shown[1:-1])
    return Told("item {number} of {field}", number=last + 1, field=_name(words[:-1]))


def _finding(model: type[Part], fault: Any, loc: Loc, written: AbstractSet[str]) -> Finding | None:
    """Return what pydantic's own error means in plain words; None for an echo of a fault told elsewhere.

    `written` are the keys of the map that it is about.
    """
    kind, value, ctx = fault["type"], fault["input"], fault.get("ctx", {})
    part = part_at(model, loc[:-1])
    there = see(part.anchor())
    if kind == "extra_forbidden":
        name = str(loc[-1])
        near = meant_field(name, [key for key in part.keys() if key not in written])  # noqa: SIM118  a method
        mend: str = also("remove it", there)
        if near:
            mend = Told("{mend} {more}", mend=Told("did you mean {name}?", name=quoted(near)), more=there)
        message = Told("{name} is not a field of {part}", name=quoted(name), part=part.a_noun())
        return Finding(message, listed(part.keys()), mend, code="unknown", at_key=True, named=False)
    if kind == "missing":
        message = Told("{part} needs {name}", part=part.a_noun(), name=FieldName(str(loc[-1])))
        mend = also(Told("add {field}: …", field=loc[-1]), there)
        return Finding(message, listed(part.required()), mend, code="required", named=False)
    if kind in {"too_short", "too_long"}:
        least, most = ctx.get("min_length", 0), ctx.get("max_length", len(value))
        if is_echo(fault):
            return None
        short = kind == "too_short"
        expected = Told("at least {least}", least=least) if short else at_most(most)
        mend = "add what is missing" if short else "divide it, or leave some out"
        return Finding(_count(len(value)), expected, also(mend, there), code="count")
    was = Told({"str": "a single value", "list": "a list", "dict": "a map"}.get(type(value).__name__, "something else"))
    if kind == "tuple_type":
        how: str = "begin each item with - on a line of its own, or write [one, two]"
        if isinstance(value, str) and _ITEMS.fullmatch(value):
            how = Told("write it as {example}", example=f"{loc[-1]}: [{', '.join(re.findall(_ITEM, value))}]")
        return Finding(Told("must be a list, not {was}", was=was), "a list", also(how, there), code="type")
    inner = map_at(model, loc)
    inside: str = Told("a map of: {names}", names=listed(inner.keys())) if inner else "a map: name: words"
    how = "write its fields below it, indented"
    if inner is not None and "file" in inner.keys() and isinstance(value, str) and _FILE.fullmatch(value.strip()):  # noqa: SIM118
        how = Told("write it as {example}", example=f"{loc[-1]}: {{file: {value.strip()}}}")
    elif isinstance(value, str) and "：" in value:
        how = full_width_key(value) or "the colon after a key is : with a space, not the full-width ："
    mend = also(how, see((inner or part).anchor()))
    return Finding(Told("must be a map, not {was}", was=was), inside, mend, code="type")


def is_echo(fault: Any) -> bool:
    """Tell whether a list that is said to be too short, or too long, is so only for the faults of its items."""
    ctx, length = fault["ctx"], len(fault["input"])
    return bool(ctx.get("min_length", 0) <= length <= ctx.get("max_length", length))


def _count(number: int) -> str:
    return {0: "has no items", 1: "has one item"}.get(number) or Told("has {count} items", count=number)
