#!/usr/bin/env bash
# What the tests need beyond pip: LibreOffice opens the workbooks, pdftoppm and a Chinese font turn them into pictures.
# Run as root on Debian or Ubuntu it installs what is missing; otherwise it names it and leaves the machine alone.
set -euo pipefail

look() {
    packages=()
    command -v soffice >/dev/null || packages+=(libreoffice-calc)
    command -v pdftoppm >/dev/null || packages+=(poppler-utils)
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ] || packages+=(fontconfig fonts-noto-cjk)
}

look
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } </dev/null >/dev/null ||
        echo "apt-get could not install them" >&2
    look
fi
if [ ${#packages[@]} -gt 0 ]; then
    echo "missing: ${packages[*]}. Tests that open workbooks in LibreOffice are skipped without them;"
    echo "on Debian or Ubuntu: sudo apt-get install ${packages[*]}"
fi
