#!/bin/sh
# Installs the Debian packages of setup/debian-packages.txt that are missing. Where it may not, says which and goes on.
set -u
list="$(dirname "$0")/debian-packages.txt"
command -v dpkg-query >/dev/null 2>&1 || {
    echo "This is not Debian: please see to the packages named in setup/debian-packages.txt yourself. Going on."
    exit 0
}
missing=""
for name in $(sed 's/#.*//' "$list"); do
    # Exactly "installed": a package that dpkg has only heard of is "not-installed".
    status="$(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null)"
    [ "$status" = "installed" ] || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then
    # Without a terminal sudo cannot ask for a password, and must not wait for one.
    if [ -t 0 ]; then root="sudo"; else root="sudo --non-interactive"; fi
    $root true 2>/dev/null || {
        echo "These Debian packages are missing, and only root may install them:$missing"
        echo "Ask for: apt-get install$missing"
        echo "Going on without them."
        exit 0
    }
fi
echo "Installing Debian packages:$missing"
log="$(mktemp)"
if $root apt-get update >"$log" 2>&1 &&
    $root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
    rm -f "$log"
    exit 0
fi
tail -n 5 "$log" >&2
rm -f "$log"
echo "These Debian packages could not be installed:$missing"
echo "Going on without them."
