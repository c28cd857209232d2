#!/bin/sh
# Checks the files in docker/ in seconds, without an engine: the scripts by shellcheck, every environment by Compose itself, dclint and
# dockerfilelint, and that docker/.env.example names every variable. scripts/compose-check.sh runs the composition for real.
# Needs npm for the two linters and Docker's plugin compose; what is missing is left out with a line that says so.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

note() {
    echo "check-compose: $1" >&2
}

if command -v shellcheck >/dev/null 2>&1; then
    shellcheck -x docker/*/*.sh
else
    note 'no shellcheck, so the scripts of the containers are not checked'
fi

missing=
# shellcheck disable=SC2016 # the dollar itself
for variable in $(cat docker/compose.production.yaml docker/compose.inbox.yaml docker/compose.staging.yaml | grep -v '^ *#' |
    grep -o '\${[A-Z_]*' | tr -d '${' | sort -u); do
    case $variable in
        # set by scripts, and where the inbox is, which production does not have
        PORTER_SECRETS_DIR | INBOX_* | KEYCLOAK_IMAGE | REDIS_URI | REDIS_SERVERS | REDIS_SENTINEL_*) continue ;;
    esac
    grep -qE "^#?$variable=" docker/.env.example || missing="$missing $variable"
done
[ -z "$missing" ] || fail "docker/.env.example does not explain:$missing"

if docker compose version >/dev/null 2>&1; then
    docker compose -f docker/compose.yaml config -q
    docker compose --env-file docker/.env.example -f docker/compose.production.yaml config -q
    docker compose --env-file docker/.env.example -f docker/compose.production.yaml -f docker/compose.inbox.yaml \
        -f docker/compose.staging.yaml config -q
    COMPOSE_PROFILES=redis-single docker compose --env-file docker/.env.example -f docker/compose.production.yaml config -q
else
    note "no Docker plugin compose, so Compose's own validation is left out"
fi

linters=target/compose-linters
if command -v npm >/dev/null 2>&1 && { [ -d "$linters/node_modules" ] ||
    npm install --prefix "$linters" --no-audit --no-fund --no-package-lock --silent dclint@3.1.0 dockerfilelint@1.8.0; }; then
    "$linters/node_modules/.bin/dclint" --config docker/.dclintrc.json docker
    for file in docker/Dockerfile docker/inbox/Dockerfile; do
        "$linters/node_modules/.bin/dockerfilelint" --config docker "$file"
    done
else
    note 'no npm, so dclint and dockerfilelint are left out'
fi
echo 'The files of Compose are well-formed'
