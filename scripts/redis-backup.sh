#!/bin/sh
# Takes a backup of Redis over the network, loads it into a Redis of its own to see that it is whole, and deletes old backups.
#
# Usage: redis-backup.sh --to DIR [--keep N] [--prefix P] [--host H] [--port P] [--user U] [--password-file F]
#                        [--ca F --certificate F --key F]
#   --to DIR            where backups go: porter-<time>.rdb, and porter-<time>.info with what is in it
#   --keep N            how many backups stay (default: 24)
#   --prefix P          what Porter's keys begin with (default: porter)
#   --host H, --port P  a replica, or the only server (default: localhost, 6379); on a Cluster call this for a node of each master
#   --user U            an ACL user with +ping +info +sync +psync +replconf (default: backup)
#   --password-file F   file with that user's password; without it none is sent
#   --ca, --certificate, --key   files for TLS with a client's certificate; without --ca there is no TLS
# Needs redis-cli and redis-server. docs/redis.md says what a backup is good for, and how to encrypt it.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)

fail() {
    printf 'redis-backup: %s\n' "$1" >&2
    exit 1
}

to='' keep=24 prefix=porter host=localhost port=6379 user=backup password='' ca='' certificate='' key=''
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h)
            sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
    esac
    [ $# -ge 2 ] || fail "$1 needs a value; --help shows the options"
    case $1 in
        --to) to=$2 ;;
        --keep) keep=$2 ;;
        --prefix) prefix=$2 ;;
        --host) host=$2 ;;
        --port) port=$2 ;;
        --user) user=$2 ;;
        --password-file) password=$2 ;;
        --ca) ca=$2 ;;
        --certificate) certificate=$2 ;;
        --key) key=$2 ;;
        *) fail "unknown option $1; --help shows the options" ;;
    esac
    shift 2
done
[ -n "$to" ] || fail "--to is missing: say where backups go"
case $keep in '' | *[!0-9]* | 0) fail "--keep must be a number from 1, not '$keep'" ;; esac
for file in "$password" "$ca" "$certificate" "$key"; do
    [ -z "$file" ] || [ -r "$file" ] || fail "cannot read $file"
done
for program in redis-cli redis-server; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is missing (Debian: apt-get install redis-server)"
done
mkdir -p "$to"

redis() {
    set -- -h "$host" -p "$port" "$@"
    [ -z "$ca" ] || set -- --tls --cacert "$ca" "$@"
    [ -z "$certificate" ] || set -- --cert "$certificate" --key "$key" "$@"
    if [ -n "$password" ]; then
        REDISCLI_AUTH=$(tr -d '\r\n' <"$password") redis-cli --no-auth-warning --user "$user" "$@"
    else
        redis-cli "$@"
    fi
}

info=$(redis INFO replication 2>&1 | tr -d '\r') || fail "no answer from $host:$port: $info"
case $info in
    *role:*) ;;
    *) fail "$host:$port does not let us in: $info" ;;
esac
case $info in
    *master_link_status:down*) fail "$host:$port is a replica that has lost its primary: its data is old. Name another one by --host" ;;
esac

name=porter-$(date -u +%Y%m%dT%H%M%SZ)
[ ! -e "$to/$name.rdb" ] || fail "there is a backup of this second already: $to/$name.rdb"
part=$to/.$name.part
trap 'rm -f "$part"' EXIT
trap 'exit 1' INT TERM
redis --rdb "$part" >/dev/null 2>"$part.log" || {
    said=$(tail -n 1 "$part.log")
    rm -f "$part.log"
    fail "$host:$port hands out no snapshot: $said"
}
rm -f "$part.log"

counts=$("$here/redis-restore.sh" --count "$part" --prefix "$prefix") || fail "the snapshot of $host:$port cannot be loaded"
{
    printf 'sha256 %s\n' "$(sha256sum <"$part" | cut -d ' ' -f 1)"
    printf 'from %s:%s\n' "$host" "$port"
    printf '%s\n' "$counts"
} >"$to/$name.info"
mv "$part" "$to/$name.rdb"
"$here/redis-restore.sh" --check "$to/$name.rdb" --prefix "$prefix" >/dev/null

# the newest first
# shellcheck disable=SC2012 # names are ours
ls -1r "$to" | sed -n 's/^\(porter-[0-9TZ]*\)\.rdb$/\1/p' | tail -n "+$((keep + 1))" | while read -r old; do
    rm -f "$to/$old.rdb" "$to/$old.info"
done
printf '%s\n%s\n' "$to/$name.rdb" "$counts"
