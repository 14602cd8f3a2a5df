#!/usr/bin/env bash
# What this project needs beyond pip. With `venv` as its argument: a Python that can make virtual environments. Without:
# what the tests use: LibreOffice opens the workbooks, pdftoppm and a Chinese font turn them into pictures,
# Spark runs on Java.
# Run as root on Debian or Ubuntu it installs what is missing; otherwise it names it and leaves the machine alone.
set -euo pipefail
for_what=${1:-tests}

look() {
    packages=()
    if [ "$for_what" = venv ]; then
        python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
        return
    fi
    command -v soffice >/dev/null || packages+=(libreoffice-calc)
    command -v java >/dev/null || packages+=(default-jre-headless)
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
    echo "missing: ${packages[*]}; what needs them will fail."
    echo "On Debian or Ubuntu: sudo apt-get install ${packages[*]}"
fi
