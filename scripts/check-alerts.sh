#!/bin/sh
# Checks what Prometheus, Alertmanager and the blackbox exporter are given, runs the tests of the alerting rules, and lets Prometheus
# read every query of the dashboards. Where there is no promtool or amtool, it is taken out of Debian's packages, which are not installed.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh
# shellcheck source=scripts/monitoring-programs.sh
. scripts/monitoring-programs.sh

need_program promtool prometheus
need_program amtool prometheus-alertmanager
need_program prometheus-blackbox-exporter prometheus-blackbox-exporter

promtool check config docker/prometheus/prometheus.yml
for rules in docker/prometheus/*.rules.yml; do
    tests="${rules%.yml}.test.yml"
    [ -f "$tests" ] || fail "$rules has no tests: write $tests"
    promtool test rules "$tests"
done
amtool check-config docker/alertmanager/alertmanager.yml
prometheus-blackbox-exporter --config.check --config.file docker/blackbox/blackbox.yml 2>/dev/null ||
    fail "docker/blackbox/blackbox.yml is not valid"

# promtool reads queries in rules only: each panel becomes a recording rule
mkdir -p target/dashboards
for dashboard in docker/grafana/dashboards/*.json; do
    queries="target/dashboards/$(basename "$dashboard" .json).yml"
    {
        printf 'groups:\n  - name: panels\n    rules:\n'
        # shellcheck disable=SC2016 # variables of Grafana
        sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' "$dashboard" |
            sed -e 's/\\"/"/g' -e 's/\$__rate_interval/5m/g' -e 's/\$__range/1h/g' -e "s/'/''/g" |
            awk '{ printf "      - record: panel:query%d\n        expr: '"'"'%s'"'"'\n", NR, $0 }'
    } >"$queries"
    promtool check rules "$queries" >/dev/null || fail "a query of $dashboard is not valid: see above"
done
