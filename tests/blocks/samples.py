"""Code of blocks that a hall may have of its own."""

from __future__ import annotations

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
