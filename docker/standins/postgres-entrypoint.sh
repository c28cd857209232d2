#!/bin/bash
# What docker/compose*.yaml use of the upstream image's entrypoint: POSTGRES_USER, POSTGRES_PASSWORD(_FILE), POSTGRES_DB, initdb.d.
set -euo pipefail
if [ "${1:-}" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    user=${POSTGRES_USER:-postgres}
    initdb --username="$user" --pwfile=<(cat "${POSTGRES_PASSWORD_FILE:-/dev/null}"; printf %s "${POSTGRES_PASSWORD:-}") --auth-local=trust --auth-host=scram-sha-256 -E UTF8 >/dev/null
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
    pg_ctl -w start -o "-c listen_addresses=''" >/dev/null
    [ "${POSTGRES_DB:-postgres}" = postgres ] || createdb -U "$user" "$POSTGRES_DB"
    for script in /docker-entrypoint-initdb.d/*.sh; do
        # shellcheck disable=SC1090
        [ ! -f "$script" ] || POSTGRES_USER="$user" bash "$script"
    done
    pg_ctl -w stop -m fast >/dev/null
fi
exec "$@"
