"""Plain data → model, with every fault at its location and in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.content.diagnostics import Diagnostic, SourceLocation, further_problems
from kiosk.content.field_synonyms import meant_field
from kiosk.content.issues import (
    CUT_WORDS,
    KIND,
    TAKE_OUT,
    UNKNOWN_LANGUAGE,
    Checker,
    Issue,
    at_most,
    full_width_key,
    in_full,
    join_hints,
    listed,
    quoted,
    see,
)
from kiosk.content.messages import FieldName, Message, together
from kiosk.content.misplaced_fields import divided_item, fix_for_misplaced
from kiosk.content.model.base import Part
from kiosk.content.model_lookup import map_at, part_at
from kiosk.content.shared_cause import without_repeats
from kiosk.content.yaml.confusables import name_of, unseen_in
from kiosk.content.yaml.source_document import SourceDocument

MOST = 200
MOST_WORDS = 120
_FILE = re.compile(r"[^\s{}\[\],:#\"']{1,120}\.[A-Za-z0-9]{2,4}")
_GLUED = re.compile("[，、；;]")  # where several items were written as one
_ITEM = r"[A-Za-z0-9._-]+"
_ITEMS = re.compile(rf"\s*{_ITEM}(?:\s*[,，、;；]\s*{_ITEM})+\s*")
_NAMES_OR_ITEMS = re.compile(rf"{_ITEMS.pattern}|\s*{_ITEM}(?:\s+{_ITEM})*\s*")
_OF_NAMES = {"languages", "tiles", "sources"}  # lists whose items have no spaces
P = TypeVar("P", bound=Part)
Loc = tuple[str | int, ...]


def validate(
    sheet: SourceDocument, model: type[P], checker: Checker | None = None
) -> tuple[P | None, list[Diagnostic]]:
    """Return the model of a sheet that is a map, and all its problems; None if one of them is an error."""
    try:
        return model.model_validate(sheet.plain, context=checker, by_alias=True, by_name=False), []
    except ValidationError as error:
        problems = _diagnostics(sheet, model, error)
    if not any(problem.severity == "error" for problem in problems):
        # Remarks alone. But pydantic does not count a list with a faulty item, and a remark counts as a fault.
        try:
            return model.model_validate(sheet.plain, by_alias=True, by_name=False), problems
        except ValidationError as error:
            problems += _diagnostics(sheet, model, error)
    return None, problems


def _diagnostics(sheet: SourceDocument, model: type[Part], error: ValidationError) -> list[Diagnostic]:
    """Return the problems for the first faults, and one for the number of the rest."""
    faults = error.errors(include_url=False)
    shared = [fault for fault in faults if _is_of_language(fault)]
    own = [fault for fault in faults if not _is_of_language(fault)]
    problems = [problem for fault in own[:MOST] for problem in _problems(sheet, model, fault)]
    problems += without_repeats(problem for fault in shared for problem in _problems(sheet, model, fault))
    # What a map lacks may be in a field that was refused, as is reported already.
    problems = [each for each in problems if each.severity != "error" or each.location not in sheet.incomplete]
    if len(own) > MOST:
        problems.append(further_problems(sheet.file, len(own) - MOST))
    return problems


def _is_of_language(fault: Any) -> bool:
    """Return whether a fault is of a kind that many texts of a file may share."""
    return fault["type"] == KIND and all(each.kind == UNKNOWN_LANGUAGE for each in fault["ctx"]["findings"])


# Required fields that words or a name alone may be meant for.
_FIRST = {"title", "panel", "url", "says", "question"}
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}#:\n]*")
_ADDRESSES = {"url", "href", "http", "https", "网址", "链接"}


def _problems(sheet: SourceDocument, model: type[Part], fault: Any) -> list[Diagnostic]:
    loc: Loc = tuple(fault["loc"])
    if fault["type"] == KIND:
        return [_problem(sheet, loc, finding) for finding in fault["ctx"]["findings"]]
    node = sheet.node(loc[:-1])
    above = sheet.node(loc[:-2])
    siblings = above.plain if above is not None and isinstance(above.plain, list) and not above.is_flow else []
    finding = _finding(model, fault, loc, frozenset(node.keys) if node else frozenset(), siblings)
    if finding is not None and (fix := fix_for_misplaced(sheet, model, loc, finding.kind)):
        more = finding.fix.filling.get("more") if isinstance(finding.fix, Message) else None
        finding = replace(finding, fix=join_hints(fix, more) if isinstance(more, Message) else fix)
    return [_problem(sheet, loc, finding)] if finding else []


def _problem(sheet: SourceDocument, loc: Loc, finding: Issue) -> Diagnostic:
    path = (*loc, *finding.path)
    at_key = finding.at_key or path[-1:] == ("[key]",)
    named = Message("{field} {fault}", field=_name(path), fault=Message.of(finding.message))
    message = named if finding.named else finding.message
    location = sheet.location(path, at_key=at_key)
    fix = _way(sheet, path, location, finding, at_key=at_key)
    return Diagnostic(location, message, finding.expected, fix, finding.severity, finding.kind)


def _way(sheet: SourceDocument, path: Loc, location: SourceLocation, finding: Issue, *, at_key: bool) -> str:
    """Return the fix, where the characters in the file explain more than the value does."""
    behind = sheet.comments.get(location.line)
    if behind is not None and finding.kind in {"empty", "colour"}:
        return _with_comment(behind, finding.kind)
    if isinstance(finding.fix, Message) and finding.fix.template == TAKE_OUT:
        return _taking_out(path, finding.fix)
    node, parent = sheet.node(path), sheet.node(path[:-1])
    if finding.severity != "error" or node is None or parent is None:
        return finding.fix
    if at_key and parent.is_flow and path[-1] in list(parent.keys)[1:] and "remove it" in finding.fix:
        return Message(CUT_WORDS, fix=Message.of(finding.fix))
    typed = path[-1] if at_key else node.plain
    if isinstance(typed, str) and (characters := unseen_in(typed.strip())):
        more = Message(
            "it contains {characters}: delete it",
            characters=together([name_of(character) for character in characters], 3),
        )
        return join_hints(finding.fix, more) if finding.fix else more
    return finding.fix


def _with_comment(behind: str, kind: str) -> Message:
    """Return the fix for a value that is empty because of a # before it; `behind` is the text after the #."""
    if kind == "colour":
        return Message("put the colour in quotation marks: {colour}", colour=json.dumps(behind.split(maxsplit=1)[0]))
    words = json.dumps(behind[:MOST_WORDS], ensure_ascii=False)
    return Message("what is behind # is not read: write {words}, or a value before it", words=words)


def _taking_out(path: Loc, fix: Message) -> Message:
    """Return how to remove an unknown name from what contains it."""
    steps = [step for step in path if not (isinstance(step, str) and step.startswith("<"))]
    if isinstance(steps[-1], int):
        what = Message("take the item out of {field}", field=FieldName(str(steps[-2])))
    elif steps[-1] == "opens":
        what = Message("remove {field}", field=FieldName("opens"))
    else:
        what = Message("remove this scene" if steps[0] == "attract" else "remove this block")
    return Message("{fix}; where it is to come, write {file}", fix=what, file=fix.filling["file"])


def _name(path: Sequence[str | int]) -> str:
    """Return the field at the end of a path in the words of staff: "title", or item 2 of "tiles"."""
    words = [part for part in path if not (isinstance(part, str) and part.startswith(("<", "[")))]
    last = words[-1] if words else ""
    if isinstance(last, str):
        shown = quoted(last)
        return FieldName(shown[1:-1])
    return Message("item {number} of {field}", number=last + 1, field=_name(words[:-1]))


def _finding(model: type[Part], fault: Any, loc: Loc, written: AbstractSet[str], siblings: list[Any]) -> Issue | None:
    """Return pydantic's own error in plain words; None for an echo of a fault reported elsewhere.

    `written` are the keys of the map in question, `siblings` the items of the list that it is in.
    """
    kind, value, ctx = fault["type"], fault["input"], fault.get("ctx", {})
    part = part_at(model, loc[:-1])
    there = see(part.anchor())
    if kind == "extra_forbidden":
        name = str(loc[-1])
        near = meant_field(name, [key for key in part.keys() if key not in written])  # noqa: SIM118  a method
        fix: str = join_hints("write what it says into one of these fields, or remove it", there)
        if near:
            fix = Message("{fix} {more}", fix=Message("did you mean {name}?", name=quoted(near)), more=there)
        if name in _ADDRESSES and "panel" in part.keys():  # noqa: SIM118  a method
            fix = "a kiosk opens no web pages: show the address in a block of its own, - qr: …; see `kiosk help qr`"
        message = Message("{name} is not a field of {part}", name=quoted(name), part=part.a_noun())
        return Issue(message, listed(part.keys()), fix, kind="unknown", at_key=True, named=False)
    if kind == "missing":
        message = Message("{part} needs {name}", part=part.a_noun(), name=FieldName(str(loc[-1])))
        fix = join_hints(Message("add {field}: …", field=loc[-1]), there)
        if first := divided_item(siblings, str(loc[-1])):
            template = (
                "where these are fields of one item, write - before {name} alone, and two spaces before the others "
                "in its place; else {fix}"
            )
            fix = Message(template, name=quoted(first), fix=fix)
        return Issue(message, listed(part.required()), fix, kind="required", named=False)
    if kind in {"too_short", "too_long"}:
        least, most = ctx.get("min_length", 0), ctx.get("max_length", len(value))
        if is_echo(fault):
            return None
        short = kind == "too_short"
        expected = Message("at least {least}", least=least) if short else at_most(most)
        fix = "add what is missing" if short else "divide it, or leave some out"
        return Issue(_count(len(value)), expected, join_hints(fix, there), kind="count")
    was = Message(
        {"str": "a single value", "list": "a list", "dict": "a map"}.get(type(value).__name__, "something else")
    )
    if kind == "tuple_type":
        how: str = "begin each item with - on a line of its own, or write [one, two]"
        if isinstance(value, str) and (_ITEMS if loc[-1] not in _OF_NAMES else _NAMES_OR_ITEMS).fullmatch(value):
            how = Message("write it as {example}", example=f"{_beginning(loc)} [{', '.join(re.findall(_ITEM, value))}]")
        return Issue(Message("must be a list, not {was}", was=was), "a list", join_hints(how, there), kind="type")
    inner = map_at(model, loc)
    inside: str = Message("a map of: {names}", names=listed(inner.keys())) if inner else "a map: name: words"
    fix = join_hints(_as_map(value, inner, loc), see((inner or part).anchor()))
    return Issue(Message("must be a map, not {was}", was=was), inside, fix, kind="type")


def _as_map(value: Any, inner: type[Part] | None, loc: Loc) -> str:
    """Return how to write a value as the map that is due; `inner` is the part that it makes."""
    if not isinstance(value, str):
        return "write its fields below it, indented"
    path = re.sub(r"\Afile\s*：\s*", "", value.strip())
    if inner is not None and "file" in inner.keys() and "：" not in path and _FILE.fullmatch(path):  # noqa: SIM118
        return Message("write it as {example}", example=f"{_beginning(loc)} {{file: {path}}}")
    if typed := full_width_key(value):
        return typed
    # The field that such words alone are most likely meant for.
    names = [name for name in (inner.required() if inner else ()) if name in _FIRST]
    if names:
        words = _in_flow(value.strip())
        example = f"- {names[0]}: {words}" if isinstance(loc[-1], int) else f"{loc[-1]}: {{{names[0]}: {words}}}"
        return Message("write it as {example}", example=in_full(example))
    if "：" in value:
        return "the colon after a key is : with a space, not the full-width ："
    return "write its fields below it, indented"


def _in_flow(words: str) -> str:
    """Return words as a value within { } is written."""
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)


def _beginning(loc: Loc) -> str:
    """Return what is before a value: its key, or the - of its item."""
    return "-" if isinstance(loc[-1], int) else f"{loc[-1]}:"


def is_echo(fault: Any) -> bool:
    """Return whether a list is reported as too short or too long only because its items have faults."""
    ctx, length = fault["ctx"], len(fault["input"])
    if fault["type"] == "too_short" and any(isinstance(item, str) and _GLUED.search(item) for item in fault["input"]):
        return True  # an item that is several is reported in its place
    return bool(ctx.get("min_length", 0) <= length <= ctx.get("max_length", length))


def _count(number: int) -> str:
    return Message.plural("has one item", "has {count} items", count=number) if number else "has no items"
