#!/bin/bash
# Builds and starts a real image server, stable-diffusion.cpp's sd-server, with a tiny model made on
# the spot.
#
#   sd_server.sh get FOLDER           build it from the PyPI source package (20 MB to fetch, five
#                                     minutes on two cores; wants cmake, ninja and g++), make the model
#   sd_server.sh start FOLDER PORT    serve on 127.0.0.1:PORT until it is ended
#
# It wants no key and takes any model name. The tests look for it at LIMNER_SD_URL, for example
# http://127.0.0.1:4040/v1
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=stable_diffusion_cpp_python-0.4.7
case $1 in
get)
    mkdir -p "$2"
    folder=$(cd "$2" && pwd)
    source=$folder/$package/vendor/stable-diffusion.cpp
    if [ ! -x "$source/build/bin/sd-server" ]; then
        cd "$folder"
        [ -f $package.tar.gz ] || "${PYTHON:-python3}" -m pip download -q --no-deps \
            --no-binary :all: stable-diffusion-cpp-python==0.4.7
        tar -xzf $package.tar.gz
        cmake -S "$source" -B "$source/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
            -DSD_BUILD_EXAMPLES=ON -DSD_SERVER_BUILD_FRONTEND=OFF -DSD_WEBM=OFF
        cmake --build "$source/build" --target sd-server
    fi
    [ -f "$folder/model/text-encoder.safetensors" ] ||
        "${PYTHON:-python3}" "$here/tiny_image_model.py" "$folder/model"
    ;;
start)
    model=$2/model
    # Two steps are enough for a picture that means nothing.
    exec "$2/$package/vendor/stable-diffusion.cpp/build/bin/sd-server" \
        -m "$model/flux.safetensors" --taesd "$model/autoencoder.safetensors" \
        --clip_l "$model/text-encoder.safetensors" --listen-ip 127.0.0.1 --listen-port "$3" \
        --steps 2 --cfg-scale 1.0 --sampling-method euler -W 256 -H 256 -t 2
    ;;
esac
