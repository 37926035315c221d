#!/bin/bash
# Unpacks programs of another Debian suite into a folder, beside the system: nothing is installed,
# and neither the system's package lists nor its C library are touched.
#
#   debian.sh SUITE FOLDER PACKAGE…
#
# Files land in FOLDER/tree. Start a program with the loader and the libraries it came with:
#   FOLDER/run PROGRAM ARGUMENT…
set -euo pipefail
suite=$1 folder=$2
shift 2

# Packages come from the mirror that this machine already uses.
mirror=$(sed -nE '/security/d; s/^(URIs: *|deb +(\[[^]]*\] *)?)(https?:[^ ]*debian[^ ]*).*/\3/p' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null | sed -n 1p || true)
[ -n "$mirror" ] || { echo "debian.sh: apt has no mirror on this machine" >&2; exit 1; }

apt_state=$(mktemp -d)
trap 'rm -rf "$apt_state"' EXIT
mkdir -p "$apt_state"/{etc/preferences.d,etc/apt.conf.d,lists/partial,archives/partial} "$folder/tree"
touch "$apt_state/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" \
    >"$apt_state/sources.list"
options=(
    -q -y
    -o "Dir::Etc=$apt_state/etc" -o "Dir::Etc::SourceList=$apt_state/sources.list"
    -o Dir::Etc::SourceParts=- -o "Dir::State=$apt_state" -o "Dir::State::status=$apt_state/status"
    -o "Dir::Cache=$apt_state" -o APT::Install-Recommends=false -o Acquire::Languages=none
    -o Debug::NoLocking=true -o APT::Sandbox::User="$(id -un)"
)
apt-get "${options[@]}" update >"$apt_state/log" 2>&1 || { tail -5 "$apt_state/log" >&2; exit 1; }
apt-get "${options[@]}" --download-only install "$@" >"$apt_state/log" 2>&1 ||
    { tail -5 "$apt_state/log" >&2; exit 1; }
for package in "$apt_state"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder/tree" --no-same-owner \
        --exclude './usr/share/doc*' --exclude './usr/share/man*' --exclude './usr/share/locale*'
done

cat >"$folder/run" <<'RUN'
#!/bin/bash
# Starts a program of this folder with the loader and the libraries it came with.
root=$(cd "$(dirname "$0")/tree" && pwd)
libraries=$root/usr/lib/$(uname -m)-linux-gnu
program=$root/usr/bin/$1
shift
exec "$libraries/ld-linux-x86-64.so.2" --library-path \
    "$libraries:$(find "$libraries" -mindepth 1 -maxdepth 1 -type d | tr '\n' ':')" "$program" "$@"
RUN
chmod +x "$folder/run"
