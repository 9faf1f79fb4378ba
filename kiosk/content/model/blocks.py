"""The union of all blocks: a map of one key, the kind, with the fields below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import Discriminator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic import Tag as Kind
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kiosk.blocks import KINDS
from kiosk.content.block_source import class_name
from kiosk.content.field_synonyms import meant_block
from kiosk.content.issues import (
    Issue,
    before_each,
    full_width_key,
    join_hints,
    one_of,
    quoted,
    raise_issues,
    run_checks,
    see,
)
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock
from kiosk.content.model_lookup import item_of


def _block(kind: str) -> type[BaseBlock]:
    module = import_module(f"kiosk.blocks.{kind}.{kind}_block")
    return cast("type[BaseBlock]", getattr(module, class_name(kind)))


BLOCKS: dict[str, type[BaseBlock]] = {kind: _block(kind) for kind in KINDS}
"""The blocks by kind: those of the program, then those of the hall (kiosk/blocks/registry.py)."""


def _belonging(names: list[str]) -> str:
    """Return how to fix a block with several keys: the others are blocks too, or belong to the first one."""
    kind, *others = names
    block = BLOCKS.get(kind)
    each = item_of(block, kind) if block else None
    own = set(each.keys() if each else ()) | set(block.keys() if block else ())
    # `text` is a block, and also a field of a moment: beside another field of a moment, it is the field.
    if block is None or set(others) <= set(BLOCKS) or set(others) & set(BLOCKS) - own:
        return "begin each block with its own -"
    if each is not None and set(others) <= set(each.keys()):
        first = before_each("write - and a space", others[:1])
        if len(others) > 1:
            first = Message("{fix}, and two spaces more before the other lines", fix=first)
        return Message("{fix}: it is an item of {kind}", fix=first, kind=quoted(kind))
    if set(others) <= set(block.keys()) or kind == "text":
        return Message(
            "{fix}: they belong to {kind}", fix=before_each("write two spaces more", others), kind=quoted(kind)
        )
    return "begin each block with its own -"


def _one_key(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Part):
        return value
    expected = one_of(BLOCKS)
    if not isinstance(value, dict):
        raise_issues(
            Issue(
                "a block is a map of one key, its kind",
                expected,
                join_hints(
                    full_width_key(value) or Message("write it as {example}", example="- text: …"), see("block")
                ),
                kind="block",
                named=False,
            )
        )
    if len(value) != 1:
        many = Message(
            "a block has one key, its kind; this one has {names}", names=", ".join(quoted(name) for name in value)
        )
        raise_issues(
            Issue(
                many if value else "a block has one key, its kind; this one has none",
                expected,
                join_hints(_belonging(list(value)) if value else "begin each block with its own -", see("block")),
                kind="block",
                named=False,
            )
        )
    kind = next(iter(value))
    if kind not in KINDS:
        run_checks(info.context, "kind", kind)
    if kind not in BLOCKS:
        near = meant_block(kind, {known: block.synonyms for known, block in BLOCKS.items()})
        fix = Message("did you mean {name}?", name=quoted(near)) if near else _where_blocks_are()
        if not near and kind in {"picture", "image", "img", "photo", "图片", "照片"}:
            fix = join_hints(
                "a page shows a picture by picture: … beside its title, and several by a gallery", see("page")
            )
        if kind.lower() in _NO_BLOCKS:
            fix = join_hints(_NO_BLOCKS[kind.lower()], see("block"))
        finding = Issue(
            Message("{name} is not a kind of block", name=quoted(kind)),
            expected,
            fix,
            kind="block",
            path=(kind,),
            at_key=True,
            named=False,
        )
        raise_issues(finding)
    return value


_HEADING = "write it as a text block with **bold** words, or make a page of its own with this title"
_TABLE = "show numbers by - figures: or - chart:, and words by - cards: or - steps:"
_LIST = "write the words one below the other in a text block, or as the titles of - steps: or - cards:"
# What other systems have as blocks, and a pack has not: what to use in its place.
_NO_BLOCKS = {
    **dict.fromkeys(
        ("title", "heading", "header", "headline", "subtitle", "h1", "h2", "h3", "标题", "小标题", "副标题"), _HEADING
    ),
    **dict.fromkeys(("table", "表格", "表"), _TABLE),
    **dict.fromkeys(("list", "ul", "ol", "列表", "清单"), _LIST),
}


def _where_blocks_are() -> Message:
    return join_hints(see("block"), Message("for a block of the hall's own {more}", more=see("blocks")))


def _kind(value: Any) -> str:
    block = type(value) if isinstance(value, Part) else BLOCKS[next(iter(value))]
    return block.tag()


@dataclass(frozen=True, slots=True)
class Inside:
    """A block whose fields are below its key."""

    key: str

    def __get_pydantic_core_schema__(self, source: type[Part], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the part, which is expected below the key."""
        return core_schema.no_info_before_validator_function(_inside, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a map of the one key."""
        return {"type": "object", "properties": {self.key: handler(schema)}}


def _inside(value: Any) -> Any:
    return next(iter(value.values())) if isinstance(value, dict) else value


def _choice(block: type[BaseBlock]) -> Any:
    below = [Inside(block.wrapper)] if block.wrapper else []
    return Annotated[(block, *below, Kind(block.tag()))]


class _AnyBlock:
    """A block of any kind that is registered when the schema of a page is built."""

    def choices(self) -> Iterable[type[BaseBlock]]:
        """Return the blocks among which the key in YAML chooses."""
        return BLOCKS.values()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the union of all blocks."""
        union: Any = Annotated[(reduce(or_, map(_choice, self.choices())), Discriminator(_kind))]
        return core_schema.with_info_before_validator_function(_one_key, handler.generate_schema(union))


if TYPE_CHECKING:
    Block = BaseBlock
else:
    Block = Annotated[object, _AnyBlock()]
