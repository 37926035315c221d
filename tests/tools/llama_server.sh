#!/bin/bash
# Starts a real chat server, llama.cpp's llama-server, with a tiny model made on the spot.
#
#   llama_server.sh get FOLDER           fetch it (13 MB of Debian packages) and make the model
#   llama_server.sh start FOLDER PORT    serve on 127.0.0.1:PORT until it is ended
#
# The key it wants is "local-key", its model is called "tiny-chat". The tests look for it at
# LIMNER_LLAMA_URL, for example http://127.0.0.1:4050/v1
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
case $1 in
get)
    [ -x "$2/run" ] || "$here/debian.sh" forky "$2" llama.cpp-tools
    "${PYTHON:-python3}" "$here/tiny_model.py" "$2/tiny.gguf"
    ;;
start)
    folder=$(cd "$2" && pwd)
    # Its compute backends are looked for in the current folder.
    cd "$(dirname "$(find "$folder/tree/usr/lib" -name 'libggml-cpu*.so*' | head -1)")"
    exec "$folder/run" llama-server --model "$folder/tiny.gguf" --alias tiny-chat \
        --host 127.0.0.1 --port "$3" --api-key local-key --threads 2 --ctx-size 16384 \
        --parallel 2 --seed 1 --no-ui
    ;;
esac
