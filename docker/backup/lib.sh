# shellcheck shell=bash
# Shared by the backup jobs beside it; sourced, never run.
set -euo pipefail
umask 077

dir=${BACKUP_DIR:?}
interval=${BACKUP_INTERVAL:-86400}
keep=${BACKUP_KEEP:-14}

# every <command>: runs it now and after each interval; a failed run is tried again after a minute at most
every() {
    trap 'exit 0' TERM INT
    while :; do
        if "$@"; then
            touch "$dir/last-success"
            pause=$interval
        else
            echo "backup: $1 failed; it is tried again" >&2
            pause=$((interval < 60 ? interval : 60))
        fi
        sleep "$pause" &
        wait $!
    done
}

# prune <pattern>: keeps the newest
prune() {
    # shellcheck disable=SC2012,SC2086 # a pattern of names of our own, without blanks
    ls -1t "$dir"/$1 2>/dev/null | tail -n "+$((keep + 1))" | while read -r old; do rm -f "$old"; done
}
