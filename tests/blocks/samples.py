"""Code of blocks that a hall may have of its own."""

from __future__ import annotations

from pathlib import Path

HEAD = """from __future__ import annotations
from typing import ClassVar
from pydantic import field_validator
from kiosk.content.model.base import MediaOf, Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import Link
from kiosk.content.model.picture import Picture
from kiosk.content.model.text import Text
"""
PLATE = f"""{HEAD}
class Figure(Part):
    noun: ClassVar[str] = "maker"
    name: Text

class PlateBlock(BaseBlock):
    \"\"\"A plate under a picture.\"\"\"
    noun: ClassVar[str] = "plate block"
    kind: ClassVar[str] = "plate"
    wrapper: ClassVar[str] = "plate"
    says: Text
    picture: Picture | None = None
    makers: tuple[Figure, ...] = ()

    def view_data(self, make: BlockSerializer) -> Value:
        return {{"says": make.text(self.says), "picture": make.picture(self.picture)}}
"""


def spying_plate(seen: Path) -> str:
    """The plate with a validator that writes to a file what it has seen."""
    spy = f"""
    @field_validator("says", mode="before")
    @classmethod
    def _spy(cls, value: object) -> object:
        with open({str(seen)!r}, "a") as file:
            file.write("seen")
        return value
"""
    return PLATE.replace("\n    def view_data", f"{spy}\n    def view_data")
