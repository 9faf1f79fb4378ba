"""Build hook that adds the data for visitors and staff to the wheel, under kiosk/_data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig

FOLDERS = ("resources", "content")


class WheelData(BuildHookInterface[WheelBuilderConfig]):
    """Adds nothing to an editable install, which reads the checkout's own folders."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add each folder that exists, and the documents that `kiosk help` prints, to a standard wheel."""
        if version != "standard":
            return
        for name in FOLDERS:
            if (Path(self.root) / name).is_dir():
                build_data["force_include"][name] = f"kiosk/_data/{name}"
        for file in Path(self.root).glob("docs/*.md"):
            build_data["force_include"][f"docs/{file.name}"] = f"kiosk/_data/docs/{file.name}"
