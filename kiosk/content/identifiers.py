"""Patterns of the words that identify something: an id, a version, a language.

Apart from the model, so that a process that reads a manifest need not import the model.
"""

from __future__ import annotations

import re

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
VERSION = re.compile(r"[0-9]+(\.[0-9]+){0,2}([-+][0-9A-Za-z.+-]+)?\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
