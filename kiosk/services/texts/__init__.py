"""All texts of a pack in one sheet for a translator, and back: `kiosk pack texts`."""

from kiosk.services.texts.giving import give_out
from kiosk.services.texts.taking import Taken, take_back

__all__ = ["Taken", "give_out", "take_back"]
