#!/bin/sh
# Checks a backup that redis-backup.sh took, and makes the folder of a stopped Redis from it.
#
# Usage: redis-restore.sh --check BACKUP.rdb             loads it into a Redis of its own and compares it with what was recorded
#        redis-restore.sh BACKUP.rdb --to DIR [--replace]   the same, then puts it into DIR, with an append-only file. Stop the Redis
#                                                        of DIR first. --replace moves what is there to DIR/before-restore-<time>
#        redis-restore.sh --count FILE.rdb               prints what is in a snapshot
#        --prefix P   what Porter's keys begin with (default: porter)
# The Redis of its own listens on a socket in a private folder, on no port, and ends with the script.
# Needs redis-cli and a redis-server not older than the one that wrote the backup.
# Before you restore, read docs/redis.md: links that were used after the backup are back, revocations after it are gone.
set -eu
umask 077

fail() {
    printf 'redis-restore: %s\n' "$1" >&2
    exit 1
}

what=restore file='' to='' prefix=porter replace=no
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h)
            sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --check) what=check ;;
        --count) what=count ;;
        --replace) replace=yes ;;
        --to | --prefix)
            [ $# -ge 2 ] || fail "$1 needs a value; --help shows the options"
            if [ "$1" = --to ]; then to=$2; else prefix=$2; fi
            shift
            ;;
        -*) fail "unknown option $1; --help shows the options" ;;
        *)
            [ -z "$file" ] || fail "only one backup at a time: $1"
            file=$1
            ;;
    esac
    shift
done
[ -n "$file" ] || fail "name a backup; --help shows how"
[ -r "$file" ] || fail "cannot read $file"
[ "$what" != restore ] || [ -n "$to" ] || fail "--to is missing: say which folder, or --check"
for program in redis-cli redis-server; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is missing (Debian: apt-get install redis-server)"
done

work=$(mktemp -d)
server=''
end() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || :
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

ask() {
    redis-cli -s "$work/socket" "$@" | tr -d '\r'
}

# start <folder with dump.rdb>
start() {
    redis-server --port 0 --unixsocket "$work/socket" --unixsocketperm 700 --dir "$1" --dbfilename dump.rdb --appendonly no \
        --save '' --maxmemory 0 --daemonize no --logfile "$work/log" >/dev/null 2>&1 &
    server=$!
    while ! [ "$(ask PING 2>/dev/null)" = PONG ]; do
        kill -0 "$server" 2>/dev/null || fail "$file cannot be loaded: $(tail -n 3 "$work/log" | tr '\n' ' ')"
        sleep 0.1
    done
}

stop() {
    ask SHUTDOWN NOSAVE >/dev/null 2>&1 || :
    wait "$server" || :
    server=''
}

# prints: total <keys in the file>, then per kind: kind <name> <keys alive> <without expiry>, then last <when the last one expires>
count() {
    sed -n 's/.*keys loaded: \([0-9]*\), keys expired: \([0-9]*\).*/\1 \2/p' "$work/log" | tail -n 1 | {
        read -r loaded expired || fail "this redis-server is older than 6.2"
        echo "total $((loaded + expired))"
    }
    # shellcheck disable=SC2016 # Lua
    ask EVAL '
        local kinds, out, last, cursor = {}, {}, 0, "0"
        local now = tonumber(redis.call("TIME")[1])
        repeat
            local step = redis.call("SCAN", cursor, "COUNT", 1000)
            cursor = step[1]
            for _, key in ipairs(step[2]) do
                local kind = "(other)"
                if key:sub(1, #ARGV[1] + 1) == ARGV[1] .. ":" then
                    kind = key:sub(#ARGV[1] + 2):match("^[^:]*")
                end
                local seen = kinds[kind] or {0, 0}
                kinds[kind] = seen
                local left = redis.call("PTTL", key)
                if left ~= -2 then
                    seen[1] = seen[1] + 1
                    if left == -1 then seen[2] = seen[2] + 1 end
                    last = math.max(last, now + math.ceil(left / 1000))
                end
            end
        until cursor == "0"
        for kind, seen in pairs(kinds) do
            if seen[1] > 0 then out[#out + 1] = "kind " .. kind .. " " .. seen[1] .. " " .. seen[2] end
        end
        table.sort(out)
        out[#out + 1] = "last " .. string.format("%d", last)
        return out' 0 "$prefix"
}

mkdir "$work/load"
cp "$file" "$work/load/dump.rdb"
start "$work/load"
count >"$work/found"
stop
if [ "$what" = count ]; then
    cat "$work/found"
    exit 0
fi

info=${file%.rdb}.info
[ -r "$info" ] || fail "$info is missing: redis-backup.sh writes it beside each backup"
[ "$(sed -n 's/^sha256 //p' "$info")" = "$(sha256sum <"$file" | cut -d ' ' -f 1)" ] ||
    fail "$file is not the file that $info describes: its checksum differs"
# a key may have expired since the backup; none may be there that was not, and those without expiry all have to be
grep -E '^(total|kind|last) ' "$info" | awk -v now="$(date +%s)" '
    NR == FNR { if ($1 == "total") total = $2; if ($1 == "kind") { keys[$2] = $3; eternal[$2] = $4 } if ($1 == "last") last = $2; next }
    $1 == "total" && $2 != total { print "has " $2 " keys, recorded were " total; bad = 1 }
    $1 == "kind" && $3 > keys[$2] + 0 { print "has " $3 " keys of " $2 ", recorded were " keys[$2] + 0; bad = 1 }
    $1 == "kind" { alive += $3; forever[$2] = $4 }
    END {
        for (kind in eternal) if (forever[kind] + 0 != eternal[kind]) { print "has " forever[kind] + 0 " keys of " kind " without expiry, recorded were " eternal[kind]; bad = 1 }
        if (total > 0 && last > now && alive == 0) { print "has no key alive, though the last expires " last - now " s from now"; bad = 1 }
        exit bad
    }' - "$work/found" >"$work/differences" || fail "$file $(head -n 1 "$work/differences")"
awk '$1 == "kind" && $2 != "(other)" && $4 > 0 { print "redis-restore: " $4 " keys of " $2 " have no expiry: they stay for ever" }' "$work/found" >&2

if [ "$what" = restore ]; then
    now=$(date -u +%Y%m%dT%H%M%SZ)
    for old in dump.rdb appendonly.aof appendonlydir; do
        [ -e "$to/$old" ] || continue
        [ "$replace" = yes ] || fail "$to/$old is there already: stop the Redis of that folder and say --replace"
        mkdir -p "$to/before-restore-$now"
        mv "$to/$old" "$to/before-restore-$now/"
    done
    # Redis itself writes the append-only file: a server with appendonly yes does not read dump.rdb
    start "$work/load"
    [ "$(ask CONFIG SET appendonly yes)" = OK ] || fail "no append-only file can be written"
    until ask INFO persistence | awk -F: '/^aof_enabled|^aof_rewrite_in_progress|^aof_rewrite_scheduled/ { s = s $2 } END { exit s != "100" }'; do
        sleep 0.1
    done
    ask INFO persistence | grep -q '^aof_last_bgrewrite_status:ok' || fail "the append-only file was not written: $(tail -n 1 "$work/log")"
    stop
    mkdir -p "$to"
    rm -f "$work/load/dump.rdb"
    cp "$file" "$work/load/dump.rdb"
    cp -R "$work/load/." "$to/"
fi
cat "$work/found"
