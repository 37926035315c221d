#!/bin/bash
# Fetches a Neovim of another Debian suite (forky: 0.12, trixie: 0.10) for headless tests.
#
#   neovim.sh SUITE FOLDER        afterwards FOLDER/nvim starts it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
[ -x "$folder/nvim" ] && exit 0
"$here/debian.sh" "$1" "$folder" neovim
cat >"$folder/nvim" <<RUN
#!/bin/bash
# Its runtime files and its parsers stand in this folder, not where it was built for.
export VIMRUNTIME='$folder/tree/usr/share/nvim/runtime'
exec '$folder/run' nvim --cmd 'set runtimepath+=$folder/tree/usr/lib/nvim' "\$@"
RUN
chmod +x "$folder/nvim"
