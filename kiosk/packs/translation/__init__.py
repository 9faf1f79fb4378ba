"""Translation sheets: `kiosk pack texts` writes all texts of a pack into a sheet, and reads it back."""

from kiosk.packs.translation.text_export import export_texts
from kiosk.packs.translation.text_import import ImportedTexts, import_texts, merge_texts

__all__ = ["ImportedTexts", "export_texts", "import_texts", "merge_texts"]
