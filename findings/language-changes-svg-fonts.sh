#!/bin/sh
# LANGUAGE, which chooses translations, changes the glyphs of SVG text in a font that is named and installed.
#
# Who is hurt: whoever renders SVG with Chinese or Japanese words by libvips (librsvg, Pango), where the drawing says that it is
# English (xml:lang="en") and the server was installed in another
# language, with a LANGUAGE such as zh_TW:zh or ja beside LANG. "Noto Sans CJK SC" then comes in Taiwan's or
# Japan's forms; the same file on another machine does not.
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7, fonts-noto-cjk of Debian 12.
# Guessed: LANGUAGE only orders message catalogues; a named and installed font is drawn as it is.
# Seen: with LANGUAGE=zh_TW or ja it is drawn in other forms, with LANGUAGE=en or where the drawing says zh-CN it is not.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried. Needs python3-venv, fonts-noto-cjk and a way to PyPI.
set -u
dpkg-query -W -f '${Package} ${Version}\n' fonts-noto-cjk libfontconfig1 || exit 2
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
export TMPDIR="$D" HOME="$D"
python3 -m venv "$D/venv" && "$D/venv/bin/pip" install -q --disable-pip-version-check pyvips==3.2.0 pyvips-binary==8.18.7  || exit 2
"$D/venv/bin/pip" list 2>/dev/null | grep -i '^pyvips'

drawn() { # what the drawing says of its language, then the environment; prints a hash of the pixels
    says=$1; shift
    env -u LC_ALL -u LANG -u LC_CTYPE -u LC_MESSAGES -u LANGUAGE SAYS="$says" "$@" "$D/venv/bin/python" -c '
import hashlib, os, pyvips
svg = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80" xml:lang="SAYS"><text x="10" y="55" font-size="48"
 font-family="Noto Sans CJK SC">\u76f4\u9aa8\u6d77\u4ee4\uff0c\u3002</text></svg>"""
print(hashlib.sha256(pyvips.Image.svgload_buffer(svg.replace("SAYS", os.environ["SAYS"]).encode()).write_to_memory()).hexdigest()[:12])'
}

BAD=0
check() { # what is stated, what the drawing says, the locale, LANGUAGE
    one=$(drawn "$2" "LC_ALL=$3") && other=$(drawn "$2" "LC_ALL=$3" "LANGUAGE=$4") || exit 2
    [ "$one" = "$other" ] && seen=same || seen=different
    echo "xml:lang=$2, LC_ALL=$3: $one; with LANGUAGE=$4: $other: $seen (stated: $1)"
    [ "$seen" = "$1" ] || BAD=1
}
check different en zh_TW.UTF-8 zh_TW:zh
check different en C.UTF-8 ja
check same en zh_TW.UTF-8 en
check same zh-CN zh_TW.UTF-8 zh_TW:zh
exit $BAD
