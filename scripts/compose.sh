#!/bin/sh
# Runs Docker Compose on the files in docker/, and prepares what they need: the bundle, the images, the secrets.
# Usage: scripts/compose.sh ENVIRONMENT COMMAND...
#        scripts/compose.sh development up -d --wait     one Keycloak on this machine's loopback
#        scripts/compose.sh staging up -d --wait         as production, smaller, with an inbox in place of the mail server
#        scripts/compose.sh production up -d --wait      everything; copy docker/.env.example to docker/.env first
#        scripts/compose.sh production down              any other command of Compose
#        scripts/compose.sh production build             makes the images again, after Porter or a base image changed
# Variables: PORTER_ENV_FILE  settings of staging and production (default: docker/.env)
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

case "${1-}" in
    --help | -h | '')
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/compose.sh
        exit 0
        ;;
    development | staging | production) environment=$1 ;;
    *) fail "'$1' is no environment: development, staging or production" ;;
esac
shift
docker compose version >/dev/null 2>&1 || fail "Docker Compose 2.20 or newer is missing: install Docker with its plugin compose"

bundle() {
    [ -f providers/bundle/target/porter.cdx.json ] && ls providers/bundle/target/porter-*.jar >/dev/null 2>&1 && return
    require_jdk
    require_maven
    mvn -q -B -pl providers/bundle -am -DskipTests package >&2
}

# the inbox is the local stack's
inbox() {
    require_jdk
    if [ ! -f local-stack/target/run-class-path ] || ! ls local-stack/target/porter-local-stack-*.jar >/dev/null 2>&1; then
        require_maven
        mvn -q -B -pl local-stack -am -DskipTests package >&2
    fi
    rm -rf local-stack/target/inbox
    mkdir -p local-stack/target/inbox
    cp local-stack/target/porter-local-stack-*[0-9T].jar local-stack/target/inbox/
    tr : '\n' <local-stack/target/run-class-path | grep -v '/porter-' | grep '\.jar$' | while read -r jar; do
        cp "$jar" local-stack/target/inbox/
    done
}

# prepare <image> <step>: unless the image is there; "build" makes it in any case
prepare() {
    if [ "$command" = build ] || ! docker image inspect "$1" >/dev/null 2>&1; then
        "$2"
    fi
}

case $environment in
    development)
        set -- -f docker/compose.yaml "$@"
        ;;
    *)
        settings=${PORTER_ENV_FILE:-docker/.env}
        [ -f "$settings" ] || fail "$settings is missing: copy docker/.env.example there and change it"
        overlays='-f docker/compose.production.yaml'
        [ "$environment" = production ] || overlays="$overlays -f docker/compose.inbox.yaml -f docker/compose.staging.yaml"
        # shellcheck disable=SC2086 # words
        set -- --env-file "$settings" $overlays "$@"
        ;;
esac

command=
for argument; do
    case $argument in
        up | build) command=$argument ;;
    esac
done
if [ -n "$command" ]; then
    if [ "$environment" != development ]; then
        host=$(sed -n 's|^PUBLIC_URL=https://\([^:/]*\).*|\1|p' "$settings")
        scripts/compose-secrets.sh "${host:-localhost}"
    fi
    version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
    prepare "${PORTER_IMAGE:-porter/keycloak:$version}" bundle
    [ "$environment" = production ] || prepare "${INBOX_IMAGE:-porter/inbox:$version}" inbox
fi
exec docker compose "$@"
