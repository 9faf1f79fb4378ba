#!/bin/sh
# PySide6's wheels for 64-bit ARM cannot be installed on Debian 12 or Raspberry Pi OS 12, though those for x86-64 can.
#
# Versions: PySide6-Essentials 6.11.3 on PyPI, pip of Python 3.11.
# Guess: one release, one demand: both wheels are manylinux_2_34, as Qt 6's own requirements say, and a kiosk on a
#   Raspberry Pi 5 with the current Debian 12 installs like one on a PC.
# Seen: the wheel for x86-64 is for glibc 2.34; the one for aarch64 is for glibc 2.39, newer than Debian 12 (2.36),
#   Ubuntu 22.04 (2.35) and RHEL 9 (2.34). pip does not say so: "No matching distribution found".
# Who is hurt: whoever chose an ARM board for a hall and develops on a PC, with the same Debian on both.
# What helps: Debian 13 (glibc 2.41) on ARM.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
fetch() {
    "$work/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --python-version 3.11 --implementation cp --abi abi3 --platform "$1" --dest "$work/wheels" \
        PySide6-Essentials==6.11.3 >"$work/said" 2>&1
}
"$work/venv/bin/pip" --version | cut -d ' ' -f 1,2
result=0
for platform in manylinux_2_34_x86_64 manylinux_2_34_aarch64 manylinux_2_36_aarch64 manylinux_2_39_aarch64; do
    if fetch "$platform"; then
        echo "$platform: $(basename "$work"/wheels/*"$platform"*)"
        found=yes
    else
        echo "$platform: $(grep -o 'No matching distribution found for [^ ]*' "$work/said" | head -n 1)"
        found=no
    fi
    case $platform in
        *x86_64 | *2_39*) [ $found = yes ] || result=1 ;;
        *) [ $found = no ] || result=1 ;;
    esac
done
exit $result
