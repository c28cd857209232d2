# shellcheck shell=sh
# Shared by the scripts beside it; sourced, never run.

fail() {
    printf 'porter: %s\n' "$1" >&2
    exit 1
}

# Sets $java to the java of a JDK 17 or newer.
require_jdk() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    command -v "$java" >/dev/null 2>&1 ||
        fail "no Java at '$java': install a JDK, 17 or newer (Debian: apt-get install openjdk-17-jdk-headless), or set JAVA_HOME"
    java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${java_version:-0}" -ge 17 ] ||
        fail "Java ${java_version:-of an unknown version} is too old: install a JDK, 17 or newer, or set JAVA_HOME to one"
    command -v "${java}c" >/dev/null 2>&1 ||
        fail "there is Java ${java_version} but no compiler: install a JDK instead of a JRE (Debian: apt-get install openjdk-17-jdk-headless)"
}

require_maven() {
    command -v mvn >/dev/null 2>&1 ||
        fail "Maven is missing: install Maven 3.8 or newer (Debian: apt-get install maven)"
}

# Replaces the shell by a command-line tool: run_tool <subcommand> [argument...]. Builds the tools if that was not done yet.
# Call it at the root of the project. The tool runs in the directory $caller, if that is set: file names are relative to it.
run_tool() {
    require_jdk
    if [ ! -f tools/target/run-class-path ] || [ -n "$(find tools/src tools/pom.xml providers/spi/src/main providers/settings/src/main providers/redis/src/main providers/email/src/main -newer tools/target/run-class-path -print 2>/dev/null | head -n 1)" ]; then
        require_maven
        mvn -q -B -pl tools -am -DskipTests package >&2
    fi
    root=$PWD
    cd "${caller:-$root}" || exit
    exec "$java" -cp "$root/tools/target/classes:$(cat "$root/tools/target/run-class-path")" io.github.keycloakporter.tools.Main "$@"
}
