"""Import of every JPEG of a folder, as `kiosk pack check` does it: `import_folder.py FOLDER CACHE`.

Prints one line of JSON: the number of renditions and of tiles. Exit code 1 if a picture was refused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kiosk.media import needed_widths, prepare


def main() -> int:
    """Import, and print."""
    files = sorted(Path(sys.argv[1]).glob("*.jpg"))
    made = prepare(files, Path(sys.argv[2]), needed_widths(1920))
    pictures = made.pictures.values()
    tiles = sum(len(list(each.tiles.folder.iterdir())) for each in pictures if each.tiles)
    print(json.dumps({"renditions": sum(len(each.renditions) for each in pictures), "tiles": tiles}))
    return int(len(pictures) < len(files))


if __name__ == "__main__":
    sys.exit(main())
