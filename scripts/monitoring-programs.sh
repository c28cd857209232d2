# shellcheck shell=sh
# The programs of Prometheus for the scripts that check and try alerts; sourced at the root of the project, never run.

PATH="$PATH:$PWD/target/monitoring/usr/bin"

# Puts a program onto PATH: need_program <program> <Debian package>
need_program() {
    ! command -v "$1" >/dev/null 2>&1 || return 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "$1 is missing: install it (Debian: apt-get install $2)"
    mkdir -p target/monitoring
    (
        cd target/monitoring || exit
        if ! apt-get download -q "$2" >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
            apt-get update -q >/dev/null
            apt-get download -q "$2" >/dev/null 2>&1 || true
        fi
        for package in "$2"_*.deb; do
            [ ! -f "$package" ] || dpkg-deb -x "$package" .
        done
    )
    command -v "$1" >/dev/null 2>&1 ||
        fail "$1 is missing and could not be fetched: install it (Debian: apt-get install $2)"
}
