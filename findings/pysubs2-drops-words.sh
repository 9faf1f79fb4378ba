#!/bin/sh
# pysubs2 drops words in braces and in angle brackets from SubRip, and turns ideographic spaces of TTML into ordinary ones.
#
# Versions: pysubs2 1.8.1.
# Guess: a reader of SubRip, which has no overrides in braces, gives the words of a cue as they stand.
# Seen: "{laughs} <Red Chamber> C:\New" comes out as " C:" and "ew" on two lines: every cue is kept as SubStation text, where braces are
#   overrides and \N ends a line; unknown tags are removed. In TTML "江南　水乡" (U+3000) becomes "江南 水乡".
# Who is hurt: captions that name sounds in braces, titles in Chinese angle brackets typed as < and >, paths; nothing is told.
# What helps: hide braces, backslashes and U+3000 behind private characters before reading, put them back after, and pass
#   keep_unknown_html_tags=True.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pysubs2==1.8.1"
cat > "$work/read.py" <<'PY'
import sys

import pysubs2

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{laughs} <Red Chamber> C:\\New\n"
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.000" end="00:00:02.000">'
    "江南\u3000水乡</p></div></body></tt>"
)
print("pysubs2", pysubs2.VERSION)
words = pysubs2.SSAFile.from_string(SRT)[0].plaintext
spaced = pysubs2.SSAFile.from_string(TTML)[0].plaintext
print("SubRip:", ascii(words))
print("TTML:  ", ascii(spaced))
lost = "laughs" not in words and "Chamber" not in words and "New" not in words
sys.exit(not (lost and spaced == "江南 水乡"))
PY
"$work/venv/bin/python" "$work/read.py"
echo "as stated: words are gone, and the space is another one"
