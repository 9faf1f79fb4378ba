#!/bin/sh
# libvips says of a JPEG whose every row is there the same as of one that lacks half of them.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (libjpeg-turbo inside), Linux.
# Guess: fail_on="truncated", the mildest level above "none", fails where pixels are missing; a file that lacks only the two bytes of its
#   end marker, as some cameras, phones and web tools write it and every viewer shows it, passes.
# Seen: such a file fails at each level with "premature end of JPEG image", as half a picture does, though all of its pixels are decoded and
#   are those of the whole one. At fail_on="none" both pass. With zeros in place of the marker the same picture passes at each level.
# Who is hurt: who asks libvips to refuse broken photos: whole ones are refused, and their owners are told to fetch a fresh copy.
# What helps: add the end marker, and read at fail_on="warning": then only a picture with missing rows fails.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/whole.py" <<'PY'
import sys

import pyvips

END = b"\xff\xd9"
noise = pyvips.Image.gaussnoise(1600, 1200, sigma=40, mean=128, seed=3).gaussblur(2).cast("uchar")
photo = noise.bandjoin([noise.rot180(), noise.fliphor()]).copy(interpretation="srgb").copy_memory()
whole = photo.jpegsave_buffer(Q=88)
assert whole.endswith(END)


def said(data, level):
    try:
        pyvips.Image.jpegload_buffer(data, access="sequential", fail_on=level).avg()
    except pyvips.Error as error:
        return " ".join(str(error).split()[-5:])
    return "passes"


def wrong(data):
    apart = (pyvips.Image.jpegload_buffer(whole) - pyvips.Image.jpegload_buffer(data)).abs().bandmean()
    return (apart > 0).avg() / 255


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
files = {
    "without its end marker": whole[:-2],
    "half of it": whole[: len(whole) // 2],
    "zeros for the marker": whole[:-2] + bytes(512),
    "the marker added": whole[:-2] + END,
    "half of it, the marker added": whole[: len(whole) // 2] + END,
}
levels = ("none", "truncated", "error", "warning")
table = {name: [said(data, level) for level in levels] for name, data in files.items()}
for name, data in files.items():
    print(f"{name}: {wrong(data):.0%} of the pixels differ; {', '.join(map(': '.join, zip(levels, table[name])))}")
bare, half, zeros, added, half_added = (table[name] for name in files)
sys.exit(
    not (
        bare == half
        and bare[0] == "passes"
        and "premature end of JPEG image" in bare[1]
        and wrong(whole[:-2]) == 0
        and zeros == added == ["passes"] * 4
        and half_added[3] != "passes"
    )
)
PY
"$work/venv/bin/python" "$work/whole.py"
echo "as stated: a whole JPEG without its end marker is refused in the words of half a one"
