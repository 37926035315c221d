#!/bin/bash
# JupyterLab, Notebook and Limner's extension for them, built from this checkout, in an environment of their own.
# Node 20.19 or newer and playwright-core come from vscode.sh, and Chromium must be there.
#
#   jupyterlab.sh FOLDER     afterwards FOLDER/venv/bin is what LIMNER_JUPYTER names
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
[ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
pip=$folder/venv/bin/pip
"$pip" install -q jupyterlab notebook jupyter-builder hatchling hatch-jupyter-builder
[ -z "${LIMNER_NODE:-}" ] || export PATH=$(dirname "$LIMNER_NODE"):$PATH
export PATH=$folder/venv/bin:$PATH
cd "$source/client-jupyter"
[ -d node_modules/@jupyterlab ] || jlpm install --immutable >"$folder/jlpm.log"
jlpm build:prod >>"$folder/jlpm.log"
"$pip" install -q "$source"
"$pip" install -q --no-deps --no-build-isolation --force-reinstall .
