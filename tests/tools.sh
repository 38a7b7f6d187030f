#!/bin/sh
# Installs the programs that the tests open pictures with, where they are
# missing and that is possible: Debian's packages, as root. Fails where a
# program is missing in the end.
need() {
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
look() {
  missing=
  need exiftool libimage-exiftool-perl
  need pdftotext poppler-utils
  need pdftoppm poppler-utils
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
