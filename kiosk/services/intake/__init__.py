"""Pictures and their words, as staff have them, become a gallery of a pack: `kiosk pack import`."""

from kiosk.services.intake.asking import UnsoundError, Wish
from kiosk.services.intake.gallery import Taken, take_in

__all__ = ["Taken", "UnsoundError", "Wish", "take_in"]
