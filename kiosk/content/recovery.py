"""Recovery of the sound parts of a faulty file, so that one fault does not hide the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.content.issues import KIND, Checker, Issue
from kiosk.content.model.base import Part
from kiosk.content.model.text import Text
from kiosk.content.model_lookup import part_at
from kiosk.content.validation import is_echo
from kiosk.content.yaml.source_document import Node, SourceDocument

P = TypeVar("P", bound=Part)
Path = tuple[str | int, ...]
MOST_ROUNDS = 12
MOST_FAULTS = 500
STAND_IN = "x"


class _Kinds:
    """Asks a checker about kinds of blocks alone."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def check(self, topic: str, value: Any) -> Iterable[Issue]:
        """Return the problems of a kind of block."""
        return self._checker.check(topic, value) if topic == "kind" else ()


def sound_part(sheet: SourceDocument, model: type[P], checker: Checker) -> tuple[SourceDocument, P] | None:
    """Return the file without its invalid parts, and the model of the rest; None if too little is left.

    Only faults of a value by itself count: an unknown name, or a missing file, stays. A block that `checker` refuses
    goes unread. The rest keeps its locations in the whole file.
    """
    root, rounds = sheet.root, 0
    while root is not None and rounds < MOST_ROUNDS:
        rounds += 1
        rest = SourceDocument(sheet.file, root, [], comments=sheet.comments)
        try:
            return rest, model.model_validate(rest.plain, context=_Kinds(checker), by_alias=True, by_name=False)
        except ValidationError as error:
            if error.error_count() > MOST_FAULTS:
                return None
            faulty, wanting = _faults(root, model, error)
        root = _without(root, faulty, wanting)
    return None


def _faults(root: Node, model: type[Part], error: ValidationError) -> tuple[set[Path], dict[Path, list[str]]]:
    """Return the invalid paths, and the ids and texts that a map lacks: with stand-ins for these it can stay."""
    faulty: set[Path] = set()
    wanting: dict[Path, list[str]] = {}
    for fault in error.errors(include_url=False):
        loc = tuple(fault["loc"])
        if fault["type"] == KIND:
            faulty |= {_existing(root, (*loc, *finding.path)) for finding in fault["ctx"]["findings"]}
        elif fault["type"] in {"too_short", "too_long"} and is_echo(fault):
            continue  # faulty items are not counted
        elif fault["type"] != "missing":
            faulty.add(_existing(root, loc))
        elif loc[-1] == "id" or _is_text(model, loc):
            wanting.setdefault(_existing(root, loc[:-1]), []).append(str(loc[-1]))
        else:
            faulty.add(_existing(root, loc[:-1]))
    return faulty, wanting


def _is_text(model: type[Part], loc: Path) -> bool:
    part = part_at(model, loc[:-1])
    return part.model_fields[part.keys()[str(loc[-1])]].annotation is Text


def _existing(root: Node, path: Sequence[str | int]) -> Path:
    """Return a path of pydantic's with only the levels that the file has."""
    found: list[str | int] = []
    node = root
    for step in path:
        if step in node.items:
            found.append(step)
            node = node.items[step]
    return tuple(found)


def _without(node: Node, faulty: set[Path], wanting: Mapping[Path, list[str]], path: Path = ()) -> Node | None:
    """Return a copy of a node without the faulty paths, and with what is wanting; None if it is faulty itself."""
    if path in faulty:
        return None
    if not node.items and path not in wanting:
        return node
    inside = ((key, _without(each, faulty, wanting, (*path, key))) for key, each in node.items.items())
    kept = [(key, inner) for key, inner in inside if inner is not None]
    kept += [(key, Node(node.location, STAND_IN)) for key in wanting.get(path, ())]
    if isinstance(node.plain, list):
        items: dict[str | int, Node] = dict(enumerate(inner for _, inner in kept))
        return Node(node.location, [inner.plain for inner in items.values()], items)
    return Node(node.location, {key: inner.plain for key, inner in kept}, dict(kept), node.keys)
