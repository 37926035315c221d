#!/bin/bash
# Starts a real PicGo server, with an image host that is a folder of this machine.
#
#   picgo.sh get FOLDER                   fetch it (50 MB from npm; wants Node 20 or newer)
#   picgo.sh start FOLDER PORT [SECRET]   serve on 127.0.0.1:PORT until it is ended
#
# What is uploaded lies in FOLDER/host/public and is said to be at https://pictures.example/. The
# tests look for it at LIMNER_PICGO_URL, for example http://127.0.0.1:36677, and expect the secret
# "local-secret" and that folder in LIMNER_PICGO_FOLDER.
set -euo pipefail
case $1 in
get)
    mkdir -p "$2"
    folder=$(cd "$2" && pwd)
    [ -d "$folder/node_modules/picgo" ] ||
        npm install --silent --no-audit --no-fund --prefix "$folder" picgo@3.1.0
    plugin=$folder/host/node_modules/picgo-plugin-folder
    mkdir -p "$plugin" "$folder/host/public"
    # PicGo loads what its configuration folder's package.json names.
    cat >"$folder/host/package.json" <<'JSON'
{"name": "host", "private": true, "dependencies": {"picgo-plugin-folder": "1.0.0"}}
JSON
    cat >"$plugin/package.json" <<'JSON'
{"name": "picgo-plugin-folder", "version": "1.0.0", "main": "index.js"}
JSON
    cat >"$plugin/index.js" <<'JS'
const fs = require('fs')
const path = require('path')

module.exports = (picgo) => ({
  uploader: 'folder',
  register () {
    picgo.helper.uploader.register('folder', {
      async handle (ctx) {
        for (const picture of ctx.output) {
          if (picture.fileName.includes('refused')) throw new Error('this host takes no such picture')
          const data = picture.buffer || Buffer.from(picture.base64Image, 'base64')
          fs.writeFileSync(path.join(ctx.baseDir, 'public', picture.fileName), data)
          picture.imgUrl = 'https://pictures.example/' + picture.fileName
          delete picture.buffer
          delete picture.base64Image
        }
      }
    })
  }
})
JS
    ;;
start)
    folder=$(cd "$2" && pwd)
    # PicGo writes into its configuration.
    cat >"$folder/host/config.json" <<'JSON'
{"picBed": {"current": "folder", "uploader": "folder"}, "picgoPlugins": {"picgo-plugin-folder": true}}
JSON
    # Its short -p is a proxy.
    exec node "$folder/node_modules/.bin/picgo" -c "$folder/host/config.json" server \
        --host 127.0.0.1 --port "$3" ${4:+--secret "$4"}
    ;;
esac
