"""Lookup of the model class that a location in a file belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Protocol, get_args, get_origin, runtime_checkable

from kiosk.content.model.base import Part


@runtime_checkable
class Choice(Protocol):
    """Metadata of an annotation: the maps among which a key in YAML chooses."""

    def choices(self) -> Iterable[type[Part]]:
        """Return these maps."""


def part_at(model: type[Part], loc: Sequence[str | int]) -> type[Part]:
    """Return the innermost map on the way from a model along pydantic's `loc`."""
    part, annotation = model, model
    for step in loc:
        annotation = _step(annotation, step)
        if isinstance(found := _bare(annotation), type) and issubclass(found, Part):
            part = found
    return part


def map_at(model: type[Part], loc: Sequence[str | int]) -> type[Part] | None:
    """Return the map expected exactly at `loc`, or None if the model has none there."""
    annotation: Any = model
    for step in loc:
        annotation = _step(annotation, step)
    found = _bare(annotation)
    return found if isinstance(found, type) and issubclass(found, Part) else None


def item_of(part: type[Part], key: str) -> type[Part] | None:
    """Return the map type of the items in a field's list; None if the field holds anything else."""
    name = part.keys().get(key)
    bare = _bare(part.model_fields[name].annotation) if name else None
    found = _bare(get_args(bare)[0]) if get_origin(bare) is tuple else None
    return found if isinstance(found, type) and issubclass(found, Part) else None


def _bare(annotation: Any) -> Any:
    """Return an annotation without Annotated[] and without `| None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    options = [option for option in get_args(annotation) if option is not type(None)]
    return _bare(options[0]) if len(options) == 1 and type(None) in get_args(annotation) else annotation


def _step(annotation: Any, step: str | int) -> Any:
    """Return the annotation one step further along a loc."""
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Part):
        name = bare.keys().get(str(step))
        return bare.model_fields[name].annotation if name else None
    if get_origin(bare) is tuple:
        return get_args(bare)[0]
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    return next((kind for kind in _choices(annotation, bare) if kind.tag() == step), None)


def _choices(annotation: Any, bare: Any) -> Iterable[type[Part]]:
    """Return the maps of a union, or of a `Choice`."""
    for each in get_args(annotation) if get_origin(annotation) is Annotated else ():
        if isinstance(each, Choice):
            return each.choices()
    options = (_bare(option) for option in get_args(bare))
    return (option for option in options if isinstance(option, type) and issubclass(option, Part))
