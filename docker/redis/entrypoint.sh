#!/bin/sh
# Starts Redis or a Sentinel with the files of this folder, and takes up renewed passwords and certificates while it runs.
#
# Usage: entrypoint.sh single [option...]       one server
#        entrypoint.sh replicated [option...]   a server that Sentinels watch
#        entrypoint.sh cluster [option...]      a node of a Cluster
#        entrypoint.sh sentinel [option...]     a Sentinel
#        entrypoint.sh reload [--keep-old]      reads passwords and certificates again, without a restart of Redis; with --keep-old
#                                               the passwords until now are valid too, until the next reload without it
#        entrypoint.sh health                   succeeds if the server in this container answers
# Options go to redis-server, such as --maxmemory 2gb.
#
# Where things are, and the variables that say otherwise:
#   /etc/redis      this folder, or wherever this script is
#   /run/secrets    secrets (REDIS_SECRETS): redis-ca.crt, redis.crt, redis.key, and a file with a password for each user, named
#                   redis-<user>-password: admin and porter; replica and sentinel where there are Sentinels, replica on a Cluster;
#                   exporter and backup where they are used. 16 characters or more, no blanks.
#   /data           what Redis stores (REDIS_DATA)
#   /run/redis      a tmpfs: what is generated at the start, with passwords in it (REDIS_RUN)
# Variables:
#   REDIS_PORT            port, 6379 or 26379
#   REDIS_HOSTNAME        replicated, cluster, sentinel: the name under which the others reach this one; it stands in its certificate
#   REDIS_PRIMARY         replicated, sentinel: host:port of the first primary. Later the Sentinels know better
#   REDIS_SENTINELS       replicated, sentinel: host:port,host:port,… of all Sentinels
#   SENTINEL_QUORUM       sentinel: how many have to agree that the primary is down, 2
#   SENTINEL_DOWN_AFTER   sentinel: after how many milliseconds without an answer it is, 3000
set -eu

conf=$(cd "$(dirname "$0")" && pwd)
secrets=${REDIS_SECRETS:-/run/secrets}
data=${REDIS_DATA:-/data}
run=${REDIS_RUN:-/run/redis}
name=main

fail() {
    printf 'redis: %s\n' "$1" >&2
    exit 1
}

usage() {
    sed -n '4,/^# Options/s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# password <user>: prints it; fails if there is none
password() {
    file=$secrets/redis-$1-password
    [ -r "$file" ] || fail "$file is missing: it has to hold the password of the user $1"
    value=$(tr -d '\r\n' <"$file")
    case $value in
        *[[:space:]\"\'\\]*) fail "$file must hold a password without blanks, quotes and backslashes" ;;
    esac
    [ ${#value} -ge 16 ] || fail "$file must hold a password of 16 characters or more"
    printf %s "$value"
}

hash_of() {
    value=$(password "$1") || exit 1
    printf %s "$value" | sha256sum | cut -d ' ' -f 1
}

users() {
    sed -n 's/^user .*#SHA-256-OF-\([a-z]*\).*/\1/p' "$1"
}

# acl <template> <target>: puts the hashes of passwords in; leaves out users without a password
acl() {
    cp "$1" "$2"
    chmod 600 "$2"
    for user in $(users "$1"); do
        if [ -e "$secrets/redis-$user-password" ] || [ "$user" = admin ] || [ "$user" = porter ]; then
            hash=$(hash_of "$user") || exit 1
            sed "s/#SHA-256-OF-$user /#$hash /" "$2" >"$2.new"
        else
            sed "/^user $user /d" "$2" >"$2.new"
        fi
        mv "$2.new" "$2"
    done
}

tls_files() {
    for file in redis-ca.crt redis.crt redis.key; do
        [ -r "$secrets/$file" ] || fail "$secrets/$file is missing: TLS needs redis-ca.crt, redis.crt and redis.key there"
    done
    printf 'tls-ca-cert-file "%s"\ntls-cert-file "%s"\ntls-key-file "%s"\n' \
        "$secrets/redis-ca.crt" "$secrets/redis.crt" "$secrets/redis.key"
}

# ask <user> <host> <port> <command...>: the answer, over TLS; the password is not on the command line
ask() {
    ask_user=$1 ask_host=$2 ask_port=$3
    shift 3
    if [ "$ask_user" = admin ]; then
        ask_password=$(cat "$run/admin")
    else
        ask_password=$(password "$ask_user") || exit 1
    fi
    REDISCLI_AUTH=$ask_password timeout 3 redis-cli --no-auth-warning --user "$ask_user" -h "$ask_host" -p "$ask_port" \
        --tls --cacert "$secrets/redis-ca.crt" --cert "$secrets/redis.crt" --key "$secrets/redis.key" "$@"
}

# host:port of the primary: what a Sentinel says, else REDIS_PRIMARY
primary() {
    for sentinel in $(printf %s "${REDIS_SENTINELS:-}" | tr , ' '); do
        answer=$(ask replica "${sentinel%:*}" "${sentinel##*:}" SENTINEL get-master-addr-by-name "$name" 2>/dev/null |
            tr '\n' ' ') || continue
        # shellcheck disable=SC2086 # host and port
        set -- $answer
        case ${2:-} in
            '' | *[!0-9]*) continue ;;
        esac
        printf '%s:%s' "$1" "$2"
        return
    done
    printf %s "${REDIS_PRIMARY:-}"
}

need() {
    eval "[ -n \"\${$1:-}\" ]" || fail "$1 is not set: $2"
}

[ $# -gt 0 ] || usage
mode=$1
shift
umask 077
mkdir -p "$run"

case $mode in
    single | replicated | cluster)
        port=${REDIS_PORT:-6379}
        acl "$conf/users.acl" "$run/users.acl"
        {
            printf 'include "%s/redis.conf"\n' "$conf"
            [ "$mode" = single ] || printf 'include "%s/%s.conf"\n' "$conf" "$mode"
            printf 'port 0\ntls-port %s\ndir "%s"\naclfile "%s"\n' "$port" "$data" "$run/users.acl"
            tls_files
            if [ "$mode" != single ]; then
                need REDIS_HOSTNAME 'the name under which the others reach this server'
                word=$(password replica) || exit 1
                printf 'masteruser replica\nmasterauth "%s"\n' "$word"
            fi
            if [ "$mode" = replicated ]; then
                need REDIS_PRIMARY 'host:port of the first primary'
                printf 'replica-announce-ip "%s"\nreplica-announce-port %s\n' "$REDIS_HOSTNAME" "$port"
                now=$(primary)
                [ "$now" = "$REDIS_HOSTNAME:$port" ] || printf 'replicaof %s %s\n' "${now%:*}" "${now##*:}"
            fi
            if [ "$mode" = cluster ]; then
                printf 'cluster-config-file nodes.conf\n'
                case $(redis-server --version) in
                    *v=6.*) ;; # nodes are known by their addresses: certificates have to name these
                    *) printf 'cluster-announce-hostname "%s"\ncluster-preferred-endpoint-type hostname\n' "$REDIS_HOSTNAME" ;;
                esac
            fi
        } >"$run/redis.conf"
        echo "$mode" >"$run/mode"
        # as it was at the start: reload logs in with it and may change it
        password admin >"$run/admin"
        exec redis-server "$run/redis.conf" "$@"
        ;;
    sentinel)
        need REDIS_HOSTNAME 'the name under which the others reach this Sentinel'
        need REDIS_PRIMARY 'host:port of the first primary'
        port=${REDIS_PORT:-26379}
        acl "$conf/sentinel-users.acl" "$run/users.acl"
        word=$(password sentinel) || exit 1
        now=$(primary)
        # the same id after each start: the others do not count one that was restarted twice
        id=$(printf '%s:%s' "$REDIS_HOSTNAME" "$port" | sha1sum | cut -d ' ' -f 1)
        {
            cat "$conf/sentinel.conf"
            printf 'port 0\ntls-port %s\ndir "%s"\naclfile "%s"\n' "$port" "$run" "$run/users.acl"
            tls_files
            printf 'sentinel myid %s\n' "$id"
            printf 'sentinel announce-ip "%s"\nsentinel announce-port %s\n' "$REDIS_HOSTNAME" "$port"
            printf 'sentinel monitor %s %s %s %s\n' "$name" "${now%:*}" "${now##*:}" "${SENTINEL_QUORUM:-2}"
            printf 'sentinel down-after-milliseconds %s %s\n' "$name" "${SENTINEL_DOWN_AFTER:-3000}"
            printf 'sentinel failover-timeout %s 15000\nsentinel parallel-syncs %s 1\n' "$name" "$name"
            printf 'sentinel auth-user %s sentinel\nsentinel auth-pass %s %s\n' "$name" "$name" "$word"
            printf 'sentinel sentinel-user sentinel\nsentinel sentinel-pass %s\n' "$word"
        } >"$run/redis.conf"
        echo sentinel >"$run/mode"
        password admin >"$run/admin"
        exec redis-server "$run/redis.conf" --sentinel "$@"
        ;;
    reload)
        mode=$(cat "$run/mode")
        port=$(sed -n 's/^tls-port //p' "$run/redis.conf" | tail -n 1)
        template=$conf/users.acl
        [ "$mode" != sentinel ] || template=$conf/sentinel-users.acl
        command=resetpass
        [ "${1:-}" != --keep-old ] || command=
        # admin last: until then its password is the one of the start
        for user in $(users "$template" | grep -vx admin) admin; do
            [ -e "$secrets/redis-$user-password" ] || continue
            hash=$(hash_of "$user") || exit 1
            # shellcheck disable=SC2086 # no word where nothing is reset
            set -- ACL SETUSER "$user" $command "#$hash"
            [ "$(ask admin localhost "$port" "$@")" = OK ] || fail "the password of $user could not be changed: is that of admin right?"
        done
        password admin >"$run/admin"
        acl "$template" "$run/users.acl"
        if [ "$mode" = sentinel ]; then
            word=$(password sentinel) || exit 1
            [ "$(printf 'SENTINEL SET %s auth-pass %s\n' "$name" "$word" | ask admin localhost "$port")" = OK ] ||
                fail 'the password for Redis could not be changed'
        else
            [ "$mode" = single ] || {
                word=$(password replica) || exit 1
                [ "$(printf 'CONFIG SET masterauth %s\n' "$word" | ask admin localhost "$port")" = OK ] ||
                    fail 'the password of replication could not be changed'
            }
            [ "$(ask admin localhost "$port" CONFIG SET tls-cert-file "$secrets/redis.crt")" = OK ] ||
                fail 'the certificate could not be loaded: do redis.crt and redis.key belong together?'
        fi
        ;;
    health)
        port=$(sed -n 's/^tls-port //p' "$run/redis.conf" | tail -n 1)
        [ "$(ask admin localhost "$port" PING)" = PONG ]
        ;;
    *) usage ;;
esac
