#!/bin/sh
# openpyxl reads a formula whose result is empty, and one that was never calculated, both as None.
#
# Versions: openpyxl 3.1.5, XlsxWriter 3.2.9.
# Guess: with data_only, the result "" of =IF(A2="","",A2), which a spreadsheet program keeps as <c t="str"><v></v></c>, is read as "";
#   None is a formula without a result, as a program writes it.
# Seen: both are None. And where XlsxWriter writes a formula, openpyxl reads the number 0 in place of its result, words or not: XlsxWriter
#   puts it there, and says in the workbook (fullCalcOnLoad) that all is to be calculated; openpyxl makes that order up where a workbook
#   has none, so that it cannot be asked for.
# Who is hurt: who warns of formulas without a result: a sheet with a column of =IF(…,"",…) warns for each row, and opening and saving it
#   changes nothing. And who does not: a title made by =UPPER(A2) is imported as 0.
# What helps: read the cell's XML: t="str" with a <v> is a result; a number 0 is none where calcPr in workbook.xml says fullCalcOnLoad.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "openpyxl==3.1.5" "XlsxWriter==3.2.9"
cat > "$work/read.py" <<'PY'
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter

made, saved = (Path(sys.argv[1], name) for name in ("made.xlsx", "saved.xlsx"))
book = xlsxwriter.Workbook(made)
sheet = book.add_worksheet()
sheet.write_formula("A1", '=IF(C1="","",C1)', value="")
sheet.write_formula("B1", '=IF(C1="","",C1)')
sheet.write_formula("C1", '=UPPER("x")')
book.close()
with zipfile.ZipFile(made) as before, zipfile.ZipFile(saved, "w") as after:  # as a spreadsheet program saves it
    for name in before.namelist():
        data = before.read(name)
        data = re.sub(rb'<c r="A1">(.*?)</c>', rb'<c r="A1" t="str">\1</c>', data)
        data = re.sub(rb'(<c r="B1">.*?)<v>0</v>', rb"\1", data)
        after.writestr(name, data.replace(b' fullCalcOnLoad="1"', b""))


def read(file):
    book = openpyxl.load_workbook(file, data_only=True)
    return [cell.value for cell in book.active[1]], book.calculation.fullCalcOnLoad


print("openpyxl", openpyxl.__version__, "XlsxWriter", xlsxwriter.__version__)
(empty, absent, _), ordered = read(saved)
print("an empty result: %r; no result: %r; an order to calculate all that is not in the file: %r" % (empty, absent, ordered))
zero = read(made)[0][2]
print("a formula that XlsxWriter wrote, whose result is a word: %r" % zero)
sys.exit((empty, absent, ordered, zero) != (None, None, True, 0))
PY
"$work/venv/bin/python" "$work/read.py" "$work"
echo "as stated: an empty result is no result, and a word is 0"
