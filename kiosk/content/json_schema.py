"""The model as JSON Schema, with which an editor completes, explains and checks during typing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kiosk.content.identifiers import ID
from kiosk.content.model import BaseBlock, Gallery, PackSheet, Panel, Part
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.schema_hints import TEXT, Schema, word
from kiosk.content.rules import ProductCatalog
from kiosk.content.theme import PackTheme

DIALECT = "http://json-schema.org/draft-07/schema#"
SHEETS: dict[str, type[Part]] = {"pack": PackSheet, "panel": Panel, "gallery": Gallery, "theme": PackTheme}

Explain = Callable[[type[Part], str], str]


def schemas(catalog: ProductCatalog, explain: Explain) -> dict[str, Schema]:
    """Return the JSON Schema of each kind of file, by its name: pack, panel, gallery, theme.

    They accept all that the validator accepts in one file alone; what several files or media must agree on is left to
    `kiosk pack check`. `explain` returns the words for a field of a part, and for the part itself if the key is "".
    """
    return {name: _schema(model, catalog, explain) for name, model in SHEETS.items()}


def with_blocks(panel: Schema, kinds: Iterable[str], explain: Explain) -> Schema:
    """Return the schema of a panel with further kinds of block, which are registered. `panel` stays as it is."""
    found = deepcopy(panel)
    parts: Schema = found["$defs"]
    choices: Schema = parts["Page"]["properties"]["blocks"]["items"]["properties"]
    for kind in kinds:
        choices[kind], own = _block_schema(BLOCKS[kind], parts, explain)
        parts |= own
    return found


def _block_schema(block: type[BaseBlock], known: Schema, explain: Explain) -> tuple[Schema, Schema]:
    """Return the schema of what is below a block's key, and of its parts that are not `known` by their class names."""
    generator = _Generator(by_alias=True)
    generator.assets, generator.explain = {}, explain
    made = _share(generator.generate(block.__pydantic_core_schema__), TEXT, {"$ref": "#/$defs/Text"})
    parts: Schema = made.pop("$defs", {})
    here = vars(sys.modules[block.__module__])
    made_here = {name for name in parts if getattr(here.get(name), "__module__", "") == block.__module__}
    # Two blocks may have parts of the same name, which differ.
    own = {name: f"{block.kind}.{name}" for name in parts if name not in known or name in made_here}
    schema = made if block.wrapper else made["properties"][block.kind]
    schema |= {"description": explain(block, "")}
    return _renamed(schema, own), {new: _renamed(parts[name], own) for name, new in own.items()}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a schema with its references to these parts under their new names."""
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {key: _renamed(inner, names) for key, inner in value.items()}
    name = str(found.get("$ref", "")).removeprefix("#/$defs/")
    return found | {"$ref": f"#/$defs/{names[name]}"} if name in names else found


def _schema(model: type[Part], catalog: ProductCatalog, explain: Explain) -> Schema:
    generator = _Generator(by_alias=True)
    generator.assets, generator.explain = _names(catalog), explain
    schema = generator.generate(model.__pydantic_core_schema__)
    # Every text has the same schema: stated once, it keeps the files small.
    shared: Schema = _share(schema, TEXT, {"$ref": "#/$defs/Text"})
    if shared != schema:
        shared["$defs"] = {"Text": TEXT} | shared.get("$defs", {})
    return {"$schema": DIALECT} | shared


def _names(catalog: ProductCatalog) -> dict[tuple[type[Part], str], Schema]:
    """Return the product's own names, for the fields that take them."""
    texts = dict.fromkeys(sorted(catalog.strings), TEXT)
    return {
        (Panel, "accent"): {"anyOf": [{"enum": sorted(catalog.accents)}, word(ID, 64)]},
        (PackSheet, "theme"): {"anyOf": [{"enum": sorted(catalog.themes)}, {"type": "string", "pattern": r"^\s*\./"}]},
        (PackSheet, "strings"): {"type": "object", "properties": texts, "additionalProperties": False},
    }


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, adapted to what this program reads differently from JSON."""

    assets: dict[tuple[type[Part], str], Schema]
    explain: Explain

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out null: a field without a value is a fault."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Keep only a default that somebody could type."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return inner | {"default": default} if isinstance(default, str | int) else inner

    def field_title_should_be_set(self, _schema: Any) -> bool:
        """Leave out titles, which only repeat the key."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Describe a part under its own noun, its fields in the order of the documentation, each explained."""
        part = cast("type[Part]", schema["cls"])
        made = super().model_schema(schema)
        fields = made["properties"]
        made["properties"] = {key: self._field(part, key, fields[key]) for key, _ in part.keys().items()}
        return made | {"title": part.noun, "description": self.explain(part, "")}

    def _field(self, part: type[Part], key: str, field: Schema) -> Schema:
        return field | self.assets.get((part, key), {}) | {"description": self.explain(part, key)}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Describe a block as one map of all kinds, of which one is written: editors then report faults inside it."""
        choices = [self.generate_inner(choice) for choice in schema["choices"].values()]
        maps = [self.resolve_ref_schema(choice).get("properties", {}) for choice in choices]
        if not all(len(keys) == 1 for keys in maps):
            return {"anyOf": choices}
        kinds = {kind: inner for keys in maps for kind, inner in keys.items()}
        explained = {kind: inner | {"description": self.explain(BLOCKS[kind], "")} for kind, inner in kinds.items()}
        bounds = {"minProperties": 1, "maxProperties": 1, "additionalProperties": False}
        return {"title": "block", "type": "object", "properties": explained} | bounds


def _share(value: Any, what: Schema, instead: Schema) -> Any:
    """Return a schema that refers to `what` through `instead`, keeping the keys beside it."""
    if isinstance(value, dict):
        if what.items() <= value.items():
            return {key: item for key, item in value.items() if key not in what} | instead
        return {key: _share(inner, what, instead) for key, inner in value.items()}
    return [_share(inner, what, instead) for inner in value] if isinstance(value, list) else value
