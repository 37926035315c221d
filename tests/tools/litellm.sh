#!/bin/bash
# Starts a real gateway, LiteLLM's proxy, in front of the two model servers.
#
#   litellm.sh get FOLDER                            install it into an environment of its own (700 MB)
#   litellm.sh start FOLDER PORT CHAT_URL IMAGE_URL  serve on 127.0.0.1:PORT until it is ended
#
# The chat server is the one of llama_server.sh, the image server that of sd_server.sh; the gateway
# calls them "expander" and "painter" and wants the key "sk-local-gateway". The tests look for it at
# LIMNER_LITELLM_URL, for example http://127.0.0.1:4010/v1
set -euo pipefail
case $1 in
get)
    [ -x "$2/bin/litellm" ] || {
        "${PYTHON:-python3}" -m venv "$2"
        "$2/bin/pip" install -q 'litellm[proxy]==1.106.2'
    }
    ;;
start)
    folder=$(cd "$2" && pwd)
    cat >"$folder/gateway.yaml" <<YAML
model_list:
  - model_name: expander
    litellm_params: {model: openai/tiny-chat, api_base: "$4", api_key: local-key}
  - model_name: painter
    litellm_params: {model: openai/sd-cpp-local, api_base: "$5", api_key: none}
    model_info: {mode: image_generation}
  - model_name: nobody
    litellm_params: {model: openai/nobody, api_base: "http://127.0.0.1:9/v1", api_key: none}
    model_info: {mode: image_generation}
litellm_settings: {telemetry: false, num_retries: 0, request_timeout: 120, drop_params: false}
router_settings: {num_retries: 0, disable_cooldowns: true}
general_settings: {master_key: sk-local-gateway}
YAML
    # Its price list stays the one it came with: nothing is fetched.
    export LITELLM_LOCAL_MODEL_COST_MAP=True LITELLM_TELEMETRY=False DO_NOT_TRACK=1 NO_DOCS=True
    exec "$folder/bin/litellm" --config "$folder/gateway.yaml" --host 127.0.0.1 --port "$3" \
        --telemetry False
    ;;
esac
