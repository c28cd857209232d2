#!/bin/bash
# Runs once, when the database is created: the users of Keycloak, the exporter and the backup, with passwords from files.
# The passwords go through the standard input, not through a command line.
set -euo pipefail

password() {
    local value
    value=$(tr -d '\r\n' <"/run/secrets/$1")
    [ -n "$value" ] || { echo "roles.sh: /run/secrets/$1 is empty" >&2; exit 1; }
    printf "%s" "${value//\'/\'\'}"
}

psql -v ON_ERROR_STOP=1 -q -U "${POSTGRES_USER:-postgres}" -d keycloak <<SQL
SET log_statement = 'none';
CREATE ROLE keycloak LOGIN PASSWORD '$(password keycloak-db-password)';
CREATE ROLE exporter LOGIN PASSWORD '$(password postgres-exporter-password)' CONNECTION LIMIT 5 IN ROLE pg_monitor;
CREATE ROLE backup LOGIN PASSWORD '$(password postgres-backup-password)' CONNECTION LIMIT 3 IN ROLE pg_read_all_data;
ALTER DATABASE keycloak OWNER TO keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
GRANT CONNECT ON DATABASE keycloak TO exporter, backup;
SQL
# TLS for everybody who comes over the network
sed -i -E 's/^host([[:space:]].*[[:space:]]all[[:space:]]+scram-sha-256)$/hostssl\1/' "$PGDATA/pg_hba.conf"
