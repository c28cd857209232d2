#!/bin/sh
# Breaks every part of an installation while people use it, then checks what Porter promises (docs/reliability.md).
# Two Keycloak nodes, PostgreSQL, Redis with Sentinel and two mail providers run on this machine, on loopback only.
# Prints a summary in Markdown. The status is 1 if a promise was broken.
# Usage: scripts/chaos.sh [--minutes N] [--seed S]
#            --minutes N  how long people come (default: 2); it takes two minutes more to start and to compare
#            --seed S     what goes wrong when, and what people do (default: a random one, which is printed)
#        scripts/chaos.sh --help                      shows this
# Needs a JDK (17 or newer), Maven, Linux on x86-64, two cores and 4 GB of memory.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/chaos.sh
        exit 0
        ;;
esac

require_jdk
require_maven
mvn -q -B -pl integration-tests -am -DskipTests package >&2

exec "$java" -Xmx1g -Djdk.httpclient.allowRestrictedHeaders=host \
    -cp "integration-tests/target/test-classes:$(cat integration-tests/target/chaos-class-path)" \
    io.github.keycloakporter.it.chaos.ChaosMain "$@"
