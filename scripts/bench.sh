#!/bin/sh
# Measures Porter's stores beside bare calls to Redis and prints one table; takes about ten minutes on two cores.
# Usage: scripts/bench.sh [--rounds=N]      how often everything is measured (default: 3)
# Needs a JDK (17 or newer) and Maven. Leave the machine alone meanwhile: the calls take tens of microseconds.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

require_jdk
require_maven
mvn -q -B -pl benchmarks -am -DskipTests package

exec "$java" -cp "benchmarks/target/classes:$(cat benchmarks/target/run-class-path)" \
    io.github.keycloakporter.benchmarks.Main "$@"
