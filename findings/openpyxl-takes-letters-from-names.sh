#!/bin/sh
# openpyxl takes x005F_ out of any words of a workbook: the file maxx005F_2.jpg is read as max2.jpg.
#
# Versions: openpyxl 3.1.5, XlsxWriter 3.2.9.
# Guess: openpyxl turns the escapes of Open XML (_x000D_ for a carriage return, _x005F_ for an underscore) back into characters, or
#   leaves all of them as they stand.
# Seen: it removes the six signs x005F_ wherever they stand, and leaves every other escape. So "maxx005F_2.jpg", which no escape is in,
#   loses its middle; "_x005F_" typed by a person becomes "_"; and "scan_x1920_2.jpg", which is kept as scan_x005F_x1920_2.jpg, comes out
#   right, but can no longer be told from what is kept as scan_x1920_2.jpg and means one character, U+1920, in the middle.
# Who is hurt: who reads lists of files and undoes the other escapes, as line breaks need: names with a size or a code in them
#   (_x1920_) change, and nothing is told.
# What helps: read the part of shared strings oneself, and undo all escapes in one pass from the left.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "openpyxl==3.1.5" "XlsxWriter==3.2.9"
cat > "$work/read.py" <<'PY'
import re
import sys
import zipfile

import openpyxl
import xlsxwriter

typed = ["maxx005F_2.jpg", "_x005F_", "scan_x1920_2.jpg", "one\rtwo"]
book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet()
for row, words in enumerate(typed):
    sheet.write_string(row, 0, words)
book.close()
kept = re.findall(r"<t[^>]*>([^<]*)", zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode())
read = [cell.value for (cell,) in openpyxl.load_workbook(sys.argv[1]).active.iter_rows()]
print("openpyxl", openpyxl.__version__, "XlsxWriter", xlsxwriter.__version__)
for each in zip(typed, kept, read):
    print("typed %r, kept as %r, read as %r" % each)
sys.exit(read != ["max2.jpg", "_", "scan_x1920_2.jpg", "one_x000D_two"])
PY
"$work/venv/bin/python" "$work/read.py" "$work/list.xlsx"
echo "as stated: letters are gone from names, and a line break is not undone"
