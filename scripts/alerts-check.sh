#!/bin/sh
# Breaks what the alerting rules watch, one thing after the other, and sees each alert arrive in Alertmanager and go again.
# Two Keycloak nodes, PostgreSQL, Redis with Sentinel, two mail providers, Prometheus, Alertmanager and the exporters run on this machine,
# on loopback only, with the files of docker/prometheus and docker/alertmanager; all times of the rules are a sixtieth.
# Prints a table: alert, what was broken, seconds to fire and to resolve. The status is 1 if an alert did not come or did not go.
# Usage: scripts/alerts-check.sh              all alerts, about 20 minutes
#        scripts/alerts-check.sh ALERT...     only these
#            --pictures=/FOLDER               draws the dashboards from what Prometheus saw meanwhile
# Needs a JDK (17 or newer), Maven, Linux on x86-64, two cores and 4 GB of memory; takes Prometheus's programs from Debian's packages, if
# they are not installed.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh
# shellcheck source=scripts/monitoring-programs.sh
. scripts/monitoring-programs.sh

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/alerts-check.sh
        exit 0
        ;;
esac

require_jdk
require_maven
need_program prometheus prometheus
need_program prometheus-alertmanager prometheus-alertmanager
need_program prometheus-redis-exporter prometheus-redis-exporter
need_program prometheus-postgres-exporter prometheus-postgres-exporter
need_program prometheus-blackbox-exporter prometheus-blackbox-exporter
# Debian's Alertmanager reads its default template there and nowhere else
templates=/usr/share/prometheus/alertmanager
if [ -d "target/monitoring$templates" ] && [ ! -d "$templates" ]; then
    [ "$(id -u)" -eq 0 ] ||
        fail "$templates is missing: install Alertmanager (Debian: apt-get install prometheus-alertmanager)"
    mkdir -p "$templates"
    cp -R "target/monitoring$templates"/. "$templates"
fi
mvn -q -B -pl integration-tests -am -DskipTests package >&2

export PATH
cd integration-tests
exec "$java" -Xmx1g -Djdk.httpclient.allowRestrictedHeaders=host \
    -cp "target/test-classes:$(cat target/chaos-class-path)" \
    io.github.keycloakporter.it.alerts.AlertsMain "$@"
