"""JSON Schema hints for editors: what may be typed into a field.

An editor reads YAML's own types where this program reads what was typed: a year may be a number to it, and a language's
code a truth value. Each scalar of the model says here all that it may be.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import WithJsonSchema

Schema = dict[str, Any]

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")

SCALAR: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}


def written(schema: Schema) -> Any:
    """Return a type that stands for this JSON Schema: what a validator takes before it reads it."""
    return Annotated[Any, WithJsonSchema(schema)]


def pattern_of(shape: re.Pattern[str]) -> str:
    """Return a pattern of Python, which ends in \\Z, as JSON Schema knows it."""
    return rf"^\s*(?:{shape.pattern.removesuffix(chr(92) + 'Z')})\s*$"


def word(shape: re.Pattern[str], most: int) -> Schema:
    """Return the schema of a word of this shape."""
    return SCALAR | {"maxLength": most, "pattern": pattern_of(shape)}


def digits(least: float, most: float, shape: re.Pattern[str], *, whole: bool) -> Schema:
    """Return the schema of a number, which may stand in quotation marks."""
    kinds = ["integer" if whole else "number", "string"]
    return {"type": kinds, "minimum": least, "maximum": most, "pattern": pattern_of(shape)}


def by_language(value: Schema) -> Schema:
    """Return the schema of a map by language; zh and en are proposed, and other codes taken."""
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {"zh": value, "en": value},
        "patternProperties": {pattern_of(LANGUAGE): value},
        "additionalProperties": False,
    }


TEXT: Schema = {"anyOf": [SCALAR, by_language(SCALAR)]}
