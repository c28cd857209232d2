#!/bin/sh
# Breaks a real Redis that runs with the files of docker/redis, on loopback, and prints how long Porter's calls were refused: killed,
# frozen, full, failed over by Sentinel and Cluster, with renewed passwords and certificates. Prints also how much memory a link, a
# code, a limit and a token take. docs/redis.md shows the figures. Takes some minutes.
# Needs a JDK (17 or newer), Maven, redis-server and redis-cli (Debian: apt-get install redis-server).
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/redis-drill.sh
        exit 0
        ;;
esac

require_jdk
require_maven
for program in redis-server redis-cli; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is missing (Debian: apt-get install redis-server)"
done
exec mvn -B -ntp -pl providers/redis -am test -Dtest=RedisDrill -Dsurefire.failIfNoSpecifiedTests=false "$@"
