#!/bin/bash
# Fetches an Emacs of another Debian suite (trixie: 30, with eglot and lsp-mode) for tests without a
# terminal.
#
#   emacs.sh SUITE FOLDER        afterwards FOLDER/emacs starts it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
[ -x "$folder/emacs" ] && exit 0
"$here/debian.sh" "$1" "$folder" emacs-nox elpa-lsp-mode
share=$(ls -d "$folder"/tree/usr/share/emacs/[0-9]*)
libexec=$(ls -d "$folder"/tree/usr/libexec/emacs/*/*-linux-gnu)
cat >"$folder/emacs" <<RUN
#!/bin/bash
# Its Lisp and its memory image stand in this folder, not where it was built for.
export EMACSDATA='$share/etc' EMACSDOC='$share/etc' EMACSPATH='$libexec'
export EMACSLOADPATH="$(printf '%s:' "$folder"/tree/usr/share/emacs/site-lisp/elpa-src/*)"'$share/lisp':\$(find '$share/lisp' -mindepth 1 -maxdepth 2 -type d \\
    -not -path '*/obsolete*' -not -path '*/term*' | tr '\\n' ':')
exec '$folder/run' emacs-nox --dump-file='$(ls "$libexec"/*.pdmp)' "\$@"
RUN
chmod +x "$folder/emacs"
