"""From the model to plain values, once a pack is sound: texts by language, pictures with the files made of them.

Light on purpose: `Value` alone, so that a start which finds everything compiled imports no model.
"""

from __future__ import annotations

from typing import Any

Value = dict[str, Any]
