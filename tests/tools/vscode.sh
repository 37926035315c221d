#!/bin/bash
# Fetches a real Visual Studio Code (code-server), the Node it runs on, and playwright-core to drive it, all from npm.
# A Chromium must be there: apt-get install chromium.
#
#   vscode.sh FOLDER     afterwards FOLDER/env.sh sets what tests/e2e/test_vscode.py asks for
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)
[ -e "$folder/env.sh" ] && exit 0
for part in node editor driver; do
    mkdir -p "$folder/$part"
    echo '{"private": true}' >"$folder/$part/package.json"
done
fetch() { npm install --silent --no-audit --no-fund "$@"; }

(cd "$folder/node" && fetch node@24)
node=$(find "$folder/node/node_modules" -path '*/bin/node' -size +1M | head -1)
export PATH=$(dirname "$node"):$PATH
# Its build scripts would compile what headless use does without.
(cd "$folder/editor" && fetch --ignore-scripts code-server@4.139.1
 cd node_modules/code-server/lib/vscode && fetch --ignore-scripts --omit=dev --legacy-peer-deps
 cd extensions && fetch --ignore-scripts --omit=dev --legacy-peer-deps || true)
(cd "$folder/driver" && fetch playwright-core@1.65.1)
cat >"$folder/env.sh" <<ENV
export LIMNER_NODE='$node'
export LIMNER_VSCODE='$folder/editor/node_modules/code-server/out/node/entry.js'
export LIMNER_PLAYWRIGHT='$folder/driver/any.js'
ENV
