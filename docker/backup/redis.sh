#!/bin/bash
# Takes a snapshot of the first Redis server that answers (replicas first) into BACKUP_DIR and keeps the newest BACKUP_KEEP. One now, then
# one each BACKUP_INTERVAL seconds. "redis.sh once" makes one and ends.
# shellcheck source=docker/backup/lib.sh
. "$(dirname "$0")/lib.sh"

dump() {
    local file server
    file=$dir/redis-$(date -u +%Y%m%dT%H%M%SZ).rdb
    REDISCLI_AUTH=$(cat /run/secrets/redis-backup-password)
    export REDISCLI_AUTH
    for server in $REDIS_SERVERS; do
        if timeout 120 redis-cli --no-auth-warning --user backup -h "${server%:*}" -p "${server##*:}" --tls \
            --cacert /run/secrets/internal-ca.crt --cert /run/secrets/redis.crt --key /run/secrets/redis.key \
            --rdb "$file.part" >/dev/null 2>&1 && redis-check-rdb "$file.part" >/dev/null; then
            mv "$file.part" "$file" || return
            prune 'redis-*.rdb'
            echo "backup: $file of $server, $(stat -c %s "$file") bytes"
            return
        fi
    done
    rm -f "$file.part"
    echo "backup: none of $REDIS_SERVERS gave a snapshot" >&2
    return 1
}

if [ "${1-}" = once ]; then dump; else every dump; fi
