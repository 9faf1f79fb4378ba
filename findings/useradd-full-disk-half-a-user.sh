#!/bin/sh
# useradd on a disk that fills up leaves half a user and says that it failed; the next set-up takes it for whole.
#
# Surprising: Debian 12's useradd (passwd 4.13) writes /etc/passwd and /etc/shadow, and only then /etc/group. Where there is no
# room for that, it ends with an error, and the user stays without the group that its entry names.
# Guessed: after an error of useradd nothing has changed, since each file is written again and renamed.
# Seen: exit code 10, the user in passwd, no group of its number; the same command again: exit code 9, "already exists".
# Who is hurt: set-up scripts that say `id user || useradd …` and run again once there is room. `id` succeeds, and `install --group`,
# `chown user:user` or a systemd unit with Group= fail from then on.
# Needs root on Debian 12. What it writes lies on a disk of its own in memory, of 512 kB.
set -eu
folder=$(mktemp -d)
trap 'umount "$folder" 2>/dev/null || true; rmdir "$folder"' EXIT
mount -t tmpfs -o size=512k tmpfs "$folder"
dpkg-query -W passwd
mkdir "$folder/etc"
echo 'root:x:0:0:root:/root:/bin/sh' >"$folder/etc/passwd"
echo 'root:*:19000:0:99999:7:::' >"$folder/etc/shadow"
# A list of groups that is long, as a directory service's is: it needs room for a second copy.
{
    echo 'root:x:0:'
    seq 20000 23999 | sed 's/.*/group&:x:&:somebody/'
} >"$folder/etc/group"
cp /etc/login.defs "$folder/etc/"
dd if=/dev/zero of="$folder/full" bs=4096 2>/dev/null || true
truncate --size=-65536 "$folder/full"

add() {
    code=0
    useradd --prefix "$folder" --system --user-group --no-create-home kiosk 2>"$folder/said" || code=$?
    said=$(cat "$folder/said")
}

add
first=$code
echo "with 64 kB of room: exit code $first, $said"
number=$(sed -n 's/^kiosk:x:[0-9]*:\([0-9]*\):.*/\1/p' "$folder/etc/passwd")
echo "in passwd: $(grep -c '^kiosk:' "$folder/etc/passwd"), in group: $(grep -c '^kiosk:' "$folder/etc/group" || true)"
rm "$folder/full"
add
echo "with room again:    exit code $code, $said"
if [ "$first" -ne 0 ] && [ -n "$number" ] && ! grep -q "^[^:]*:x:$number:" "$folder/etc/group" && [ "$code" -eq 9 ]; then
    echo "as stated: half a user"
else
    echo "not as stated" && exit 1
fi
