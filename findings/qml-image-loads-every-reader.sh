#!/bin/sh
# The first Image of a QML program loads Qt's plugins for PDF, TIFF, ICNS and all other formats, whatever it shows.
#
# Versions: PySide6-Essentials and PySide6-Addons 6.11.3, Linux x86_64.
# Guess: PNG is built into QtGui and JPEG has a plugin of its own, so an Image of photo.jpg loads libqjpeg, and one of icon.png nothing. So
#   it is with QImageReader, which is given the same file.
# Seen: either Image loads every image plugin of the installation before it reads the file: ten with Addons, among them libqpdf, which brings
#   the PDF engine of a browser.
# Who is hurt: kiosks and boxes whose start and memory count, and whoever believes that a program which shows JPEGs alone has no PDF engine
#   in its process.
# What helps: install only the plugins of the formats that are shown. No setting of Image or environment variable selects them.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
    PySide6-Essentials==6.11.3 PySide6-Addons==6.11.3 2>/dev/null
cat > "$work/show.py" <<'EOF'
import os
import re
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtQml import QQmlComponent, QQmlEngine

app = QGuiApplication([])
file, how = Path(sys.argv[1]), sys.argv[2]
if how == "write":
    picture = QImage(32, 32, QImage.Format.Format_RGB32)
    picture.fill(0x808080)
    sys.exit(not picture.save(str(file)))
if how == "QImageReader":
    assert not QImageReader(str(file)).read().isNull()
else:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    text = 'import QtQuick\nItem { property bool ready: i.status === Image.Ready; Image { id: i; source: "%s" } }'
    component.setData((text % QUrl.fromLocalFile(str(file)).toString()).encode(), QUrl())
    item = component.create()
    assert item.property("ready")
maps = Path("/proc/self/maps").read_text()
print(*sorted(set(re.findall(r"imageformats/libq(\w+)\.so", maps))), flush=True)
os._exit(0)
EOF
show() { "$work/venv/bin/python" "$work/show.py" "$work/grey.$1" "$2"; }
"$work/venv/bin/python" -c 'import PySide6; print("PySide6", PySide6.__version__)'
for kind in png jpg; do
    show $kind write
    reader=$(show $kind QImageReader)
    image=$(show $kind Image)
    echo "$kind: QImageReader loads: ${reader:-nothing}; an Image in QML loads: $image"
    [ "$(echo $reader | wc -w)" -le 1 ]
    case "$image" in *pdf*tiff*) ;; *) exit 1 ;; esac
done
echo "as stated: the first Image of a QML program loads the readers of all formats"
