#!/bin/sh
# Xorg takes the last ServerFlags section alone: a hall's own file with one flag silently drops all of ours.
#
# Surprising: files in xorg.conf.d are meant to be put together, and InputClass sections are. Of several ServerFlags sections
# Xorg 21.1.7 keeps the one that it read last, as a whole: /usr/share/X11/xorg.conf.d, then /etc/X11/xorg.conf.d in the order
# of names, then /etc/X11/xorg.conf. The flags of the others are gone, and the log says no word.
# Guessed: flags with different names add up; of two with the same name the later one holds.
# Seen: with DontVTSwitch in 10-kiosk.conf and `Option "Log" "sync"` alone in 50-hall.conf, DontVTSwitch does not hold.
# Who is hurt: kiosks, whose 10-kiosk.conf says DontVTSwitch, DontZap and BlankTime 0. Any later file with a flag of its own opens
# Ctrl+Alt+F2 and lets the display go to sleep.
# Needs Debian 12's xserver-xorg-core and xserver-xorg-video-dummy, and root; installs them where they are missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export TMPDIR="$folder"
server=/usr/lib/xorg/Xorg
driver=/usr/lib/xorg/modules/drivers/dummy_drv.so
if [ ! -x "$server" ] || [ ! -e "$driver" ]; then
    apt-get install -y --no-install-recommends xserver-xorg-core xserver-xorg-video-dummy >"$folder/apt" 2>&1 ||
        { tail -3 "$folder/apt"; exit 2; }
fi
dpkg-query -W xserver-xorg-core xserver-xorg-video-dummy

mkdir "$folder/d"
cat >"$folder/xorg.conf" <<END
Section "Device"
    Identifier "none"
    Driver "dummy"
EndSection
Section "Screen"
    Identifier "none"
    Device "none"
EndSection
END
cat >"$folder/d/10-kiosk.conf" <<END
Section "ServerFlags"
    Option "DontVTSwitch" "true"
    Option "BlankTime" "0"
EndSection
END

# The flags that hold, as the server's own log has them.
flags() {
    timeout 5 "$server" :97 -config "$folder/xorg.conf" -configdir "$folder/d" -logfile "$folder/log" -nolisten tcp \
        -novtswitch -sharevts >"$folder/out" 2>&1 || true
    sed -n 's/.*(\*\*) Option "\([A-Za-z]*\)".*/\1/p' "$folder/log" | sort | tr '\n' ' '
}

alone=$(flags)
printf 'Section "ServerFlags"\n    Option "Log" "sync"\nEndSection\n' >"$folder/d/50-hall.conf"
after=$(flags)
mv "$folder/d/50-hall.conf" "$folder/d/05-hall.conf"
before=$(flags)
rm "$folder/d/05-hall.conf"
printf 'Section "ServerFlags"\n    Option "Log" "sync"\nEndSection\n' >>"$folder/xorg.conf"
main=$(flags)
echo "10-kiosk.conf alone:              ${alone:-none}"
echo "with 50-hall.conf, read after it: ${after:-none}"
echo "with 05-hall.conf, read before:   ${before:-none}"
echo "with one flag in xorg.conf:       ${main:-none}"
holds() { case "$1" in *DontVTSwitch*) return 0 ;; *) return 1 ;; esac; }
if holds "$alone" && holds "$before" && ! holds "$after" && ! holds "$main"; then
    echo "as stated: the last section alone holds"
else
    echo "not as stated" && exit 1
fi
