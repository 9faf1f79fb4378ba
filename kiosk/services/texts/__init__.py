"""All texts of a pack in one sheet for a translator, and back: `kiosk pack texts`."""

from kiosk.services.texts.text_export import export_texts
from kiosk.services.texts.text_import import ImportedTexts, import_texts

__all__ = ["ImportedTexts", "export_texts", "import_texts"]
