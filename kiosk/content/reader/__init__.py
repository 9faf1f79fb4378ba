"""Reads YAML that nobody vouches for: into plain strings, lists and maps, each with its place in the file."""

from kiosk.content.reader.files import read_mapping, read_sheet
from kiosk.content.reader.sheet import Node, Sheet, sheet_of

__all__ = ["Node", "Sheet", "read_mapping", "read_sheet", "sheet_of"]
