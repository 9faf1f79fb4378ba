"""View data: the model of a sound pack as plain values for QML, with texts by language and prepared pictures.

Light on purpose: `Value` alone, so that a start with everything compiled imports no model.
"""

from __future__ import annotations

from typing import Any

Value = dict[str, Any]
