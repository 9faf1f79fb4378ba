#!/bin/sh
# PySide6's wheel has the EGLFS plugin for a console without X11, but not a library that its KMS integration links.
#
# Versions: PySide6-Essentials 6.11.3, Linux x86_64.
# Guess: the wheel has platforms/libqeglfs.so and egldeviceintegrations/libqeglfs-kms-integration.so, so QT_QPA_PLATFORM=eglfs
#   draws on a display without X11 or Wayland, as Qt's documentation of embedded Linux says.
# Seen: libqeglfs-kms-integration.so links libQt6EglFsKmsGbmSupport.so.6, which no folder of the wheel holds, nor
#   PySide6-Addons. The plugin does not load; Qt then names no integration that fits.
# Who is hurt: whoever plans a kiosk without a window system, on a mini-PC or a board, and tries it last of all.
# What helps: Xorg or cage.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
    PySide6-Essentials==6.11.3 PySide6-Addons==6.11.3 pyelftools==0.33 2>/dev/null
"$work/venv/bin/python" - <<'EOF'
import platform
import sys
from pathlib import Path

import PySide6
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

qt = Path(PySide6.__file__).parent / "Qt"
held = {file.name for file in qt.rglob("*.so*")}
print("PySide6", PySide6.__version__, platform.system(), platform.machine())
lost = {}
for file in sorted([*qt.glob("plugins/platforms/*.so"), *qt.glob("plugins/egldeviceintegrations/*.so")]):
    with file.open("rb") as stream:
        sections = [each for each in ELFFile(stream).iter_sections() if isinstance(each, DynamicSection)]
        linked = [tag.needed for each in sections for tag in each.iter_tags("DT_NEEDED")]
    missing = [name for name in linked if name.startswith("libQt6") and name not in held]
    if missing:
        lost[file.name] = missing
        print(file.relative_to(qt), "links, and the wheels lack:", ", ".join(missing))
sys.exit(0 if lost == {"libqeglfs-kms-integration.so": ["libQt6EglFsKmsGbmSupport.so.6"]} else 1)
EOF
