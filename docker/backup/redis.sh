#!/bin/bash
# Takes a snapshot of the first Redis server that answers (replicas first) into BACKUP_DIR, loads it to see that it is whole, and keeps the
# newest BACKUP_KEEP. One now, then one each BACKUP_INTERVAL seconds. "redis.sh once" makes one and ends.
# scripts/redis-backup.sh and redis-restore.sh, which are mounted beside this file, do the work.
# shellcheck source=docker/backup/lib.sh
. "$(dirname "$0")/lib.sh"

dump() {
    local server
    for server in $REDIS_SERVERS; do
        if sh /opt/backup/redis-backup.sh --to "$dir" --keep "$keep" --host "${server%:*}" --port "${server##*:}" \
            --password-file /run/secrets/redis-backup-password --ca /run/secrets/internal-ca.crt \
            --certificate /run/secrets/redis.crt --key /run/secrets/redis.key; then
            return
        fi
    done
    return 1
}

if [ "${1-}" = once ]; then dump; else every dump; fi
