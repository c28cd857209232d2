#!/bin/sh
# Builds everything and runs every test: unit tests, journeys on a real Keycloak, the browser.
# Usage: scripts/test.sh [--fast] [argument of Maven...]
#   --fast   unit tests without the slow ones, and one journey: minutes in place of most of an hour
# -Dporter.keycloak.dist=<version, or absolute path of a zip> tests on another Keycloak.
# Needs a JDK (17 or newer), Maven, Chromium, nginx and Redis; as root on Debian it installs what is missing.
# With --fast, Chromium and nginx are not needed.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

fast=
case ${1-} in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/test.sh
        exit 0
        ;;
    --fast)
        fast=yes
        shift
        ;;
esac

missing=
command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" >/dev/null 2>&1 || missing="$missing openjdk-17-jdk-headless"
command -v mvn >/dev/null 2>&1 || missing="$missing maven"
[ -n "$fast" ] || command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -n "$fast" ] || command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v redis-cli >/dev/null 2>&1 && command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"

if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        fail "the tests need what is not installed here (names of Debian's packages):$missing"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    # shellcheck disable=SC2086 # a list
    apt-get install -q -y --no-install-recommends $missing
fi

require_jdk
require_maven
if [ -n "$fast" ]; then
    set -- -DexcludedGroups=slow -Dit.test=CodeIT -Dfailsafe.failIfNoSpecifiedTests=false -Dspotless.check.skip=true "$@"
fi
# two modules at once: many unit tests wait for servers rather than compute
exec mvn -B -T 2 verify "$@"
