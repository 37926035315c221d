#!/bin/bash
# Fetches a Helix of another Debian suite (forky: 25.07, trixie: 25.01) for tests in a terminal.
#
#   helix.sh SUITE FOLDER        afterwards FOLDER/hx starts it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
[ -x "$folder/hx" ] && exit 0
"$here/debian.sh" "$1" "$folder" hx
cat >"$folder/hx" <<RUN
#!/bin/bash
# Its grammars and themes stand in this folder, not where it was built for.
export HELIX_RUNTIME='$folder/tree/usr/lib/hx/runtime'
exec '$folder/run' hx "\$@"
RUN
chmod +x "$folder/hx"
