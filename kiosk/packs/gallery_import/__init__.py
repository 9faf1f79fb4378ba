"""Import of staff's pictures and their texts as a gallery of a pack: `kiosk pack import`."""

from kiosk.packs.gallery_import.gallery import Taken, take_in
from kiosk.packs.gallery_import.request import ImportRequest, UnsoundError

__all__ = ["ImportRequest", "Taken", "UnsoundError", "take_in"]
