#!/bin/bash
# Dumps Keycloak's database into BACKUP_DIR, reads the dump again, keeps the newest BACKUP_KEEP. One now, then one each BACKUP_INTERVAL
# seconds. "postgres.sh once" makes one and ends.
# shellcheck source=docker/backup/lib.sh
. "$(dirname "$0")/lib.sh"

dump() {
    local file
    file=$dir/keycloak-$(date -u +%Y%m%dT%H%M%SZ).dump
    printf 'postgres:5432:keycloak:backup:%s\n' "$(cat /run/secrets/postgres-backup-password)" >/tmp/pgpass || return
    PGPASSFILE=/tmp/pgpass PGSSLMODE=verify-full PGSSLROOTCERT=/run/secrets/internal-ca.crt \
        pg_dump -h postgres -U backup -d keycloak -Fc -f "$file.part" || return
    pg_restore --list "$file.part" >/dev/null || return
    mv "$file.part" "$file" || return
    prune 'keycloak-*.dump'
    echo "backup: $file, $(stat -c %s "$file") bytes"
}

if [ "${1-}" = once ]; then dump; else every dump; fi
