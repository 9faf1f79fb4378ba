#!/bin/sh
# libvips makes a thumbnail in sRGB of a photo without a colour profile in nine times the time of one with a profile.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7, Linux x86_64.
# Guess: output_profile="srgb", which one gives so that photos in wide colours come out right, costs something for those alone; a photo
#   without a profile counts as sRGB and passes as it is.
# Seen: the photo in Display P3 takes 0.08 s more of processor time than without the option, and the one without a profile 1.3 s, of 24 MP at
#   3,840 px, where decoding and scaling take 0.16 s. Its pixels do not change. With input_profile="srgb" beside it, which is used only where
#   a picture has no profile of its own, the same takes 0.03 s.
# Who is hurt: importers of photos: most cameras write no profile, and the conversion of nothing is two thirds of the work.
# What helps: give input_profile="srgb" as well, except for inks and greys.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7" 2>/dev/null
cat > "$work/thumbnail.py" <<'EOF'
import sys
from time import process_time

import pyvips

pyvips.cache_set_max(0)
print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
noise = pyvips.Image.perlin(6000, 4000, cell_size=256, seed=1) * 90 + 120
photo = noise.bandjoin([noise.rot180(), noise.fliphor()]).cast("uchar").copy(interpretation="srgb")
photos = {
    "no profile": photo.jpegsave_buffer(Q=90),
    "Display P3": photo.icc_transform("p3", input_profile="srgb").jpegsave_buffer(Q=90, keep="icc"),
}
ways = {
    "plain": {},
    "output_profile": {"output_profile": "srgb"},
    "output_profile and input_profile": {"output_profile": "srgb", "input_profile": "srgb"},
}


def thumbnail(data, options):
    begin = process_time()
    small = pyvips.Image.thumbnail_buffer(data, 3840, **options).copy_memory()
    return process_time() - begin, small


seconds, pixels = {}, {}
for name, data in photos.items():
    for way, options in ways.items():
        rounds = [thumbnail(data, options) for _ in range(3)]
        seconds[name, way], pixels[name, way] = min(each[0] for each in rounds), rounds[0][1]
        print(f"{name}, {way}: {seconds[name, way]:.2f} s of processor time")
apart = (pixels["no profile", "plain"] - pixels["no profile", "output_profile"]).abs().max()
print(f"no profile: largest change of a pixel by the conversion: {apart:.0f} of 255")
slow, both = seconds["no profile", "output_profile"], seconds["no profile", "output_profile and input_profile"]
sys.exit(not (apart <= 1 and slow > 3 * seconds["Display P3", "output_profile"] and slow > 3 * both))
EOF
"$work/venv/bin/python" "$work/thumbnail.py"
echo "as stated: a photo without a profile takes many times as long, for nothing"
