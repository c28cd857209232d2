#!/bin/sh
# Builds Porter if its sources changed, then starts Redis, a mail inbox, the demo app and Keycloak on this machine.
# Needs a JDK (17 or newer) and Maven. Ctrl-C stops all of it. --help shows the options.
# -Dporter.keycloak.dist=<version, or absolute path of a zip> runs another Keycloak.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

stamp=local-stack/target/run.stamp
class_path_file=local-stack/target/run-class-path
stack_properties=local-stack/target/classes/io/github/keycloakporter/localstack/stack.properties
log=target/run-build.log

# The Keycloak that is asked for; the other arguments are for Main.
dist=$(sed -n 's|.*<keycloak.server.version>\(.*\)</.*|\1|p' pom.xml)
for argument; do
    shift
    case $argument in
        -Dporter.keycloak.dist=*) dist=${argument#*=} ;;
        *) set -- "$@" "$argument" ;;
    esac
done

# True if something to build is newer than the last build. Directories below src count too: they change when a file goes.
# (find complains when head hangs up after the first hit: no news.)
sources_changed() {
    [ -n "$(find pom.xml .mvn providers themes local-stack \
        \( -name target -o -name .cache -o -name node_modules \) -prune -o \
        \( -type f -o -path '*/src/*' \) -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

# True if every jar of the class path is still in the local repository.
class_path_complete() {
    (
        IFS=:
        # shellcheck disable=SC2013 # one line, split at the colons
        for entry in $(cat "$class_path_file"); do
            [ -e "$entry" ] || exit 1
        done
    )
}

# True if the last build, by this script or by Maven, was for that Keycloak.
same_keycloak() {
    grep -qxF "keycloak.asked=$dist" "$stack_properties"
}

up_to_date() {
    [ -f "$stamp" ] && [ -f "$class_path_file" ] && class_path_complete && same_keycloak && ! sources_changed
}

build() {
    require_maven
    mkdir -p target local-stack/target
    printf '  Building Porter (the first time Maven also downloads Keycloak, 180 MB)'
    # the time before the build: what is edited meanwhile is built next time
    touch target/run.stamp
    mvn -B -q -pl local-stack -am -DskipTests "-Dporter.keycloak.dist=$dist" package >"$log" 2>&1 &
    maven=$!
    # a background job of a script ignores Ctrl-C by itself
    trap 'kill "$maven" 2>/dev/null; echo; exit 130' INT TERM
    while kill -0 "$maven" 2>/dev/null; do
        sleep 1
        printf .
    done
    if ! wait "$maven"; then
        printf ' failed\n'
        tail -n 30 "$log" >&2
        fail "the build failed; the whole log is in $log"
    fi
    trap - INT TERM
    mv target/run.stamp "$stamp"
    printf ' done\n'
}

require_jdk
case " $* " in
    *' --help '* | *' -h '*) [ -f "$class_path_file" ] || build ;;
    *) up_to_date || build ;;
esac

exec "$java" -Xmx256m -XX:TieredStopAtLevel=1 -cp "local-stack/target/classes:$(cat "$class_path_file")" \
    io.github.keycloakporter.localstack.Main "$@"
