"""Build hook: compiles the catalogues of messages, and adds the data for visitors and staff under kiosk/_data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig

FOLDERS = ("resources", "content")


class WheelData(BuildHookInterface[WheelBuilderConfig]):
    """An editable install reads the checkout's own folders, where the catalogues are compiled too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add each folder that exists, and the documents that `kiosk help` prints, to a standard wheel."""
        subprocess.run([sys.executable, "setup/catalogues.py"], cwd=self.root, check=True)
        if version != "standard":
            return
        for name in FOLDERS:
            if (Path(self.root) / name).is_dir():
                build_data["force_include"][name] = f"kiosk/_data/{name}"
        for file in Path(self.root).glob("docs/*.md"):
            build_data["force_include"][f"docs/{file.name}"] = f"kiosk/_data/docs/{file.name}"
