"""YAML of untrusted origin, read into plain strings, lists and maps, each with its location in the file."""

from kiosk.content.yaml.contained_files import read_mapping, read_sheet
from kiosk.content.yaml.source_document import Node, SourceDocument, sheet_of

__all__ = ["Node", "SourceDocument", "read_mapping", "read_sheet", "sheet_of"]
