"""JSON Schema hints for editors: what may be typed into a field.

An editor reads YAML's own types where this program reads the typed text: there a year may be a number, and a language
code a boolean. Each scalar of the model lists here all that it may be.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import WithJsonSchema

from kiosk.content.identifiers import LANGUAGE

Schema = dict[str, Any]

SCALAR: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}


def written(schema: Schema) -> Any:
    """Return a type with this JSON Schema: what a validator accepts before reading it."""
    return Annotated[Any, WithJsonSchema(schema)]


def pattern_of(shape: re.Pattern[str]) -> str:
    """Return a pattern of Python, which ends in \\Z, in the syntax of JSON Schema."""
    return rf"^\s*(?:{shape.pattern.removesuffix(chr(92) + 'Z')})\s*$"


def word(shape: re.Pattern[str], most: int) -> Schema:
    """Return the schema of a word of this shape."""
    return SCALAR | {"maxLength": most, "pattern": pattern_of(shape)}


def digits(least: float, most: float, shape: re.Pattern[str], *, whole: bool) -> Schema:
    """Return the schema of a number, which may be in quotation marks."""
    kinds = ["integer" if whole else "number", "string"]
    return {"type": kinds, "minimum": least, "maximum": most, "pattern": pattern_of(shape)}


def by_language(value: Schema) -> Schema:
    """Return the schema of a map by language; zh and en are suggested, and other codes accepted."""
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {"zh": value, "en": value},
        "patternProperties": {pattern_of(LANGUAGE): value},
        "additionalProperties": False,
    }


TEXT: Schema = {"anyOf": [SCALAR, by_language(SCALAR)]}
