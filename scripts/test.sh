#!/bin/sh
# Builds everything from nothing and runs every test: unit tests, journeys on a real Keycloak, the browser.
# Arguments go to Maven; -Dporter.keycloak.dist=<version, or absolute path of a zip> tests on another Keycloak.
# Needs a JDK (17 or newer), Maven, Chromium, nginx and Redis; as root on Debian it installs what is missing.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

missing=
command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" >/dev/null 2>&1 || missing="$missing openjdk-17-jdk-headless"
command -v mvn >/dev/null 2>&1 || missing="$missing maven"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
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
# two modules at once: many unit tests wait for servers rather than compute
exec mvn -B -T 2 verify "$@"
