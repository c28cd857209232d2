#!/bin/sh
# Checks the alerting rules and runs their tests with Prometheus's promtool.
# Where there is no promtool, it is taken out of Debian's package, which is not installed.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

promtool=promtool
if ! command -v promtool >/dev/null 2>&1; then
    promtool=target/prometheus/usr/bin/promtool
    if [ ! -x "$promtool" ]; then
        if ! command -v apt-get >/dev/null 2>&1; then
            fail "promtool is missing: install Prometheus (Debian: apt-get install prometheus)"
        fi
        rm -rf target/prometheus
        mkdir -p target/prometheus
        (
            cd target/prometheus
            [ "$(id -u)" -ne 0 ] || apt-get update -q >/dev/null
            apt-get download -q prometheus >/dev/null 2>&1 ||
                fail "promtool is missing and could not be fetched: install Prometheus (Debian: apt-get install prometheus)"
            dpkg-deb -x prometheus_*.deb .
        )
    fi
fi

"$promtool" check rules docker/prometheus/porter.rules.yml
"$promtool" test rules docker/prometheus/porter.rules.test.yml
