#!/bin/sh
# Measures Porter and prints Markdown tables. Leave the machine alone meanwhile.
# Usage: scripts/bench.sh [--rounds=N]                stores beside bare calls to Redis; ten minutes on two cores
#            --rounds=N   how often everything is measured (default: 3)
#        scripts/bench.sh mail [--quick] [PART...]    mail room beside stock Keycloak; half an hour, --quick five minutes
#            --quick      small numbers: whether it runs, not how fast
#            PART         pages, drain, long or bulk (default: all)
#        scripts/bench.sh enumeration [--requests=N] [--sign-ups=N] [--stock=N]    whether the time of a reset request or a
#                                                     sign-up tells who has an account; half an hour
#            --requests=N reset requests of each kind (default: 1000), 0 for none
#            --sign-ups=N sign-ups of each kind (default: 300), 0 for none
#            --stock=N    reset requests of plain Keycloak (default: 200)
#        scripts/bench.sh logins [--rounds=N] [--warm-up=N] [--nodes=N]    processor time of log-ins and token refreshes beside
#                                                     plain Keycloak; half an hour
#            --rounds=N   measured rounds of 50 people (default: 30)
#            --warm-up=N  rounds before that are not counted (default: 20)
#            --nodes=N    one installation with N nodes only (default: one node, then two)
#        scripts/bench.sh limits [--quick]            rate limiter beside a bare call and other libraries; four minutes
#        scripts/bench.sh passwords [--quick]         password lists and rules beside Keycloak's and Passay's; two minutes
#        scripts/bench.sh --help                      shows this
# Needs a JDK (17 or newer) and Maven.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/bench.sh
        exit 0
        ;;
    mail)
        shift
        main=server.MailMain
        modules=benchmarks,providers/bundle
        ;;
    enumeration)
        shift
        main=server.EnumerationMain
        modules=benchmarks,providers/bundle
        ;;
    logins)
        shift
        main=server.LoginMain
        modules=benchmarks,providers/bundle
        ;;
    limits)
        shift
        main=limits.LimitMain
        modules=benchmarks
        ;;
    passwords)
        shift
        main=passwords.PasswordMain
        modules=benchmarks
        # counts an array as long as it is; the default collector gives it whole megabytes
        flags=-XX:+UseSerialGC
        ;;
    *)
        main=Main
        modules=benchmarks
        ;;
esac

require_jdk
require_maven
mvn -q -B -pl "$modules" -am -DskipTests package >&2

exec "$java" ${flags:+"$flags"} -cp "benchmarks/target/classes:$(cat benchmarks/target/run-class-path)" \
    "io.github.keycloakporter.benchmarks.$main" "$@"
