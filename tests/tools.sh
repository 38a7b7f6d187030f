#!/bin/sh
# Installs the programs that the tests open pictures with, where they are
# missing and that is possible: Debian's packages, as root, and axe-core from
# npm into `tests/page`. Fails where one is missing in the end.
cd "$(dirname "$0")" || exit 1
need() {
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
look() {
  missing=
  need exiftool libimage-exiftool-perl
  need pdftotext poppler-utils
  need pdftoppm poppler-utils
  need node nodejs
  need npm npm
  command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need chromium-browser chromium
}
look
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing" >/dev/null
  look
fi
if [ -n "$missing" ]; then
  echo "tests/tools.sh: please install:$missing" >&2
  exit 1
fi
if ! [ -e page/node_modules/axe-core/axe.min.js ]; then
  npm install --prefix page --no-package-lock --no-audit --no-fund --silent || {
    echo "tests/tools.sh: npm could not install what tests/page/package.json names" >&2
    exit 1
  }
fi
