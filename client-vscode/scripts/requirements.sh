#!/bin/bash
# Pins what the server needs at run time: every version, and the hash of every file of it, for all platforms.
# Run it after changing the dependencies in pyproject.toml; needs uv on the path.
set -euo pipefail
cd "$(dirname "$0")/../.."
{
    echo "# Made by client-vscode/scripts/requirements.sh; a test compares it with pyproject.toml."
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-package httpx2-jsfetch
} >client-vscode/server/requirements.txt
