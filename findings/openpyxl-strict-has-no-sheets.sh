#!/bin/sh
# openpyxl opens a Strict Open XML workbook as one without any sheet, and raises nothing.
#
# Versions: openpyxl 3.1.5.
# Guess: it reads what Excel saves as "Strict Open XML Spreadsheet", which ends with .xlsx too, or refuses it with an exception.
# Seen: load_workbook returns a workbook whose list of sheets is empty, in both modes; its only word is a warning about names that are
#   defined. The same file with the older names of the same things has its sheet.
# Who is hurt: who loops over the sheets of a workbook: the list is empty, nothing is imported, and nobody learns why.
# What helps: look into xl/workbook.xml for http://purl.oclc.org/ooxml/, and write the names in all parts as the transitional ones first.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "openpyxl==3.1.5"
cat > "$work/read.py" <<'PY'
import sys
import warnings
import zipfile

import openpyxl

OLD = "http://schemas.openxmlformats.org/"
NAMES = (
    (OLD + "spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (OLD + "officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
plain, strict = sys.argv[1:]
book = openpyxl.Workbook()
book.active["A1"] = "words"
book.save(plain)
with zipfile.ZipFile(plain) as before, zipfile.ZipFile(strict, "w") as after:
    for name in before.namelist():
        words = before.read(name).decode()
        for old, new in NAMES:
            words = words.replace(old, new)
        after.writestr(name, words)
warnings.simplefilter("ignore")
print("openpyxl", openpyxl.__version__)
seen = {}
for name, file in (("transitional", plain), ("strict", strict)):
    for streams in (False, True):
        seen[name, streams] = openpyxl.load_workbook(file, read_only=streams).sheetnames
        print(f"{name}, read_only={streams}: sheets {seen[name, streams]}")
as_stated = [seen["transitional", streams] == ["Sheet"] and seen["strict", streams] == [] for streams in (False, True)]
sys.exit(not all(as_stated))
PY
"$work/venv/bin/python" "$work/read.py" "$work/plain.xlsx" "$work/strict.xlsx"
echo "as stated: the strict workbook opens, without a sheet"
