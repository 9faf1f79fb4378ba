#!/bin/sh
# One paragraph with dur in place of end, as the standard of TTML allows, and pysubs2 reads nothing of the file.
#
# Versions: pysubs2 1.8.1.
# Guess: dur is read as the standard says it, and a paragraph without a time is left out.
# Seen: the attribute is looked for under the name "duration", which no version of TTML has. begin with dur, begin alone, and a paragraph
#   whose spans have the times all end in KeyError('end'), and the good paragraphs beside them are lost as well.
# Who is hurt: who converts captions of broadcasters and learners' films: begin with dur, and words that come one by one, are usual there.
# What helps: read TTML oneself. Times of body, div, p and span add up, an end may be missing, and both end and dur may stand.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pysubs2==1.8.1"
cat > "$work/read.py" <<'PY'
import sys

import pysubs2

GOOD = '<p begin="1s" end="2s">one</p>'
BESIDE = {
    "end": '<p begin="3s" end="4s">two</p>',
    "duration": '<p begin="3s" duration="1s">two</p>',
    "dur": '<p begin="3s" dur="1s">two</p>',
    "begin alone": '<p begin="3s">two</p>',
    "times of spans": '<p><span begin="3s" end="4s">two</span></p>',
}


def read(paragraph):
    text = f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{GOOD}{paragraph}</div></body></tt>'
    try:
        return [event.plaintext for event in pysubs2.SSAFile.from_string(text, format_="ttml")]
    except KeyError as error:
        return repr(error)


print("pysubs2", pysubs2.VERSION)
seen = {name: read(paragraph) for name, paragraph in BESIDE.items()}
for name, words in seen.items():
    print(f"{name}: {words}")
both, lost = ["one", "two"], "KeyError('end')"
sys.exit(seen != {"end": both, "duration": both, "dur": lost, "begin alone": lost, "times of spans": lost})
PY
"$work/venv/bin/python" "$work/read.py"
echo "as stated: dur is not known, and the whole file is lost"
