#!/bin/sh
# A JPEG with 2 kB of zeros in its middle passes libvips' fail_on="warning".
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (libjpeg-turbo inside), Linux.
# Guess: fail_on="warning" fails where libjpeg warns anywhere in the file.
# Seen: libvips asks for warnings before it reads each strip of lines, and never after the last one. A hole in the middle shifts
#   what follows, and libjpeg notices only when the bytes run out in the very last row: the file passes, a part of it in wrong colours
#   or out of place. The same file with a head that says it is one line higher fails, and the whole one passes both ways.
# Who is hurt: who takes photos from sticks and cards that break, and asks libvips for the strictest reading there is.
# What helps: prove a copy whose SOF says one line more than its last row of blocks (where all parts of the picture have as many lines).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/hurt.py" <<'PY'
import sys

import pyvips

noise = pyvips.Image.gaussnoise(1600, 1200, sigma=40, mean=128, seed=3).gaussblur(2).cast("uchar")
photo = noise.bandjoin([noise.rot180(), noise.fliphor()]).copy(interpretation="srgb").copy_memory()
whole = photo.jpegsave_buffer(Q=88, subsample_mode="off")


def higher(data):
    frame = data.index(b"\xff\xc0")
    return data[: frame + 5] + (1201).to_bytes(2, "big") + data[frame + 7 :]


def passes(data):
    try:
        pyvips.Image.jpegload_buffer(data, access="sequential", fail_on="warning").avg()
    except pyvips.Error:
        return False
    return True


def wrong(data):
    apart = (pyvips.Image.jpegload_buffer(whole) - pyvips.Image.jpegload_buffer(data)).abs().bandmean()
    return (apart > 16).avg() / 255


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
places = range(len(whole) // 4, len(whole) // 2, len(whole) // 40)
files = [whole[:place] + bytes(2_000) + whole[place + 2_000 :] for place in places]
passed, told, share = sum(map(passes, files)), sum(not passes(higher(file)) for file in files), max(map(wrong, files))
print(f"{len(files)} photos, each with a hole of 2 kB at another place; in the worst {share:.0%} of the pixels are clearly wrong")
print(f'{passed} of them pass fail_on="warning"; said to be a line higher, {told} of them are told')
print(f"the whole one passes: {passes(whole)}, said to be a line higher: {passes(higher(whole))}")
sys.exit(not (passed and told == len(files) and passes(whole) and passes(higher(whole))))
PY
"$work/venv/bin/python" "$work/hurt.py"
echo "as stated: hurt photos pass, and all fail as ones that say to be higher"
